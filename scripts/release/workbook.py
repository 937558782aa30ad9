"""All tables as one workbook for people: a sheet of contents, a sheet of columns, and a sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scripts.canonical import TableText
from scripts.release.edition import Edition
from scripts.schema import Field

FIRST_DAY_OF_EXCEL: Final = date(1900, 1, 1)  # what lies before is no date for a spreadsheet, so it stays text
WIDEST: Final = 60
ROWS_MEASURED: Final = 200


def workbook(edition: Edition) -> bytes:
    """The workbook; equal editions give equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False})
    moment = edition.released_at.replace(tzinfo=None)
    book.set_properties(
        {"title": edition.descriptor["title"], "comments": edition.descriptor["description"], "created": moment}
    )
    header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    _contents(book.add_worksheet("Contents"), edition, header, book.add_format({"bold": True, "font_size": 16}))
    _columns(book.add_worksheet("Columns"), edition, header)
    for table, text in edition.tables():
        _table(book.add_worksheet(table.name), text, header, day)
    book.close()
    return out.getvalue()


def _contents(sheet: Worksheet, edition: Edition, header: Format, title: Format) -> None:
    descriptor = edition.descriptor
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 10)
    sheet.set_column(3, 3, 90)
    sheet.set_column(4, 4, 16)
    sheet.write_string(0, 0, f"{descriptor['title']} {edition.version}", title)
    sheet.write_string(1, 0, descriptor["description"])
    sheet.write_string(
        2, 0, "A date before 1900 stands as text, since a spreadsheet knows none. An empty cell: no value, or none known."
    )
    _row(sheet, 4, ("Table", "Title", "Rows", "One row is", "Licence"), header)
    for line, (table, text) in enumerate(edition.tables(), 5):
        sheet.write_url(line, 0, f"internal:'{table.name}'!A1", string=table.name)
        _row(sheet, line, ("", table.title), skip=1)
        sheet.write_number(line, 2, len(text.rows))
        licences = ", ".join(licence["name"] for licence in edition.licences(table))
        _row(sheet, line, ("", "", "", table.description, licences), skip=3)
    sheet.freeze_panes(5, 1)


def _columns(sheet: Worksheet, edition: Edition, header: Format) -> None:
    _row(sheet, 0, ("Table", "Column", "Title", "Type", "Meaning"), header)
    for column, width in enumerate((24, 28, 28, 10, 120)):
        sheet.set_column(column, column, width)
    fields = [(table.name, field) for table in edition.package for field in table.fields]
    for line, (name, field) in enumerate(fields, 1):
        _row(sheet, line, (name, field.name, field.title, field.type, field.description))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(fields), 4)


def _table(sheet: Worksheet, text: TableText, header: Format, day: Format) -> None:
    fields = text.table.fields
    _row(sheet, 0, [field.name for field in fields], header)
    for line, row in enumerate(text.rows, 1):
        for column, (field, cell) in enumerate(zip(fields, row, strict=True)):
            if cell:
                _write(sheet, line, column, field, cell, day)
    for column, field in enumerate(fields):
        sheet.set_column(column, column, _width(field.name, text.cells(field.name)[:ROWS_MEASURED]))
    sheet.freeze_panes(1, len(text.table.primary_key))
    sheet.autofilter(0, 0, len(text.rows), len(fields) - 1)


def _write(sheet: Worksheet, line: int, column: int, field: Field, cell: str, day: Format) -> None:
    match field.type:
        case "integer" | "number":
            sheet.write_number(line, column, float(cell))
        case "boolean":
            sheet.write_boolean(line, column, cell == "true")
        case "date" if date.fromisoformat(cell) >= FIRST_DAY_OF_EXCEL:
            sheet.write_datetime(line, column, date.fromisoformat(cell), day)
        case _:
            sheet.write_string(line, column, cell)


def _row(sheet: Worksheet, line: int, cells: Sequence[str], cell_format: Format | None = None, skip: int = 0) -> None:
    for column, cell in enumerate(cells):
        if column >= skip and cell:
            sheet.write_string(line, column, cell, cell_format)


def _width(name: str, cells: Iterable[str]) -> int:
    return min(WIDEST, 2 + max([len(name), *(len(cell) for cell in cells)]))
