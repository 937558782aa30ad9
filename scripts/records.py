"""Lines into records: the cells of each line of a CSV file whose cells hold no line breaks.

The csv library would read on over an unbalanced quotation mark to the end of the file; here each line stands for itself, so
one bad line costs one message.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scripts.problems import Fault

MOST_LINES_IN_A_CELL: Final = 50

Row = tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """The cells of one line, or why it has none: the fault, the number of the faulty cell (from 0) and its text."""

    line: int
    cells: Row
    fault: Fault | None = None
    faulty_cell: int = 0
    faulty_text: str = ""


def read_records(lines: Sequence[str], width: int) -> Iterator[Record]:
    """One record for each line (or run of lines, where a cell holds a line break); ``width`` is the number of columns."""
    try:
        rows = list(csv.reader(lines, strict=True))
    except csv.Error:
        rows = []
    if len(rows) == len(lines):
        yield from (Record(number, tuple(cells)) for number, cells in enumerate(rows, 1))
    else:
        yield from _read_one_by_one(lines, width)


def _read_one_by_one(lines: Sequence[str], width: int) -> Iterator[Record]:
    index = 0
    while index < len(lines):
        line, number = lines[index], index + 1
        index += 1
        if line.count('"') % 2 == 0:
            try:
                yield Record(number, tuple(next(csv.reader([line], strict=True), ())))
            except csv.Error:
                yield _stray_quotation_mark(number, line)
        elif joined := _join_lines(lines, number - 1, width):
            cells, count = joined
            broken = next(position for position, cell in enumerate(cells) if "\n" in cell)
            fault = Fault("the cell holds a line break", "write it on one line", "line-break")
            yield Record(number, (), fault, broken, cells[broken])
            index += count - 1
        else:
            yield _stray_quotation_mark(number, line)


def _join_lines(lines: Sequence[str], start: int, width: int) -> tuple[Row, int] | None:
    """The record of the right width that begins on line ``start`` and runs over several lines, and their number."""
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


def _stray_quotation_mark(number: int, line: str) -> Record:
    position = line.rfind('"')
    start = line.rfind(",", 0, position) + 1
    what = "a quotation mark is not closed or stands inside the cell"
    fault = Fault(what, 'close it, and double a quotation mark that belongs to the text ("")', "quotation-marks")
    return Record(number, (), fault, line[:position].count(","), line[start : position + 40])
