"""The stops as points on the earth (GeoJSON, RFC 7946): one feature for each place of a stop."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from scripts.reading import rows

STOPS: Final = """
SELECT
  stops.stop_id, stop_places.place_order, stops.trip_id, stops.stop_order,
  trips.secretary_id, secretaries.name AS secretary,
  stops.arrived_on, stops.departed_on, stops.date_basis,
  stops.country_id, visited.name AS country,
  places.place_id, places.name AS place, places.kind AS place_kind, places.coordinate_precision,
  places.present_country_id, today.name AS present_country,
  stops.source_id,
  places.longitude, places.latitude
FROM stops
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries AS visited ON visited.country_id = stops.country_id
JOIN stop_places USING (stop_id)
JOIN places USING (place_id)
JOIN countries AS today ON today.country_id = places.present_country_id
ORDER BY stops.arrived_on, stops.trip_id, stops.stop_order, stop_places.place_order
"""


def stops_geojson(connection: sqlite3.Connection, descriptor: Mapping[str, Any]) -> str:
    """The places of all stops in ``connection``, the built database, in the order of arrival; equal data give equal text.

    A place of which nobody knows where it lies has a feature without geometry, so that no stop is lost. ``descriptor`` is
    that of the package: its title and version stand at the head, beside the licences.
    """
    collection = {
        "type": "FeatureCollection",
        "name": f"{descriptor['title']} {descriptor['version']}: stops",
        "licence": "CC0 1.0; coordinates and names of places: GeoNames, CC BY 4.0",
        "features": [_feature(dict(row)) for row in rows(connection, STOPS)],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _feature(properties: dict[str, Any]) -> dict[str, Any]:
    longitude, latitude = properties.pop("longitude"), properties.pop("latitude")
    return {
        "type": "Feature",
        "id": f"{properties['stop_id']}/{properties['place_order']}",
        "geometry": None if longitude is None else {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": properties,
    }
