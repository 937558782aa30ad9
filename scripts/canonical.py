"""The first net: the canonical form of a table's file, down to the byte.

Both libraries behind the later nets miss most of these mistakes or bury them under messages that follow from the first,
so this net is our own, runs first, and reports all that it finds in one file. Because a cell never holds a line break, line
and row are the same thing everywhere else.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from scripts.problems import Problem, did_you_mean
from scripts.schema import Field, Package, Table

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
FORMULA_STARTS: Final = ("=", "+", "@", "\t")
MERGE_MARKER: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
INVISIBLE: Final = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ufffc\ufffd]"
)
# UTF-8 read as Latin-1 or Windows-1252: Ã©, â€™, Â°, Å¡.
MOJIBAKE: Final = re.compile(
    "[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€|ï»¿"
)
CANONICAL_NUMBER: Final = re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$")
CANONICAL_INTEGER: Final = re.compile(r"^(?:0|-?[1-9][0-9]*)$")
WEB_ADDRESS: Final = re.compile(r"^https?://[^\s/]+\.[^\s/]+(?:/\S*)?$")
ISO_DATE: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
MOST_LINES_IN_A_CELL: Final = 50

Row = tuple[str, ...]


@dataclass(frozen=True)
class TableText:
    """A table as its file holds it: the rows as cells of text, and what is wrong with the form.

    ``rows[i]`` stands on line ``i + 2``. ``is_sound`` says whether header and cell counts are right, so that the later nets
    can read the rows at all; where it is False, ``rows`` is empty.
    """

    table: Table
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    is_sound: bool

    def cells(self, column: str) -> tuple[str, ...]:
        """The cells of one column, in order."""
        index = self.table.columns.index(column)
        return tuple(row[index] for row in self.rows)


def read_table(package: Package, table: Table) -> TableText:
    """The rows of a table's file and all departures from the canonical form; never raises for bad content."""
    path = package.path_of(table)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _unsound(
            table,
            [
                _problem(
                    table,
                    0,
                    "",
                    None,
                    "the file is missing",
                    f"create it with the header {','.join(table.columns)}",
                    "missing-file",
                )
            ],
        )
    return read_content(table, content)


def read_content(table: Table, content: bytes) -> TableText:
    """As ``read_table``, for the bytes of a file."""
    if not content.strip():
        return _unsound(
            table,
            [
                _problem(
                    table,
                    0,
                    "",
                    None,
                    "the file is empty",
                    f"begin it with the header {','.join(table.columns)}",
                    "empty-file",
                )
            ],
        )
    text, problems = _decode(table, content)
    if text is None:
        return _unsound(table, problems)
    text, line_problems = _check_lines(table, text)
    problems += line_problems
    header, rows, record_problems = _parse(table, text)
    problems += record_problems
    if header is not None:
        problems += _check_header(table, header)
    if any(problem.rule in STRUCTURAL_RULES for problem in problems):
        return _unsound(table, problems)
    for index, row in enumerate(rows):
        problems += _check_row(table, index + 2, row)
    problems += _check_order(table, rows)
    if not problems and serialize(table, rows) != text:
        problems.append(_first_difference(table, text, serialize(table, rows)))
    return TableText(table, tuple(rows), tuple(problems), True)


STRUCTURAL_RULES: Final = frozenset(
    {
        "missing-file",
        "empty-file",
        "encoding",
        "merge-marker",
        "separator",
        "header",
        "cell-count",
        "quotation-marks",
        "line-break",
    }
)


def serialize(table: Table, rows: Iterable[Sequence[str]]) -> str:
    """The canonical text of a table: header and rows, comma, line feed, as few quotation marks as possible."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(table.columns)
    writer.writerows(rows)
    return out.getvalue()


def sort_key(table: Table, row: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Where a row belongs: its key, whole numbers in the order of their size."""
    parts = []
    for column in table.primary_key:
        cell = row[table.columns.index(column)]
        is_number = table.by_name[column].type == "integer" and cell.isdigit()
        parts.append((int(cell), "") if is_number else (0, cell))
    return tuple(parts)


def is_iso_date(cell: str) -> bool:
    """Whether the cell is a day of the calendar written YYYY-MM-DD."""
    if not ISO_DATE.match(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _unsound(table: Table, problems: Sequence[Problem]) -> TableText:
    return TableText(table, (), tuple(problems), False)


def _problem(table: Table, line: int, column: str, value: str | None, what: str, remedy: str, rule: str) -> Problem:
    return Problem(table.path, line, column, value, what, remedy, rule)


def _decode(table: Table, content: bytes) -> tuple[str | None, list[Problem]]:
    """The text without a byte order mark, or None where a line is not UTF-8."""
    problems = []
    if content.startswith(BYTE_ORDER_MARK):
        content = content[len(BYTE_ORDER_MARK) :]
        problems.append(
            _problem(
                table,
                1,
                "",
                None,
                "the file begins with a byte order mark (BOM)",
                'save it as "CSV UTF-8" without BOM, or run `make fmt`',
                "byte-order-mark",
            )
        )
    try:
        return content.decode("utf-8"), problems
    except UnicodeDecodeError:
        pass
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = table.columns[min(line[: error.start].count(b","), len(table.columns) - 1)]
            shown = (
                line[max(0, error.start - 10) : error.end + 10]
                .decode("utf-8", errors="replace")
                .replace("\ufffd", f"\\x{line[error.start]:02x}")
            )
            problems.append(
                _problem(
                    table,
                    number,
                    column,
                    shown,
                    f"byte 0x{line[error.start]:02x} is not UTF-8",
                    "save the file in the encoding UTF-8",
                    "encoding",
                )
            )
    return None, problems


def _check_lines(table: Table, text: str) -> tuple[str, list[Problem]]:
    """The text with plain line feeds, and what is wrong with its line ends."""
    problems = []
    if "\r" in text:
        number = text[: text.index("\r")].count("\n") + 1
        count = text.count("\r")
        problems.append(
            _problem(
                table,
                number,
                "",
                None,
                f"{count} line end{'s' if count > 1 else ''} with a carriage return (CRLF), the first here",
                "save the file with Unix line ends (LF), or run `make fmt`",
                "line-end",
            )
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        problems.append(
            _problem(
                table,
                text.count("\n") + 1,
                "",
                None,
                "the last line does not end with a line feed",
                "run `make fmt`",
                "line-end",
            )
        )
        text += "\n"
    for number, line in enumerate(text.split("\n"), 1):
        if MERGE_MARKER.match(line):
            problems.append(
                _problem(
                    table,
                    number,
                    "",
                    line,
                    "a merge conflict was left in the file",
                    "choose one side and delete the marker lines",
                    "merge-marker",
                )
            )
    return text, problems


def _parse(table: Table, text: str) -> tuple[Row | None, list[Row], list[Problem]]:
    """Header, rows, and the lines that cannot be read as one record each."""
    header: Row | None = None
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, record, fault in _records(text.removesuffix("\n").split("\n"), len(table.columns)):
        if fault is not None:
            column = table.columns[min(fault.cell, len(table.columns) - 1)]
            problems.append(_problem(table, number, column, fault.value, fault.what, fault.remedy, fault.rule))
        elif header is None:
            header = record
        elif len(record) != len(table.columns):
            problems.append(_wrong_cell_count(table, number, record))
        else:
            rows.append(record)
    if header is not None and len(header) == 1 and ";" in header[0]:
        # Every line then has the wrong number of cells: one message says it all.
        problems = [
            _problem(
                table,
                1,
                "",
                header[0],
                "the cells are separated by semicolons",
                "save the file with commas as separators",
                "separator",
            )
        ]
        header = None
    elif header is not None and len(header) != len(table.columns):
        problems = [problem for problem in problems if problem.rule != "cell-count"]
    return header, rows, problems


@dataclass(frozen=True)
class _Fault:
    """Why a line is no record: the number of the cell (from 0), its text, what is wrong, what to do, which rule."""

    cell: int
    value: str
    what: str
    remedy: str
    rule: str


def _records(lines: Sequence[str], width: int) -> Iterator[tuple[int, Row, _Fault | None]]:
    """Line number, cells and fault of each record; ``width`` is the number of columns."""
    if not any(line.count('"') % 2 for line in lines):
        reader = csv.reader(lines, strict=True)
        number = 0
        while True:
            number += 1
            try:
                yield number, tuple(next(reader)), None
            except StopIteration:
                return
            except csv.Error:
                yield number, (), _stray_quotation_mark(lines[number - 1])
    index = 0
    while index < len(lines):
        line, number = lines[index], index + 1
        if line.count('"') % 2 == 0:
            try:
                yield number, tuple(next(csv.reader([line], strict=True), ())), None
            except csv.Error:
                yield number, (), _stray_quotation_mark(line)
            index += 1
            continue
        joined = _joined_record(lines, index, width)
        if joined is None:
            yield number, (), _stray_quotation_mark(line)
            index += 1
        else:
            cells, count = joined
            cell = next(position for position, value in enumerate(cells) if "\n" in value)
            yield (
                number,
                (),
                _Fault(cell, cells[cell], "the cell holds a line break", "write it on one line", "line-break"),
            )
            index += count


def _joined_record(lines: Sequence[str], start: int, width: int) -> tuple[Row, int] | None:
    """The record that begins on line ``start`` and runs over several lines, and their number; None where there is none."""
    text = lines[start]
    for count, line in enumerate(lines[start + 1 : start + MOST_LINES_IN_A_CELL], 2):
        text += "\n" + line
        if text.count('"') % 2 == 0:
            try:
                records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            except csv.Error:
                return None
            return (tuple(records[0]), count) if len(records) == 1 and len(records[0]) == width else None
    return None


def _stray_quotation_mark(line: str) -> _Fault:
    position = line.rfind('"')
    start = line.rfind(",", 0, position) + 1
    return _Fault(
        line[:position].count(","),
        line[start : position + 40],
        "a quotation mark is not closed or stands inside the cell",
        'close it, and double a quotation mark that belongs to the text ("")',
        "quotation-marks",
    )


def _wrong_cell_count(table: Table, number: int, record: Row) -> Problem:
    wanted = len(table.columns)
    more = len(record) > wanted
    remedy = (
        "put a cell that contains a comma in quotation marks"
        if more
        else "add the missing commas; an empty cell still needs its comma"
    )
    return _problem(
        table, number, "", ",".join(record), f"{len(record)} cells where the header has {wanted}", remedy, "cell-count"
    )


def _check_header(table: Table, header: Row) -> list[Problem]:
    wanted = table.columns
    if header == wanted:
        return []
    problems = []
    for column in wanted:
        if column not in header:
            problems.append(
                _problem(
                    table,
                    1,
                    column,
                    None,
                    "the column is missing from the header",
                    f"the columns are {','.join(wanted)}",
                    "header",
                )
            )
    for column in header:
        if column not in wanted:
            remedy = did_you_mean(column, wanted) or f"delete it; a new column is first defined in {table.schema_path}"
            problems.append(
                _problem(table, 1, column, None, "the header has a column that the schema does not know", remedy, "header")
            )
    repeated = sorted({column for column in header if header.count(column) > 1})
    problems += [
        _problem(table, 1, column, None, "the header names the column twice", "delete one of the two", "header")
        for column in repeated
    ]
    if not problems:
        column, instead = next((want, have) for want, have in zip(wanted, header, strict=True) if want != have)
        problems.append(
            _problem(
                table,
                1,
                instead,
                None,
                f"the columns are swapped: {column} belongs here",
                f"put them in the order {','.join(wanted)}",
                "header",
            )
        )
    return problems


def _check_row(table: Table, line: int, row: Row) -> list[Problem]:
    problems = []
    for field, cell in zip(table.fields, row, strict=True):
        if not cell:
            continue
        fault = _check_text(cell) or _check_form(field, cell)
        if fault:
            what, remedy, rule = fault
            problems.append(_problem(table, line, field.name, cell, what, remedy, rule))
    return problems


def _check_text(cell: str) -> tuple[str, str, str] | None:
    """What is wrong with a cell of any kind."""
    if cell.isascii() and cell.isprintable() and cell[0] not in " =+@" and cell[-1] != " ":
        return None
    if cell.startswith(FORMULA_STARTS):
        return (
            f"the cell begins with {cell[0]!r}, which a spreadsheet takes for a formula",
            "begin it with another character",
            "formula",
        )
    if cell != cell.strip():
        return "blanks around the value", "delete them, or run `make fmt`", "blanks"
    found = INVISIBLE.search(cell)
    if found:
        return (
            f"the invisible character U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".rstrip(),
            "delete it or write a plain blank",
            "invisible-character",
        )
    if MOJIBAKE.search(cell):
        return "letters garbled by a wrong encoding", "restore the letters and save the file as UTF-8", "mojibake"
    if not unicodedata.is_normalized("NFC", cell):
        return "an accent stands beside its letter (not NFC)", "run `make fmt`", "normal-form"
    return None


def _check_form(field: Field, cell: str) -> tuple[str, str, str] | None:
    """What is wrong with the form of a date or number."""
    match field.type:
        case "date" if not is_iso_date(cell):
            return "not a date of the form YYYY-MM-DD", _date_remedy(cell), "date-form"
        case "number" if not CANONICAL_NUMBER.match(cell):
            return "not a plain number", _number_remedy(cell), "number-form"
        case "integer" if not CANONICAL_INTEGER.match(cell):
            return "not a whole number", _number_remedy(cell), "number-form"
        case "string" if field.format == "uri" and not WEB_ADDRESS.match(cell):
            return _address_fault(cell)
    return None


def _date_remedy(cell: str) -> str:
    american = re.match(r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$", cell)
    if american and int(american[1]) <= 12 and int(american[2]) <= 31:
        month, day, year = (int(part) for part in american.groups())
        return f'a spreadsheet has changed it; write "{year:04}-{month:02}-{day:02}" and format the column as text'
    return "write year, month and day with hyphens and zeros; a date that is not known whole has a precision column"


def _address_fault(cell: str) -> tuple[str, str, str]:
    if " " in cell:
        return "the address holds a blank", f'write it as "{cell.replace(" ", "%20")}"', "address-form"
    return "not a web address", "give the whole address, beginning with https:// or http://", "address-form"


def _number_remedy(cell: str) -> str:
    if re.match(r"^-?[0-9]+,[0-9]+$", cell):
        return f'write the decimal point: "{cell.replace(",", ".")}"'
    return "write digits only, with a decimal point where needed, without separators, sign + or trailing zeros"


def _check_order(table: Table, rows: Sequence[Row]) -> list[Problem]:
    keys = [sort_key(table, row) for row in rows]
    for index, (before, after) in enumerate(pairwise(keys)):
        if after < before:
            row = rows[index + 1]
            key = " ".join(row[table.columns.index(column)] for column in table.primary_key)
            return [
                _problem(
                    table,
                    index + 3,
                    table.primary_key[0],
                    key,
                    "the rows are not sorted by key from here on",
                    "run `make fmt`",
                    "order",
                )
            ]
    return []


def _first_difference(table: Table, text: str, wanted: str) -> Problem:
    for number, (have, want) in enumerate(zip(text.split("\n"), wanted.split("\n"), strict=False), 1):
        if have != want:
            return _problem(
                table,
                number,
                "",
                have,
                "the line is not in canonical form",
                f"write {want}, or run `make fmt`",
                "canonical-form",
            )
    return _problem(table, 0, "", None, "the file is not in canonical form", "run `make fmt`", "canonical-form")
