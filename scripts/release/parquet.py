"""Each table as a Parquet file: typed, sorted by key, with the words of its schema as metadata."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from scripts.canonical import TableText
from scripts.schema import Field, Table

TYPES: Final = {
    "string": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
VALUES: Final[Mapping[str, Callable[[str], Any]]] = {
    "string": str,
    "date": date.fromisoformat,
    "integer": int,
    "number": float,
    "boolean": lambda cell: cell == "true",
}


def parquet_file(text: TableText, descriptor: Mapping[str, Any]) -> bytes:
    """The Parquet file of a table; ``descriptor`` is the package's, for the metadata."""
    out = io.BytesIO()
    pq.write_table(arrow_table(text, descriptor), out, compression="zstd", version="2.6")
    return out.getvalue()


def arrow_table(text: TableText, descriptor: Mapping[str, Any]) -> pa.Table:
    """The rows in Arrow's types; an empty cell is a null."""
    columns = [_column(field, text.cells(field.name)) for field in text.table.fields]
    return pa.Table.from_arrays(columns, schema=arrow_schema(text.table, descriptor))


def arrow_schema(table: Table, descriptor: Mapping[str, Any]) -> pa.Schema:
    """The columns with their titles and descriptions; the table's own words and the package's version beside them."""
    required = {*table.primary_key, *(field.name for field in table.fields if field.required)}
    fields = [
        pa.field(
            field.name,
            TYPES[field.type],
            nullable=field.name not in required,
            metadata={"title": field.title, "description": field.description},
        )
        for field in table.fields
    ]
    resource = next(each for each in descriptor["resources"] if each["name"] == table.name)
    licences = resource.get("licenses", descriptor["licenses"])
    return pa.schema(
        fields,
        metadata={
            "title": table.title,
            "description": table.description,
            "package": f"{descriptor['name']} {descriptor['version']}",
            "licence": ", ".join(licence["name"] for licence in licences),
            "primary_key": ",".join(table.primary_key),
        },
    )


def _column(field: Field, cells: Sequence[str]) -> pa.Array:
    value = VALUES[field.type]
    return pa.array([value(cell) if cell else None for cell in cells], type=TYPES[field.type])
