"""The parameters of a query as a reader chooses them: names from the database, not raw keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from datasette.app import Datasette

from pages.queries import ask

# A longer list is for typing into, not for scrolling.
MOST_OPTIONS: Final = 250


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query: its value now, and the values that one may choose, with their names."""

    name: str
    value: str
    options: tuple[tuple[str, str], ...]

    @property
    def is_long(self) -> bool:
        """Whether there are more options than one would scroll through."""
        return len(self.options) > MOST_OPTIONS


async def parameters(datasette: Datasette, query: Mapping[str, Any], values: Mapping[str, str]) -> list[Parameter]:
    """The parameters of a query in order, each with its choices; the default stands where nothing is chosen."""
    choices: Mapping[str, Mapping[str, str]] = query.get("parameters") or {}
    return [await _parameter(datasette, name, value, choices.get(name)) for name, value in values.items()]


async def _parameter(datasette: Datasette, name: str, value: str, choice: Mapping[str, str] | None) -> Parameter:
    if choice is None:
        return Parameter(name, value, ())
    rows = await ask(datasette, choice["sql"])
    options = tuple((str(key), str(label)) for key, label in (tuple(row.values()) for row in rows))
    return Parameter(name, value or choice["default"], options)
