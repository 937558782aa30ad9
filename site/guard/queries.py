"""How a query runs: in threads apart, watched, with an end, and with refusals in plain words."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from datasette.database import QueryInterrupted, Results
from datasette.views.base import DatasetteError

from guard.connections import Guard
from guard.functions import SqlValue
from guard.limits import HTML_CELLS, HTML_ROWS, LONGEST_VALUE, RESULT_BYTES
from guard.remembering import RememberingDatabase

Value = TypeVar("Value")

# html, json, csv …: how the request under way wants its answer.
answer_format: ContextVar[str] = ContextVar("answer_format", default="html")
# Whether that request brings SQL of its own.
has_typed_sql: ContextVar[bool] = ContextVar("has_typed_sql", default=False)
THREADS_FOR_TYPED_SQL: Final = 2

READ_ONLY: Final = "this database is read-only: start the statement with SELECT or WITH"
REASONS: Final = (
    (r"not authorized to use function: (\S+)", r"the function \1() is switched off on this public server"),
    (r"access to sqlite_stmt.*", "sqlite_stmt is closed: it shows the statements of others"),
    (r"not authorized|access to .* is prohibited|attempt to write|readonly database", READ_ONLY),
    (r"string or blob too big", f"a single value may have at most {LONGEST_VALUE:,} bytes: return rows, not one value"),
    (r"result too big", f"the result is larger than {RESULT_BYTES >> 20} MB: select fewer columns or rows"),
    (r"Expression tree is too large|parser stack overflow", "the expression is nested too deeply: at most 100 levels"),
    (r"too many columns in .*", "at most 100 columns"),
    (r"too many terms in compound SELECT", "at most 50 SELECTs can be joined by UNION, EXCEPT or INTERSECT"),
    (r"LIKE or GLOB pattern too complex", "a LIKE or GLOB pattern may have at most 100 bytes"),
    (r"user-defined function raised exception", "a text function got a format or pattern that is too long"),
)


def plain_words(message: str) -> str:
    """Why SQLite refused a statement, for somebody who does not know SQLite; its own words where they are clear."""
    for pattern, reason in REASONS:
        found = re.search(pattern, message)
        if found:
            return f"Refused: {found.expand(reason)}."
    return message


def did_you_mean(reason: str, names: Sequence[str]) -> str:
    """The end of the sentence that tells which of the names may have been meant; empty where none is like the wanted one."""
    wanted = reason.rpartition(" ")[2].rpartition(".")[2].strip("\"'`")
    near = get_close_matches(wanted[:100].lower(), names, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


class GuardedDatabase(RememberingDatabase):
    """Datasette's database, whose queries are watched and whose refusals are told in plain words."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        """As Datasette's."""
        super().__init__(*arguments, **options)
        self._of_thread = threading.local()
        self._threads_for_typed_sql = ThreadPoolExecutor(THREADS_FOR_TYPED_SQL, thread_name_prefix="typed-sql")

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Value]) -> Value:
        """The value of ``fn``, called with a connection in a thread; interrupted soon after the time limit.

        Datasette's clock is looked at every thousand instructions; an interrupt is noticed at the end of each loop.
        """
        loop = asyncio.get_running_loop()
        query = object()

        def run() -> Value:
            connection, guard = self._connection_of_thread()
            clock = threading.Timer(self.ds.sql_time_limit_ms / 1000 + 0.1, guard.stop, (query,))
            with guard.watch(query):
                if may_be_slow:
                    clock.start()
                try:
                    return fn(connection)
                finally:
                    clock.cancel()

        # Apart from each other, so that the pages of the tables answer however many typed queries are waiting.
        may_be_slow = has_typed_sql.get()
        return await loop.run_in_executor(self._threads_for_typed_sql if may_be_slow else self.ds.executor, run)

    def _connection_of_thread(self) -> tuple[sqlite3.Connection, Guard]:
        connection: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self.connect()
            self.ds._prepare_connection(connection, self.name)
            self._of_thread.connection = connection
        guard: Guard = connection.row_factory
        return connection, guard

    async def _names(self, reason: str) -> list[str]:
        """The names of which one may have been meant, where SQLite knows no table or column of a name."""
        if not reason.startswith(("no such table", "no such column")):
            return []
        hidden = set(await self.hidden_table_names())
        tables = [*(name for name in await self.table_names() if name not in hidden), *await self.view_names()]
        if reason.startswith("no such table"):
            return tables
        return sorted({column for table in tables for column in await self.table_columns(table)})

    async def execute(
        self,
        sql: str,
        params: Mapping[str, SqlValue] | Sequence[SqlValue] | None = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """As Datasette's. Raises OperationalError with the reason when SQLite refuses, or when a visitor's query
        (``truncate``) takes too long; Datasette's own (counts, facets) see QueryInterrupted and go on without.
        """
        try:
            # A visitor's mistake is no news for the server's log.
            results = await super().execute(sql, params, truncate, custom_time_limit, page_size, log_sql_errors=False)
        except QueryInterrupted:
            if not truncate:
                raise
            seconds = self.ds.sql_time_limit_ms / 1000
            reason = f"Stopped: the query took longer than {seconds:g} s. Narrow it, or download the tables."
        except MemoryError:
            reason = "Stopped: the query needs more memory than this public server grants."
        except sqlite3.Error as error:
            reason = plain_words(str(error))
            reason += did_you_mean(reason, await self._names(reason))
        else:
            # A table's page names the size it wants and asks for one row more, to see whether there is a next page.
            is_query_page = truncate and page_size is None and answer_format.get() == "html"
            return _fewer_rows(results) if is_query_page else results
        if answer_format.get() == "csv":
            # Datasette would answer 200 with an empty file.
            raise DatasetteError(reason, title="Invalid SQL", status=400)
        raise sqlite3.OperationalError(reason)


def _fewer_rows(results: Results) -> Results:
    """The results, cut to what an HTML page may hold; Datasette then writes "more than"."""
    most = max(1, min(HTML_ROWS, HTML_CELLS // len(results.columns)))
    return Results(results.rows[:most], True, results.description) if len(results.rows) > most else results
