"""What a meeting must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule, warning


@rule("ended_on")
def ministerial_ends_on_or_after_it_starts(ministerials: pd.DataFrame) -> pd.Series[bool]:
    """A ministerial ends on or after the day it starts.

    Correct one of the two dates.
    """
    return ministerials["ended_on"] >= ministerials["started_on"]


@rule("place_id")
def only_a_virtual_ministerial_has_no_place(ministerials: pd.DataFrame) -> pd.Series[bool]:
    """A virtual ministerial has no place, every other has one.

    Fill place_id or correct the format.
    """
    return (ministerials["format"] == "virtual") == ministerials["place_id"].isna()


@warning("ministerial_id")
def ministerial_has_a_host(ministerials: pd.DataFrame, participants: pd.DataFrame) -> pd.Series[bool]:
    """A ministerial with two named participants or more has a host or co-host among them.

    Add the host to participants.
    """
    hosts = participants.loc[participants["role"].isin(["host", "co_host"]), "ministerial_id"]
    named = ministerials["ministerial_id"].map(participants["ministerial_id"].value_counts()).fillna(0)
    return ministerials["ministerial_id"].isin(hosts) | (named < 2)
