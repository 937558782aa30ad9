"""The package and its tables as ``datapackage.json`` and ``schemas/*.json`` define them: only this module reads those files.

Everything that needs to know a column (checks, database, dictionary, site) asks here, so a column is written down once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from scripts.problems import InputError

FIELD_PROPERTIES: Final = frozenset({"name", "title", "type", "format", "description", "example", "constraints"})
CONSTRAINTS: Final = frozenset({"required", "unique", "enum", "pattern", "minimum", "maximum", "maxLength"})
TABLE_PROPERTIES: Final = frozenset(
    {"$schema", "fields", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys"}
)
TYPES: Final = frozenset({"string", "integer", "number", "boolean", "date"})


class SchemaError(InputError):
    """A schema file says something that we do not know; the message names the file and the property."""


@dataclass(frozen=True)
class Field:
    """One column, as its Table Schema describes it."""

    name: str
    title: str
    type: str
    description: str
    example: str
    format: str = "default"
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None


@dataclass(frozen=True)
class ForeignKey:
    """One column whose values are keys of another table (or of the same one)."""

    field: str
    table: str
    reference: str


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its keys, and where its rows are kept."""

    name: str
    title: str
    description: str
    path: str
    schema_path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The columns by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def references(self) -> Mapping[str, ForeignKey]:
        """The foreign keys by column."""
        return {key.field: key for key in self.foreign_keys}

    @cached_property
    def text_columns(self) -> tuple[str, ...]:
        """The columns that hold free text: what the full-text search covers."""
        return tuple(
            field.name
            for field in self.fields
            if field.type == "string"
            and field.format == "default"
            and not field.enum
            and not field.pattern
            and field.name not in self.references
            and field.name not in self.primary_key
            and not field.name.endswith(("_id", "table_name", "currency"))
        )

    def key_of(self, row: Mapping[str, str]) -> str:
        """The key of a row of cells as one string; the parts of a compound key are joined by a blank."""
        return " ".join(row[column] for column in self.primary_key)


@dataclass(frozen=True)
class Package:
    """The data package: its descriptor and its tables in the order of ``datapackage.json``."""

    root: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]

    def __iter__(self) -> Iterator[Table]:
        """The tables in the order of the descriptor."""
        return iter(self.tables.values())

    def path_of(self, table: Table) -> Path:
        """Where the table's rows are."""
        return self.root / table.path

    def in_key_order(self) -> tuple[Table, ...]:
        """The tables such that each comes after those that it refers to (so that a database can be filled in turn)."""
        done: dict[str, Table] = {}
        waiting = dict(self.tables)
        while waiting:
            ready = [
                table
                for table in waiting.values()
                if all(key.table in done or key.table == table.name for key in table.foreign_keys)
            ]
            if not ready:
                raise SchemaError(f"the foreign keys of {', '.join(waiting)} run in a circle")
            for table in ready:
                done[table.name] = waiting.pop(table.name)
        return tuple(done.values())


def load_package(root: Path) -> Package:
    """The package whose ``datapackage.json`` stands in ``root``.

    Raises SchemaError for a property, type or constraint that is not known here, and OSError for a missing file.
    """
    descriptor = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    tables = {resource["name"]: _load_table(root, resource) for resource in descriptor["resources"]}
    for table in tables.values():
        for key in table.foreign_keys:
            if key.table not in tables or key.reference not in tables[key.table].by_name:
                raise SchemaError(f"{table.schema_path}: {key.field} refers to {key.table}.{key.reference}, which is not there")
    return Package(root, descriptor, tables)


def _load_table(root: Path, resource: Mapping[str, Any]) -> Table:
    path = resource["schema"]
    schema = json.loads((root / path).read_text(encoding="utf-8"))
    _refuse_unknown(path, "", schema, TABLE_PROPERTIES)
    fields = tuple(_load_field(path, field) for field in schema["fields"])
    name = resource["name"]
    return Table(
        name=name,
        title=resource["title"],
        description=resource["description"],
        path=resource["path"],
        schema_path=path,
        fields=fields,
        primary_key=tuple(schema["primaryKey"]),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", [])),
        foreign_keys=tuple(
            ForeignKey(key["fields"][0], key["reference"].get("resource") or name, key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", [])
        ),
    )


def _load_field(path: str, field: Mapping[str, Any]) -> Field:
    name = field.get("name", "a field without name")
    _refuse_unknown(path, name, field, FIELD_PROPERTIES)
    constraints = field.get("constraints", {})
    _refuse_unknown(path, f"{name}: constraints", constraints, CONSTRAINTS)
    missing = {"name", "title", "type", "description", "example"} - field.keys()
    if missing:
        raise SchemaError(f"{path}: {name} has no {', '.join(sorted(missing))}")
    if field["type"] not in TYPES:
        raise SchemaError(f"{path}: {name} has the unknown type {field['type']}; known are {', '.join(sorted(TYPES))}")
    return Field(
        name=name,
        title=field["title"],
        type=field["type"],
        description=field["description"],
        example=str(field["example"]),
        format=field.get("format", "default"),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        max_length=constraints.get("maxLength"),
    )


def _refuse_unknown(path: str, where: str, found: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = found.keys() - known
    if unknown:
        place = f"{path}: {where}" if where else path
        raise SchemaError(f"{place} has the unknown property {', '.join(sorted(unknown))}")
