"""What somebody may have meant who asks for a key that does not exist."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Final

from pages.labels import labels, shortened
from pages.things import PARTS, THINGS

LEAST_LIKENESS: Final = 0.55
MOST: Final = 8
LONGEST_KEY: Final = 120

Near = tuple[str, str, str]


def near_things(table: str, wanted: str) -> list[Near]:
    """Kind, key and name of the things of one kind whose key or name is like the wanted one, the likest first."""
    wanted = wanted[:LONGEST_KEY].lower()
    scored = ((likeness(wanted, key, name), key, name) for key, name in labels.of(table).items())
    best = nlargest(MOST, (item for item in scored if item[0] >= LEAST_LIKENESS))
    return [(table, key, shortened(name)) for _, key, name in best]


def same_key_elsewhere(table: str, wanted: str) -> list[Near]:
    """The things of other kinds that have exactly this key."""
    elsewhere = (other for other in THINGS if other != table)
    named = ((other, labels.name(other, wanted.lower())) for other in elsewhere)
    found = [(other, wanted.lower(), shortened(name)) for other, name in named if name]
    return found + [(other, wanted, wanted) for other in PARTS if wanted in labels.keys_of_part(other)]


def near_words(wanted: str, known: list[str]) -> list[str]:
    """The known words that are like the wanted one, the likest first."""
    scored = ((_ratio(wanted.lower(), word), word) for word in known)
    return [word for _, word in nlargest(3, (item for item in scored if item[0] >= LEAST_LIKENESS))]


def likeness(wanted: str, key: str, name: str) -> float:
    """From 0 to 1: how like the wanted key is to this key, or to the words of this name."""
    words = set(re.findall(r"\w+", wanted))
    theirs = set(re.findall(r"\w+", f"{key} {name}".lower()))
    # All words of the wanted key in the name are a strong sign, whatever their order.
    shared = len(words & theirs) / len(words) if words else 0.0
    return max(_ratio(wanted, key), 0.95 * shared)


def _ratio(wanted: str, key: str) -> float:
    matcher = SequenceMatcher(None, key, wanted, autojunk=False)
    if matcher.real_quick_ratio() < LEAST_LIKENESS or matcher.quick_ratio() < LEAST_LIKENESS:
        return 0.0
    return matcher.ratio()
