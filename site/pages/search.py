"""Search over everything: each kind of thing by its own full-text index, a trip by all that its stops and engagements tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from datasette.app import Datasette
from markupsafe import Markup, escape

from pages.labels import labels, shortened
from pages.queries import Row, ask, statement
from pages.things import PARTS, THINGS

MOST_WORDS: Final = 8
FEW: Final = 6
MANY: Final = 200
LONGEST_QUERY: Final = 200
# What snippet() puts around a word that was found; no text of the data has them.
BEGIN, END = "\x02", "\x03"


@dataclass(frozen=True)
class Group:
    """One kind of what can be found: rows of ``table``, by an index over some of its columns."""

    table: str
    title: str
    key: str
    # The column that names a row; things have their label.
    name: str | None = None


GROUPS: Final = (
    Group("secretaries", "Secretaries", "secretary_id"),
    Group("countries", "Countries", "country_id"),
    Group("counterparts", "Persons met", "counterpart_id"),
    Group("organizations", "Organizations", "organization_id"),
    Group("places", "Places", "place_id"),
    Group("trips", "Trips", "trip_id"),
    Group("series", "Series of meetings", "series_id"),
    Group("ministerials", "Ministerials", "ministerial_id"),
    Group("commitments", "Commitments", "commitment_id"),
    Group("commitment_events", "Evidence of what became of commitments", "commitment_event_id", "assessor"),
    Group("participants", "Persons at the table", "participant_id", "representative_name"),
    Group("themes", "Themes", "theme_id"),
    Group("sources", "Sources", "source_id"),
    Group("corrections", "Corrections of the Historian's list", "correction_id", "reason"),
    Group("coverage", "What is covered", "coverage_id", "scope"),
)
BY_TABLE: Final = {group.table: group for group in GROUPS}


@dataclass(frozen=True)
class Hit:
    """One row that was found."""

    address: str
    name: str
    snippet: Markup


@dataclass(frozen=True)
class Found:
    """What was found of one kind: the best hits and how many there are in all."""

    group: Group
    hits: tuple[Hit, ...]
    count: int


def words_of(query: str) -> list[str]:
    """The words to look for, at most MOST_WORDS."""
    return re.findall(r"\w+", query[:LONGEST_QUERY])[:MOST_WORDS]


async def search(datasette: Datasette, query: str, only: str | None = None) -> list[Found]:
    """What all words of the query are found in, by kind; kinds without a hit are left out."""
    await labels.load(datasette)
    words = words_of(query)
    if not words:
        return []
    groups = [BY_TABLE[only]] if only in BY_TABLE else GROUPS
    most = MANY if only else FEW
    found = [await _search_group(datasette, group, words, query, most) for group in groups]
    return [group for group in found if group.count]


def things_of_key(query: str) -> list[tuple[str, str, str]]:
    """Kind, key and name of the things whose key the query is."""
    key = query.strip().lower()
    named = ((thing, labels.name(thing.table, key)) for thing in THINGS.values())
    return [(thing.table, key, name) for thing, name in named if name]


async def _search_group(datasette: Datasette, group: Group, words: list[str], query: str, most: int) -> Found:
    if group.table == "trips":
        rows = await _trips(datasette, words, most)
    else:
        sql = statement("search/rows").format(table=group.table, key=group.key, name=group.name or _label_column(group))
        rows = await ask(datasette, sql, match=match_of(words), start=query.strip(), most=most)
    count = rows[0]["total"] if rows else 0
    return Found(group, tuple(_hit(datasette, group, row) for row in rows), count)


def match_of(words: list[str]) -> str:
    """The words as a full-text query: each the beginning of a word, all of them in one row."""
    return " ".join(f'"{word}"*' for word in words)


async def _trips(datasette: Datasette, words: list[str], most: int) -> list[Row]:
    """Trips on which each word is found in one of the stops, the engagements or the Secretary's name."""
    each = " INTERSECT ".join(statement("search/trips_with_word").replace(":word", f":word{n}") for n in range(len(words)))
    parameters = {f"word{n}": f'"{word}"*' for n, word in enumerate(words)}
    return await ask(
        datasette, statement("search/trips").format(trips=each), most=most, any=" OR ".join(parameters.values()), **parameters
    )


def _hit(datasette: Datasette, group: Group, row: Row) -> Hit:
    named = labels.name(group.table, row["key"]) if group.table in THINGS else None
    has_page = group.table in THINGS or group.table in PARTS
    path = f"/{group.table}/{row['key']}" if has_page else f"/statecraft/{group.table}/{row['key']}"
    snippet = row["snippet"] or ""
    name = shortened(named or row["name"] or row["key"])
    # A snippet that only repeats the name tells nothing.
    plain = snippet.replace(BEGIN, "").replace(END, "")
    if group.table != "commitments" and plain and name.startswith(plain):
        return Hit(datasette.urls.path(path), "", _marked(snippet))
    return Hit(datasette.urls.path(path), name, _marked(snippet))


def _marked(snippet: str) -> Markup:
    return Markup(str(escape(snippet)).replace(BEGIN, "<mark>").replace(END, "</mark>"))


def _label_column(group: Group) -> str:
    return THINGS[group.table].label
