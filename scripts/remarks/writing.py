"""The engagements of the Historian's remarks, written into the data: ``python -m scripts remarks PATH``.

The rows whose basis is ``historian`` and all of ``remark_clauses`` are written anew from a checkout of HistoryAtState/travels;
rows curated by hand from other pages stay as they are, with the order within the stop that they have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts import files
from scripts.canonical import records_of, serialize, sort_key
from scripts.historian import read_travels
from scripts.remarks.meetings import Meeting, Meetings
from scripts.remarks.reading import BASIS, MOST_WORDS_ALIKE, Reading, Record, Stop, read_remarks, words_in_common
from scripts.remarks.vocabulary import Polity, Vocabulary, load_vocabulary
from scripts.schema import Package

# Columns that might repeat more than a name of the remark.
OWN_WORDS = ("event_name", "topic", "person_title")


@dataclass(frozen=True)
class Written:
    """What the writing of the engagements found, for people."""

    reading: Reading
    faults: tuple[str, ...]

    def __str__(self) -> str:
        """The faults line by line, then the counts."""
        outcomes = [clause["outcome"] for clause in self.reading.clauses]
        counts = ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in sorted(set(outcomes)))
        return "\n".join([*self.faults, f"{len(self.reading.engagements)} engagements; {len(outcomes)} clauses: {counts}"])


def write_engagements(package: Package, path: Path) -> Written:
    """Read all remarks of a checkout of HistoryAtState/travels and write ``engagements`` and ``remark_clauses``.

    Nothing is written where a cell would repeat a remark's sentence. Raises UpstreamError for files that cannot be read.
    """
    upstream = read_travels(path)
    tables = {
        name: records_of(package, name)
        for name in ("stops", "engagements", "ministerials", "places", "stop_places", "organizations")
    }
    curated = [row for row in tables["engagements"] if row["basis"] != BASIS or not row["clause_order"]]
    reading = read_remarks(
        upstream,
        dict(_stops(tables)),
        _orders(curated),
        load_words(package),
        Meetings(_meetings(tables)),
    )
    faults = (
        *(f"no counterpart known by this name; add it to vocabulary/people.csv: {name}" for name in reading.unknown_people),
        *(f"vocabulary/overrides.csv reads a clause that is not there: {name}" for name in reading.stale_overrides),
    )
    remarks = {row.number: row.remark for row in upstream}
    numbers = {row["stop_id"]: int(row["historian_id"]) for row in tables["stops"] if row["historian_id"]}
    copied = [
        f"{row['engagement_id']}: {column} repeats the remark; give it our own words in vocabulary/overrides.csv"
        for row in reading.engagements
        for column in OWN_WORDS
        if words_in_common(row[column], remarks[numbers[row["stop_id"]]]) > MOST_WORDS_ALIKE
    ]
    if not copied:
        _write(package, "engagements", [*curated, *reading.engagements])
        _write(package, "remark_clauses", list(reading.clauses))
    return Written(reading, (*faults, *copied))


def load_words(package: Package) -> Vocabulary:
    """The vocabulary of the remarks with the polities of the package."""
    return load_vocabulary(
        Polity(row["country_id"], _names(row), _day(row["began_on"]), _day(row["ended_on"]))
        for row in records_of(package, "countries")
    )


def _write(package: Package, name: str, records: list[Record]) -> None:
    table = package.tables[name]
    rows = [[record[column] for column in table.columns] for record in records]
    text = serialize(table, sorted(rows, key=lambda row: sort_key(table, row)))
    files.write_text(package.path_of(table), text)


def _stops(tables: dict[str, list[Record]]) -> Iterator[tuple[int, Stop]]:
    countries_of = {row["place_id"]: row["present_country_id"] for row in tables["places"]}
    places: dict[str, set[str]] = {}
    for row in tables["stop_places"]:
        places.setdefault(row["stop_id"], set()).add(countries_of[row["place_id"]])
    founded = {row["organization_id"]: _day(row["founded_on"]) for row in tables["organizations"]}
    for row in tables["stops"]:
        if row["historian_id"]:
            arrived, departed = date.fromisoformat(row["arrived_on"]), date.fromisoformat(row["departed_on"])
            countries = frozenset(places.get(row["stop_id"], set()))
            later = frozenset(name for name, day in founded.items() if day and day > departed)
            stop = Stop(row["stop_id"], row["country_id"], arrived, departed, row["source_id"], countries, later)
            yield int(row["historian_id"]), stop


def _meetings(tables: dict[str, list[Record]]) -> Iterator[Meeting]:
    countries_of = {row["place_id"]: row["present_country_id"] for row in tables["places"]}
    for row in tables["ministerials"]:
        days = date.fromisoformat(row["started_on"]), date.fromisoformat(row["ended_on"])
        yield Meeting(row["ministerial_id"], row["series_id"], *days, countries_of.get(row["place_id"], ""))


def _names(row: Record) -> tuple[str, ...]:
    slugs = row["historian_slugs"].replace("|", " ").replace(";", " ").split()
    return (row["name"], *(slug.replace("-", " ").title() for slug in slugs))


def _orders(rows: Sequence[Record]) -> Mapping[str, frozenset[int]]:
    """The orders that these engagements have within their stops, by stop."""
    orders: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        orders[row["stop_id"]].add(int(row["engagement_order"]))
    return {stop_id: frozenset(taken) for stop_id, taken in orders.items()}


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
