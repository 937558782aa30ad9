"""What a published count of travel must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("country_id")
def only_visits_are_counted_by_country(travel_claims: pd.DataFrame) -> pd.Series[bool]:
    """A count of countries names no country, and a count for several Secretaries names one.

    Empty country_id, or fill secretary_id or country_id.
    """
    of_countries = (travel_claims["counted"] == "countries") & travel_claims["country_id"].notna()
    of_nobody = travel_claims["secretary_id"].isna() & travel_claims["country_id"].isna()
    return ~of_countries & ~of_nobody


@rule("counted_until")
def counting_ends_on_or_after_it_begins(travel_claims: pd.DataFrame) -> pd.Series[bool]:
    """Counting ends on or after the day it begins.

    Correct counted_from or counted_until.
    """
    return travel_claims["counted_from"].isna() | (travel_claims["counted_until"] >= travel_claims["counted_from"])
