"""What can be added: for each noun its table, the tables whose rows belong to it, and how keys are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from slugify import slugify

Row = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """Rows of one table within a noun: how many are wanted at least, which column ties them to the row above, and their key.

    ``key`` makes the key from the other fields; ``number`` names the column that counts the rows of one row above, from 1.
    """

    table: str
    key: Callable[[Row], str]
    least: int = 1
    tie: str = ""
    number: str = ""
    parts: tuple[Part, ...] = field(default=())


def _party(row: Row) -> str:
    return row.get("country_id") or row.get("organization_id") or ""


def _joined(*columns: str) -> Callable[[Row], str]:
    return lambda row: "-".join(row[column] for column in columns if row.get(column))


TRIP: Final = Part(
    "trips",
    _joined("secretary_id", "started_on"),
    parts=(
        Part(
            "stops",
            _joined("trip_id", "country_id"),
            tie="trip_id",
            number="stop_order",
            parts=(Part("stop_places", lambda row: "", tie="stop_id", number="place_order"),),
        ),
    ),
)
MINISTERIAL: Final = Part(
    "ministerials",
    lambda row: slugify(f"{row['name']} {row['started_on'][:4]}", stopwords=("the", "of", "on", "and", "for")),
    parts=(Part("participants", lambda row: f"{row['ministerial_id']}-{_party(row)}", least=2, tie="ministerial_id"),),
)
COMMITMENT: Final = Part(
    "commitments",
    lambda row: f"{row['ministerial_id']}-{slugify(row['summary'], max_length=32, word_boundary=True)}",
    parts=(
        Part(
            "commitment_parties",
            lambda row: f"{row['commitment_id']}-{_party(row)}-{row['role']}",
            tie="commitment_id",
        ),
    ),
)
SOURCE: Final = Part("sources", lambda row: slugify(f"{row['publisher']} {row['published_on']} {row['title']}", max_length=60))
PLACE: Final = Part("places", lambda row: slugify(f"{row['name']} {row['present_country_id']}"))
ORGANIZATION: Final = Part("organizations", lambda row: slugify(row["name"]))
NOUNS: Final[Mapping[str, Part]] = {"trip": TRIP, "ministerial": MINISTERIAL, "commitment": COMMITMENT}
# What is asked for in between, where a key is wanted that is not there yet.
IN_BETWEEN: Final[Mapping[str, Part]] = {part.table: part for part in (SOURCE, PLACE, ORGANIZATION)}
