"""What a journey must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule
from scripts.trip_rule import is_within_one_trip


@rule("ended_on")
def trip_ends_on_or_after_it_starts(trips: pd.DataFrame) -> pd.Series[bool]:
    """A trip ends on or after the day it starts.

    Correct one of the two dates.
    """
    return trips["ended_on"] >= trips["started_on"]


@rule("started_on")
def trip_lies_within_the_tenure(trips: pd.DataFrame, secretaries: pd.DataFrame, exceptions: pd.DataFrame) -> pd.Series[bool]:
    """A trip lies within the tenure of its Secretary.

    Correct the dates or the Secretary, or list the trip in exceptions under the rule tenure with its reason.
    """
    tenure = secretaries.set_index("secretary_id").reindex(trips["secretary_id"]).set_index(trips.index)
    within = (trips["started_on"] >= tenure["entered_on"]) & (
        tenure["left_on"].isna() | (trips["ended_on"] <= tenure["left_on"])
    )
    excused = exceptions.loc[exceptions["rule"] == "tenure", "record_id"]
    return within | trips["trip_id"].isin(excused)


@rule("started_on")
def trip_runs_from_its_first_arrival_to_its_last_departure(trips: pd.DataFrame, stops: pd.DataFrame) -> pd.Series[bool]:
    """A trip has stops, starts with the first arrival and ends with the last departure.

    Correct started_on and ended_on, or the dates of the stops.
    """
    spans = stops.groupby("trip_id").agg(first=("arrived_on", "min"), last=("departed_on", "max"))
    spans = spans.reindex(trips["trip_id"]).set_index(trips.index)
    return (spans["first"] == trips["started_on"]) & (spans["last"] == trips["ended_on"])


@rule("trip_id")
def trip_is_named_after_its_secretary(trips: pd.DataFrame) -> pd.Series[bool]:
    """The key of a trip begins with its Secretary.

    Name it secretary-YYYY-MM-DD after the first day.
    """
    names = zip(trips["trip_id"], trips["secretary_id"], strict=True)
    return pd.Series([key.startswith(f"{secretary}-") for key, secretary in names], index=trips.index, dtype=bool)


@rule("started_on")
def neighbouring_trips_are_not_one(trips: pd.DataFrame, stops: pd.DataFrame, exceptions: pd.DataFrame) -> pd.Series[bool]:
    """Two trips of one Secretary are further apart than the grouping rule allows within one trip.

    Join the two, or list their stops in exceptions under the rule separate with its reason.
    """
    in_turn = trips.sort_values(["secretary_id", "started_on"])
    same_secretary = in_turn["secretary_id"] == in_turn["secretary_id"].shift()
    first_stop = stops.sort_values("stop_order").drop_duplicates("trip_id").set_index("trip_id")["stop_id"]
    excused = exceptions.loc[exceptions["rule"] == "separate", "other_record_id"]
    is_excused = first_stop.reindex(in_turn["trip_id"]).isin(excused).set_axis(in_turn.index)
    apart = ~same_secretary | ~is_within_one_trip(in_turn["ended_on"].shift(), in_turn["started_on"]) | is_excused
    return apart.reindex(trips.index)
