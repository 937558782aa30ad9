"""What a stop must mean: its days, its place in the trip, its polity."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule
from scripts.trip_rule import is_within_one_trip


@rule("departed_on")
def stop_ends_on_or_after_it_starts(stops: pd.DataFrame) -> pd.Series[bool]:
    """A stop ends on or after the day it starts.

    Correct arrived_on or departed_on.
    """
    return stops["departed_on"] >= stops["arrived_on"]


@rule("arrived_on")
def stop_lies_within_its_trip(stops: pd.DataFrame, trips: pd.DataFrame) -> pd.Series[bool]:
    """A stop lies within its trip.

    Correct the dates of the stop or of the trip, or trip_id.
    """
    trip = trips.set_index("trip_id").reindex(stops["trip_id"]).set_index(stops.index)
    return (stops["arrived_on"] >= trip["started_on"]) & (stops["departed_on"] <= trip["ended_on"])


@rule("stop_order")
def stops_are_numbered_in_the_order_of_arrival(stops: pd.DataFrame) -> pd.Series[bool]:
    """The stops of a trip are numbered from 1 in the order of arrival.

    Renumber the stops of the trip; on one day the order is ours to judge.
    """
    in_turn = stops.sort_values(["trip_id", "stop_order"])
    trip = in_turn.groupby("trip_id")
    numbered = in_turn["stop_order"] == trip.cumcount() + 1
    in_order = in_turn["arrived_on"] >= trip["arrived_on"].cummax()
    return (numbered & in_order).reindex(stops.index)


@rule("arrived_on")
def stop_follows_within_the_gap_of_one_trip(stops: pd.DataFrame, exceptions: pd.DataFrame) -> pd.Series[bool]:
    """A stop follows the stops before it within the gap that the grouping rule allows.

    Part the trip in two, or list the two stops in exceptions under the rule joined with its reason.
    """
    in_turn = stops.sort_values(["trip_id", "stop_order"])
    latest = in_turn.groupby("trip_id")["departed_on"].cummax()
    before = latest.groupby(in_turn["trip_id"]).shift()
    close = before.isna() | is_within_one_trip(before, in_turn["arrived_on"])
    excused = exceptions.loc[exceptions["rule"] == "joined", "other_record_id"]
    return (close | in_turn["stop_id"].isin(excused)).reindex(stops.index)


@rule("country_id")
def stop_lies_within_the_period_of_its_polity(
    stops: pd.DataFrame, countries: pd.DataFrame, exceptions: pd.DataFrame
) -> pd.Series[bool]:
    """A stop lies within the period of its polity.

    Choose the polity of that day in countries, correct the dates, or list the stop in exceptions under the rule period.
    """
    polity = countries.set_index("country_id").reindex(stops["country_id"]).set_index(stops.index)
    begun = polity["began_on"].isna() | (stops["arrived_on"] >= polity["began_on"])
    lasting = polity["ended_on"].isna() | (stops["departed_on"] <= polity["ended_on"])
    excused = exceptions.loc[exceptions["rule"] == "period", "record_id"]
    return (begun & lasting) | stops["stop_id"].isin(excused)


@rule("arrived_on")
def stops_of_one_secretary_overlap_by_at_most_a_day(
    stops: pd.DataFrame, trips: pd.DataFrame, exceptions: pd.DataFrame
) -> pd.Series[bool]:
    """Two stops of one Secretary share at most one calendar day.

    Correct the dates, or list the two in exceptions under the rule overlap with its reason.
    """
    pairs = _overlapping_pairs(stops, trips)
    shared = (pairs[["departed_on_a", "departed_on_b"]].min(axis=1) - pairs["arrived_on_b"]).dt.days + 1
    too_long = pairs[shared > 1]
    reviewed = exceptions[exceptions["rule"] == "overlap"]
    excused = {frozenset(pair) for pair in zip(reviewed["record_id"], reviewed["other_record_id"], strict=True)}
    found = [frozenset(pair) not in excused for pair in zip(too_long["stop_id_a"], too_long["stop_id_b"], strict=True)]
    return ~stops["stop_id"].isin(too_long.loc[found, "stop_id_b"])


@rule("stop_id")
def no_visit_stands_twice(stops: pd.DataFrame, trips: pd.DataFrame, exceptions: pd.DataFrame) -> pd.Series[bool]:
    """No visit stands twice: same Secretary, same country, same days.

    Delete one of the two (and list it in corrections and retired_ids), or list them in exceptions under the rule repeated.
    """
    secretary = stops["trip_id"].map(trips.set_index("trip_id")["secretary_id"])
    alike = stops.assign(secretary=secretary).duplicated(["secretary", "country_id", "arrived_on", "departed_on"])
    excused = exceptions.loc[exceptions["rule"] == "repeated", ["record_id", "other_record_id"]].to_numpy().ravel()
    return ~alike | stops["stop_id"].isin(excused)


@rule("country_id")
def polity_agrees_with_its_places(
    stops: pd.DataFrame, stop_places: pd.DataFrame, places: pd.DataFrame, countries: pd.DataFrame, exceptions: pd.DataFrame
) -> pd.Series[bool]:
    """The polity of a stop agrees with the countries in which its places lie today.

    A place lies in the polity itself, its successor or dependency, or in a country that began after the stop. Correct one of
    the two, or list the stop in exceptions under the rule place with its reason.
    """
    visits = stop_places.merge(places[["place_id", "present_country_id"]], on="place_id").merge(
        stops[["stop_id", "country_id", "arrived_on"]], on="stop_id"
    )
    today = countries.set_index("country_id").reindex(visits["present_country_id"]).set_index(visits.index)
    polity = countries.set_index("country_id").reindex(visits["country_id"]).set_index(visits.index)
    agrees = (
        (visits["present_country_id"] == visits["country_id"])
        | (visits["present_country_id"] == polity["successor_id"])
        | (today["sovereign_id"] == visits["country_id"])
        | (visits["arrived_on"] < today["began_on"])
    )
    excused = exceptions.loc[exceptions["rule"] == "place", "record_id"]
    return ~stops["stop_id"].isin(visits.loc[~agrees.fillna(False), "stop_id"]) | stops["stop_id"].isin(excused)


@rule("stop_id")
def stop_has_a_place(stops: pd.DataFrame, stop_places: pd.DataFrame) -> pd.Series[bool]:
    """A stop has at least one place.

    Add a row to stop_places.
    """
    return stops["stop_id"].isin(stop_places["stop_id"])


@rule("stop_id")
def stop_is_named_after_its_trip(stops: pd.DataFrame) -> pd.Series[bool]:
    """The key of a stop begins with its trip.

    Name it after the trip and the country, numbered from the second visit on.
    """
    names = zip(stops["stop_id"], stops["trip_id"], strict=True)
    return pd.Series([key.startswith(f"{trip}-") for key, trip in names], index=stops.index, dtype=bool)


def _overlapping_pairs(stops: pd.DataFrame, trips: pd.DataFrame) -> pd.DataFrame:
    """Pairs of stops of one Secretary of which the second begins while an earlier one lasts, columns ending in _a and _b.

    In the order of arrival a stop is paired with those before it whose departure is not yet past: the number of shifts is
    the largest number of stops open at once, so the work grows with the rows, not with their square.
    """
    columns = ["stop_id", "arrived_on", "departed_on"]
    secretary = stops["trip_id"].map(trips.set_index("trip_id")["secretary_id"])
    in_turn = stops[columns].assign(secretary=secretary).sort_values(["secretary", "arrived_on", "departed_on"])
    pairs = []
    for shift in range(1, len(in_turn)):
        earlier = in_turn.shift(shift)
        still_open = in_turn.groupby("secretary")["departed_on"].transform(lambda days, n=shift: days.cummax().shift(n))
        if not (still_open >= in_turn["arrived_on"]).any():
            break
        overlapping = (earlier["secretary"] == in_turn["secretary"]) & (earlier["departed_on"] >= in_turn["arrived_on"])
        pairs.append(earlier[columns].add_suffix("_a").join(in_turn[columns].add_suffix("_b"))[overlapping])
    return pd.concat(pairs) if pairs else in_turn.head(0)[columns].add_suffix("_a").join(in_turn[columns].add_suffix("_b"))


@rule("historian_id")
def remark_of_the_historian_is_accounted_for(stops: pd.DataFrame, remark_clauses: pd.DataFrame) -> pd.Series[bool]:
    """Every stop of the Historian's list has the clauses of its remark in remark_clauses.

    Run `python -m scripts remarks PATH` with a checkout of HistoryAtState/travels.
    """
    return stops["historian_id"].isna() | stops["stop_id"].isin(remark_clauses["stop_id"])
