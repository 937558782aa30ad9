"""What a rule is: a function whose name is a sentence and whose docstring is the message; it tells row by row whether it holds.

A rule stands in ``schemas/<table>.py``. Its parameters name the tables that it looks at, its own table first (``rows`` in a
rule that serves several tables); a parameter ``tables`` asks for all. It returns one boolean Series on the index of its own
table, True where the rule holds. The first line of the docstring says what holds; the lines after it say what to do where
it does not.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

import pandas as pd

from scripts.problems import Severity
from scripts.schema import Package

RuleFunction = Callable[..., "pd.Series[bool]"]
F = TypeVar("F", bound=RuleFunction)
ALL_TABLES = "tables"
OWN_TABLE = "rows"


@dataclass(frozen=True)
class Rule:
    """One rule of one table: what it says, which column it speaks of, which tables it needs."""

    name: str
    table: str
    column: str
    severity: Severity
    statement: str
    remedy: str
    needs: tuple[str, ...]
    function: RuleFunction

    def holds(self, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
        """For each row of the rule's table whether it keeps the rule."""
        arguments: list[Any] = [tables if name == ALL_TABLES else tables[name] for name in self.needs]
        result = self.function(*arguments)
        return result.fillna(True).astype(bool)


def rule(column: str, severity: Severity = Severity.ERROR) -> Callable[[F], F]:
    """Mark a function as a rule that speaks of ``column``."""

    def mark(function: F) -> F:
        function.__dict__["rule"] = (column, severity)
        return function

    return mark


def warning(column: str) -> Callable[[F], F]:
    """Mark a function as a rule whose breaches are counted, not refused."""
    return rule(column, Severity.WARNING)


def load_rules(package: Package) -> tuple[Rule, ...]:
    """The rules of all tables: those in ``schemas/every_table.py`` that apply to each, and those of its own module."""
    from schemas import every_table

    rules: list[Rule] = []
    for table in package:
        rules += [_rule(table.name, function) for function in every_table.rules_of(table)]
        if (package.root / "schemas" / f"{table.name}.py").exists():
            module = importlib.import_module(f"schemas.{table.name}")
            rules += [_rule(table.name, function) for function in _functions(module)]
    return tuple(rules)


def _functions(module: ModuleType) -> list[RuleFunction]:
    return [function for function in vars(module).values() if inspect.isfunction(function) and "rule" in vars(function)]


def _rule(table: str, function: RuleFunction) -> Rule:
    column, severity = function.__dict__["rule"]
    statement, _, remedy = inspect.cleandoc(function.__doc__ or "").partition("\n")
    return Rule(
        name=function.__name__.replace("_", "-"),
        table=table,
        column=column,
        severity=severity,
        statement=statement.rstrip("."),
        remedy=" ".join(remedy.split()).rstrip("."),
        needs=tuple(table if name == OWN_TABLE else name for name in inspect.signature(function).parameters),
        function=function,
    )
