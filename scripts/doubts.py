"""Stops whose days deserve a second look: rules that find candidates for error, and which of them nobody has settled yet.

The Historian's list has errors of a few kinds: the day of departure from Washington taken for the arrival, an evening landing
filed a day late, two stays merged into one, end dates that the next stop makes impossible. None of these breaks a rule by
itself; they leave traces, which the rules here look for. A candidate is settled by a row of ``exceptions`` under the rule's
name (the days are right, and why), or listed as open in ``coverage`` under the key ``unsettled-`` with the Historian's number
or, without one, the stop.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Final

from scripts.canonical import records_of
from scripts.historian import UpstreamError
from scripts.itinerary import Record
from scripts.schema import Package

LONGEST_USUAL_STAY_DAYS: Final = 7
MOST_COUNTRIES_ON_A_DAY: Final = 3
EARTH_RADIUS_KM: Final = 6371.0
# A Boeing 707 and its successors cruise at 850 to 900 km/h; half an hour goes into climb and landing.
CRUISE_KM_PER_HOUR: Final = 850.0
CLIMB_AND_LANDING_HOURS: Final = 0.5
DEGREES_PER_HOUR: Final = 15.0
# A flight that takes more of the local clock leaves no time for a morning's work before it and a landing before midnight.
LONGEST_SAME_DAY_HOURS: Final = 13.0
PRESIDENTS: Final = "president-travels"


@dataclass(frozen=True)
class Doubt:
    """One candidate: the rule that found it, the stop, its number in the Historian's list (or nothing), and what looks odd."""

    rule: str
    stop_id: str
    historian_id: str
    what: str

    def __str__(self) -> str:
        """For people."""
        return f"{self.rule} {self.stop_id} ({self.historian_id or 'not in the list'}): {self.what}"


@dataclass(frozen=True)
class Stay:
    """A stop with its days as dates and its first and last place (latitude and longitude in degrees, where known)."""

    record: Record
    secretary_id: str
    arrived_on: date
    departed_on: date
    points: tuple[tuple[float, float], ...]

    def doubt(self, rule: str, what: str) -> Doubt:
        """A doubt about this stop."""
        return Doubt(rule, self.record["stop_id"], self.record["historian_id"], what)


def open_doubts(package: Package, path: Path) -> list[Doubt]:
    """The candidates over all stops that neither exceptions nor coverage settles, by rule and stop; ``path`` is a checkout of
    HistoryAtState/travels, whose list of the Presidents' travels is compared.

    Raises UpstreamError where that list cannot be read.
    """
    settled = {(row["rule"], row["record_id"]) for row in records_of(package, "exceptions")}
    listed = {row["coverage_id"] for row in records_of(package, "coverage")}
    return [
        doubt
        for doubt in all_doubts(package, path)
        if (doubt.rule, doubt.stop_id) not in settled
        and not listed & {f"unsettled-{doubt.historian_id}", f"unsettled-{doubt.stop_id}"}
    ]


def all_doubts(package: Package, path: Path) -> list[Doubt]:
    """All candidates, settled or not."""
    stays = _stays(package)
    companions = {
        row["stop_id"]
        for row in records_of(package, "engagements")
        if row["kind"] == "accompanied_president" and row["office"] != "vice_president"
    }
    slugs = {row["country_id"]: row["historian_slugs"].split() for row in records_of(package, "countries")}
    found = [
        *_long_stays(stays),
        *_flights(stays),
        *_crowded_days(stays),
        *_presidential(stays, companions, slugs, read_presidential_visits(path)),
    ]
    return sorted(found, key=lambda doubt: (doubt.rule, doubt.stop_id))


def read_presidential_visits(path: Path) -> Mapping[str, Sequence[tuple[date, date]]]:
    """First and last day of each visit of a President, by the Historian's slug of the country.

    Raises UpstreamError where there are no files or one cannot be read.
    """
    files = sorted((path / PRESIDENTS).glob("*.xml"))
    if not files:
        raise UpstreamError(f"{path}: no {PRESIDENTS}/*.xml here; give the path of a checkout of HistoryAtState/travels")
    visits: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    for file in files:
        try:
            for trip in ET.parse(file).getroot().iter("trip"):
                country = trip.find("country")
                if country is not None:
                    days = (date.fromisoformat(trip.findtext(name, "").strip()) for name in ("start-date", "end-date"))
                    visits[country.attrib["id"]].append((next(days), next(days)))
        except (ET.ParseError, ValueError, KeyError) as error:
            raise UpstreamError(f"{PRESIDENTS}/{file.name}: cannot be read: {error!r}") from error
    return visits


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude in degrees) on a sphere, in kilometres, by the haversine formula."""
    latitude_one, longitude_one, latitude_other, longitude_other = map(radians, (*one, *other))
    half_chord = (
        sin((latitude_other - latitude_one) / 2) ** 2
        + cos(latitude_one) * cos(latitude_other) * sin((longitude_other - longitude_one) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))


def clock_hours(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Hours by which local clocks advance from take-off to landing: the flight and the time zones crossed."""
    eastward = (other[1] - one[1] + 540) % 360 - 180
    return great_circle_km(one, other) / CRUISE_KM_PER_HOUR + CLIMB_AND_LANDING_HOURS + eastward / DEGREES_PER_HOUR


def _long_stays(stays: Iterable[Stay]) -> Iterator[Doubt]:
    for stay in stays:
        days = (stay.departed_on - stay.arrived_on).days + 1
        if days > LONGEST_USUAL_STAY_DAYS:
            yield stay.doubt("long_stay", f"{days} days in one country, {stay.arrived_on} to {stay.departed_on}")


def _flights(stays: Iterable[Stay]) -> Iterator[Doubt]:
    for before, after in pairwise(stays):
        same_trip = before.record["trip_id"] == after.record["trip_id"]
        if same_trip and before.departed_on >= after.arrived_on and before.points and after.points:
            hours = clock_hours(before.points[-1], after.points[0])
            if hours > LONGEST_SAME_DAY_HOURS:
                way = f"left {before.record['stop_id']} and arrived on one day, {after.arrived_on}"
                what = f"{way}: {hours:.0f} hours by the clock"
                yield after.doubt("flight", what)


def _crowded_days(stays: Iterable[Stay]) -> Iterator[Doubt]:
    on_day: defaultdict[tuple[str, date], list[Stay]] = defaultdict(list)
    for stay in stays:
        for offset in range((stay.departed_on - stay.arrived_on).days + 1):
            on_day[stay.secretary_id, stay.arrived_on + timedelta(offset)].append(stay)
    for (_, day), crowd in sorted(on_day.items()):
        countries = sorted({stay.record["country_id"] for stay in crowd})
        if len(countries) > MOST_COUNTRIES_ON_A_DAY:
            yield crowd[0].doubt("crowded_day", f"{len(countries)} countries on {day}: {', '.join(countries)}")


def _presidential(
    stays: Iterable[Stay],
    companions: set[str],
    slugs: Mapping[str, Sequence[str]],
    visits: Mapping[str, Sequence[tuple[date, date]]],
) -> Iterator[Doubt]:
    list_ends_on = max(last for days in visits.values() for _, last in days)
    for stay in stays:
        if stay.record["stop_id"] not in companions or stay.arrived_on > list_ends_on:
            continue
        there = [visit for slug in slugs[stay.record["country_id"]] for visit in visits.get(slug, ())]
        shared = [(first, last) for first, last in there if first <= stay.departed_on and last >= stay.arrived_on]
        ours = f"{stay.arrived_on} to {stay.departed_on}"
        if not shared:
            yield stay.doubt("president", f"in the President's party {ours}, but the presidential list has no visit then")
        elif min(shared)[0] > stay.arrived_on or max(last for _, last in shared) < stay.departed_on:
            theirs = ", ".join(f"{first} to {last}" for first, last in sorted(shared))
            yield stay.doubt("president", f"in the President's party {ours}; the presidential list has {theirs}")


def _stays(package: Package) -> list[Stay]:
    """All stops in the order of trips and of the stops in them."""
    secretaries = {row["trip_id"]: row["secretary_id"] for row in records_of(package, "trips")}
    points = {
        row["place_id"]: (float(row["latitude"]), float(row["longitude"]))
        for row in records_of(package, "places")
        if row["latitude"]
    }
    visited: defaultdict[str, list[Record]] = defaultdict(list)
    for row in records_of(package, "stop_places"):
        visited[row["stop_id"]].append(row)
    stays = [
        Stay(
            row,
            secretaries[row["trip_id"]],
            date.fromisoformat(row["arrived_on"]),
            date.fromisoformat(row["departed_on"]),
            tuple(
                points[place["place_id"]]
                for place in sorted(visited[row["stop_id"]], key=lambda place: int(place["place_order"]))
                if place["place_id"] in points
            ),
        )
        for row in records_of(package, "stops")
    ]
    return sorted(stays, key=lambda stay: (stay.record["trip_id"], int(stay.record["stop_order"])))
