"""A small package made of real rows: some trips and ministerials with all that hangs on them and all that they refer to."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from scripts.canonical import records_of, serialize
from scripts.schema import Package

TRIPS = frozenset({"blinken-2022-04-19", "seward-1866-01-09"})
MINISTERIALS = frozenset({"migration-protection-panama-city-2022"})
WHOLE = frozenset({"themes"})
# What hangs on a trip or a ministerial, from above to below.
HANGING = (
    ("stops", "trip_id", "trips"),
    ("stop_places", "stop_id", "stops"),
    ("engagements", "stop_id", "stops"),
    ("remark_clauses", "stop_id", "stops"),
    ("participants", "ministerial_id", "ministerials"),
    ("participant_claims", "ministerial_id", "ministerials"),
    ("commitments", "ministerial_id", "ministerials"),
    ("commitment_parties", "commitment_id", "commitments"),
    ("commitment_events", "commitment_id", "commitments"),
)

Rows = dict[str, dict[str, Mapping[str, str]]]


def cut(package: Package, target: Path) -> None:
    """Write a package of a few real rows, whole in its references, to ``target``: datapackage.json, schemas/ and data/."""
    shutil.copytree(package.root / "schemas", target / "schemas", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(package.root / "datapackage.json", target)
    (target / "data").mkdir()
    rows = {table.name: {table.key_of(row): row for row in records_of(package, table.name)} for table in package}
    kept = _referred(package, rows, _hanging(rows))
    for table in package:
        ordered = [row for key, row in rows[table.name].items() if key in kept[table.name]]  # in the order of the real file
        text = serialize(table, ([row[column] for column in table.columns] for row in ordered))
        (target / table.path).write_text(text, encoding="utf-8", newline="")


def _hanging(rows: Rows) -> dict[str, set[str]]:
    kept: dict[str, set[str]] = {name: set(found) if name in WHOLE else set() for name, found in rows.items()}
    kept |= {"trips": set(TRIPS), "ministerials": set(MINISTERIALS)}
    for child, column, parent in HANGING:
        kept[child] = {key for key, row in rows[child].items() if row[column] in kept[parent]}
    return kept


def _referred(package: Package, rows: Rows, kept: dict[str, set[str]]) -> dict[str, set[str]]:
    """Also the rows to which the kept ones refer, and those to which these do."""
    waiting = [(name, key) for name, keys in kept.items() for key in keys]
    while waiting:
        name, key = waiting.pop()
        for parent, value in _references(package, name, rows[name][key]):
            if value not in kept[parent]:
                kept[parent].add(value)
                waiting.append((parent, value))
    return kept


def _references(package: Package, name: str, row: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return [(key.table, row[key.field]) for key in package.tables[name].foreign_keys if row[key.field]]
