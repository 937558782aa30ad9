"""What readers of earlier versions rely on: keys last for ever, evidence is only added, the version tells of every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from scripts.changes.compare import PackageChanges, PlacedRow, TableChanges, keyed_rows
from scripts.changes.levels import Level, level_of, next_number, parse_number
from scripts.changes.versions import PackageVersion
from scripts.problems import Fault, Problem

APPEND_ONLY: Final = frozenset({"commitment_events"})
RETIRED: Final = "retired_ids"
RETIRED_PATH: Final = "data/retired_ids.csv"

Retired = Mapping[tuple[str, str], str]  # table and key, to the key that replaces it or the empty string


def broken_promises(changes: PackageChanges) -> list[Problem]:
    """What may not change from the one version to the other, sorted by place."""
    retired = _retired(changes.after)
    problems = [*_unread(changes), *_forgotten_retirements(changes)]
    for table in changes.tables:
        if len(table.table.primary_key) == 1:
            problems += _vanished_ids(changes, table, retired)
            problems += _reused_ids(table, {**_retired(changes.before), **retired})
        if table.table.name in APPEND_ONLY:
            problems += [*_edited_evidence(table), *_dropped_evidence(changes, table, retired)]
    return sorted(problems)


def version_problems(since_release: PackageChanges) -> list[Problem]:
    """A problem if the version in datapackage.json is too small for what changed since the last release."""
    released, version = since_release.before.number, since_release.after.number
    if released is None or version is None:
        return []
    verdict = level_of(since_release)
    needed = next_number(released, verdict.level)
    if parse_number(version) >= parse_number(needed):
        return []
    what = f"too small after version {released} for these changes ({verdict.sentence().removesuffix('.')})"
    fault = Fault(what, f'write "version": "{needed}"', "version-too-small")
    return [fault.at("datapackage.json", _version_line(since_release.after), "version", version)]


def version_sentence(since_release: PackageChanges) -> str:
    """Which version the changes since the last release call for, and what datapackage.json says."""
    released, version = since_release.before.number, since_release.after.number
    if released is None:
        return f"There is no release to break with, so any version will do; datapackage.json says {version}."
    verdict = level_of(since_release)
    needed = next_number(released, verdict.level)
    is_excused = parse_number(released)[0] == 0 and verdict.level is Level.MAJOR
    breaking = " (below 1.0.0 a MINOR version may break readers)" if is_excused else ""
    enough = "is enough" if not version_problems(since_release) else "is too small"
    return f"After {released} this calls for {needed} or later{breaking}; {version}, as datapackage.json says, {enough}."


def _unread(changes: PackageChanges) -> Iterator[Problem]:
    for table in changes.unread:
        fault = Fault("the file cannot be compared", "first correct what `check` says of it", "not-comparable")
        yield fault.at(table.path)


def _vanished_ids(changes: PackageChanges, table: TableChanges, retired: Retired) -> Iterator[Problem]:
    renamed = _renamed(table)
    for row in table.removed:
        if (table.table.name, row.key) in retired:
            continue
        what = f"the key was published and is gone{_renamed_to(renamed, row)}"
        entry = f"{table.table.name},{row.key},{renamed.get(row.key, '')},day,reason"
        fault = Fault(what, f"restore the row under its key, or enter it in {RETIRED_PATH} ({entry})", "vanished-id")
        line = _line_where_it_stood(changes, table, row)
        yield fault.at(table.table.path, line, table.table.primary_key[0], row.key)


def _reused_ids(table: TableChanges, retired: Retired) -> Iterator[Problem]:
    for row in table.added:
        if (table.table.name, row.key) in retired:
            fault = Fault("the key is retired and must never name another row", "give the row another key", "reused-id")
            yield fault.at(table.table.path, row.line, table.table.primary_key[0], row.key)


def _edited_evidence(table: TableChanges) -> Iterator[Problem]:
    """Evidence that was changed in place."""
    for row in table.changed:
        for cell in row.cells:
            what = f'evidence is only added, never edited; here stood "{cell.before}"'
            remedy = f"restore the cell, and add a row that corrects it (or retire {row.key} for one)"
            yield Fault(what, remedy, "evidence-is-only-added").at(table.table.path, row.line, cell.column, cell.after)


def _dropped_evidence(changes: PackageChanges, table: TableChanges, retired: Retired) -> Iterator[Problem]:
    """Evidence that was retired without a row that corrects it; what was not retired at all is a vanished key."""
    for row in table.removed:
        if retired.get((table.table.name, row.key)) == "":
            what = "evidence is only added; this row was retired without one that corrects it"
            fault = Fault(what, "restore the row, or name the corrected one as replacement_id", "evidence-is-only-added")
            line = _line_where_it_stood(changes, table, row)
            yield fault.at(table.table.path, line, table.table.primary_key[0], row.key)


def _forgotten_retirements(changes: PackageChanges) -> Iterator[Problem]:
    for table in changes.tables:
        if table.table.name == RETIRED:
            for row in table.removed:
                fault = Fault("a retired key stays retired", "restore the row", "retired-id-forgotten")
                key = row.row["retired_id"]
                yield fault.at(table.table.path, _line_where_it_stood(changes, table, row), "retired_id", key)


def _retired(version: PackageVersion) -> Retired:
    text = version.tables.get(RETIRED)
    records = text.records() if text else []
    return {(row["table_name"], row["retired_id"]): row["replacement_id"] for row in records}


def _renamed(table: TableChanges) -> dict[str, str]:
    """Removed key to added key, where all other cells are the same."""
    key = table.table.primary_key
    added = {_others(row, key): row.key for row in table.added}
    return {row.key: added[_others(row, key)] for row in table.removed if _others(row, key) in added}


def _others(row: PlacedRow, key: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((column, cell) for column, cell in row.row.items() if column not in key)


def _renamed_to(renamed: Mapping[str, str], row: PlacedRow) -> str:
    return f'; "{renamed[row.key]}" has all its other cells' if row.key in renamed else ""


def _line_where_it_stood(changes: PackageChanges, table: TableChanges, removed: PlacedRow) -> int:
    """The line of the new file before which the removed row would stand; the last one if after all."""
    rows = keyed_rows(changes.after.tables[table.table.name])
    later = [row.line for key, row in rows.items() if key > removed.key]
    return min(later, default=len(rows) + 1)


def _version_line(version: PackageVersion) -> int:
    return next((number for number, line in enumerate(version.descriptor_lines, 1) if line.lstrip().startswith('"version"')), 0)
