"""Search over everything: each kind of thing by its own full-text index, a trip by all that its stops and engagements tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, normalize

from datasette.app import Datasette
from markupsafe import Markup, escape

from pages.labels import labels, shortened
from pages.links import address
from pages.queries import Row, ask, statement
from pages.things import THINGS

MOST_WORDS: Final = 8
FEW: Final = 6
MANY: Final = 200
LONGEST_QUERY: Final = 200
LONGEST_NAME: Final = 240
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
    name: Markup
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
    return Found(group, tuple(_hit(datasette, group, row, words) for row in rows), count)


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


def _hit(datasette: Datasette, group: Group, row: Row, words: list[str]) -> Hit:
    named = labels.name(group.table, row["key"]) if group.table in THINGS else None
    name = shortened(named or row["name"] or row["key"], LONGEST_NAME)
    snippet = row["snippet"] or ""
    # A snippet that only repeats the name tells nothing.
    plain = snippet.replace(BEGIN, "").replace(END, "").strip(" …")
    marked = Markup("") if plain in name else with_marks(snippet)
    return Hit(address(datasette, group.table, row["key"]), with_marks(_marking(name, words)), marked)


def _marking(text: str, words: list[str]) -> str:
    """The text with BEGIN and END around its words that begin as one of these does."""
    begins = tuple(_plain(word) for word in words)
    return re.sub(r"\w+", lambda word: f"{BEGIN}{word[0]}{END}" if _plain(word[0]).startswith(begins) else word[0], text)


def _plain(word: str) -> str:
    """The word as the index sees it: small letters, no accents."""
    return "".join(letter for letter in normalize("NFD", word.casefold()) if not combining(letter))


def with_marks(text: str) -> Markup:
    """The text as HTML, what was found in it marked."""
    return Markup(str(escape(text)).replace(BEGIN, "<mark>").replace(END, "</mark>"))


def _label_column(group: Group) -> str:
    return THINGS[group.table].label
