"""The changes in Markdown: removals first, then cells, then new rows, by table and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import Final

from scripts.changes.compare import PackageChanges, PlacedRow, TableChanges
from scripts.changes.levels import level_of, plural
from scripts.changes.promises import version_sentence
from scripts.problems import Problem
from scripts.schema import Table

MOST_LINES_OF_A_TABLE: Final = 25
LONGEST_CELL: Final = 120
EMPTY: Final = "*(empty)*"

LinesOf = Callable[[TableChanges, bool], list[str]]


def summary(changes: PackageChanges, since_release: PackageChanges, problems: Sequence[Problem]) -> str:
    """A short report for people: what changed, the version that follows, what is wrong."""
    return _document(changes, since_release, problems, MOST_LINES_OF_A_TABLE)


def full_report(changes: PackageChanges, since_release: PackageChanges, problems: Sequence[Problem]) -> str:
    """The same with every row and every cell."""
    return _document(changes, since_release, problems, None)


def first_release(changes: PackageChanges) -> str:
    """What a first release holds: its tables and their rows."""
    rows = [f"| {text.table.name} | {len(text.rows):,} |" for text in changes.after.tables.values()]
    return "\n".join(["| table | rows |", "| --- | ---: |", *rows])


def _document(changes: PackageChanges, since_release: PackageChanges, problems: Sequence[Problem], most: int | None) -> str:
    if changes.before.exists:
        blocks = [f"# Changes of the data against {_text(changes.before.name)}", _verdict(changes, since_release)]
    else:
        blocks = ["# The data, for the first time", f"Version {changes.after.number}. It holds:", first_release(changes)]
    if problems:
        blocks += ["## To correct", "\n".join(f"- {_text(str(problem))}" for problem in problems)]
    if changes.before.exists and not changes:
        blocks.append("No row, cell or column of the data differs.")
    elif changes.before.exists:
        blocks += [_counts(changes), *_sections(changes, most)]
    return "\n\n".join(blocks) + "\n"


def _verdict(changes: PackageChanges, since_release: PackageChanges) -> str:
    return f"**{level_of(changes).sentence()}** {version_sentence(since_release)}"


def _counts(changes: PackageChanges) -> str:
    lines = ["| table | rows removed | changed | added |", "| --- | ---: | ---: | ---: |"]
    for table in changes.tables:
        lines.append(f"| {table.table.name} | {len(table.removed):,} | {len(table.changed):,} | {len(table.added):,} |")
    return "\n".join(lines)


def _sections(changes: PackageChanges, most: int | None) -> Iterator[str]:
    yield from _structure(changes)
    yield from _section("Removed", changes.tables, _removed, most)
    yield from _section("Changed", changes.tables, _changed, most)
    yield from _section("Added", changes.tables, _added, most)


def _section(title: str, tables: Iterable[TableChanges], lines_of: LinesOf, most: int | None) -> Iterator[str]:
    found = [(table, lines) for table in tables if (lines := lines_of(table, most is None))]
    if found:
        yield f"## {title}"
    for table, lines in found:
        yield f"### {table.table.name}"
        more = len(lines) - most if most is not None and len(lines) > most else 0
        rest = [f"- … and {plural(more, 'more line')} in the full report"] if more else []
        yield "\n".join([*islice(lines, len(lines) - more), *rest])


def _structure(changes: PackageChanges) -> Iterator[str]:
    lines = [f"- the table {table.name} is gone" for table in changes.removed_tables]
    for table in changes.tables:
        name, change = table.table.name, table.structure
        lines += [f"- {name}: the column `{field.name}` is gone" for field in change.removed]
        lines += [f"- {name}: the column `{field.name}` is new ({_text(field.description)})" for field in change.added]
        lines += [f"- {name}: the column `{after.name}` is defined otherwise" for _, after in change.changed]
        if change.is_reordered:
            lines.append(f"- {name}: the columns stand in another order")
        if change.key_changed:
            lines.append(f"- {name}: the key is made of other columns")
        if change.references_changed:
            lines.append(f"- {name}: other references or unique columns")
    lines += [f"- the table {table.name} is new" for table in changes.added_tables]
    if lines:
        yield "## Structure"
        yield "\n".join(lines)


def _removed(table: TableChanges, whole: bool) -> list[str]:
    return [_row(table.table, row, whole) for row in table.removed]


def _added(table: TableChanges, whole: bool) -> list[str]:
    return [_row(table.table, row, whole) for row in table.added]


def _changed(table: TableChanges, whole: bool) -> list[str]:
    return [
        f"- `{_code(row.key)}` {cell.column}: {_cell(cell.before, whole)} → {_cell(cell.after, whole)}"
        for row in table.changed
        for cell in row.cells
    ]


def _row(table: Table, row: PlacedRow, whole: bool) -> str:
    """The key of a row and its first text; all its cells in the full report."""
    if whole:
        cells = "; ".join(f"{column}: {_cell(cell, True)}" for column, cell in row.row.items() if cell)
        return f"- `{_code(row.key)}` ({cells})"
    words = next((row.row[column] for column in table.text_columns if row.row.get(column)), "")
    return f"- `{_code(row.key)}`{f': {_cell(words, False)}' if words else ''}"


def _cell(value: str, whole: bool) -> str:
    shown = value if whole or len(value) <= LONGEST_CELL else value[:LONGEST_CELL] + "…"
    return _text(shown) if shown else EMPTY


def _text(value: str) -> str:
    """A text of the data as plain words of a Markdown document."""
    plain = escape(value, quote=False).replace("\\", "\\\\")
    for mark in "`*_[]|~":
        plain = plain.replace(mark, f"\\{mark}")
    return " ".join(plain.split())


def _code(key: str) -> str:
    return key.replace("`", "'").replace("\n", " ")
