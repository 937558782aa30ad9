"""What a departure from the Historian's record must mean: it is carried out in ``stops``."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule

DROPPED = ("duplicate", "not_held", "merged")


@rule("historian_id")
def dropped_row_is_no_stop(corrections: pd.DataFrame, stops: pd.DataFrame) -> pd.Series[bool]:
    """A row that we drop is no stop; a row that we correct is one.

    Correct the kind, or the historian_id of the stop.
    """
    return corrections["kind"].isin(DROPPED) != corrections["historian_id"].isin(stops["historian_id"])


@rule("corrected_value")
def correction_is_carried_out(corrections: pd.DataFrame, stops: pd.DataFrame) -> pd.Series[bool]:
    """A corrected date or country is the one that the stop holds.

    Correct the stop, or corrected_value.
    """
    stop = stops.dropna(subset="historian_id").set_index("historian_id")
    held = stop.reindex(corrections["historian_id"]).set_index(corrections.index)
    days = {"start-date": held["arrived_on"], "end-date": held["departed_on"]}
    holds = pd.Series(True, index=corrections.index)
    for field, day in days.items():
        holds &= (corrections["field"] != field) | (day.dt.strftime("%Y-%m-%d") == corrections["corrected_value"])
    return holds & ((corrections["field"] != "country") | (held["country_id"] == corrections["corrected_value"]))


@rule("corrected_value")
def corrected_localities_are_places_of_the_stop(
    corrections: pd.DataFrame, stops: pd.DataFrame, stop_places: pd.DataFrame, places: pd.DataFrame
) -> pd.Series[bool]:
    """A corrected locality is a place of the stop.

    Add the place to stop_places, or correct corrected_value (names separated by a comma).
    """
    visits = stop_places.merge(stops[["stop_id", "historian_id"]].dropna(), on="stop_id").merge(places, on="place_id")
    names = (visits["name"] + " | " + visits["other_names"].fillna("")).str.split(" | ", regex=False)
    known = names.groupby(visits["historian_id"]).sum()
    found = [
        field != "locale" or set(str(value).split(", ")) <= set(known.get(number, ()))
        for number, field, value in corrections[["historian_id", "field", "corrected_value"]].itertuples(index=False)
    ]
    return pd.Series(found, index=corrections.index, dtype=bool)


@rule("duplicate_of_historian_id")
def duplicate_names_the_row_that_is_kept(corrections: pd.DataFrame, stops: pd.DataFrame) -> pd.Series[bool]:
    """A duplicate or merged row names the row that is kept, which is a stop.

    Fill duplicate_of_historian_id.
    """
    is_double = corrections["kind"].isin(["duplicate", "merged"])
    return is_double == corrections["duplicate_of_historian_id"].isin(stops["historian_id"].dropna())
