"""What an engagement must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("kind")
def engagement_says_with_whom_or_what(engagements: pd.DataFrame) -> pd.Series[bool]:
    """An engagement names a person, an office or an organization met, or the event.

    Fill person_name, office, organization_id or event_name.
    """
    named = engagements[["person_name", "office", "organization_id", "event_name", "ministerial_id"]].notna().any(axis=1)
    return named | engagements["kind"].isin(["accompanied_president", "transit", "private"])


@rule("happened_on")
def engagement_happens_during_the_stop(engagements: pd.DataFrame, stops: pd.DataFrame) -> pd.Series[bool]:
    """An engagement happens during its stop.

    Correct the day, or the stop.
    """
    stop = stops.set_index("stop_id").reindex(engagements["stop_id"]).set_index(engagements.index)
    inside = (engagements["happened_on"] >= stop["arrived_on"]) & (engagements["happened_on"] <= stop["departed_on"])
    return engagements["happened_on"].isna() | inside | (engagements["happened_precision"] != "day")


@rule("ministerial_id")
def ministerial_takes_place_during_the_stop(
    engagements: pd.DataFrame, stops: pd.DataFrame, ministerials: pd.DataFrame
) -> pd.Series[bool]:
    """A ministerial attended takes place, in part at least, during the stop.

    Correct ministerial_id, or the dates.
    """
    stop = stops.set_index("stop_id").reindex(engagements["stop_id"]).set_index(engagements.index)
    meeting = ministerials.set_index("ministerial_id").reindex(engagements["ministerial_id"]).set_index(engagements.index)
    meets = (meeting["started_on"] <= stop["departed_on"]) & (meeting["ended_on"] >= stop["arrived_on"])
    return engagements["ministerial_id"].isna() | meets
