"""How the built database is read: never written, and its rows by the names of their columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the database at ``path`` that cannot change it; raises OperationalError where there is none."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def rows(connection: sqlite3.Connection, sql: str, parameters: Mapping[str, str] | None = None) -> list[sqlite3.Row]:
    """The rows of a query, whatever the connection's own row factory is."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, parameters or {}).fetchall()
