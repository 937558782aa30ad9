"""New rows into the files: checked in a copy first, then each file replaced whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts import files
from scripts.canonical import read_table, serialize, sort_key
from scripts.check import check
from scripts.problems import Problem
from scripts.schema import Package, Table, load_package

Rows = Sequence[Mapping[str, str]]


def write_rows(package: Package, added: Mapping[str, Rows], drafts: Path) -> tuple[Problem, ...]:
    """Add rows in canonical form to the package's files, unless the package with them would have errors, which are returned.

    Files are written only where there are none, each beside its place and then renamed. Where there are errors the new rows are
    kept in the folder ``drafts``, one CSV file for each table, so that no answer is lost.
    """
    texts = {name: _with_rows(package, package.tables[name], rows) for name, rows in added.items()}
    with tempfile.TemporaryDirectory() as folder:
        trial = _copy(package, Path(folder))
        for name, text in texts.items():
            files.write_text(trial.path_of(trial.tables[name]), text)
        errors = check(trial).errors
    if not errors:
        for name, text in texts.items():
            files.write_text(package.path_of(package.tables[name]), text)
    else:
        for name, rows in added.items():
            table = package.tables[name]
            files.write_text(drafts / f"{name}.csv", serialize(table, _cells(table, rows)))
    return errors


def _with_rows(package: Package, table: Table, rows: Rows) -> str:
    present = list(read_table(package, table).rows)
    return serialize(table, sorted([*present, *_cells(table, rows)], key=lambda row: sort_key(table, row)))


def _cells(table: Table, rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in table.columns) for row in rows]


def _copy(package: Package, folder: Path) -> Package:
    shutil.copy(package.root / "datapackage.json", folder)
    for name in ("data", "schemas"):
        shutil.copytree(package.root / name, folder / name)
    return load_package(folder)
