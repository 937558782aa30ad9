"""Beyond SQLite: every view and every canned query says the same on the Parquet files in DuckDB."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.canonical import TableText
from scripts.dialects import DialectError, in_reading_order, table_statement, translate, view_statement
from scripts.release.parquet import parquet_file
from scripts.schema import Package, load_package
from scripts.site import Query, load_queries
from scripts.views import load_views

ROOT = Path(__file__).resolve().parent.parent
VIEWS = load_views(ROOT)
QUERIES = load_queries(ROOT)


@pytest.fixture(scope="module")
def parquet_folder(package: Package, texts: Mapping[str, TableText], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    for table in package:
        (folder / f"{table.name}.parquet").write_bytes(parquet_file(texts[table.name], package.descriptor))
    return folder


@pytest.fixture(scope="module")
def duck(package: Package, parquet_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect()) as connection:
        for table in package:
            connection.execute(table_statement(table, "duckdb", f"{parquet_folder}/"))
        for view in in_reading_order(load_views(package.root)):
            connection.execute(view_statement(view, "duckdb"))
        yield connection


@pytest.fixture(scope="module")
def lite(database_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{database_path}?mode=ro", uri=True)) as connection:
        yield connection


@pytest.mark.parametrize("table", load_package(ROOT).tables)
def test_table_holds_the_same_rows(table: str, duck: duckdb.DuckDBPyConnection, lite: sqlite3.Connection) -> None:
    statement = f'SELECT * FROM "{table}"'
    assert rows_of(duck.execute(statement).fetchall()) == rows_of(lite.execute(statement).fetchall())


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_view_says_the_same(view: str, duck: duckdb.DuckDBPyConnection, lite: sqlite3.Connection) -> None:
    ours, theirs = lite.execute(f'SELECT * FROM "{view}"'), duck.execute(f'SELECT * FROM "{view}"')
    assert names(theirs.description) == names(ours.description)
    assert rows_of(theirs.fetchall()) == rows_of(ours.fetchall())


@pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])
def test_query_says_the_same(query: Query, duck: duckdb.DuckDBPyConnection, lite: sqlite3.Connection) -> None:
    statement = translate(query.sql, "duckdb")
    parameters = dict.fromkeys(parameters_of(query.sql), "")  # empty: each query has its own default
    ours = lite.execute(query.sql, parameters)
    theirs = duck.execute(statement, parameters) if parameters else duck.execute(statement)
    assert names(theirs.description) == names(ours.description)
    in_any_order = "group_concat(" in query.sql.lower()
    assert rows_of(theirs.fetchall(), in_any_order) == rows_of(ours.fetchall(), in_any_order)


def test_date_shifted_by_months_is_refused_rather_than_guessed() -> None:
    with pytest.raises(DialectError, match="by days"):
        translate("SELECT date(started_on, '+1 month') FROM trips", "duckdb")


def parameters_of(sql: str) -> list[str]:
    from sqlglot import exp, parse_one

    return [placeholder.name for placeholder in parse_one(sql, read="sqlite").find_all(exp.Placeholder)]


def names(description: Sequence[Sequence[Any]] | None) -> list[str]:
    return [column[0] for column in description or ()]


def rows_of(rows: Iterable[Sequence[Any]], joined_in_any_order: bool = False) -> Counter[tuple[Any, ...]]:
    """The rows in any order, their values as both engines can say them.

    ``joined_in_any_order``: group_concat promises no order, so the parts of such a text are sorted.
    """
    return Counter(tuple(plain(value, joined_in_any_order) for value in row) for row in rows)


def plain(value: object, joined_in_any_order: bool) -> object:
    """Truth values as numbers, days as ISO text, numbers rounded."""
    match value:
        case bool() | int():
            return float(value)
        case float() | Decimal():
            return round(float(value), 4)
        case date():
            return value.isoformat()
        case str() if joined_in_any_order:
            return ",".join(sorted(part.strip() for part in value.split(",")))
    return value


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT group_concat(a, ';') FROM (SELECT a FROM t ORDER BY a)", "ARRAY_JOIN(ARRAY_SORT(COLLECT_LIST(a)), ';')"),
        ("SELECT date(day, '+1 day') FROM t", "CAST(DATE_ADD(CAST(day AS DATE), 1) AS STRING)"),
        ("SELECT name, count(*) FROM t GROUP BY id", "ANY_VALUE(name) AS name"),
        ("SELECT a IS NOT 'x' FROM t", "a IS DISTINCT FROM 'x'"),
    ],
)
def test_spark_is_told_what_it_would_understand_otherwise(sql: str, said: str) -> None:
    assert said in translate(sql, "spark")
