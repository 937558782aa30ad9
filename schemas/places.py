"""What a locality and its point must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("latitude")
def point_is_whole(places: pd.DataFrame) -> pd.Series[bool]:
    """A point has latitude, longitude and precision.

    Fill all three or none.
    """
    given = places[["latitude", "longitude", "coordinate_precision"]].notna()
    return given.all(axis=1) | ~given.any(axis=1)


@rule("latitude")
def point_lies_in_the_bounding_box_of_its_country(places: pd.DataFrame, countries: pd.DataFrame) -> pd.Series[bool]:
    """A point lies in the bounding box of its country.

    Check that latitude and longitude are not swapped, their signs, and present_country_id.
    """
    box = countries.set_index("country_id").reindex(places["present_country_id"]).set_index(places.index)
    latitude, longitude = places["latitude"], places["longitude"]
    west, east = box["west_longitude"], box["east_longitude"]
    # A box that crosses the antimeridian has its western edge east of its eastern edge (RFC 7946, section 5.2).
    across = (west > east).fillna(False)
    in_longitude = ((longitude >= west) & (longitude <= east)).where(~across, (longitude >= west) | (longitude <= east))
    inside = in_longitude & (latitude >= box["south_latitude"]) & (latitude <= box["north_latitude"])
    return latitude.isna() | (inside.fillna(False) & west.notna())


@rule("place_id")
def place_is_used(places: pd.DataFrame, stop_places: pd.DataFrame, ministerials: pd.DataFrame) -> pd.Series[bool]:
    """A place is visited on a stop or is the seat of a ministerial.

    Delete it, or add the row that needs it.
    """
    return places["place_id"].isin(stop_places["place_id"]) | places["place_id"].isin(ministerials["place_id"])
