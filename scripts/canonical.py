"""The first net: the canonical form of a table's file, down to the byte.

Both libraries behind the later nets miss most of these mistakes or bury them under messages that follow from the first,
so this net is our own, runs first, and reports all that it finds in one file. Because a cell never holds a line break, line
and row are the same thing everywhere else.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from scripts.cells import fault_of_cell
from scripts.problems import Fault, Problem, did_you_mean
from scripts.records import Row, read_records
from scripts.schema import Package, Table

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
MERGE_MARKER: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
WRONG_SEPARATORS: Final = {";": "semicolons", "\t": "tabs"}
# With one of these faults the rows cannot be told apart, and all that the later nets could say would follow from it.
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

    def records(self) -> list[dict[str, str]]:
        """The rows as records: column to cell."""
        return [dict(zip(self.table.columns, row, strict=True)) for row in self.rows]


def read_table(package: Package, table: Table) -> TableText:
    """The rows of a table's file and all departures from the canonical form; never raises for bad content."""
    try:
        return read_content(table, package.path_of(table).read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        fault = Fault("the file is missing", f"create it with the header {','.join(table.columns)}", "missing-file")
        return _unsound(table, [fault.at(table.path)])


def records_of(package: Package, table: str) -> list[dict[str, str]]:
    """The rows of the table of this name as records: column to cell."""
    return read_table(package, package.tables[table]).records()


def read_content(table: Table, content: bytes) -> TableText:
    """As ``read_table``, for the bytes of a file."""
    if not content.strip():
        fault = Fault("the file is empty", f"begin it with the header {','.join(table.columns)}", "empty-file")
        return _unsound(table, [fault.at(table.path)])
    text, problems = _decode(table, content)
    if text is None:
        return _unsound(table, problems)
    text, line_problems = _mend_lines(table, text)
    header, rows, record_problems = _parse(table, text)
    marked = {problem.line for problem in line_problems if problem.rule == "merge-marker"}
    problems += [*line_problems, *(problem for problem in record_problems if problem.line not in marked)]
    if header is not None:
        problems += _check_header(table, header)
    if any(problem.rule in STRUCTURAL_RULES for problem in problems):
        return _unsound(table, problems)
    for line, row in enumerate(rows, 2):
        problems += _check_row(table, line, row)
    problems += _check_order(table, rows)
    if not problems:
        problems += _check_spelling(table, text, serialize(table, rows))
    return TableText(table, tuple(rows), tuple(problems), True)


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
        is_number = table.by_name[column].type == "integer" and cell.isdecimal()
        parts.append((int(cell), "") if is_number else (0, cell))
    return tuple(parts)


def _unsound(table: Table, problems: Sequence[Problem]) -> TableText:
    return TableText(table, (), tuple(problems), False)


def _decode(table: Table, content: bytes) -> tuple[str | None, list[Problem]]:
    """The text without a byte order mark, or None where a line is not UTF-8."""
    problems = []
    if content.startswith(BYTE_ORDER_MARK):
        content = content.removeprefix(BYTE_ORDER_MARK)
        remedy = 'save it as "CSV UTF-8" without BOM, or run `make fmt`'
        problems.append(Fault("the file begins with a byte order mark (BOM)", remedy, "byte-order-mark").at(table.path, 1))
    try:
        return content.decode("utf-8"), problems
    except UnicodeDecodeError:
        pass
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            problems.append(_undecodable(table, number, line, error.start))
    return None, problems


def _undecodable(table: Table, number: int, line: bytes, position: int) -> Problem:
    column = table.columns[min(line[:position].count(b","), len(table.columns) - 1)]
    byte = f"{line[position]:02x}"
    around = line[max(0, position - 10) : position + 11].decode("utf-8", errors="replace").replace("\ufffd", f"\\x{byte}")
    fault = Fault(f"byte 0x{byte} is not UTF-8", "save the file in the encoding UTF-8", "encoding")
    return fault.at(table.path, number, column, around)


def _mend_lines(table: Table, text: str) -> tuple[str, list[Problem]]:
    """The text with plain line feeds, and what was wrong with its lines."""
    problems = []
    if count := text.count("\r"):
        what = f"{count} line end{'s' if count > 1 else ''} with a carriage return (CRLF), the first here"
        fault = Fault(what, "save the file with Unix line ends (LF), or run `make fmt`", "line-end")
        problems.append(fault.at(table.path, text[: text.index("\r")].count("\n") + 1))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.endswith("\n"):
        fault = Fault("the last line does not end with a line feed", "run `make fmt`", "line-end")
        problems.append(fault.at(table.path, text.count("\n") + 1))
        text += "\n"
    for number, line in enumerate(text.split("\n"), 1):
        if MERGE_MARKER.match(line):
            fault = Fault(
                "a merge conflict was left in the file", "choose one side and delete the marker lines", "merge-marker"
            )
            problems.append(fault.at(table.path, number, value=line))
    return text, problems


def _parse(table: Table, text: str) -> tuple[Row | None, list[Row], list[Problem]]:
    """Header, rows, and the lines that cannot be read as one record each."""
    header: Row | None = None
    rows: list[Row] = []
    problems: list[Problem] = []
    for record in read_records(text.removesuffix("\n").split("\n"), len(table.columns)):
        if record.fault is not None:
            column = table.columns[min(record.faulty_cell, len(table.columns) - 1)]
            problems.append(record.fault.at(table.path, record.line, column, record.faulty_text))
        elif header is None:
            header = record.cells
        elif len(record.cells) != len(table.columns):
            problems.append(_wrong_cell_count(table, record.line, record.cells))
        else:
            rows.append(record.cells)
    separators = [name for mark, name in WRONG_SEPARATORS.items() if header and len(header) == 1 and mark in header[0]]
    if header and separators:
        # Every line then has the wrong number of cells: one message says it all.
        fault = Fault(f"the cells are separated by {separators[0]}", "save the file with commas as separators", "separator")
        return None, [], [fault.at(table.path, 1, value=header[0])]
    if header is not None and len(header) != len(table.columns):
        problems = [problem for problem in problems if problem.rule != "cell-count"]
    return header, rows, problems


def _wrong_cell_count(table: Table, number: int, cells: Row) -> Problem:
    if not cells:
        return Fault("the line is empty", "delete it", "cell-count").at(table.path, number)
    wanted = len(table.columns)
    too_many = "put a cell that contains a comma in quotation marks"
    too_few = "add the missing commas; an empty cell still needs its comma"
    fault = Fault(
        f"{len(cells)} cells where the header has {wanted}", too_many if len(cells) > wanted else too_few, "cell-count"
    )
    return fault.at(table.path, number, value=",".join(cells))


def _check_header(table: Table, header: Row) -> list[Problem]:
    wanted = table.columns
    faults = [
        (column, Fault("the column is missing from the header", f"the columns are {','.join(wanted)}", "header"))
        for column in wanted
        if column not in header
    ]
    for column in dict.fromkeys(header):
        if column not in wanted:
            remedy = did_you_mean(column, wanted) or f"delete it; a new column is first defined in {table.schema_path}"
            faults.append((column, Fault("the header has a column that the schema does not know", remedy, "header")))
        elif header.count(column) > 1:
            faults.append((column, Fault("the header names the column twice", "delete one of the two", "header")))
    if not faults and header != wanted:
        want, have = next((want, have) for want, have in zip(wanted, header, strict=True) if want != have)
        what = f"the columns are swapped: {want} belongs here"
        faults.append((have, Fault(what, f"put them in the order {','.join(wanted)}", "header")))
    return [fault.at(table.path, 1, column) for column, fault in faults]


def _check_row(table: Table, line: int, row: Row) -> list[Problem]:
    return [
        fault.at(table.path, line, field.name, cell)
        for field, cell in zip(table.fields, row, strict=True)
        if cell and (fault := fault_of_cell(field, cell))
    ]


def _check_order(table: Table, rows: Sequence[Row]) -> list[Problem]:
    keys = [sort_key(table, row) for row in rows]
    for line, (before, after) in enumerate(pairwise(keys), 3):
        if after < before:
            fault = Fault("the rows are not sorted by key from here on", "run `make fmt`", "order")
            key = table.key_of(dict(zip(table.columns, rows[line - 2], strict=True)))
            return [fault.at(table.path, line, table.primary_key[0], key)]
    return []


def _check_spelling(table: Table, text: str, canonical: str) -> list[Problem]:
    """The first line that is written otherwise than we would write it (needless quotation marks, as a rule)."""
    for number, (have, want) in enumerate(zip(text.split("\n"), canonical.split("\n"), strict=False), 1):
        if have != want:
            what = "the line is not in canonical form (needless quotation marks, as a rule)"
            fault = Fault(what, "run `make fmt`", "canonical-form")
            return [fault.at(table.path, number, value=have)]
    return []
