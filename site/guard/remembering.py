"""What Datasette asks about the structure of a database again and again, answered once: a served file never changes.

The page of the database asks several questions for each of some hundred and fifty tables (most of them parts of full-text
indexes), and whether each may be seen, for which Datasette copies all metadata: half a second each time.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from datasette.database import Database

STRUCTURE: Final = (
    "fts_table",
    "foreign_keys_for_table",
    "get_all_foreign_keys",
    "hidden_table_names",
    "label_column_for_table",
    "primary_keys",
    "table_column_details",
    "table_columns",
    "table_exists",
    "table_names",
    "view_names",
)


class FixedMetadata(dict[str, Any]):
    """The site's metadata, which nobody changes while it is served; a deep copy is the thing itself."""

    def __deepcopy__(self, memo: dict[int, Any]) -> FixedMetadata:
        """Itself."""
        return self


class RememberingDatabase(Database):  # type: ignore[misc]
    """Datasette's database, which remembers its structure once it has been asked for, if the file is served as immutable."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        """As Datasette's."""
        super().__init__(*arguments, **options)
        self._answers: dict[tuple[Any, ...], Any] = {}

    async def remembered(self, name: str, *arguments: str) -> Any:  # noqa: ANN401
        """The answer of a method of Datasette's database; a copy, for Datasette may change what it gets."""
        if self.is_mutable:
            return await getattr(super(), name)(*arguments)
        question = (name, *arguments)
        if question not in self._answers:
            self._answers[question] = await getattr(super(), name)(*arguments)
        return deepcopy(self._answers[question])


def _remembering(name: str) -> Any:  # noqa: ANN401
    async def method(self: RememberingDatabase, *arguments: str) -> Any:  # noqa: ANN401
        return await self.remembered(name, *arguments)

    method.__name__ = name
    method.__doc__ = f"As Datasette's ``{name}``, remembered."
    return method


for _name in STRUCTURE:
    setattr(RememberingDatabase, _name, _remembering(_name))
