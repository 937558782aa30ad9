"""The questions that have a page of their own: queries in ``site/queries/*.sql``, and what the comments at their heads say.

``-- title: …`` is the question, ``-- group: …`` the heading under which it is listed. ``-- choose NAME = DEFAULT from LIST``
tells for a parameter ``:NAME`` what stands for it when it is left out, and that ``site/choices/LIST.sql`` gives the values
that one may choose, each with its name. Further comment lines describe the query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.problems import InputError

GROUPS: Final = ("Trips", "People", "Meetings", "Promises", "The record itself")
CHOICE: Final = re.compile(r"choose (?P<name>\w+) = (?P<default>\S+) from (?P<choices>\w+)")
PARAMETER: Final = re.compile(r"(?<!:):([a-z_]+)\b")


class SiteError(InputError):
    """A file of ``site/`` says something that Datasette or the schemas do not know; the message names file and key."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query: what stands for it when it is left out, and the SQL of its values with their names."""

    name: str
    default: str
    sql: str


@dataclass(frozen=True)
class Query:
    """A query with a page of its own; parameters stand in its SQL as ``:name``."""

    name: str
    title: str
    group: str
    description: str
    parameters: tuple[Parameter, ...]
    sql: str


def load_queries(root: Path) -> tuple[Query, ...]:
    """The queries of ``site/queries``, in the order of GROUPS, then by title.

    Raises SiteError where one has no title, no known group or no statement, and for a parameter without choices.
    """
    queries = [_load_query(path) for path in sorted((root / "site" / "queries").glob("*.sql"))]
    return tuple(sorted(queries, key=lambda query: (GROUPS.index(query.group), query.title)))


def _load_query(path: Path) -> Query:
    where = f"site/queries/{path.name}"
    comments, statement = _split_head(path.read_text(encoding="utf-8"))
    title, group = _only(comments, "title", where), _only(comments, "group", where)
    if group not in GROUPS:
        raise SiteError(f"{where} is in the unknown group {group}; known are {', '.join(GROUPS)}")
    if not statement:
        raise SiteError(f"{where} has no statement")
    parameters = tuple(_parameter(path, found) for line in comments if (found := CHOICE.fullmatch(line)))
    missing = set(PARAMETER.findall(_without_texts(statement))) ^ {parameter.name for parameter in parameters}
    if missing:
        raise SiteError(f"{where} must have one line `-- choose {min(missing)} = … from …` for its parameter, and no other")
    description = " ".join(line for line in comments if line and not line.startswith(("title:", "group:", "choose ")))
    return Query(path.stem, title, group, description, parameters, statement)


def _parameter(path: Path, found: re.Match[str]) -> Parameter:
    choices = path.parent.parent / "choices" / f"{found['choices']}.sql"
    if not choices.is_file():
        raise SiteError(
            f"site/queries/{path.name} chooses {found['name']} from {found['choices']}, but site/choices has no such file"
        )
    return Parameter(found["name"], found["default"], choices.read_text(encoding="utf-8").strip())


def _only(comments: list[str], key: str, where: str) -> str:
    found = [line.removeprefix(f"{key}:").strip() for line in comments if line.startswith(f"{key}:")]
    if len(found) != 1 or not found[0]:
        raise SiteError(f"{where} must have one line `-- {key}: …` at its head")
    return found[0]


def _without_texts(statement: str) -> str:
    return re.sub(r"'[^']*'", "''", statement)


def _split_head(text: str) -> tuple[list[str], str]:
    """The comment lines at the head of a query, without their marks, and the statement below."""
    lines = text.splitlines()
    count = next((index for index, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comments = [line.removeprefix("--").strip() for line in lines[:count]]
    return comments, "\n".join(lines[count:]).strip().rstrip(";")
