"""The third net: Pandera on tables whose structure is clean.

One ``DataFrameSchema`` per table is derived from its Table Schema (types, keys, unique keys, closed lists); the rules of
``schemas/*.py`` are its checks. Nothing is coerced: dates are parsed strictly, so a column that a spreadsheet has rewritten
never passes for dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from scripts.canonical import TableText
from scripts.problems import Fault, Problem, Severity
from scripts.records import Row
from scripts.rules import ALL_TABLES, Rule, load_rules
from scripts.schema import Field, Package, Table

DTYPES: Final = {
    "string": "str",
    "date": "datetime64[s]",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}


def frame_of(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as a DataFrame: text as str, dates as datetime64[s], whole numbers as Int64, numbers as Float64.

    An empty cell is a missing value. Raises ValueError for a cell that is not of its column's type.
    """
    columns: Iterable[Sequence[str]] = zip(*rows, strict=True) if rows else [() for _ in table.fields]
    return pd.DataFrame({field.name: _series(field, cells) for field, cells in zip(table.fields, columns, strict=True)})


def _series(field: Field, cells: Sequence[str]) -> pd.Series[Any]:
    values: pd.Series[Any] = pd.Series([cell or None for cell in cells], dtype="str", name=field.name)
    match field.type:
        case "date":
            return pd.to_datetime(values, format="%Y-%m-%d", errors="raise").astype("datetime64[s]")
        case "integer":
            return pd.to_numeric(values, errors="raise").astype("Int64")
        case "number":
            return pd.to_numeric(values, errors="raise").astype("Float64")
        case "boolean":
            return values.map({"true": True, "false": False}).astype("boolean")
    return values


def frame_schema(table: Table, checks: Sequence[pa.Check] = ()) -> pa.DataFrameSchema:
    """The Pandera schema of a table: types, required cells, closed lists, and ``checks`` on its rows."""
    columns = {field.name: _column(field) for field in table.fields}
    return pa.DataFrameSchema(columns, checks=list(checks), strict=True, ordered=True)


@dataclass(frozen=True)
class Meaning:
    """What the rules found, and how many of them could not be asked yet."""

    problems: tuple[Problem, ...]
    waiting: int


def check_meaning(package: Package, texts: Mapping[str, TableText], broken: Collection[str]) -> Meaning:
    """The breaches of the derived schemas and of the rules; tables in ``broken`` and rules that need one are left out.

    Rules that look at other tables come second, and are put off where one of those breaks a rule of its own: a stop that ends
    before it starts would otherwise be told again of its trip and of all that happened there.
    """
    frames = {name: frame_of(text.table, text.rows) for name, text in texts.items() if name not in broken}
    all_rules = load_rules(package)
    rules = [each for each in all_rules if _can_run(each, frames, package)]
    inner = [each for each in rules if each.needs == (each.table,)]
    outer = [each for each in rules if each not in inner]
    asked = len(inner)
    problems: list[Problem] = []
    unsettled: set[str] = set()
    for name, frame in frames.items():
        table, mine = package.tables[name], [each for each in inner if each.table == name]
        schema = frame_schema(table, _checks(mine, frames))
        found = [*_repeated(table, texts[name]), *_breaches(schema, frame, texts[name], mine)]
        if any(problem.severity is Severity.ERROR for problem in found):
            unsettled.add(name)
        problems += found
    for name, frame in frames.items():
        mine = [each for each in outer if each.table == name and not unsettled & (set(each.needs) - {name})]
        problems += _breaches(pa.DataFrameSchema(checks=_checks(mine, frames)), frame, texts[name], mine)
        asked += len(mine)
    return Meaning(tuple(problems), len(all_rules) - asked)


def _checks(rules: Iterable[Rule], frames: Mapping[str, pd.DataFrame]) -> list[pa.Check]:
    return [pa.Check(partial(_holds, each, frames), name=each.name, error=each.name, ignore_na=False) for each in rules]


def _breaches(schema: pa.DataFrameSchema, frame: pd.DataFrame, text: TableText, rules: Iterable[Rule]) -> list[Problem]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return _translate(text.table, text, errors.failure_cases, {each.name: each for each in rules})
    return []


def _holds(each: Rule, tables: Mapping[str, pd.DataFrame], frame: pd.DataFrame) -> pd.Series[bool]:
    return each.holds({**tables, each.table: frame})


def _can_run(each: Rule, frames: Mapping[str, pd.DataFrame], package: Package) -> bool:
    needs = set(package.tables) if ALL_TABLES in each.needs else set(each.needs)
    return needs <= frames.keys()


def _column(field: Field) -> pa.Column:
    checks = []
    if field.enum:
        checks.append(pa.Check.isin(field.enum))
    if field.minimum is not None:
        checks.append(pa.Check.ge(field.minimum))
    if field.maximum is not None:
        checks.append(pa.Check.le(field.maximum))
    return pa.Column(DTYPES[field.type], checks=checks, nullable=not field.required, unique=field.unique and field.required)


def _repeated(table: Table, text: TableText) -> list[Problem]:
    """Rows alike in a unique key; two empty cells count as alike, which neither Frictionless nor SQL would say."""
    problems = []
    for key in table.unique_keys:
        seen: dict[tuple[str, ...], int] = {}
        for line, values in enumerate(zip(*(text.cells(column) for column in key), strict=True), 2):
            first = seen.setdefault(values, line)
            if first != line:
                what = f"the same {', '.join(key)} as on line {first}"
                fault = Fault(what, "delete one of the two or tell them apart", "unique-key")
                problems.append(fault.at(table.path, line, key[0], values[0]))
    return problems


def _translate(table: Table, text: TableText, cases: pd.DataFrame, rules: Mapping[str, Rule]) -> list[Problem]:
    """Pandera's failure cases as problems, one for each row and check (Pandera gives one for each column)."""
    problems = {}
    for check, index, column, case in zip(cases["check"], cases["index"], cases["column"], cases["failure_case"], strict=True):
        line = 0 if pd.isna(index) else int(index) + 2
        if check in rules and not line:
            # Pandera turns an exception within a check into a failure without an index; the data are not to blame.
            problem = _unable(rules[check], case)
        elif check in rules:
            each = rules[check]
            value = text.cells(each.column)[line - 2]
            what = f"breaks the rule that {_uncapitalized(each.statement)}"
            remedy = _uncapitalized(each.remedy)
            problem = Problem(table.path, line, each.column, value, what, remedy, each.name, each.severity)
        else:
            problem = Problem(
                table.path, line, str(column), None, f"Pandera: {check} does not hold", "correct it", "frame-schema"
            )
        problems[check, line] = problem
    return list(problems.values())


def _unable(each: Rule, exception: object) -> Problem:
    file = each.function.__module__.replace(".", "/") + ".py"
    what = f"the rule cannot be applied to {each.table}: {exception}"
    return Problem(file, 0, each.name, None, what, "correct the rule, not the data", "rule-fault")


def _uncapitalized(sentence: str) -> str:
    """The sentence as it runs on within another."""
    return sentence[:1].lower() + sentence[1:]
