"""What we know, each fact with its source: one line of anchors.csv, one test."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT

with (ROOT / "tests" / "anchors.csv").open(encoding="utf-8", newline="") as file:
    ANCHORS = {row["fact"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("fact", ANCHORS)
def test_it_is_known_that(database_path: Path, fact: str) -> None:
    anchor = ANCHORS[fact]

    with closing(sqlite3.connect(f"file:{database_path}?mode=ro", uri=True)) as database:
        found = database.execute(anchor["query"]).fetchall()

    assert " ".join(str(value) for row in found for value in row) == anchor["expected"], f"see {anchor['source']}"
    assert anchor["source"].startswith("https://")
