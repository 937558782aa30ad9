"""The canonical form, made: what ``fmt`` writes and what ``fmt --check`` shows as a difference.

It repairs what can be repaired without judgement (byte order mark, line ends, blanks, composed letters, quotation marks,
order) and leaves the rest to people.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from dataclasses import dataclass

from scripts.canonical import BYTE_ORDER_MARK, read_content, serialize, sort_key
from scripts.problems import Problem
from scripts.schema import Field, Package, Table

REPAIRABLE = frozenset({"byte-order-mark", "line-end", "blanks", "normal-form", "order", "canonical-form"})
DECIMAL = re.compile(r"^-?[0-9]+\.[0-9]+$")


@dataclass(frozen=True)
class Formatted:
    """A table's text before and after, or why it cannot be formatted."""

    table: Table
    before: str
    after: str
    problems: tuple[Problem, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the file is not in canonical form."""
        return self.before != self.after

    def diff(self) -> str:
        """The difference as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            fromfile=self.table.path,
            tofile=f"{self.table.path} (canonical)",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def format_table(package: Package, table: Table) -> Formatted:
    """The table in canonical form; where the file cannot be read as a table, before and after are the same."""
    path = package.path_of(table)
    content = path.read_bytes() if path.exists() else b""
    text = read_content(table, content)
    before = content.decode("utf-8", errors="replace")
    if not text.is_sound:
        return Formatted(table, before, before, tuple(problem for problem in text.problems if problem.rule not in REPAIRABLE))
    return Formatted(table, before, canonical_text(table, content.removeprefix(BYTE_ORDER_MARK).decode("utf-8")), ())


def canonical_text(table: Table, text: str) -> str:
    """Canonical form of the text of a table that can be read; formatting it again changes nothing."""
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline=""))
    next(reader)
    rows = [tuple(_canonical_cell(field, cell) for field, cell in zip(table.fields, row, strict=True)) for row in reader]
    return serialize(table, sorted(rows, key=lambda row: sort_key(table, row)))


def _canonical_cell(field: Field, cell: str) -> str:
    cell = unicodedata.normalize("NFC", cell).strip()
    if field.type == "number" and DECIMAL.match(cell):
        return cell.rstrip("0").rstrip(".")
    return cell
