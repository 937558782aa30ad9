"""What a reviewed exception must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule

# One stop each: a place or period outside its polity, and candidates of scripts/doubts.py whose days are right.
OF_ONE_STOP = ["place", "period", "long_stay", "flight", "crowded_day", "president"]


@rule("record_id")
def exception_names_rows_that_are_there(exceptions: pd.DataFrame, stops: pd.DataFrame, trips: pd.DataFrame) -> pd.Series[bool]:
    """An exception names rows that are there: two stops, one stop alone, or for tenure a trip.

    Correct the keys, or delete the exception.
    """
    alone = exceptions["other_record_id"].isna()
    trip = exceptions["record_id"].isin(trips["trip_id"]) & alone
    stop = exceptions["record_id"].isin(stops["stop_id"])
    pair = stop & exceptions["other_record_id"].isin(stops["stop_id"])
    return pair.mask(exceptions["rule"] == "tenure", trip).mask(exceptions["rule"].isin(OF_ONE_STOP), stop & alone)


@rule("record_id")
def overlap_exception_is_needed(exceptions: pd.DataFrame, stops: pd.DataFrame) -> pd.Series[bool]:
    """Two stops excused for overlapping do overlap by more than a day.

    Delete the exception.
    """
    stop = stops.set_index("stop_id")
    one = stop.reindex(exceptions["record_id"]).set_index(exceptions.index)
    other = stop.reindex(exceptions["other_record_id"]).set_index(exceptions.index)
    end = one["departed_on"].where(one["departed_on"] <= other["departed_on"], other["departed_on"])
    start = one["arrived_on"].where(one["arrived_on"] >= other["arrived_on"], other["arrived_on"])
    return (exceptions["rule"] != "overlap") | ((end - start).dt.days + 1 > 1)
