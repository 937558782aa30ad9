"""Who is meant: a printed name, with its country or organization, office and year, to a row of ``counterparts``."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from scripts.remarks.vocabulary import FOLDER

# Somebody printed a few years before or after the mentions that we know is taken for the same person.
YEARS_OF_GRACE: Final = 4


@dataclass(frozen=True)
class Alias:
    """One row of vocabulary/people.csv: whom a name means, of whom and when; nobody where it cannot be told."""

    printed_name: str
    country_id: str
    organization_id: str
    office: str
    from_year: int
    until_year: int
    counterpart_id: str
    read_as_country_id: str
    read_as_organization_id: str


class People:
    """The aliases of vocabulary/people.csv, looked up by name and place."""

    def __init__(self) -> None:
        """Read the aliases."""
        self._aliases: dict[tuple[str, str, str], list[Alias]] = defaultdict(list)
        with (FOLDER / "people.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                alias = Alias(
                    row["printed_name"],
                    row["country_id"],
                    row["organization_id"],
                    row["office"],
                    int(row["from_year"]),
                    int(row["until_year"]),
                    row["counterpart_id"],
                    row["read_as_country_id"],
                    row["read_as_organization_id"],
                )
                self._aliases[alias.printed_name, alias.country_id, alias.organization_id].append(alias)

    def find(self, name: str, country_id: str, organization_id: str, office: str, year: int) -> Alias | None:
        """The one alias that fits; None where none fits, or more than one does."""
        named = self._aliases.get((name, country_id, organization_id), [])
        known = [alias for alias in named if alias.office == office] or [alias for alias in named if not alias.office]
        for grace in (0, YEARS_OF_GRACE):
            fitting = [alias for alias in known if alias.from_year - grace <= year <= alias.until_year + grace]
            if len({alias.counterpart_id for alias in fitting}) == 1:
                return fitting[0]
        return None
