"""Which part of the version rises, and why: the version recipe of the Data Package, as the codebook states it (Versions)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from scripts.changes.compare import PackageChanges, StructureChange, TableChanges
from scripts.problems import InputError
from scripts.schema import Field

Number = tuple[int, int, int]


class Level(IntEnum):
    """The part of the version that rises."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True)
class Reason:
    """One thing that changed, in words, and the level that follows from it alone."""

    level: Level
    words: str


@dataclass(frozen=True)
class Verdict:
    """The level of all changes together, and its reasons, the weightiest first."""

    level: Level
    reasons: tuple[Reason, ...]

    def sentence(self) -> str:
        """``MINOR: 12 rows added to commitments; also 1 value corrected in stops.``."""
        if not self.reasons:
            return "NONE: the data are as they were."
        decisive = [reason.words for reason in self.reasons if reason.level == self.level]
        others = [reason.words for reason in self.reasons if reason.level != self.level]
        also = f"; also {_series(others)}" if others else ""
        return f"{self.level.name}: {_series(decisive)}{also}."


def level_of(changes: PackageChanges) -> Verdict:
    """The level that follows from the changes."""
    reasons = sorted(_reasons(changes), key=lambda reason: -reason.level)
    return Verdict(max((reason.level for reason in reasons), default=Level.NONE), tuple(reasons))


def next_number(released: str, level: Level) -> str:
    """The smallest version after ``released`` for changes of ``level``; below 1.0.0 a MINOR version may break readers."""
    major, minor, patch = parse_number(released)
    if level is Level.MAJOR and major == 0:
        level = Level.MINOR
    match level:
        case Level.NONE:
            number = (major, minor, patch)
        case Level.PATCH:
            number = (major, minor, patch + 1)
        case Level.MINOR:
            number = (major, minor + 1, 0)
        case Level.MAJOR:
            number = (major + 1, 0, 0)
    return ".".join(str(part) for part in number)


def parse_number(version: str) -> Number:
    """The three numbers of a version. Raises InputError where it is written otherwise."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if found is None:
        raise InputError(f'datapackage.json: the version "{version}" is not of the form 1.2.3')
    return int(found[1]), int(found[2]), int(found[3])


def plural(count: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _reasons(changes: PackageChanges) -> Iterator[Reason]:
    for table in changes.removed_tables:
        yield Reason(Level.MAJOR, f"the table {table.name} is gone")
    for table in changes.added_tables:
        yield Reason(Level.MINOR, f"the table {table.name} is new")
    replaced = {
        (row["table_name"], row["retired_id"])
        for name, text in changes.after.tables.items()
        if name == "retired_ids"
        for row in text.records()
        if row["replacement_id"]
    }
    for table_changes in changes.tables:
        yield from _reasons_of_structure(table_changes.table.name, table_changes.structure)
        yield from _reasons_of_rows(table_changes, replaced)


def _reasons_of_rows(changes: TableChanges, replaced: set[tuple[str, str]]) -> Iterator[Reason]:
    name = changes.table.name
    if len(changes.table.primary_key) > 1:
        going, lost = len(changes.removed), 0  # rows without a key of their own, which nobody can refer to
    else:
        going = sum((name, row.key) in replaced for row in changes.removed)
        lost = len(changes.removed) - going
    if lost:
        yield Reason(Level.MAJOR, f"{plural(lost, 'row')} of {name} gone without replacement")
    if going:
        yield Reason(Level.MINOR, f"{plural(going, 'row')} of {name} removed")
    if changes.added:
        yield Reason(Level.MINOR, f"{plural(len(changes.added), 'row')} added to {name}")
    if changes.changed:
        cells = sum(len(row.cells) for row in changes.changed)
        yield Reason(Level.PATCH, f"{plural(cells, 'value')} changed in {plural(len(changes.changed), 'row')} of {name}")


def _reasons_of_structure(table: str, change: StructureChange) -> Iterator[Reason]:
    for field in change.removed:
        yield Reason(Level.MAJOR, f"the column {field.name} of {table} is gone")
    for field in change.added:
        if not change.added_are_last:
            yield Reason(Level.MAJOR, f"the new column {field.name} of {table} stands between others")
        elif field.required:
            yield Reason(Level.MAJOR, f"the new column {field.name} of {table} is required")
        else:
            yield Reason(Level.MINOR, f"the optional column {field.name} added at the end of {table}")
    if change.is_reordered:
        yield Reason(Level.MAJOR, f"the columns of {table} stand in another order")
    if change.key_changed:
        yield Reason(Level.MAJOR, f"the key of {table} is made of other columns")
    if change.references_changed:
        yield Reason(Level.MINOR, f"other references or unique columns in {table}")
    for before, after in change.changed:
        yield _reason_of_field(table, before, after)


def _reason_of_field(table: str, before: Field, after: Field) -> Reason:
    if (before.type, before.format) != (after.type, after.format):
        kinds = f"{before.type} ({before.format}) to {after.type} ({after.format})"
        return Reason(Level.MAJOR, f"{table}.{after.name} changed from {kinds}")
    if _constraints(before) != _constraints(after):
        return Reason(Level.MINOR, f"{table}.{after.name} may hold other values than before")
    return Reason(Level.PATCH, f"{table}.{after.name} described otherwise")


def _constraints(field: Field) -> tuple[object, ...]:
    return field.required, field.unique, field.enum, field.pattern, field.minimum, field.maximum, field.max_length


def _series(words: list[str]) -> str:
    return ", ".join(words)
