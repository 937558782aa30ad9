"""The database: the same rows as the CSVs, the law of the schemas in SQL, whole at any moment."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from scripts.canonical import TableText
from scripts.database import build, fill
from scripts.schema import ForeignKey, Package, Table, load_package
from scripts.structure_sql import SQL_TYPES
from tests.conftest import ROOT, CopiedPackage

TABLES = load_package(ROOT).tables
KEYS = {f"{table.name}.{key.field}": (table, key) for table in TABLES.values() for key in table.foreign_keys}
EMPTY_SO_FAR = {"money_pledged", "expected_roster"}  # the one case promises no money and has no roster
VIEWS = sorted(path.stem for path in (ROOT / "schemas" / "views").glob("*.sql"))
tables = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@pytest.fixture
def database(database_path: Path) -> Iterator[sqlite3.Connection]:
    """The built database, read-only."""
    with closing(sqlite3.connect(f"file:{database_path}?mode=ro", uri=True)) as connection:
        yield connection


@tables
def test_rows_in_the_database_are_the_rows_of_the_file_cell_by_cell(
    database: sqlite3.Connection, texts: Mapping[str, TableText], table: Table
) -> None:
    order = ", ".join(f'"{column}"' for column in table.primary_key)

    rows = database.execute(f'SELECT * FROM "{table.name}" ORDER BY {order}').fetchall()

    assert [[cell_of(table, number, value) for number, value in enumerate(row)] for row in rows] == [
        list(row) for row in texts[table.name].rows
    ]


@tables
def test_types_not_null_and_keys_are_those_of_the_schema(database: sqlite3.Connection, table: Table) -> None:
    columns = database.execute(f'PRAGMA table_info("{table.name}")').fetchall()

    assert [(name, kind, bool(not_null)) for _, name, kind, not_null, _, _ in columns] == [
        (field.name, SQL_TYPES[field.type], field.required) for field in table.fields
    ]
    assert tuple(row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]) == table.primary_key


@pytest.mark.parametrize(("table", "key"), KEYS.values(), ids=KEYS)
def test_a_foreign_key_is_declared_and_indexed(database: sqlite3.Connection, table: Table, key: ForeignKey) -> None:
    declared = {(row[3], row[2], row[4]) for row in database.execute(f'PRAGMA foreign_key_list("{table.name}")')}
    indexes = [row[1] for row in database.execute(f'PRAGMA index_list("{table.name}")')]
    first_columns = {database.execute(f'PRAGMA index_info("{index}")').fetchone()[2] for index in indexes}

    assert (key.field, key.table, key.reference) in declared
    assert key.field in first_columns


@pytest.mark.parametrize("pragma", ["foreign_key_check", "integrity_check"])
def test_sqlite_finds_nothing_wrong(database: sqlite3.Connection, pragma: str) -> None:
    assert database.execute(f"PRAGMA {pragma}").fetchall() in ([], [("ok",)])


@pytest.mark.parametrize("table", [table for table in TABLES.values() if table.text_columns], ids=lambda table: table.name)
def test_the_text_of_a_row_is_found(database_path: Path, table: Table, texts: Mapping[str, TableText], tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(database_path.read_bytes())
    first = next((text for column in table.text_columns for text in texts[table.name].cells(column) if text.strip("()")), None)

    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(f'INSERT INTO "{table.name}_fts" ("{table.name}_fts", rank) VALUES (\'integrity-check\', 1)')
        if first is not None:
            quoted = '"' + first.replace('"', '""') + '"'
            query = f'SELECT count(*) FROM "{table.name}_fts" WHERE "{table.name}_fts" MATCH ?'
            assert connection.execute(query, [quoted]).fetchone()[0] >= 1


@pytest.mark.parametrize(
    ("table", "words", "key"),
    [
        ("places", "bogota", "bogota-colombia"),
        ("engagements", "Mouynes", "blinken-2022-04-19-panama-mouynes"),
        ("ministerials", "migration protection", "migration-protection-panama-city-2022"),
        ("secretaries", "Seward", "seward"),
    ],
)
def test_a_known_row_is_found_by_its_words(database: sqlite3.Connection, table: str, words: str, key: str) -> None:
    query = f'SELECT * FROM "{table}" WHERE rowid IN (SELECT rowid FROM "{table}_fts" WHERE "{table}_fts" MATCH ?)'

    assert key in [row[0] for row in database.execute(query, [words])]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_answers(database: sqlite3.Connection, view: str) -> None:
    answer = database.execute(f'SELECT * FROM "{view}"')

    names = [column[0] for column in answer.description]
    assert len(set(names)) == len(names)
    assert len(answer.fetchall()) >= (0 if view in EMPTY_SO_FAR else 1)


def test_building_twice_gives_the_same_bytes(package: Package, texts: Mapping[str, TableText], tmp_path: Path) -> None:
    assert build(package, texts, tmp_path / "one.db") == []
    assert build(package, texts, tmp_path / "two.db") == []

    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


REFUSED = {
    "a value outside a closed list": ("stops", "date_basis", "hearsay", "CHECK constraint failed"),
    "an empty cell that is required": ("stops", "country_label", "", "NOT NULL constraint failed: stops.country_label"),
    "a date that is none": ("stops", "arrived_on", "2022-02-30", "CHECK constraint failed"),
    "a number out of range": ("places", "latitude", "91", "CHECK constraint failed"),
    "a value that another row has": ("stops", "historian_id", "3290", "UNIQUE constraint failed: stops.historian_id"),
    "a number beyond 64 bits": ("stops", "historian_id", "99999999999999999999", "too large"),
    "a dangling key": ("stops", "country_id", "atlantis", "not in countries"),
}


@pytest.mark.parametrize(("name", "column", "cell", "message"), REFUSED.values(), ids=REFUSED)
def test_sqlite_itself_refuses(
    package: Package, texts: Mapping[str, TableText], name: str, column: str, cell: str, message: str
) -> None:
    table, rows = package.tables[name], list(texts[name].rows)
    index = table.columns.index(column)
    rows[7] = (*rows[7][:index], cell, *rows[7][index + 1 :])

    with closing(sqlite3.connect(":memory:")) as connection:
        problems = fill(connection, package, {**texts, name: TableText(table, tuple(rows), (), True)})

    assert [(problem.file, problem.line, problem.rule) for problem in problems] == [(table.path, 9, "database")]
    assert message in str(problems[0])


def test_with_a_problem_the_previous_database_is_left(package: Package, texts: Mapping[str, TableText], tmp_path: Path) -> None:
    path = tmp_path / "statecraft.db"
    path.write_bytes(b"previous")
    rows = texts["themes"].rows

    problems = build(package, {**texts, "themes": TableText(package.tables["themes"], (*rows, rows[0]), (), True)}, path)

    assert problems
    assert path.read_bytes() == b"previous"
    assert [each.name for each in tmp_path.iterdir()] == ["statecraft.db"]


BUILD = """
import sys
from pathlib import Path
from scripts.canonical import read_table
from scripts.database import build
from scripts.schema import load_package
package = load_package(Path(sys.argv[1]))
texts = {table.name: read_table(package, table) for table in package}
print("ready", flush=True)
assert not build(package, texts, Path(sys.argv[1]) / "build" / "statecraft.db")
"""


def test_killed_at_any_moment_the_database_is_the_old_or_the_new_one(
    copied_package: CopiedPackage, package: Package, texts: Mapping[str, TableText]
) -> None:
    path = copied_package.root / "build" / "statecraft.db"
    build(package, texts, path)
    old = path.read_bytes()
    copied_package.set("themes", "climate", note="Changed.")
    start_build(copied_package.root).wait(timeout=60)
    new = path.read_bytes()
    process = start_build(copied_package.root)
    started = time.perf_counter()
    process.wait(timeout=60)
    duration = time.perf_counter() - started
    chance, kept, replaced = random.Random(2022), 0, 0

    for moment in [*(number / 6 for number in range(6)), *(chance.uniform(0.8, 1.05) for _ in range(4))]:
        path.write_bytes(old)
        process = start_build(copied_package.root)
        time.sleep(moment * duration)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)

        found = path.read_bytes()
        assert found in (old, new)
        kept, replaced = kept + (found == old), replaced + (found == new)

    assert new != old
    assert kept >= 1  # the first kill comes as the build begins; how many of the others come in time depends on the machine
    assert start_build(copied_package.root).wait(timeout=60) == 0
    assert path.read_bytes() == new


def start_build(folder: Path) -> subprocess.Popen[str]:
    """A build in a process of its own that has read its tables."""
    process = subprocess.Popen([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, text=True, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def cell_of(table: Table, number: int, value: str | float | None) -> str:
    """A value of the database as the cell of text that it came from."""
    if value is None:
        return ""
    match table.fields[number].type:
        case "boolean":
            return "true" if value else "false"
        case "number":
            return f"{value:.10f}".rstrip("0").rstrip(".")
    return str(value)
