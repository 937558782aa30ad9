"""The files that the site serves as they are, made from the built database: feeds, outlines of the countries, charts."""

from __future__ import annotations

from pathlib import Path

from scripts import files
from scripts.calendars import trips_calendar
from scripts.feeds import new_rows_feed
from scripts.geography import stops_geojson
from scripts.reading import open_database
from scripts.schema import Package


def write_feeds(package: Package, database: Path, target: Path) -> None:
    """Write ``trips.ics``, ``stops.geojson`` and ``new.atom`` into the folder ``target``."""
    with open_database(database) as connection:
        files.write_bytes(target / "trips.ics", trips_calendar(connection, package.descriptor))
        files.write_text(target / "stops.geojson", stops_geojson(connection, package.descriptor))
        files.write_text(target / "new.atom", new_rows_feed(connection, package.descriptor))
