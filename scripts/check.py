"""All four nets in turn over a package, and what they found."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from scripts.canonical import TableText, read_table
from scripts.database import fill
from scripts.problems import Problem, Severity
from scripts.schema import Package, Table


@dataclass(frozen=True)
class Report:
    """The tables as read, all problems, sorted by place, and the number of rules that wait until some of them are corrected."""

    texts: Mapping[str, TableText]
    problems: tuple[Problem, ...]
    waiting: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are counted."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


def check(package: Package) -> Report:
    """Run the nets: canonical form, structure, meaning, database.

    A table that one net finds broken is left out of the later ones, which could only repeat or garble what is wrong with it.
    """
    from scripts.meaning import check_meaning  # pandas and pandera are slow to import
    from scripts.structure import check_structure

    texts = {table.name: read_table(package, table) for table in package}
    form = [problem for text in texts.values() for problem in text.problems]
    in_place = [problem for problem in form if problem.rule != "order"]  # the others say what is wrong with a cell or line
    structure = _new(check_structure(package, texts), in_place)
    unsound = {name for name, text in texts.items() if not text.is_sound}
    broken = unsound | {table.name for table in package if _breaks_frame(table, [*form, *structure])}
    rows = {(problem.file, problem.line) for problem in [*in_place, *structure]}
    # Rules have nothing to add about a row in which a cell or a key is wrong.
    meaning = check_meaning(package, texts, broken)
    new = [problem for problem in meaning.problems if (problem.file, problem.line) not in rows]
    problems = [*form, *structure, *new]
    if not any(problem.severity is Severity.ERROR for problem in problems):
        with closing(sqlite3.connect(":memory:")) as connection:
            problems += fill(connection, package, texts)
    problems += _grown_warnings(package.root, problems)
    return Report(texts, tuple(sorted(set(problems), key=_place)), meaning.waiting)


# With these faults a table's keys cannot be told apart, or not all of its cells were looked at.
BREAKS_KEYS = frozenset({"primary-key", "unique", "blanks", "too-many-errors"})
# With these a cell that is no text can still be read as its type.
KEEPS_TYPE = frozenset({"required", "minimum", "maximum", "foreign-key", "order"})


def _breaks_frame(table: Table, problems: Iterable[Problem]) -> bool:
    """Whether a cell of the table cannot be read as its type, or a key not be told from another."""
    mine = [problem for problem in problems if problem.file == table.path]
    typed = {field.name for field in table.fields if field.type != "string"}
    return any(problem.rule in BREAKS_KEYS or (problem.column in typed and problem.rule not in KEEPS_TYPE) for problem in mine)


def _new(problems: Iterable[Problem], known: Iterable[Problem]) -> list[Problem]:
    """The problems at places of which nothing has been said yet."""
    places = {(problem.file, problem.line, problem.column) for problem in known}
    return [problem for problem in problems if (problem.file, problem.line, problem.column) not in places]


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.line, problem.column, problem.rule


def _grown_warnings(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """An error for each rule with more warnings than ``schemas/warnings.json`` allows, so that their count may only fall."""
    path = root / "schemas" / "warnings.json"
    allowed: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    counts = Counter(problem.rule for problem in problems if problem.severity is Severity.WARNING)
    return [
        Problem(
            "schemas/warnings.json",
            0,
            rule,
            str(count),
            f"more warnings than the {allowed.get(rule, 0)} allowed",
            "correct the new ones; `python -m scripts check --warnings` lists them",
            "warnings-grew",
        )
        for rule, count in counts.items()
        if count > allowed.get(rule, 0)
    ]
