"""What a polity and its period must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule

EDGES = ["west_longitude", "south_latitude", "east_longitude", "north_latitude"]


@rule("ended_on")
def polity_ends_after_it_begins(countries: pd.DataFrame) -> pd.Series[bool]:
    """A polity ends after it begins.

    Correct one of the two dates.
    """
    ended, began = countries["ended_on"], countries["began_on"]
    return ended.isna() | began.isna() | (ended > began)


@rule("sovereign_id")
def dependency_has_a_sovereign(countries: pd.DataFrame) -> pd.Series[bool]:
    """A dependency names its sovereign.

    Fill sovereign_id or correct the kind.
    """
    return (countries["kind"] != "dependency") | countries["sovereign_id"].notna()


@rule("west_longitude")
def bounding_box_is_whole(countries: pd.DataFrame) -> pd.Series[bool]:
    """A bounding box has four edges, the southern below the northern.

    Fill all four edges or none.
    """
    given = countries[EDGES].notna()
    in_order = countries["south_latitude"] < countries["north_latitude"]
    return (given.all(axis=1) & in_order.fillna(False)) | ~given.any(axis=1)


@rule("historian_slugs")
def historian_slug_means_one_polity_at_a_time(countries: pd.DataFrame) -> pd.Series[bool]:
    """One of the Historian's identifiers means one polity on any day.

    Correct the period or the identifiers of one of the two.
    """
    single = countries.assign(slug=countries["historian_slugs"].str.split(" ")).explode("slug").dropna(subset="slug")
    single = single.sort_values(["slug", "began_on"], na_position="first")
    ended_before = single.groupby("slug")["ended_on"].shift()
    is_first = ~single["slug"].duplicated()
    in_turn = is_first | (ended_before.notna() & (single["began_on"] > ended_before))
    return in_turn.groupby(level=0).all().reindex(countries.index, fill_value=True)
