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
    says_enough = engagements["kind"].isin(["accompanied_president", "official_visit", "transit", "private"])
    return named | says_enough | ((engagements["kind"] == "held_talks") & engagements["topic"].notna())


@rule("counterpart_id")
def counterpart_has_a_name(engagements: pd.DataFrame) -> pd.Series[bool]:
    """An engagement with a counterpart prints the name.

    Fill person_name, or clear counterpart_id.
    """
    return engagements["counterpart_id"].isna() | engagements["person_name"].notna()


@rule("country_id")
def counterpart_is_of_a_country_of_that_day(
    engagements: pd.DataFrame, stops: pd.DataFrame, countries: pd.DataFrame
) -> pd.Series[bool]:
    """The country of a counterpart exists during the stop.

    Take the polity of that day: the Soviet Union before 1992, Russia after. Palestinians were met before they had an authority.
    """
    stop = stops.set_index("stop_id").reindex(engagements["stop_id"]).set_index(engagements.index)
    polity = countries.set_index("country_id").reindex(engagements["country_id"]).set_index(engagements.index)
    began = polity["began_on"].isna() | (polity["began_on"] <= stop["departed_on"])
    lasted = polity["ended_on"].isna() | (polity["ended_on"] >= stop["arrived_on"])
    return engagements["country_id"].isna() | (engagements["country_id"] == "palestinian-authority") | (began & lasted)


@rule("clause_order")
def engagement_read_from_a_remark_names_its_clause(engagements: pd.DataFrame, remark_clauses: pd.DataFrame) -> pd.Series[bool]:
    """An engagement that rests on the Historian's remark names a clause that was read as telling of engagements.

    Correct clause_order; rows of basis attested or announced have none.
    """
    telling = remark_clauses[remark_clauses["outcome"] == "engagements"]
    known = set(zip(telling["stop_id"], telling["clause_order"], strict=True))
    named = pd.Series(list(zip(engagements["stop_id"], engagements["clause_order"], strict=True)), index=engagements.index)
    return engagements["clause_order"].isna() | named.isin(known)


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
