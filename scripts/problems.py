"""How every check speaks: one ``Problem``, with file, line, column, value, what is wrong, what to do, and the rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

LONGEST_VALUE = 80


class Severity(StrEnum):
    """An error stops the build; a warning is counted, and the count may not grow."""

    ERROR = "error"
    WARNING = "warning"


class InputError(ValueError):
    """A file that the program needs (no table of the data) cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, at one place.

    ``line`` counts from 1, the header being line 1; 0 stands for the file as a whole.
    ``column`` is empty where the line as a whole is meant, ``value`` is None where there is none to show.
    """

    file: str
    line: int
    column: str
    value: str | None
    what: str
    remedy: str
    rule: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """One line for people: ``data/stops.csv:1042 country_id "turky": not in countries; did you mean "turkey"? [rule]``."""
        return f"{self.place()}: {self.sentence()} [{self.rule}]"

    def place(self) -> str:
        """File, line, column and value."""
        parts = [f"{self.file}:{self.line}" if self.line else self.file]
        if self.column:
            parts.append(self.column)
        if self.value is not None:
            parts.append(quoted(self.value))
        return " ".join(parts)

    def sentence(self) -> str:
        """What is wrong and what to do."""
        return f"{self.what}; {self.remedy}" if self.remedy else self.what

    def annotation(self) -> str:
        """The same as an annotation of a workflow run, which GitHub shows on the line."""
        message = f"{self.place()}: {self.sentence()}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        line = f",line={self.line}" if self.line else ""
        return f"::{self.severity} file={self.file}{line},title={self.rule}::{message}"


@dataclass(frozen=True)
class Fault:
    """What is wrong, what to do, and the rule, before it is known where."""

    what: str
    remedy: str
    rule: str

    def at(self, file: str, line: int = 0, column: str = "", value: str | None = None) -> Problem:
        """The fault at its place."""
        return Problem(file, line, column, value, self.what, self.remedy, self.rule)


def quoted(value: str) -> str:
    """A value in quotation marks, shortened, its invisible characters spelled out."""
    shown = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown) + '"'


def did_you_mean(value: str, choices: Collection[str]) -> str:
    """``did you mean "turkey"?`` where one of ``choices`` is close to ``value``, else the empty string."""
    from rapidfuzz import fuzz, process  # slow, and wanted only when something is wrong

    found = process.extractOne(value, choices, scorer=fuzz.ratio, score_cutoff=75)
    return f'did you mean "{found[0]}"?' if found else ""
