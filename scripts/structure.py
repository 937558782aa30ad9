"""The second net: Frictionless on all tables, for structure, types, constraints and keys, and the foreign keys between them.

Foreign keys are looked up here, not by Frictionless: it reads a table anew for each foreign key into it, which took half of the
time. What it says of the whole package is tested (tests/test_docs.py, tests/test_release.py).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from scripts.canonical import TableText
from scripts.problems import Problem, did_you_mean
from scripts.schema import Field, Package, Table

MOST_ERRORS: Final = 1000  # of one table; Frictionless reads no further


def check_structure(package: Package, texts: Mapping[str, TableText]) -> list[Problem]:
    """What Frictionless finds in the tables whose form is sound; foreign keys into an unsound table are left for later."""
    from frictionless import Package as FrictionlessPackage  # slow to import

    sound = [table for table in package if texts[table.name].is_sound]
    if not sound:
        return []
    known = {table.name for table in sound if not _has_faulty_keys(texts[table.name])}
    descriptor = {"name": "sound-tables", "resources": [_resource(package, table) for table in sound]}
    report = FrictionlessPackage.from_descriptor(descriptor, basepath=str(package.root)).validate(limit_errors=MOST_ERRORS)
    problems = [
        Problem("datapackage.json", 0, "", None, error.message, "correct the descriptor", "package") for error in report.errors
    ]
    for task in report.tasks:
        table = package.tables[task.name]
        found = [problem for error in task.errors for problem in _translate(texts, table, error.to_dict())]
        # A row that stands twice repeats its unique values, too; its key says it.
        twice = {problem.line for problem in found if problem.rule == "primary-key"}
        found = [problem for problem in found if problem.rule != "unique" or problem.line not in twice]
        found += islice(_dangling_keys(package, texts, table, known), MOST_ERRORS - min(len(found), MOST_ERRORS))
        problems += found
        if max(len(task.errors), len(found)) >= MOST_ERRORS:
            what = f"more than {MOST_ERRORS:,} errors in this table"
            remedy = "types and keys were checked no further; correct these first, then check again"
            problems.append(Problem(table.path, 0, "", None, what, remedy, "too-many-errors"))
    return problems


def _has_faulty_keys(text: TableText) -> bool:
    """Whether a key is written wrongly: every row that refers to it would be blamed for it."""
    key = text.table.primary_key
    return any(problem.column in key and problem.rule != "order" for problem in text.problems)


def _resource(package: Package, table: Table) -> dict[str, Any]:
    """The table's resource with its schema inline, less the foreign keys."""
    schema = json.loads((package.root / table.schema_path).read_text(encoding="utf-8"))
    schema.pop("foreignKeys", None)
    return {
        "name": table.name,
        "path": table.path,
        "scheme": "file",
        "format": "csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _dangling_keys(package: Package, texts: Mapping[str, TableText], table: Table, known: Collection[str]) -> Iterator[Problem]:
    """The cells that should be keys of another table, whose keys are known, and are not."""
    for key in table.foreign_keys:
        if key.table in known:
            there = set(texts[key.table].cells(key.reference))
            for line, cell in enumerate(texts[table.name].cells(key.field), 2):
                if cell and cell not in there:
                    yield _dangling(texts, table, line, key.field, cell)


def _translate(texts: Mapping[str, TableText], table: Table, error: Mapping[str, Any]) -> Iterator[Problem]:
    """Frictionless's error in our words; its row numbers are line numbers, because no cell holds a line break."""
    line = error.get("rowNumber", 0)
    column = error.get("fieldName", "")
    cell = error.get("cell", "")
    match error["type"]:
        case "type-error":
            field = table.by_name[column]
            yield Problem(table.path, line, column, cell, f"not a valid {_kind(field)}", f"for example {field.example}", "type")
        case "constraint-error":
            yield _constraint(table, line, column, cell, error["note"])
        case "unique-error":
            yield Problem(
                table.path,
                line,
                column,
                cell,
                f"the value stands already {_where(error['note'])}",
                "each row has its own",
                "unique",
            )
        case "primary-key":
            cells = dict(zip(table.columns, error["cells"], strict=False))
            what = f"the key stands already {_where(error['note'])}"
            yield Problem(
                table.path,
                line,
                table.primary_key[0],
                table.key_of(cells),
                what,
                "give the row a key of its own or delete it",
                "primary-key",
            )
        case other:
            yield Problem(table.path, line, column, cell or None, error["message"], "correct it", other)


def _kind(field: Field) -> str:
    return field.type if field.format == "default" else field.format.upper()


def _where(note: str) -> str:
    return "on line " + note.rsplit(" ", 1)[-1]


def _constraint(table: Table, line: int, column: str, cell: str, note: str) -> Problem:
    field = table.by_name[column]
    constraint = note.split('"')[1]
    match constraint:
        case "required":
            return Problem(
                table.path,
                line,
                column,
                "",
                "the cell is empty",
                f"give a value, for example {field.example}",
                "required",
            )
        case "enum":
            choices = ", ".join(field.enum)
            remedy = did_you_mean(cell, field.enum)
            return Problem(table.path, line, column, cell, f"not one of {choices}", remedy or "choose one of them", "enum")
        case "pattern":
            return Problem(
                table.path,
                line,
                column,
                cell,
                f"does not match {field.pattern}",
                f"for example {field.example}",
                "pattern",
            )
        case "minimum":
            return Problem(table.path, line, column, cell, f"less than {field.minimum}", "correct the number", "minimum")
        case "maximum":
            return Problem(table.path, line, column, cell, f"more than {field.maximum}", "correct the number", "maximum")
        case "maxLength":
            what = f"{len(cell)} characters, more than {field.max_length}"
            return Problem(table.path, line, column, cell, what, "say it more shortly", "max-length")
    raise ValueError(f"Frictionless reports a constraint that we do not set: {note}")


def _dangling(texts: Mapping[str, TableText], table: Table, line: int, column: str, cell: str) -> Problem:
    key = table.references[column]
    remedy = did_you_mean(cell, texts[key.table].cells(key.reference)) or f"add it to data/{key.table}.csv first"
    return Problem(table.path, line, column, cell, f"not in {key.table}", remedy, "foreign-key")
