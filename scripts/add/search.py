"""Keys found by words: what a person types after a question mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process, utils

MOST_OFFERS: Final = 8
LEAST_LIKENESS: Final = 50.0  # of 100, by rapidfuzz's weighted ratio


def find_keys(records: Sequence[Mapping[str, str]], key: str, words: str) -> list[tuple[str, str]]:
    """The keys whose rows resemble the words most, the likest first, each with the text that describes its row."""
    texts = {record[key]: describe(record, key) for record in records}
    searched = {found: f"{found} {text}" for found, text in texts.items()}
    offers = process.extract(
        words,
        searched,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=MOST_OFFERS,
        score_cutoff=LEAST_LIKENESS,
    )
    return [(found, texts[found]) for _, _, found in offers]


def describe(record: Mapping[str, str], key: str) -> str:
    """The name or title of a row, with its days where it has some."""
    name = next((record[column] for column in ("name", "title", "summary") if record.get(column)), "")
    days = " to ".join(
        dict.fromkeys(record[column] for column in ("started_on", "ended_on", "published_on") if record.get(column))
    )
    return f"{name} ({days})" if name and days else name or days or record[key]
