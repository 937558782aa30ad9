"""What SQLite may do on a connection: its limits, its authorizer, and a guard that counts what a query returns."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from guard.functions import SqlValue, replace_slow_functions
from guard.limits import HEAP_BYTES, LONGEST_VALUE, RESULT_BYTES

LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    # A request line of more than 64 KB does not reach us, but Datasette's own lists of labels are long.
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 200_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    # LIKE and GLOB take length of the text times length of the pattern.
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    # Datasette looks up the labels of all foreign keys of a page with one parameter each.
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 20_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}

REFUSED_FUNCTIONS: Final = frozenset(
    {
        "load_extension",  # runs code
        "fts3_tokenizer",  # takes a pointer
        "readfile",
        "writefile",
        "edit",
        "fsdir",
        "sqlite_log",  # writes to the server's log
        "randomblob",  # good for nothing but filling memory
        "zeroblob",
        "json_patch",  # quadratic: 0.4 s in one instruction, on two objects of LONGEST_VALUE
    }
)
# Pragmas that only tell something; those of the first group take the name of a table or index, the others nothing.
PRAGMAS_ABOUT: Final = frozenset(
    {"foreign_key_list", "index_info", "index_list", "index_xinfo", "table_info", "table_list", "table_xinfo"}
)
PRAGMAS: Final = frozenset(
    {
        "collation_list",
        "compile_options",
        "data_version",  # full-text search asks for it
        "database_list",
        "function_list",
        "max_page_count",
        "page_count",
        "page_size",
        "schema_version",
    }
)
READING: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})


def authorize(action: int, first: str | None, second: str | None, _schema: str | None, _trigger: str | None) -> int:
    """Whether a statement may contain this: SQLITE_OK for reading, SQLITE_DENY for all else."""
    if action in READING:
        allowed = first != "sqlite_stmt"  # the statements of other visitors
    elif action == sqlite3.SQLITE_UPDATE:
        # Said by SQLite itself when it opens a full-text index or json_each. A statement that tries it is refused before.
        allowed = first == "sqlite_master"
    elif action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() not in REFUSED_FUNCTIONS
    elif action == sqlite3.SQLITE_PRAGMA:
        name = (first or "").lower()
        allowed = name in PRAGMAS_ABOUT or (name in PRAGMAS and second is None)
    else:
        allowed = False
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


class Guard:
    """Stands on one connection as its row factory: counts what a query returns, and can stop the query.

    SQLite's heap limit does not see the rows once they are Python objects: 10,000 rows of one 100 KB value are a gigabyte.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Guard a connection that is used by one thread at a time."""
        self._connection = connection
        self._lock = threading.Lock()
        self._query: object | None = None
        self._bytes = 0

    def __call__(self, cursor: sqlite3.Cursor, row: tuple[SqlValue, ...]) -> sqlite3.Row:
        """The row as Datasette wants it; raises DataError when the query has returned more than RESULT_BYTES."""
        self._bytes += sys.getsizeof(row) + sum(map(sys.getsizeof, row))
        if self._bytes > RESULT_BYTES:
            raise sqlite3.DataError("result too big")
        return sqlite3.Row(cursor, row)

    @contextmanager
    def watch(self, query: object) -> Iterator[None]:
        """Count from zero, and let ``stop`` work, while ``query`` runs."""
        with self._lock:
            self._query = query
            self._bytes = 0
        try:
            yield
        finally:
            with self._lock:
                self._query = None

    def stop(self, query: object) -> None:
        """Interrupt the connection if it still runs ``query`` (and not yet the next one)."""
        with self._lock:
            if self._query is query:
                self._connection.interrupt()


def limit_to_reading(connection: sqlite3.Connection) -> None:
    """Limit a new connection to reading, within bounds."""
    connection.row_factory = Guard(connection)
    for pragma in ("query_only = ON", "cell_size_check = ON", "recursive_triggers = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP_BYTES}")
    replace_slow_functions(connection)
    for category, limit in LIMITS.items():
        connection.setlimit(category, limit)
    # Last, for it refuses the pragmas above. Sorting still spills to temporary files, which is cheaper than memory and
    # ends with the statement.
    connection.set_authorizer(authorize)
