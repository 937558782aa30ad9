"""The canonical form of one cell: what its text may hold, and how dates, numbers and addresses are written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from scripts.problems import Fault
from scripts.schema import Field

FORMULA_STARTS: Final = ("=", "+", "@", "\t")
INVISIBLE: Final = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ufffc\ufffd]"
)
# UTF-8 read as Latin-1 or Windows-1252: Ã©, â€™, Â°, Å¡.
MOJIBAKE: Final = re.compile(
    "[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|â€|ï»¿"
)
NUMBER: Final = re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$")
WHOLE_NUMBER: Final = re.compile(r"^(?:0|-?[1-9][0-9]*)$")
NUMBER_WITH_COMMA: Final = re.compile(r"^-?[0-9]+,[0-9]+$")
WEB_ADDRESS: Final = re.compile(r"^https?://[^\s/]+\.[^\s/]+(?:/\S*)?$")
ISO_DATE: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
AMERICAN_DATE: Final = re.compile(r"^(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])/([0-9]{4})$")


def fault_of_cell(field: Field, cell: str) -> Fault | None:
    """What is wrong with the form of a cell that is not empty; None where nothing is."""
    return _fault_of_text(cell) or _fault_of_form(field, cell)


def is_iso_date(cell: str) -> bool:
    """Whether the cell is a day of the calendar written YYYY-MM-DD."""
    if not ISO_DATE.match(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _fault_of_text(cell: str) -> Fault | None:
    if cell.isascii() and cell.isprintable() and cell[0] not in " =+@" and cell[-1] != " ":
        return None
    if cell.startswith(FORMULA_STARTS):
        what = f"the cell begins with {cell[0]!r}, which a spreadsheet takes for a formula"
        return Fault(what, "begin it with another character", "formula")
    if cell != cell.strip():
        return Fault("blanks around the value", "delete them, or run `make fmt`", "blanks")
    if found := INVISIBLE.search(cell):
        what = f"the invisible character U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".rstrip()
        return Fault(what, "delete it or write a plain blank", "invisible-character")
    if MOJIBAKE.search(cell):
        return Fault("letters garbled by a wrong encoding", "restore the letters and save the file as UTF-8", "mojibake")
    if not unicodedata.is_normalized("NFC", cell):
        return Fault("an accent stands beside its letter (not NFC)", "run `make fmt`", "normal-form")
    return None


def _fault_of_form(field: Field, cell: str) -> Fault | None:
    match field.type:
        case "date" if not is_iso_date(cell):
            return Fault("not a date of the form YYYY-MM-DD", _date_remedy(cell), "date-form")
        case "number" if not NUMBER.match(cell):
            return Fault("not a plain number", _number_remedy(cell), "number-form")
        case "integer" if not WHOLE_NUMBER.match(cell):
            return Fault("not a whole number", _number_remedy(cell), "number-form")
        case "string" if field.format == "uri" and " " in cell:
            return Fault("the address holds a blank", f'write it as "{cell.replace(" ", "%20")}"', "address-form")
        case "string" if field.format == "uri" and not WEB_ADDRESS.match(cell):
            return Fault("not a web address", "give the whole address, beginning with https:// or http://", "address-form")
    return None


def _date_remedy(cell: str) -> str:
    if american := AMERICAN_DATE.match(cell):
        month, day, year = (int(part) for part in american.groups())
        return f'a spreadsheet has changed it; write "{year:04}-{month:02}-{day:02}" and format the column as text'
    return "write year, month and day with hyphens and zeros; a date that is not known whole has a precision column"


def _number_remedy(cell: str) -> str:
    if NUMBER_WITH_COMMA.match(cell):
        return f'write the decimal point: "{cell.replace(",", ".")}"'
    return "write digits only, with a decimal point where needed, without separators, sign + or trailing zeros"
