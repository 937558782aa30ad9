"""Remarks into rows: the engagements that they tell of, and an account of every clause.

A clause is read by the rules (acts.py) unless vocabulary/overrides.csv holds a reading by hand; a hand reading names its clause
by number of the upstream row and digest, so that it falls out of use when the remark changes. What neither reads stands in
``remark_clauses`` as unread.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from typing import Final

from slugify import slugify

from scripts.historian import HistorianRow
from scripts.remarks.acts import Act, read_clause
from scripts.remarks.clauses import Clause, split_remark
from scripts.remarks.counterparts import MONTH
from scripts.remarks.meetings import Meetings
from scripts.remarks.people import People
from scripts.remarks.vocabulary import FOLDER, Scene, Vocabulary

Record = dict[str, str]
# More words of a remark than these in one cell would be its sentence, not its facts.
MOST_WORDS_ALIKE: Final = 11
MOST_WORDS_IN_A_KEY: Final = 6
BASIS: Final = "historian"
# A day in a clause, and what makes it a span or a list: May 11; May 10-11; December 10-11, 12-13.
DAY: Final = re.compile(rf"{MONTH} (\d{{1,2}})((?:-|, | and )\d)?")


@dataclass(frozen=True)
class Stop:
    """What of a row of ``stops`` a remark is read with."""

    stop_id: str
    country_id: str
    arrived_on: date
    departed_on: date
    source_id: str
    place_countries: frozenset[str] = frozenset()
    later_organizations: frozenset[str] = frozenset()

    @property
    def scene(self) -> Scene:
        """Where and when the stop was."""
        return Scene(self.country_id, self.arrived_on)


@dataclass(frozen=True)
class Override:
    """One clause as read by hand: its outcome, and its acts where it has any."""

    outcome: str
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Reading:
    """All that was read: rows of ``engagements`` and of ``remark_clauses``, names without counterpart, overrides out of use."""

    engagements: tuple[Record, ...]
    clauses: tuple[Record, ...]
    unknown_people: tuple[str, ...]
    stale_overrides: tuple[str, ...]


def read_remarks(
    rows: Sequence[HistorianRow],
    stops: Mapping[int, Stop],
    curated: Mapping[str, frozenset[int]],
    vocabulary: Vocabulary,
    meetings: Meetings,
) -> Reading:
    """Read the remarks of the upstream rows that are stops of ours.

    ``curated`` holds the orders within a stop that its rows from other pages have, which the rows read here leave to them. A
    clause that such rows tell better is listed in overrides.csv with the outcome ``curated``.
    """
    overrides, people, own_words = read_overrides(), People(), _own_words()
    engagements: list[Record] = []
    clauses: list[Record] = []
    unknown: set[str] = set()
    used: set[tuple[int, str]] = set()
    for row in rows:
        stop = stops.get(row.number)
        if stop is None:
            continue
        keys: Counter[str] = Counter()
        orders = (number for number in count(1) if number not in curated.get(stop.stop_id, ()))
        for clause in split_remark(row.remark, vocabulary):
            override = overrides.get((row.number, clause.digest))
            used.update({(row.number, clause.digest)} if override else ())
            outcome, acts = _read(clause, override, stop, vocabulary)
            clauses.append(_clause_record(row.number, stop, clause, outcome, override is not None))
            for act in acts:
                record = _engagement(act, next(orders), clause.order, stop, people, own_words, meetings)
                if day := _day_of(clause, stop, len(acts)):
                    record |= {"happened_on": day, "happened_precision": "day"}
                if act.person_name and not _is_known(act, stop, people):
                    whose = record["country_id"] or record["organization_id"]
                    unknown.add(f"{row.number}: {record['person_title']} {record['person_name']}, {whose}")
                key = _key(record)
                keys[key] += 1
                record["engagement_id"] = f"{stop.stop_id}-{key}" + (f"-{keys[key]}" if keys[key] > 1 else "")
                engagements.append(record)
    stale = tuple(f"{number}: {digest}" for number, digest in overrides if (number, digest) not in used)
    return Reading(tuple(engagements), tuple(clauses), tuple(sorted(unknown)), stale)


def words_in_common(cell: str, remark: str) -> int:
    """The length in words of the longest run of words that a cell shares with a remark."""
    words, text = _words(cell), f" {' '.join(_words(remark))} "
    longest = 0
    for start in range(len(words)):
        while start + longest < len(words) and f" {' '.join(words[start : start + longest + 1])} " in text:
            longest += 1
    return longest


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def read_overrides() -> dict[tuple[int, str], Override]:
    """The clauses that were read by hand, by number of the upstream row and digest of the clause."""
    found: dict[tuple[int, str], list[dict[str, str]]] = defaultdict(list)
    with (FOLDER / "overrides.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[int(row["historian_id"]), row["clause_digest"]].append(row)
    return {
        key: Override(
            rows[0]["outcome"],
            tuple(Act(**{name: row[name] for name in Act.__dataclass_fields__}) for row in rows if row["kind"]),
        )
        for key, rows in found.items()
    }


def _read(clause: Clause, override: Override | None, stop: Stop, vocabulary: Vocabulary) -> tuple[str, tuple[Act, ...]]:
    if override is not None:
        return override.outcome, override.acts
    acts = read_clause(clause.text, stop.scene, vocabulary)
    if acts is None:
        return "unread", ()
    return ("engagements", acts) if acts else ("itinerary", ())


def _engagement(
    act: Act, order: int, clause_order: int, stop: Stop, people: People, own_words: Mapping[str, str], meetings: Meetings
) -> Record:
    year = stop.arrived_on.year
    alias = people.find(act.person_name, act.country_id, act.organization_id, act.office, year) if act.person_name else None
    if act.organization_id in stop.later_organizations:
        act = replace(act, organization_id="")
    if alias and (alias.read_as_country_id or alias.read_as_organization_id):
        act = replace(act, country_id=alias.read_as_country_id, organization_id=alias.read_as_organization_id)
    ours = {name: own_words.get(getattr(act, name), getattr(act, name)) for name in ("event_name", "topic", "person_title")}
    act = replace(act, **ours)
    return {
        "engagement_id": "",
        "stop_id": stop.stop_id,
        "engagement_order": str(order),
        "kind": act.kind,
        "person_name": act.person_name,
        "counterpart_id": alias.counterpart_id if alias else "",
        "office": act.office,
        "person_title": act.person_title,
        "country_id": act.country_id,
        "organization_id": act.organization_id,
        "event_name": act.event_name,
        "ministerial_id": meetings.find(act, stop.stop_id, stop.arrived_on, stop.departed_on, stop.place_countries),
        "topic": act.topic,
        "happened_on": "",
        "happened_precision": "",
        "basis": BASIS,
        "clause_order": str(clause_order),
        "source_id": stop.source_id,
        "note": "",
    }


def _is_known(act: Act, stop: Stop, people: People) -> bool:
    """Whether vocabulary/people.csv says who is meant, be it that nobody can tell."""
    year = stop.arrived_on.year
    return people.find(act.person_name, act.country_id, act.organization_id, act.office, year) is not None


def _day_of(clause: Clause, stop: Stop, acts: int) -> str:
    """The one day that a clause gives for all of its acts, where it lies within the stop; empty where there is none."""
    days = list(DAY.finditer(clause.text))
    if len(days) != 1 or days[0][3]:
        return ""
    is_of_all = acts == 1 or clause.text.startswith("On ") or clause.text.rstrip(")").endswith(days[0][0])
    if not is_of_all:
        return ""
    for year in {stop.arrived_on.year, stop.departed_on.year}:
        day = datetime.strptime(f"{days[0][1]} {days[0][2]} {year}", "%B %d %Y").date()
        if stop.arrived_on <= day <= stop.departed_on:
            return day.isoformat()
    return ""


def _clause_record(number: int, stop: Stop, clause: Clause, outcome: str, is_by_hand: bool) -> Record:
    return {
        "clause_id": f"{number}-{clause.order}",
        "stop_id": stop.stop_id,
        "clause_order": str(clause.order),
        "clause_digest": clause.digest,
        "outcome": outcome,
        "read_by": "" if outcome == "unread" else "hand" if is_by_hand else "rules",
    }


def _key(record: Record) -> str:
    """The readable end of an engagement's key: what was done, and with whom or at what."""
    whom = record["person_name"] or " ".join(
        filter(None, (record["country_id"] or record["organization_id"], record["person_title"]))
    )
    what = whom if record["kind"] in {"met", "accompanied_president"} else record["event_name"] or record["topic"]
    words = slugify(what).split("-")[:MOST_WORDS_IN_A_KEY]
    return slugify(" ".join([record["kind"].replace("_", "-"), *words]))


def _own_words() -> dict[str, str]:
    with (FOLDER / "own_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["printed"]: row["own_words"] for row in csv.DictReader(file)}
