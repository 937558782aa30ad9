"""The fourth net and its product: one SQLite database, its structure derived from the schemas.

Types, NOT NULL, CHECK, UNIQUE, primary and foreign keys come from ``schemas/<table>.json``, the views from
``schemas/views/*.sql``. The file is made beside its place and renamed, so whoever stops us leaves the previous one whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from scripts import files
from scripts.canonical import TableText
from scripts.problems import Problem
from scripts.records import Row
from scripts.schema import Package, Table
from scripts.structure_sql import table_sql
from scripts.views import load_views

Value = str | int | float | None


def fill(connection: sqlite3.Connection, package: Package, texts: Mapping[str, TableText]) -> list[Problem]:
    """Create and fill all tables, indexes and views; what SQLite refuses comes back as problems.

    Rows go in by key, so equal CSV files give equal databases under one SQLite version.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    problems: list[Problem] = []
    for table in package.in_key_order():
        connection.execute(table_sql(table))
        problems += _insert(connection, table, texts[table.name].rows)
    for table in package:
        for key in table.foreign_keys:
            connection.execute(f'CREATE INDEX "{table.name}_{key.field}" ON "{table.name}" ("{key.field}")')
    if not problems:  # a row that was refused would leave others dangling
        problems += _dangling(connection, package)
    for view in load_views(package.root):
        connection.execute(view.create_statement)
    connection.commit()
    return problems


def build(package: Package, texts: Mapping[str, TableText], path: Path) -> list[Problem]:
    """Write the database to ``path``, with full-text search; with any problem ``path`` is left as it was."""
    with closing(sqlite3.connect(":memory:")) as connection:
        problems = fill(connection, package, texts)
        if problems:
            return problems
        add_full_text_search(connection, package)
        connection.execute("ANALYZE")
        connection.commit()
        with files.beside(path) as partial:
            connection.execute("VACUUM INTO ?", (str(partial),))
    return []


def add_full_text_search(connection: sqlite3.Connection, package: Package) -> None:
    """A full-text index over the text columns of each table that has any."""
    for table in package:
        if table.text_columns:
            columns = ", ".join(f'"{column}"' for column in table.text_columns)
            connection.execute(
                f'CREATE VIRTUAL TABLE "{table.name}_fts" USING fts5({columns}, content="{table.name}", '
                "tokenize='unicode61 remove_diacritics 2')"
            )
            connection.execute(f'INSERT INTO "{table.name}_fts" ("{table.name}_fts") VALUES (\'rebuild\')')


def values_of(table: Table, rows: Iterable[Row]) -> Iterable[tuple[Value, ...]]:
    """The rows as SQLite is to hold them: NULL for an empty cell, numbers as numbers, dates as ISO text."""
    types = tuple(field.type for field in table.fields)
    for row in rows:
        yield tuple(_value(kind, cell) for kind, cell in zip(types, row, strict=True))


def _value(kind: str, cell: str) -> Value:
    if not cell:
        return None
    match kind:
        case "integer":
            return int(cell)
        case "number":
            return float(cell)
        case "boolean":
            return int(cell == "true")
    return cell


def _insert(connection: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> list[Problem]:
    marks = ", ".join("?" * len(table.columns))
    statement = f'INSERT INTO "{table.name}" VALUES ({marks})'
    connection.execute("SAVEPOINT filling")
    try:
        connection.executemany(statement, values_of(table, rows))
    except (sqlite3.IntegrityError, OverflowError):
        connection.execute("ROLLBACK TO filling")
        return _insert_one_by_one(connection, table, statement, rows)
    finally:
        connection.execute("RELEASE filling")
    return []


def _insert_one_by_one(connection: sqlite3.Connection, table: Table, statement: str, rows: Sequence[Row]) -> list[Problem]:
    problems = []
    for line, (row, values) in enumerate(zip(rows, values_of(table, rows), strict=True), 2):
        try:
            connection.execute(statement, values)
        except (sqlite3.IntegrityError, OverflowError) as error:
            what = f"SQLite refuses the row: {error}"
            problems.append(
                Problem(
                    table.path,
                    line,
                    table.primary_key[0],
                    table.key_of(dict(zip(table.columns, row, strict=True))),
                    what,
                    "correct the row",
                    "database",
                )
            )
    return problems


def _dangling(connection: sqlite3.Connection, package: Package) -> list[Problem]:
    problems = []
    for name, rowid, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        table = package.tables[name]
        column = next(row[3] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")') if row[0] == number)
        [value] = connection.execute(f'SELECT "{column}" FROM "{name}" WHERE rowid = ?', (rowid,)).fetchone()
        problems.append(
            Problem(
                table.path,
                rowid + 1,
                column,
                str(value),
                f"not in {parent}",
                f"add it to data/{parent}.csv",
                "database",
            )
        )
    return problems
