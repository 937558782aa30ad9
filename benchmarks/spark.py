"""``python -m benchmarks.spark [FACTOR]``: views and queries on Apache Spark, held against SQLite, on a hundred times the rows.

Each view and canned query is translated (``scripts/dialects.py``), run by Spark on Parquet files and by SQLite on a database
of the same rows, and the answers are compared whatever their order. Exit status 1 if one differs.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Timer

import pyarrow as pa
import pyarrow.parquet as pq
from sqlglot import exp, parse_one

from benchmarks.multiplied import multiplied
from scripts.canonical import read_table
from scripts.dialects import in_reading_order, table_statement, translate, view_statement
from scripts.release.parquet import arrow_schema, arrow_table
from scripts.schema import Package, Table, load_package
from scripts.site import load_queries
from scripts.structure_sql import SQL_TYPES
from scripts.views import load_views

ROOT = Path(__file__).resolve().parent.parent
FACTOR = 100
LONGEST_SECONDS = 600  # then SQLite is interrupted, and the answer stays uncompared


@dataclass(frozen=True)
class Question:
    """A view or a canned query, with its parameters left empty (each has its own default)."""

    name: str
    sql: str
    parameters: Mapping[str, str]

    @property
    def joins_in_any_order(self) -> bool:
        """Whether texts are joined without an order that SQL promises."""
        return "group_concat(" in self.sql


@dataclass(frozen=True)
class Answer:
    """Number of rows, a checksum of them whatever their order, and the seconds it took."""

    rows: int
    checksum: int
    seconds: float


def main(factor: int) -> int:
    """Compare, print a Markdown table, and tell whether all agree."""
    package = load_package(ROOT)
    questions = list(_questions())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = write_tables(package, folder, factor)
        print(f"{len(package.tables)} tables, {rows:,} rows (factor {factor})\n", flush=True)
        spark = ask_spark(package, questions, folder)
        print("| view or query | rows | SQLite, s | Spark, s | same |\n| --- | ---: | ---: | ---: | --- |", flush=True)
        differing = 0
        with closing(fill_sqlite(package, folder)) as connection:
            for question in questions:
                ours, theirs = ask_sqlite(connection, question), spark[question.name]
                differing += _tell(question, ours, theirs)
    print(f"\n{len(questions)} asked, {differing} differ or failed")
    return 1 if differing else 0


def write_tables(package: Package, folder: Path, factor: int) -> int:
    """Write each table, multiplied, as Parquet; the number of all rows."""
    total = 0
    for table in package:
        rows = arrow_table(read_table(package, table), package.descriptor)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", arrow_schema(table, package.descriptor)) as writer:
            for turn in multiplied(table, rows, factor):
                writer.write_table(turn)
                total += turn.num_rows
    return total


def ask_spark(package: Package, questions: Sequence[Question], folder: Path) -> dict[str, Answer | str]:
    """Spark's answers by name, or why there is none."""
    views = in_reading_order(load_views(package.root))
    plan = {
        "setup": [table_statement(table, "spark", f"{folder}/") for table in package]
        + [view_statement(view, "spark") for view in views],
        "ask": [
            [each.name, translate(each.sql, "spark"), each.parameters, str(folder / f"={each.name}")] for each in questions
        ],
        "report": str(folder / "report.json"),
    }
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    command = [ROOT / ".venv" / "spark" / "bin" / "python", ROOT / "benchmarks" / "spark_run.py", folder / "plan.json"]
    subprocess.run(command, stdout=sys.stderr, stderr=subprocess.DEVNULL, check=True)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    answers: dict[str, Answer | str] = {}
    for question in questions:
        found = report[question.name]
        answers[question.name] = found if isinstance(found, str) else _read(folder / f"={question.name}", question, found)
    return answers


def fill_sqlite(package: Package, folder: Path) -> sqlite3.Connection:
    """A database of the same rows, with the indexes of ours."""
    connection = sqlite3.connect(folder / "multiplied.db", check_same_thread=False)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    for table in package:
        connection.execute(_plain_table_sql(table))
        marks = ", ".join("?" * len(table.columns))
        for batch in pq.ParquetFile(folder / f"{table.name}.parquet").iter_batches():
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _sqlite_rows(batch))
        for key in table.foreign_keys:
            connection.execute(f'CREATE INDEX "{table.name}_{key.field}" ON "{table.name}" ("{key.field}")')
    for view in load_views(package.root):
        connection.execute(view.create_statement)
    connection.execute("ANALYZE")
    connection.commit()
    return connection


def ask_sqlite(connection: sqlite3.Connection, question: Question) -> Answer | str:
    """SQLite's answer, or that it took too long."""
    started = time.perf_counter()
    timer = Timer(LONGEST_SECONDS, connection.interrupt)
    timer.start()
    try:
        rows = connection.execute(question.sql, question.parameters).fetchall()
    except sqlite3.OperationalError as error:
        return str(error)
    finally:
        timer.cancel()
    return _answer(rows, question, time.perf_counter() - started)


def _questions() -> Iterator[Question]:
    for view in load_views(ROOT):
        yield Question(view.name, f'SELECT * FROM "{view.name}"', {})
    for query in load_queries(ROOT):
        names = [each.name for each in parse_one(query.sql, read="sqlite").find_all(exp.Placeholder)]
        yield Question(query.name, query.sql, dict.fromkeys(names, ""))


def _tell(question: Question, ours: Answer | str, theirs: Answer | str) -> int:
    """Print a line; 1 if the answers differ or there are not both."""
    if isinstance(ours, str) or isinstance(theirs, str):
        failures = [answer if isinstance(answer, str) else "" for answer in (ours, theirs)]
        print(f"| {question.name} | | {failures[0]} | {failures[1]} | no |", flush=True)
        return 1
    same = (ours.rows, ours.checksum) == (theirs.rows, theirs.checksum)
    print(
        f"| {question.name} | {ours.rows:,} | {ours.seconds:.1f} | {theirs.seconds:.1f} | {'yes' if same else 'NO'} |",
        flush=True,
    )
    return 0 if same else 1


def _read(folder: Path, question: Question, seconds: float) -> Answer:
    table = pa.concat_tables([pq.read_table(path) for path in sorted(folder.glob("*.parquet"))])
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return _answer(rows, question, seconds)


def _answer(rows: Iterable[Sequence[object]], question: Question, seconds: float) -> Answer:
    count = checksum = 0
    for row in rows:
        text = repr([_plain(value, question.joins_in_any_order) for value in row])
        checksum = (checksum + int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())) % (1 << 128)
        count += 1
    return Answer(count, checksum, seconds)


def _plain(value: object, joined_in_any_order: bool) -> object:
    """Truth values as numbers, days as ISO text, numbers rounded; texts joined without order by their sorted parts."""
    match value:
        case bool() | int() | float() | Decimal():
            return round(float(value), 3)
        case date():
            return value.isoformat()
        case str() if joined_in_any_order:
            return ",".join(sorted(part.strip() for part in value.split(",")))
    return value


def _plain_table_sql(table: Table) -> str:
    """The table with its types and key alone; what is unique in the data is not so any more when it is multiplied."""
    columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.type]}' for field in table.fields)
    key = ", ".join(f'"{column}"' for column in table.primary_key)
    return f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))'


def _sqlite_rows(batch: pa.RecordBatch) -> Iterator[tuple[object, ...]]:
    columns = [
        [value and value.isoformat() for value in column.to_pylist()] if pa.types.is_date(column.type) else column.to_pylist()
        for column in batch.columns
    ]
    return zip(*columns, strict=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else FACTOR))
