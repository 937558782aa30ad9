"""The words of the remarks, from vocabulary/*.csv: titles, groups, demonyms, bodies, misprints; one table for each."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "vocabulary"
UNITED_STATES: Final = "united-states"
# In bodies.csv: the word names a region or a group of states without organization.
REGION: Final = "-"


@dataclass(frozen=True)
class Polity:
    """What of a row of ``countries`` a word is resolved by: its key, its names, its days."""

    country_id: str
    names: tuple[str, ...]
    began_on: date | None
    ended_on: date | None

    def exists_on(self, day: date) -> bool:
        """Whether the polity existed on ``day``."""
        return (self.began_on is None or self.began_on <= day) and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True)
class Scene:
    """Where and when the Secretary was: the stop's polity and first day."""

    country_id: str
    day: date


@dataclass(frozen=True)
class Vocabulary:
    """All words, ready for matching; the longest word always wins."""

    titles: Mapping[str, str]
    groups: Mapping[str, str]
    countries: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, str]
    polities: Mapping[str, Polity]
    title: re.Pattern[str]
    group: re.Pattern[str]
    country: re.Pattern[str]
    body: re.Pattern[str]
    joint: re.Pattern[str]
    misprint: re.Pattern[str]
    misprints: Mapping[str, str]

    def mend(self, text: str) -> str:
        """The text with the misprints of vocabulary/misprints.csv mended."""
        return self.misprint.sub(lambda found: self.misprints[found[0]], text)

    def country_of(self, word: str, scene: Scene) -> str:
        """The polity that a country's name or demonym means there and then; empty where it means none."""
        candidates = self.countries.get(_key(word), ())
        living = [name for name in candidates if name == scene.country_id or self.polities[name].exists_on(scene.day)]
        if scene.country_id in living:
            return scene.country_id
        return living[0] if living else (candidates[0] if candidates else "")

    def body_of(self, word: str) -> str:
        """The organization that a name or an abbreviation means; empty where it means none."""
        return self.bodies.get(_key(word), "")

    def office_of(self, title: str) -> str:
        """The office that a title, in singular or plural, means."""
        return self.titles.get(_key(title)) or self.titles.get(_key(singular(title)), "")


@dataclass(frozen=True)
class Where:
    """A scene with the words to read it by: what every reader is handed."""

    scene: Scene
    words: Vocabulary

    def country_of(self, word: str) -> str:
        """The polity that a country's name or demonym means there and then; empty where it means none."""
        return self.words.country_of(word, self.scene)


def load_vocabulary(polities: Iterable[Polity]) -> Vocabulary:
    """The vocabulary for these polities."""
    by_id = {polity.country_id: polity for polity in polities}
    countries: dict[str, list[str]] = defaultdict(list)
    for word, country_id in _pairs("demonyms.csv"):
        countries[_key(word)].append(country_id)
    for polity in by_id.values():
        for name in polity.names:
            if polity.country_id not in countries[_key(name)]:
                countries[_key(name)].append(polity.country_id)
    titles = {_key(title): office for title, office in _pairs("titles.csv")}
    groups = {_key(group): office for group, office in _pairs("groups.csv")}
    bodies = {_key(name): body for name, body in _pairs("bodies.csv")}
    misprints = dict(_pairs("misprints.csv"))
    joint = [name for name in [*titles, *countries, *bodies, *groups] if " and " in name or ", " in name or "/" in name]
    return Vocabulary(
        titles=titles,
        groups=groups,
        countries={name: tuple(ids) for name, ids in countries.items()},
        bodies=bodies,
        polities=by_id,
        title=_any_of([*titles, *(plural(title) for title in titles)]),
        group=_any_of(groups),
        country=_any_of(
            [word for word, _ in _pairs("demonyms.csv")] + [name for polity in by_id.values() for name in polity.names], 0
        ),
        body=_any_of([name for name, _ in _pairs("bodies.csv")], 0),
        joint=_any_of(joint),
        misprint=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(misprints, key=len, reverse=True)))})(?!\w)"),
        misprints=misprints,
    )


def singular(title: str) -> str:
    """A title in the singular: Foreign Ministers, Foreign Secretaries, Heads of State."""
    title = re.sub(r"\b(Head|head|Chief|chief|Member|member|Minister|Secretary)s( of )", r"\1\2", title)
    return re.sub(r"s$", "", re.sub(r"ies$", "y", title))


def plural(title: str) -> str:
    """A title in the plural."""
    if " of " in title:
        head, rest = title.split(" of ", 1)
        return f"{plural(head)} of {rest}"
    return re.sub(r"y$", "ies", title) if title.endswith("y") else f"{title}s"


def _any_of(words: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(re.escape(word) for word in longest_first)})(?![\w])", flags)


def _key(word: str) -> str:
    return " ".join(word.split()).casefold()


@cache
def _pairs(name: str) -> tuple[tuple[str, str], ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return tuple((first, second) for first, second in rows[1:])
