"""The structure of the database, derived from the schemas: types, NOT NULL, CHECK, UNIQUE, primary and foreign keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scripts.schema import Field, Table

SQL_TYPES: Final = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def table_sql(table: Table) -> str:
    """The CREATE TABLE statement of a table."""
    lines = [_column_sql(table, field) for field in table.fields]
    lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    lines += [f"UNIQUE ({_names(key)})" for key in table.unique_keys]
    lines += [f'FOREIGN KEY ("{key.field}") REFERENCES "{key.table}" ("{key.reference}")' for key in table.foreign_keys]
    body = ",\n  ".join(lines)
    return f'CREATE TABLE "{table.name}" (\n  {body}\n)'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _column_sql(table: Table, field: Field) -> str:
    name = f'"{field.name}"'
    parts = [name, SQL_TYPES[field.type]]
    if field.required or field.name in table.primary_key:
        parts.append("NOT NULL")
    if field.unique and (field.name,) != table.primary_key:
        parts.append("UNIQUE")
    checks = []
    match field.type:
        case "date":
            # The modifier makes SQLite reckon: without it date('2022-02-30') is '2022-02-30'.
            checks.append(f"{name} IS date({name}, '+0 days')")
        case "integer":
            checks.append(f"typeof({name}) IN ('integer', 'null')")
        case "number":
            checks.append(f"typeof({name}) IN ('real', 'null')")
        case "boolean":
            checks.append(f"{name} IN (0, 1)")
    if field.enum:
        checks.append(f"{name} IN ({', '.join(_literal(value) for value in field.enum)})")
    if field.minimum is not None:
        checks.append(f"{name} >= {field.minimum}")
    if field.maximum is not None:
        checks.append(f"{name} <= {field.maximum}")
    if field.max_length is not None:
        checks.append(f"length({name}) <= {field.max_length}")
    parts += [f"CHECK ({check})" for check in checks]
    return " ".join(parts)


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
