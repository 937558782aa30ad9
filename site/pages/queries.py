"""Questions of the pages' own: SQL in files, answered as plain dictionaries.

What several statements begin with stands once, in ``sql/<name>.fragment``; a line ``-- insert <name>`` stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from datasette.app import Datasette

DATABASE: Final = "statecraft"
FOLDER: Final = Path(__file__).resolve().parent / "sql"
INSERTED: Final = re.compile(r"^-- insert (\w+)\n", re.MULTILINE)

Row = dict[str, Any]


@cache
def statement(name: str) -> str:
    """The statement of ``sql/<name>.sql``, its fragments inserted."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return INSERTED.sub(lambda found: (FOLDER / f"{found[1]}.fragment").read_text(encoding="utf-8"), text)


@cache
def sections(folder: str) -> tuple[str, ...]:
    """The names of the statements of one folder of ``sql``."""
    return tuple(sorted(path.stem for path in (FOLDER / folder).glob("*.sql")))


@cache
def folders(folder: str) -> tuple[str, ...]:
    """The names of the folders in one folder of ``sql``."""
    return tuple(sorted(path.name for path in (FOLDER / folder).iterdir() if path.is_dir()))


async def ask(datasette: Datasette, sql: str, **parameters: str | int | float | None) -> list[Row]:
    """The rows that a statement gives."""
    results = await datasette.get_database(DATABASE).execute(sql, parameters)
    return [dict(row) for row in results.rows]


async def ask_file(datasette: Datasette, name: str, **parameters: str | int | float | None) -> list[Row]:
    """The rows that ``sql/<name>.sql`` gives."""
    return await ask(datasette, statement(name), **parameters)


async def ask_all(datasette: Datasette, folder: str, names: Iterable[str], **parameters: str | int) -> dict[str, list[Row]]:
    """The rows of several statements of one folder, by name."""
    return {name: await ask_file(datasette, f"{folder}/{name}", **parameters) for name in names}
