"""The trips as a calendar (iCalendar, RFC 5545): one all-day event for each trip.

A trip's key never changes, so its UID does not either, and a calendar that was subscribed to is corrected in place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from icalendar import Calendar, Event

from scripts.reading import rows

TRIPS: Final = """
SELECT trips.trip_id, secretaries.name AS secretary, trips.started_on, trips.ended_on, trips.note
FROM trips
JOIN secretaries USING (secretary_id)
ORDER BY trips.started_on, trips.trip_id
"""
STOPS: Final = """
SELECT
  stops.trip_id, stops.stop_id, stops.arrived_on, stops.departed_on,
  visited.name AS country, places.name AS place, today.name AS present_country
FROM stops
JOIN countries AS visited USING (country_id)
LEFT JOIN stop_places USING (stop_id)
LEFT JOIN places USING (place_id)
LEFT JOIN countries AS today ON today.country_id = places.present_country_id
ORDER BY stops.trip_id, stops.stop_order, stop_places.place_order
"""
# The trip's own source, those of its stops, and the further ones that are cited for either.
SOURCES: Final = """
WITH named AS (
  SELECT trip_id, source_id FROM trips
  UNION SELECT trip_id, source_id FROM stops
  UNION SELECT record_id, source_id FROM citations WHERE table_name = 'trips'
  UNION SELECT stops.trip_id, citations.source_id
  FROM citations
  JOIN stops ON stops.stop_id = citations.record_id
  WHERE citations.table_name = 'stops'
)
SELECT named.trip_id, sources.title, sources.publisher, sources.url
FROM named
JOIN trips USING (trip_id)
JOIN sources ON sources.source_id = named.source_id
ORDER BY named.trip_id, named.source_id <> trips.source_id, named.source_id
"""

Rows = Sequence[sqlite3.Row]


def trips_calendar(connection: sqlite3.Connection, descriptor: Mapping[str, Any]) -> bytes:
    """The calendar of all trips in ``connection``, the built database; equal data give equal bytes.

    ``descriptor`` is that of the package: its title and version name the calendar, ``created`` is the stamp of the events.
    """
    stops, sources = _by_trip(rows(connection, STOPS)), _by_trip(rows(connection, SOURCES))
    stamp = datetime.fromisoformat(descriptor["created"])
    calendar = Calendar()
    calendar.add("prodid", f"-//{descriptor['title']}//Trips {descriptor['version']}//EN")
    calendar.add("version", "2.0")
    calendar.add("name", _calendar_name(descriptor))
    calendar.add("x-wr-calname", _calendar_name(descriptor))
    calendar.add(
        "description", f"{descriptor['description']} Version {descriptor['version']}. Names of places: GeoNames, CC BY 4.0."
    )
    calendar.add("last-modified", stamp)
    for trip in rows(connection, TRIPS):
        calendar.add_component(_event(trip, stops[trip["trip_id"]], sources[trip["trip_id"]], stamp))
    content: bytes = calendar.to_ical()
    return content


def _calendar_name(descriptor: Mapping[str, Any]) -> str:
    return f"{descriptor['title']}: foreign trips of U.S. Secretaries of State"


def _event(trip: sqlite3.Row, stops: Rows, sources: Rows, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{trip['trip_id']}@statecraft")
    event.add("dtstamp", stamp)
    event.add("summary", f"{trip['secretary']}: {', '.join(_once(stop['country'] for stop in stops))}")
    event.add("dtstart", date.fromisoformat(trip["started_on"]))
    # The day after the last: RFC 5545 counts the end out.
    event.add("dtend", date.fromisoformat(trip["ended_on"]) + timedelta(days=1))
    event.add("location", "; ".join(_once(f"{stop['place']}, {stop['present_country']}" for stop in stops if stop["place"])))
    event.add("description", "\n".join(_description(trip, stops, sources)))
    if url := next((source["url"] for source in sources if source["url"]), None):
        event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


def _description(trip: sqlite3.Row, stops: Rows, sources: Rows) -> Iterable[str]:
    """The stops in order, with the country as it was then, the note, the sources and the key."""
    for _, group in groupby(stops, key=itemgetter("stop_id")):
        places = list(group)
        names = ", ".join(stop["place"] for stop in places if stop["place"])
        stop = places[0]
        yield f"{_days(stop['arrived_on'], stop['departed_on'])}: {stop['country']}{f' ({names})' if names else ''}"
    if trip["note"]:
        yield f"Note: {trip['note']}"
    for source in sources:
        yield ", ".join(filter(None, (f"Source: {source['title']}", source["publisher"], source["url"])))
    yield f"Key: {trip['trip_id']}"


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _by_trip(found: Iterable[sqlite3.Row]) -> dict[str, Rows]:
    """The rows by trip; they come in its order."""
    return {trip_id: list(group) for trip_id, group in groupby(found, key=itemgetter("trip_id"))}
