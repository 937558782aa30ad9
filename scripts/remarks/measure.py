"""How well remarks are read: precision and recall by field against a sample that people coded by hand.

A record of the sample and a record that was read are paired within their remark, the likest first. A field of a pair is right
when both say the same; a name or an event also when it is the same but for spelling or for words like "the opening session of".
Precision is the share of the values read that are right, recall the share of the values of the sample that were read rightly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from rapidfuzz import fuzz, utils

FIELDS: Final = ("kind", "person_name", "office", "country_id", "organization_id", "event_name")
SAME_WORDS: Final = 85.0
WEIGHTS: Final = {"kind": 3.0, "person_name": 4.0, "office": 1.0, "country_id": 1.0, "organization_id": 0.5, "event_name": 3.0}
LEAST_LIKENESS: Final = 3.0

Record = Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """The counts of one field: values in the sample, values read, and values read rightly."""

    field: str
    in_sample: int
    read: int
    right: int

    @property
    def precision(self) -> float:
        """Right values for each hundred that were read."""
        return 100 * self.right / self.read if self.read else 100.0

    @property
    def recall(self) -> float:
        """Right values for each hundred of the sample."""
        return 100 * self.right / self.in_sample if self.in_sample else 100.0


def measure(sample: Iterable[Record], read: Iterable[Record]) -> tuple[Score, ...]:
    """The score of each field; both iterables hold records with ``historian_id`` and the columns of FIELDS."""
    by_remark: dict[str, tuple[list[Record], list[Record]]] = defaultdict(lambda: ([], []))
    for record in sample:
        by_remark[record["historian_id"]][0].append(record)
    for record in read:
        if record["historian_id"] in by_remark:
            by_remark[record["historian_id"]][1].append(record)
    counts = {field: [0, 0, 0] for field in FIELDS}
    for coded, found in by_remark.values():
        for field in FIELDS:
            counts[field][0] += sum(bool(record[field]) for record in coded)
            counts[field][1] += sum(bool(record[field]) for record in found)
        for one, other in pairs(coded, found):
            for field in FIELDS:
                counts[field][2] += bool(one[field]) and is_same(field, one[field], other[field])
    return tuple(Score(field, *counts[field]) for field in FIELDS)


def pairs(coded: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    """The records of one remark in pairs, the likest first; records that resemble none stay alone."""
    likeness = sorted(
        ((_likeness(coded[i], found[j]), i, j) for i, j in product(range(len(coded)), range(len(found)))),
        key=lambda entry: (-entry[0], abs(entry[1] - entry[2])),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    result = []
    for value, i, j in likeness:
        if value >= LEAST_LIKENESS and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            result.append((coded[i], found[j]))
    return result


def is_same(field: str, one: str, other: str) -> bool:
    """Whether two values of a field say the same."""
    if field in {"person_name", "event_name"} and one and other:
        return fuzz.token_set_ratio(one, other, processor=utils.default_process) >= SAME_WORDS
    return one == other


def _likeness(one: Record, other: Record) -> float:
    return sum(weight for field, weight in WEIGHTS.items() if one[field] and is_same(field, one[field], other[field]))
