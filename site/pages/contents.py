"""What the page of a thing shows: the rows of all its queries, and for a source the rows that rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from datasette.app import Datasette

from pages.labels import labels, shortened
from pages.queries import DATABASE, Row, ask, ask_all, ask_file, sections
from pages.things import PARTS, THINGS, Thing

ROWS_OF_A_TABLE: Final = 25


async def contents(datasette: Datasette, thing: Thing, key: str) -> dict[str, Any] | None:
    """The thing itself and the rows of each section of its page; None where there is no such thing."""
    found = await ask_file(datasette, f"{thing.table}/thing", id=key)
    if not found:
        return None
    names = [name for name in sections(thing.table) if name != "thing"]
    shown: dict[str, Any] = {"thing": found[0], **await ask_all(datasette, thing.table, names, id=key)}
    if "source_id" in found[0] and "sources" not in shown:
        shown["sources"] = await ask_file(datasette, "parts/sources", id=key, table=thing.table, source=found[0]["source_id"])
    if thing.table == "sources":
        shown["resting"] = await rows_that_rest_on(datasette, key)
    shown["points"] = points((*shown.get("places", ()), found[0]))
    return shown


async def rows_that_rest_on(datasette: Datasette, source_id: str) -> list[dict[str, Any]]:
    """For each table with rows of this source: how many, and the first of them with key and name."""
    database = datasette.get_database(DATABASE)
    tables = datasette.metadata("tables", database=DATABASE)
    names = [name for name in await database.table_names() if name in tables and "source_id" in tables[name]["columns"]]
    names = [name for name in names if name not in ("sources", "citations")]  # further sources have a section of their own
    groups = []
    for name in names:
        [key] = (await database.primary_keys(name))[:1]
        rows = await ask(
            datasette,
            f'SELECT "{key}" AS key, count(*) OVER () AS total FROM "{name}" WHERE source_id = :source ORDER BY 1 LIMIT :most',
            source=source_id,
            most=ROWS_OF_A_TABLE,
        )
        if rows:
            groups.append(
                {"table": name, "title": tables[name]["title"], "total": rows[0]["total"], "rows": _named(name, rows)}
            )
    return sorted(groups, key=lambda group: -group["total"])


def _named(table: str, rows: list[Row]) -> list[Row]:
    named = {row["key"]: {"key": row["key"], "name": shortened(labels.name(table, row["key"]) or row["key"])} for row in rows}
    return list(named.values())


def points(places: Iterable[Row]) -> dict[str, Any] | None:
    """Those of the places that have a point as GeoJSON, in order; None where none has."""
    rows = [row for row in places if row.get("latitude") is not None]
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {
                "name": row.get("place") or row["name"],
                "place_id": row["place_id"],
                **{name: row[name] for name in ("arrived_on", "stop_order", "visits") if row.get(name) is not None},
            },
        }
        for row in rows
    ]
    return {"type": "FeatureCollection", "features": features} if features else None


async def whole_of(datasette: Datasette, table: str, key: str) -> tuple[str, str] | None:
    """Kind and key of the thing on whose page a part stands; None where there is no such part."""
    rows = await ask(datasette, PARTS[table].whole, id=key)
    return (rows[0]["kind"], rows[0]["key"]) if rows else None


async def retired(datasette: Datasette, table: str, key: str) -> Row | None:
    """What is known of a key that is used no more."""
    rows = await ask(datasette, "SELECT * FROM retired_ids WHERE table_name = :table AND retired_id = :id", table=table, id=key)
    return rows[0] if rows else None


def kind_of(table: str) -> Thing:
    """The kind of thing of a table."""
    return THINGS[table]
