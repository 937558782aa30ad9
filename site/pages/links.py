"""Keys as links, wherever Datasette shows them: in tables, rows and the results of queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from markupsafe import Markup

from pages.labels import labels, shortened
from pages.things import COLUMNS, PART_COLUMNS, PARTS, THINGS

LINK = Markup('<a href="{}">{}</a>')
NAMED = Markup('<a href="{}" title="{}">{}</a>')


def address(datasette: Datasette, table: str, key: str) -> str:
    """Where a row is shown: on the page of the thing, at its part, or as a row of its table."""
    folder = f"/{table}" if table in THINGS or table in PARTS else f"/statecraft/{table}"
    return str(datasette.urls.path(f"{folder}/{key}"))


async def cell(
    datasette: Datasette,
    row: Any,  # noqa: ANN401  a row of SQLite, or of Datasette
    column: str,
    value: Any,  # noqa: ANN401  a cell
    table: str | None,
) -> Markup | None:
    """The value as a link to the page of the thing whose key it is; None where it is no key.

    In the tables the name stands for the key (Datasette gives it as ``{"value": …, "label": …}``). In the results of queries
    the key itself is the link, and the name, too, where it has a column of its own (``country`` beside ``country_id``).
    """
    key = value["value"] if isinstance(value, Mapping) else value
    if not isinstance(key, str):
        return None
    await labels.load(datasette)
    if table == "citations" and column == "record_id":
        return _of_any_kind(datasette, key)
    if f"{column}_id" in COLUMNS and f"{column}_id" in row.keys():  # noqa: SIM118  of a row of SQLite `in` looks at the values
        return _named(datasette, f"{column}_id", row[f"{column}_id"], key)
    for kind in COLUMNS.get(column, ()):
        name = labels.name(kind, key)
        if name is not None:
            if table is None:
                return NAMED.format(address(datasette, kind, key), name, key)
            # The key of a trip says more in few words than its name.
            told = (name, key) if kind == "trips" else (key, shortened(name, 70))
            return NAMED.format(address(datasette, kind, key), *told)
    part = PART_COLUMNS.get(column)
    if part and key in labels.keys_of_part(part):
        return LINK.format(address(datasette, part, key), key)
    return None


def _named(datasette: Datasette, key_column: str, key: Any, name: str) -> Markup | None:  # noqa: ANN401  a cell
    """A name as a link, where the key in the other column is that of a thing of this name."""
    for kind in COLUMNS[key_column]:
        if isinstance(key, str) and labels.name(kind, key) == name:
            return LINK.format(address(datasette, kind, key), name)
    return None


def _of_any_kind(datasette: Datasette, key: str) -> Markup | None:
    kinds = [kind for kind in THINGS if labels.name(kind, key)]
    kinds += [kind for kind in PARTS if key in labels.keys_of_part(kind)]
    return LINK.format(address(datasette, kinds[0], key), key) if len(kinds) == 1 else None
