"""The name of each thing, read once: the served database never changes while it is served."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from datasette.app import Datasette

from pages.queries import ask, ask_file
from pages.things import PARTS, THINGS
from pages.words import trip_title

LONGEST_LABEL: Final = 110


class Labels:
    """The names of all things and the keys of all parts, by table and key."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._lock = asyncio.Lock()
        self._by_table: dict[str, dict[str, str]] = {}
        self._parts: dict[str, frozenset[str]] = {}

    async def load(self, datasette: Datasette) -> None:
        """Read them, the first time."""
        async with self._lock:
            if self._by_table:
                return
            parts = {
                part.table: frozenset(row["key"] for row in await ask(datasette, f"SELECT {part.key} AS key FROM {part.table}"))
                for part in PARTS.values()
            }
            by_table = {
                thing.table: {
                    row["key"]: row["label"]
                    for row in await ask(datasette, f"SELECT {thing.key} AS key, {thing.label} AS label FROM {thing.table}")
                }
                for thing in THINGS.values()
            }
            by_table["trips"] = {row["trip_id"]: trip_title(row) for row in await ask_file(datasette, "labels/trips")}
            self._parts, self._by_table = parts, by_table

    def of(self, table: str) -> Mapping[str, str]:
        """The names of one kind of thing, by key."""
        return self._by_table.get(table, {})

    def name(self, table: str, key: str) -> str | None:
        """The name of one thing; None where there is none of this key."""
        return self.of(table).get(key)

    def keys_of_part(self, table: str) -> frozenset[str]:
        """The keys of one kind of part."""
        return self._parts.get(table, frozenset())


def shortened(text: str, longest: int = LONGEST_LABEL) -> str:
    """The text, cut at a blank where it is longer."""
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(",;: ") + " …"


labels: Final = Labels()
