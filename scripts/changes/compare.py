"""Two versions of the package, compared: tables, columns, rows by key, cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.canonical import TableText
from scripts.changes.versions import PackageVersion
from scripts.schema import Field, Table

Row = Mapping[str, str]


@dataclass(frozen=True)
class CellChange:
    """One cell that holds something else than before."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row, known by its key, with its cells of which some changed; ``line`` is that of the new file."""

    key: str
    line: int
    cells: tuple[CellChange, ...]


@dataclass(frozen=True)
class PlacedRow:
    """One row that is only in one of the two versions, and its line there."""

    key: str
    line: int
    row: Row


@dataclass(frozen=True)
class StructureChange:
    """How the columns of a table differ; fields stand in the order of their table."""

    removed: tuple[Field, ...]
    added: tuple[Field, ...]
    changed: tuple[tuple[Field, Field], ...]
    added_are_last: bool
    is_reordered: bool
    key_changed: bool
    references_changed: bool

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(
            self.removed or self.added or self.changed or self.is_reordered or self.key_changed or self.references_changed
        )


@dataclass(frozen=True)
class TableChanges:
    """What differs in a table that is in both versions."""

    table: Table
    structure: StructureChange
    removed: tuple[PlacedRow, ...]
    changed: tuple[RowChange, ...]
    added: tuple[PlacedRow, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.structure or self.removed or self.changed or self.added)


@dataclass(frozen=True)
class PackageChanges:
    """What differs between two versions. ``tables`` holds only tables with a difference; ``unread`` cannot be compared."""

    before: PackageVersion
    after: PackageVersion
    removed_tables: tuple[Table, ...]
    added_tables: tuple[Table, ...]
    tables: tuple[TableChanges, ...]
    unread: tuple[Table, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.removed_tables or self.added_tables or self.tables)


def compare_packages(before: PackageVersion, after: PackageVersion) -> PackageChanges:
    """The differences, tables in the order of the new version."""
    both = [name for name in after.tables if name in before.tables]
    unread = {name for name, text in after.tables.items() if not text.is_sound}
    unread |= {name for name in both if not before.tables[name].is_sound}
    compared = [compare_tables(before.tables[name], after.tables[name]) for name in both if name not in unread]
    return PackageChanges(
        before,
        after,
        tuple(text.table for name, text in before.tables.items() if name not in after.tables),
        tuple(text.table for name, text in after.tables.items() if name not in before.tables),
        tuple(changes for changes in compared if changes),
        tuple(text.table for name, text in after.tables.items() if name in unread),
    )


def compare_tables(before: TableText, after: TableText) -> TableChanges:
    """The differences of one table, rows matched by the key of the new version and in the order of their files.

    Of a row in both versions, the cells of columns in both are compared.
    """
    old, new = keyed_rows(before, after.table), keyed_rows(after, after.table)
    columns = [column for column in after.table.columns if column in before.table.by_name]
    changed = []
    for key, row in new.items():
        if key in old and (cells := tuple(_cell_changes(columns, old[key].row, row.row))):
            changed.append(RowChange(key, row.line, cells))
    return TableChanges(
        after.table,
        compare_structure(before.table, after.table),
        tuple(row for key, row in old.items() if key not in new),
        tuple(changed),
        tuple(row for key, row in new.items() if key not in old),
    )


def compare_structure(before: Table, after: Table) -> StructureChange:
    """How the columns differ."""
    old_order = [column for column in before.columns if column in after.by_name]
    new_order = [column for column in after.columns if column in before.by_name]
    added = tuple(field for field in after.fields if field.name not in before.by_name)
    return StructureChange(
        removed=tuple(field for field in before.fields if field.name not in after.by_name),
        added=added,
        changed=tuple(
            (before.by_name[field.name], field)
            for field in after.fields
            if field.name in before.by_name and before.by_name[field.name] != field
        ),
        added_are_last=not added or after.fields[-len(added) :] == added,
        is_reordered=old_order != new_order,
        key_changed=before.primary_key != after.primary_key,
        references_changed=(before.foreign_keys, before.unique_keys) != (after.foreign_keys, after.unique_keys),
    )


def keyed_rows(text: TableText, keyed_as: Table | None = None) -> dict[str, PlacedRow]:
    """The rows by the key of their table (or of ``keyed_as``), each with its line."""
    key_columns = (keyed_as or text.table).primary_key
    if any(column not in text.table.by_name for column in key_columns):
        key_columns = text.table.primary_key
    rows = {}
    for line, row in enumerate(text.records(), 2):
        key = " ".join(row[column] for column in key_columns)
        rows[key] = PlacedRow(key, line, row)
    return rows


def _cell_changes(columns: list[str], before: Row, after: Row) -> Iterator[CellChange]:
    for column in columns:
        if before[column] != after[column]:
            yield CellChange(column, before[column], after[column])
