"""A copy of the package whose trips, stops and places of stops are multiplied with valid synthetic rows."""

from __future__ import annotations

import itertools
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from scripts.canonical import read_table, serialize
from scripts.fmt import canonical_text
from scripts.schema import Package, Table, load_package

Record = dict[str, str]
TENURE = {
    "secretary_id": "synthetic",
    "name": "Synthetic Secretary",
    "entered_on": "2100-01-01",
    "historian_slug": "synthetic",
    "historian_tenure": "secr-2100-synt",
    "source_id": "historian-pocom-secretaries",
}
FIRST_DAY = date(2100, 1, 2)
DAYS_AT_HOME = 3


def multiply_stops(source: Path, target: Path, factor: int) -> int:
    """Copy the package from ``source`` to ``target`` with ``factor`` times its stops; returns their number.

    Real trips to polities of today are repeated one after another in a tenure of the far future, each with its own length,
    stops and places, so that every rule has the same work for each row and none is broken.
    """
    for name in ("schemas", "data"):
        shutil.copytree(source / name, target / name)
    shutil.copy(source / "datapackage.json", target)
    package = load_package(target)
    tables = {name: _records(package, name) for name in ("secretaries", "trips", "stops", "stop_places")}
    wanted = factor * len(tables["stops"])
    if factor > 1:
        tables["secretaries"].append(TENURE)
        _repeat_trips(package, tables, wanted)
        for name, records in tables.items():
            _write(package, package.tables[name], records)
    return len(tables["stops"])


def _repeat_trips(package: Package, tables: Mapping[str, list[Record]], wanted: int) -> None:
    stops_of, places_of = defaultdict(list), defaultdict(list)
    for stop in tables["stops"]:
        stops_of[stop["trip_id"]].append(stop)
    for visit in tables["stop_places"]:
        places_of[visit["stop_id"]].append(visit)
    repeatable = _repeatable_trips(package, tables["trips"], stops_of)
    day = FIRST_DAY
    for trip in itertools.cycle(repeatable):
        if len(tables["stops"]) >= wanted:
            return
        shift = day - date.fromisoformat(trip["started_on"])
        trip_id = f"synthetic-{day}"
        tables["trips"].append(_shifted(trip, shift) | {"trip_id": trip_id, "secretary_id": "synthetic"})
        for stop in stops_of[trip["trip_id"]]:
            stop_id = trip_id + stop["stop_id"].removeprefix(trip["trip_id"])
            new = {"stop_id": stop_id, "trip_id": trip_id, "historian_id": "", "historian_digest": ""}
            tables["stops"].append(_shifted(stop, shift) | new)
            tables["stop_places"] += [visit | {"stop_id": stop_id} for visit in places_of[stop["stop_id"]]]
        day = date.fromisoformat(tables["trips"][-1]["ended_on"]) + timedelta(DAYS_AT_HOME)


def _repeatable_trips(package: Package, trips: Iterable[Record], stops_of: Mapping[str, list[Record]]) -> list[Record]:
    """The trips since the age of ships whose polities exist today and whose stops need no exception."""
    ended = {country["country_id"] for country in _records(package, "countries") if country["ended_on"]}
    # Whoever visited a colony visited what is another country today.
    excused = {record for row in _records(package, "exceptions") for record in (row["record_id"], row["other_record_id"])}
    today = {place["place_id"]: place["present_country_id"] for place in _records(package, "places")}
    abroad = {visit["stop_id"]: today[visit["place_id"]] for visit in _records(package, "stop_places")}
    return [
        trip
        for trip in trips
        if trip["started_on"] >= "1940"
        and all(
            stop["country_id"] not in ended and stop["stop_id"] not in excused and abroad[stop["stop_id"]] == stop["country_id"]
            for stop in stops_of[trip["trip_id"]]
        )
    ]


def _shifted(record: Record, shift: timedelta) -> Record:
    """The record with all its days moved."""
    return {
        column: (date.fromisoformat(cell) + shift).isoformat() if column.endswith("_on") and cell else cell
        for column, cell in record.items()
    }


def _records(package: Package, name: str) -> list[Record]:
    table = package.tables[name]
    return [dict(zip(table.columns, row, strict=True)) for row in read_table(package, table).rows]


def _write(package: Package, table: Table, records: Iterable[Record]) -> None:
    rows = [[record.get(column, "") for column in table.columns] for record in records]
    package.path_of(table).write_text(canonical_text(table, serialize(table, rows)), encoding="utf-8")
