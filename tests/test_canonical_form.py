"""The canonical form: what holds for any table that can be written, found by trying many."""

from __future__ import annotations

import csv
import io
import string
import unicodedata
from collections.abc import Mapping
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.canonical import TableText, read_content, serialize, sort_key
from scripts.check import Report
from scripts.fmt import canonical_text
from scripts.meaning import frame_of
from scripts.schema import Field, Package, Table, load_package
from tests.conftest import ROOT

TABLES = load_package(ROOT).tables
# Letters that stand alone: no controls, no blanks, and none that the check for garbled letters looks for.
LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="ÂÃÅâï\ufffc\ufffd")
TEXT = st.text(LETTERS, max_size=8).filter(lambda cell: not cell.startswith(("=", "+", "@")))
KEY = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)


def cells_of(field: Field, is_key: bool) -> st.SearchStrategy[str]:
    """Cells as the column may hold them in canonical form."""
    match field.type:
        case "date":
            cells = st.dates().map(lambda day: day.isoformat())
        case "integer":
            cells = st.integers(0, 10**12).map(str)
        case "number":
            cells = st.decimals(-180, 180, places=4).map(lambda number: f"{float(number):.4f}".rstrip("0").rstrip("."))
            cells = cells.filter(lambda cell: cell != "-0")
        case "boolean":
            cells = st.sampled_from(["true", "false"])
        case _ if field.format == "uri":
            cells = KEY.map(lambda name: f"https://example.org/{name}")
        case _:
            cells = KEY if is_key else TEXT.map(lambda cell: unicodedata.normalize("NFC", cell))
    return cells if is_key else st.just("") | cells


def rows_of(table: Table) -> st.SearchStrategy[list[tuple[str, ...]]]:
    """Rows of the table in canonical form: sorted, each key once."""
    row = st.tuples(*(cells_of(field, field.name in table.primary_key) for field in table.fields))
    rows = st.lists(row, max_size=6, unique_by=lambda row: sort_key(table, row))
    return rows.map(lambda rows: sorted(rows, key=lambda row: sort_key(table, row)))


def any_table() -> st.SearchStrategy[tuple[Table, list[tuple[str, ...]]]]:
    """One of our tables with rows in canonical form."""
    return st.sampled_from(sorted(TABLES)).flatmap(lambda name: st.tuples(st.just(TABLES[name]), rows_of(TABLES[name])))


@given(any_table())
@settings(max_examples=30, deadline=None)
def test_rows_written_and_read_are_the_same_rows(filled: tuple[Table, list[tuple[str, ...]]]) -> None:
    table, rows = filled

    text = read_content(table, serialize(table, rows).encode())

    assert text.rows == tuple(rows)
    assert text.problems == ()


@given(any_table())
@settings(max_examples=30, deadline=None)
def test_format_leaves_what_is_in_canonical_form(filled: tuple[Table, list[tuple[str, ...]]]) -> None:
    table, rows = filled

    assert canonical_text(table, serialize(table, rows)) == serialize(table, rows)


@given(any_table(), st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=30, deadline=None)
def test_format_of_format_is_format(
    filled: tuple[Table, list[tuple[str, ...]]], chance: Random, line_end: str, quoted: bool
) -> None:
    table, rows = filled
    chance.shuffle(rows)
    loose = io.StringIO()
    writer = csv.writer(loose, lineterminator=line_end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([table.columns, *([f" {cell} " if cell else "" for cell in row] for row in rows)])

    once = canonical_text(table, loose.getvalue())

    assert canonical_text(table, once) == once
    assert once == serialize(table, sorted(rows, key=lambda row: sort_key(table, row)))


@given(any_table())
@settings(max_examples=30, deadline=None)
def test_rows_to_frame_and_back_are_the_same_rows(filled: tuple[Table, list[tuple[str, ...]]]) -> None:
    table, rows = filled

    assert rows_of_frame(table, frame_of(table, rows)) == rows


@given(st.sampled_from(sorted(TABLES)), st.binary(max_size=300) | st.text(",;\"'\n\r\t =é\ufeff", max_size=80).map(str.encode))
@settings(max_examples=100, deadline=None)
def test_no_content_whatever_makes_the_reader_fail(name: str, content: bytes) -> None:
    table = TABLES[name]

    header = serialize(table, []).encode()

    assert read_content(table, content).problems
    assert read_content(table, header + content).is_sound in (True, False)


@pytest.mark.parametrize("name", TABLES)
def test_the_real_table_is_in_canonical_form(texts: Mapping[str, TableText], package: Package, name: str) -> None:
    table = package.tables[name]

    content = package.path_of(table).read_text(encoding="utf-8")

    assert serialize(table, texts[name].rows) == content


@pytest.mark.parametrize("name", TABLES)
def test_the_real_table_to_frame_and_back_is_the_same(texts: Mapping[str, TableText], package: Package, name: str) -> None:
    table = package.tables[name]

    assert rows_of_frame(table, frame_of(table, texts[name].rows)) == list(texts[name].rows)


def test_the_real_data_pass_all_four_nets(report: Report) -> None:
    assert [str(problem) for problem in report.errors] == []


def rows_of_frame(table: Table, frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The frame's values as cells of text."""
    columns = [[cell_of(field, value) for value in frame[field.name]] for field in table.fields]
    return list(zip(*columns, strict=True))


def cell_of(field: Field, value: object) -> str:
    """A value of a frame as the cell of text that it came from."""
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    match field.type:
        case "date":
            return pd.Timestamp(str(value)).date().isoformat()
        case "boolean":
            return str(value).lower()
        case "number":
            return f"{value:.10f}".rstrip("0").rstrip(".")
    return str(value)
