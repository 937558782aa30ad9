"""What a participation must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("country_id")
def participant_exists_at_the_time(
    participants: pd.DataFrame, ministerials: pd.DataFrame, countries: pd.DataFrame
) -> pd.Series[bool]:
    """A participant is a polity of that time.

    Choose the polity of that day in countries.
    """
    meeting = ministerials.set_index("ministerial_id").reindex(participants["ministerial_id"]).set_index(participants.index)
    polity = countries.set_index("country_id").reindex(participants["country_id"]).set_index(participants.index)
    begun = polity["began_on"].isna() | (meeting["started_on"] >= polity["began_on"])
    lasting = polity["ended_on"].isna() | (meeting["ended_on"] <= polity["ended_on"])
    return begun & lasting


@rule("basis")
def announced_party_is_not_attested(participants: pd.DataFrame) -> pd.Series[bool]:
    """A party that was only invited is not attested.

    Correct the role or the basis.
    """
    return (participants["role"] != "invited") | (participants["basis"] == "announced")
