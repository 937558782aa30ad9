"""Which meeting an act names: its event, by series and days, to a row of ``ministerials``."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scripts.remarks.acts import Act
from scripts.remarks.vocabulary import FOLDER


@dataclass(frozen=True)
class Meeting:
    """What of a row of ``ministerials`` an event is recognized by."""

    ministerial_id: str
    series_id: str
    started_on: date
    ended_on: date
    country_id: str


class Meetings:
    """The ministerials, found by the words of an event (vocabulary/series.csv) or by hand (vocabulary/meetings.csv)."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        """Read the words and the links by hand."""
        self._by_series: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            self._by_series[meeting.series_id].append(meeting)
        with (FOLDER / "series.csv").open(encoding="utf-8", newline="") as file:
            words = [(row["words"], row["series_id"]) for row in csv.DictReader(file)]
        self._words = [
            (re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE), series)
            for phrase, series in sorted(words, key=lambda pair: -len(pair[0]))
        ]
        with (FOLDER / "meetings.csv").open(encoding="utf-8", newline="") as file:
            self._by_hand = {(row["stop_id"], row["event"]): row["ministerial_id"] for row in csv.DictReader(file)}

    def find(self, act: Act, stop_id: str, arrived_on: date, departed_on: date, countries: frozenset[str]) -> str:
        """The one meeting of the event's series held there and then; empty where there is none, or more than one."""
        event = event_of(act)
        if (stop_id, event) in self._by_hand:
            return self._by_hand[stop_id, event]
        series = next((series for words, series in self._words if event and words.search(event)), "")
        fitting = [
            meeting.ministerial_id
            for meeting in self._by_series.get(series, ())
            if meeting.started_on <= departed_on and meeting.ended_on >= arrived_on and meeting.country_id in countries
        ]
        return fitting[0] if series and len(fitting) == 1 else ""


def event_of(act: Act) -> str:
    """The words by which the meeting of an act is known: its event, else the group met, else what was done with whom."""
    if act.event_name and act.kind != "accompanied_president":
        return act.event_name
    if act.kind == "met" and not act.person_name and act.organization_id:
        return f"{act.organization_id} {act.person_title}"
    return f"met {act.person_name or act.person_title}" if act.kind == "met" else act.kind
