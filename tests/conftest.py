"""What the tests share: the real package, read, checked and built once, and copies of it in which a mistake can be planted."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from served import Server, serve

from scripts.canonical import TableText, read_table, serialize, sort_key
from scripts.check import Report
from scripts.check import check as check_package
from scripts.database import build
from scripts.schema import Package, load_package

ROOT = Path(__file__).resolve().parent.parent


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the attacks on the served site cost: for each test its queries, the slowest and the hungriest."""
    costs: dict[str, list[tuple[float, int]]] = {}
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for key, value in report.user_properties:
            if key == "cost" and report.when == "call":
                name, seconds, memory = value
                costs.setdefault(name, []).append((seconds, memory))
    if costs:
        terminalreporter.section("cost of the attacks on the served site")
    for name, measured in costs.items():
        slowest, hungriest = max(seconds for seconds, _ in measured), max(memory for _, memory in measured)
        terminalreporter.line(f"{name}: {len(measured)} queries, at most {slowest:.2f} s and {hungriest >> 20} MB")


@dataclass(frozen=True)
class CopiedPackage:
    """A copy of the package in which a test may plant mistakes; ``start`` always means how a line of a table begins."""

    root: Path

    @property
    def package(self) -> Package:
        return load_package(self.root)

    def path(self, table: str) -> Path:
        return self.root / "data" / f"{table}.csv"

    def lines(self, table: str) -> list[str]:
        return self.path(table).read_text(encoding="utf-8").splitlines()

    def line_of(self, table: str, start: str) -> int:
        """Number of the one line that begins so; the header is line 1."""
        [number] = [number for number, line in enumerate(self.lines(table), 1) if line.startswith(start)]
        return number

    def rewrite(self, table: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of the table's file."""
        before = self.path(table).read_bytes()
        after = change(before)
        assert after != before, f"the change leaves {table} as it is"
        self.path(table).write_bytes(after)

    def replace(self, table: str, start: str, old: str, new: str) -> int:
        """Replace the first ``old`` in the one line that begins so; its number."""
        number = self.line_of(table, start)
        lines = self.lines(table)
        assert old in lines[number - 1], f"no {old!r} in {lines[number - 1]!r}"
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        self.path(table).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
        return number

    def set(self, table: str, key: str, **cells: str) -> int:
        """Set cells of the row with this key (its parts joined by a blank), whatever they held; its line."""
        return self._write(table, key, lambda row: {**row, **cells})

    def add(self, table: str, like: str | None = None, **cells: str) -> int:
        """Add a row where it belongs, as a copy of the row with the key ``like`` or empty, with these cells; its line."""
        definition = self.package.tables[table]
        rows = self.rows(table)
        pattern = dict.fromkeys(definition.columns, "") if like is None else rows[like]
        added = {**pattern, **cells}
        ordered = sorted([*rows.values(), added], key=lambda row: sort_key(definition, list(row.values())))
        self._save(table, ordered)
        return ordered.index(added) + 2

    def remove(self, table: str, key: str) -> None:
        """Delete the row with this key."""
        rows = self.rows(table)
        del rows[key]
        self._save(table, list(rows.values()))

    def rows(self, table: str) -> dict[str, dict[str, str]]:
        """The rows by key, in the order of the file."""
        definition = self.package.tables[table]
        records = csv.DictReader(io.StringIO(self.path(table).read_text(encoding="utf-8"), newline=""))
        return {definition.key_of(row): row for row in records}

    def problems(self) -> list[str]:
        """What ``check`` prints: the errors."""
        return [str(problem) for problem in check_package(self.package).errors]

    def _write(self, table: str, key: str, change: Callable[[Mapping[str, str]], Mapping[str, str]]) -> int:
        rows: dict[str, Mapping[str, str]] = dict(self.rows(table))
        rows[key] = change(rows[key])
        self._save(table, list(rows.values()))
        return list(rows).index(key) + 2

    def _save(self, table: str, rows: list[Mapping[str, str]] | list[dict[str, str]]) -> None:
        definition = self.package.tables[table]
        text = serialize(definition, [[row[column] for column in definition.columns] for row in rows])
        self.path(table).write_text(text, encoding="utf-8", newline="")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def package(root: Path) -> Package:
    """The real package."""
    return load_package(root)


@pytest.fixture(scope="session")
def texts(package: Package) -> Mapping[str, TableText]:
    """The real tables as cells of text."""
    return {table.name: read_table(package, table) for table in package}


@pytest.fixture(scope="session")
def report(package: Package) -> Report:
    """What ``check`` finds in the real data."""
    return check_package(package)


@pytest.fixture(scope="session")
def database_path(package: Package, texts: Mapping[str, TableText], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database freshly built from the real data."""
    path = tmp_path_factory.mktemp("build") / "statecraft.db"
    problems = build(package, texts, path)
    assert not problems, "\n".join(str(problem) for problem in problems[:20])
    return path


@pytest.fixture(scope="session")
def site(package: Package, root: Path, database_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The whole site, served for all tests that only look at it."""
    with serve(package, root, database_path, tmp_path_factory.mktemp("site"), has_pictures=True) as running:
        yield running


def copy_package(root: Path, folder: Path) -> CopiedPackage:
    """A copy of the package in an empty folder: datapackage.json, schemas/ and data/."""
    for name in ("schemas", "data"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "datapackage.json", folder)
    return CopiedPackage(folder)


@pytest.fixture
def copied_package(root: Path, tmp_path: Path) -> CopiedPackage:
    """A copy of the real package."""
    return copy_package(root, tmp_path)


@pytest.fixture(scope="session")
def upstream_path(root: Path) -> Path:
    """The pinned checkout of the Historian's files; a test that needs it is skipped only where it is not there at all."""
    path = Path(os.environ.get("STATECRAFT_UPSTREAM", root.parent / "shared" / "upstream" / "historian"))
    if not path.exists():
        pytest.skip(f"THE HISTORIAN'S FILES ARE NOT HERE: put commit 3170c77 of HistoryAtState/travels at {path}")
    return path
