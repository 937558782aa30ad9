"""What the places of a stop must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("place_order")
def places_are_numbered_from_one(stop_places: pd.DataFrame) -> pd.Series[bool]:
    """The places of a stop are numbered from 1 without gaps.

    Renumber the places of the stop.
    """
    position = stop_places.sort_values("place_order").groupby("stop_id").cumcount() + 1
    return stop_places["place_order"] == position.reindex(stop_places.index)
