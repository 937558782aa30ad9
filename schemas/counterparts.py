"""What a counterpart must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("counterpart_id")
def counterpart_was_met(counterparts: pd.DataFrame, engagements: pd.DataFrame) -> pd.Series[bool]:
    """A counterpart stands in at least one engagement.

    Delete the row, or fill counterpart_id of the engagement.
    """
    return counterparts["counterpart_id"].isin(engagements["counterpart_id"])


@rule("country_id")
def counterpart_stands_for_a_country_or_an_organization(counterparts: pd.DataFrame) -> pd.Series[bool]:
    """A counterpart stands for a country or an organization.

    Fill country_id or organization_id.
    """
    return counterparts["country_id"].notna() | counterparts["organization_id"].notna()
