"""Into which trip, tenure and polity a stop belongs, by its days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from scripts.trip_rule import longest_gap_days

Record = Mapping[str, str]


@dataclass
class Itinerary:
    """The trips and stops of our data, growing while rows are proposed."""

    trips: dict[str, list[Record]] = field(default_factory=dict)
    stop_ids: set[str] = field(default_factory=set)

    def trip_of(self, secretary: str, arrived_on: date, departed_on: date) -> str | None:
        """The trip of this Secretary to which the grouping rule joins a stop of these days, if any."""
        for trip_id in self.trips:
            if not trip_id.startswith(f"{secretary}-"):
                continue
            started, ended = self.span(trip_id)
            follows = arrived_on - ended <= timedelta(longest_gap_days(arrived_on))
            precedes = started - departed_on <= timedelta(longest_gap_days(started))
            if follows and precedes:
                return trip_id
        return None

    def span(self, trip_id: str) -> tuple[date, date]:
        """The first arrival and the last departure of a trip."""
        stops = self.trips[trip_id]
        arrivals = (date.fromisoformat(stop["arrived_on"]) for stop in stops)
        departures = (date.fromisoformat(stop["departed_on"]) for stop in stops)
        return min(arrivals), max(departures)

    def add(self, stop: Record) -> None:
        """Take a stop into its trip."""
        self.trips.setdefault(stop["trip_id"], []).append(stop)
        self.stop_ids.add(stop["stop_id"])

    def stop_id(self, trip_id: str, country_id: str) -> str:
        """A key for one more stop in this country on this trip."""
        base = f"{trip_id}-{country_id or 'unknown'}"
        number = 2
        name = base
        while name in self.stop_ids:
            name = f"{base}-{number}"
            number += 1
        return name


def polity_on(countries: Iterable[Record], slug: str, day: date) -> str:
    """Key of the polity that the Historian's ``slug`` means on a day; empty where there is none."""
    for country in countries:
        if slug in country["historian_slugs"].split(" ") and country["began_on"] <= day.isoformat() <= (
            country["ended_on"] or "9999"
        ):
            return country["country_id"]
    return ""


def tenure_on(secretaries: Iterable[Record], person: str, day: date) -> str:
    """Key of the tenure in which a person travelled on a day: the one that holds it, else the last; empty if unknown."""
    tenures = sorted((row for row in secretaries if row["historian_slug"] == person), key=lambda row: row["entered_on"])
    for tenure in tenures:
        if day.isoformat() <= (tenure["left_on"] or "9999"):
            return tenure["secretary_id"]
    return tenures[-1]["secretary_id"] if tenures else ""
