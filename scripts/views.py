"""The counting rules: named SQL queries in ``schemas/views``, and what their columns mean."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from scripts.schema import Package, Table
from scripts.structure_sql import table_sql


@dataclass(frozen=True)
class View:
    """A counting rule: a named query.

    The comment at the head of its file is its description; in it the lines set in by three blanks, ``column: meaning``, say
    what the columns mean that no table has.
    """

    name: str
    description: str
    columns: Mapping[str, str]
    sql: str

    @property
    def create_statement(self) -> str:
        """The CREATE VIEW statement."""
        return f'CREATE VIEW "{self.name}" AS\n{self.sql.rstrip().rstrip(";")}'


def load_views(root: Path) -> tuple[View, ...]:
    """The views of ``schemas/views``, by name."""
    return tuple(_load_view(path) for path in sorted((root / "schemas" / "views").glob("*.sql")))


def _load_view(path: Path) -> View:
    text = path.read_text(encoding="utf-8")
    head = [line.removeprefix("--") for line in takewhile(lambda line: line.startswith("--"), text.splitlines())]
    meanings = (line.strip().partition(": ") for line in head if line.startswith("   "))
    description = " ".join(line.strip() for line in head if not line.startswith("   ") and line.strip())
    return View(path.stem, description, {column: meaning for column, _, meaning in meanings}, text)


def view_columns(package: Package, views: Sequence[View]) -> dict[str, tuple[str, ...]]:
    """The columns of each view, as SQLite names them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in package.in_key_order():
            connection.execute(table_sql(table))
        for view in views:
            connection.execute(view.create_statement)
        # Only now: a view may read one that comes after it.
        return {view.name: tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{view.name}")')) for view in views}


def column_descriptions(package: Package, view: View, columns: Iterable[str]) -> dict[str, str]:
    """What the columns of a view mean: as its file says, else as the table says that has a column of the name.

    Where several tables have the name, the one whose key it is explains it best, then those that the view reads.
    """
    found = {}
    for column in columns:
        tables = [table for table in package if column in table.by_name]
        tables.sort(key=lambda table: (table.primary_key != (column,), not _reads(view, table)))
        if column in view.columns:
            found[column] = view.columns[column]
        elif tables:
            found[column] = tables[0].by_name[column].description
    return found


def _reads(view: View, table: Table) -> bool:
    return re.search(rf"\b{table.name}\b", view.sql) is not None
