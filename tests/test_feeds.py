"""The feeds, read back by what a user would read them with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from scripts.calendars import trips_calendar
from scripts.feeds import DEFINITION, MOST_OF_A_KIND, new_rows_feed
from scripts.geography import stops_geojson
from scripts.reading import open_database, rows
from scripts.schema import Package

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def connection(database_path: Path) -> Iterator[sqlite3.Connection]:
    with open_database(database_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def events(connection: sqlite3.Connection, package: Package) -> dict[str, Any]:
    calendar = Calendar.from_ical(trips_calendar(connection, package.descriptor))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture(scope="module")
def features(connection: sqlite3.Connection, package: Package) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(stops_geojson(connection, package.descriptor))["features"]
    return features


@pytest.fixture(scope="module")
def feed(connection: sqlite3.Connection, package: Package) -> ElementTree.Element:
    return ElementTree.fromstring(new_rows_feed(connection, package.descriptor))


def text_of(element: ElementTree.Element, path: str) -> str:
    text = element.findtext(path, namespaces=ATOM)
    assert text, f"no {path}"
    return text


@pytest.mark.parametrize("make", [trips_calendar, stops_geojson, new_rows_feed])
def test_a_feed_of_the_same_data_is_the_same(
    connection: sqlite3.Connection, package: Package, make: Callable[..., str | bytes]
) -> None:
    assert make(connection, package.descriptor) == make(connection, package.descriptor)


def test_each_trip_is_one_event_of_whole_days_with_the_end_counted_out(
    connection: sqlite3.Connection, events: dict[str, Any]
) -> None:
    trips = rows(connection, "SELECT trip_id, started_on, ended_on FROM trips")
    assert len(events) == len(trips)
    for trip in trips:
        event = events[f"{trip['trip_id']}@statecraft"]
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event.start == date.fromisoformat(trip["started_on"])
        assert event.end == date.fromisoformat(trip["ended_on"]) + timedelta(days=1)


def test_each_event_says_where_and_from_which_source(connection: sqlite3.Connection, events: dict[str, Any]) -> None:
    urls = {row["url"] for row in rows(connection, "SELECT url FROM sources")}
    for event in events.values():
        assert event["LOCATION"], event["UID"]
        assert "Source: " in event["DESCRIPTION"], event["UID"]
        assert event["URL"] in urls, event["UID"]
        assert event["DTSTAMP"].dt.tzinfo is not None


def test_an_event_tells_the_stops_in_order(events: dict[str, Any]) -> None:
    event = events["blinken-2022-04-19@statecraft"]
    assert event["SUMMARY"] == "Antony John Blinken: Panama"
    assert event["LOCATION"] == "Panama City, Panama"
    assert event["DESCRIPTION"].splitlines()[0] == "2022-04-19 to 2022-04-20: Panama (Panama City)"
    assert event["DESCRIPTION"].splitlines()[-1] == "Key: blinken-2022-04-19"


def test_each_place_of_a_stop_is_one_feature(connection: sqlite3.Connection, features: list[dict[str, Any]]) -> None:
    places = rows(connection, "SELECT stop_id, place_order, place_id FROM stop_places")
    assert {feature["id"] for feature in features} == {f"{row['stop_id']}/{row['place_order']}" for row in places}
    assert len(features) == len(places)


def test_a_feature_lies_where_its_place_lies(connection: sqlite3.Connection, features: list[dict[str, Any]]) -> None:
    points = {
        row["place_id"]: row["longitude"] and [row["longitude"], row["latitude"]]
        for row in rows(connection, "SELECT * FROM places")
    }
    for feature in features:
        geometry = feature["geometry"]
        assert (geometry and geometry["coordinates"]) == points[feature["properties"]["place_id"]], feature["id"]


def test_a_feature_has_keys_and_labels(connection: sqlite3.Connection, features: list[dict[str, Any]]) -> None:
    names = {row["country_id"]: row["name"] for row in rows(connection, "SELECT country_id, name FROM countries")}
    for properties in (feature["properties"] for feature in features):
        assert properties["country"] == names[properties["country_id"]]
        assert properties["present_country"] == names[properties["present_country_id"]]
        assert properties["trip_id"] and properties["secretary"] and properties["source_id"]


def test_the_feed_of_new_rows_says_what_it_calls_new(feed: ElementTree.Element) -> None:
    assert text_of(feed, "atom:subtitle") == DEFINITION


def test_the_feed_of_new_rows_is_a_valid_atom_feed(feed: ElementTree.Element) -> None:
    entries = feed.findall("atom:entry", ATOM)
    identifiers = [text_of(entry, "atom:id") for entry in entries]
    assert len(set(identifiers)) == len(identifiers)
    assert all(identifier.startswith("urn:uuid:") for identifier in identifiers)
    assert all(text_of(entry, "atom:title") and text_of(entry, "atom:summary") for entry in entries)
    assert text_of(feed, "atom:updated") == max(text_of(entry, "atom:updated") for entry in entries)


def test_the_feed_of_new_rows_holds_those_whose_source_was_read_last(
    connection: sqlite3.Connection, feed: ElementTree.Element
) -> None:
    entries = feed.findall("atom:entry", ATOM)
    days = [text_of(entry, "atom:updated")[:10] for entry in entries]
    assert days == sorted(days, reverse=True)
    newest = rows(
        connection,
        f"""SELECT sources.accessed_on FROM commitments JOIN sources USING (source_id)
        ORDER BY sources.accessed_on DESC LIMIT {MOST_OF_A_KIND}""",
    )
    of_commitments = [entry for entry in entries if entry.find("atom:category[@term='Commitment']", ATOM) is not None]
    assert [text_of(entry, "atom:updated")[:10] for entry in of_commitments] == [row["accessed_on"] for row in newest]


def test_each_entry_leads_to_the_page_of_a_row(connection: sqlite3.Connection, feed: ElementTree.Element) -> None:
    keys = {
        table: {row[0] for row in rows(connection, f"SELECT {key} FROM {table}")}
        for table, key in (("trips", "trip_id"), ("ministerials", "ministerial_id"), ("commitments", "commitment_id"))
    }
    for link in feed.findall("atom:entry/atom:link", ATOM):
        above, table, key = link.attrib["href"].split("/")
        assert above == ".." and key in keys[table]
