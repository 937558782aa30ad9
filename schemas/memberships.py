"""What a period of membership must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("left_on")
def member_leaves_after_joining(memberships: pd.DataFrame) -> pd.Series[bool]:
    """A member leaves on or after the day it joined.

    Correct one of the two dates.
    """
    left, joined = memberships["left_on"], memberships["joined_on"]
    return left.isna() | joined.isna() | (left >= joined)


@rule("joined_on")
def member_joins_after_the_founding(memberships: pd.DataFrame, organizations: pd.DataFrame) -> pd.Series[bool]:
    """Nobody joins an organization before it is founded.

    Correct joined_on, or founded_on of the organization.
    """
    founded = memberships["organization_id"].map(organizations.set_index("organization_id")["founded_on"])
    return memberships["joined_on"].isna() | founded.isna() | (memberships["joined_on"] >= founded)


@rule("joined_on")
def periods_of_one_member_do_not_overlap(memberships: pd.DataFrame) -> pd.Series[bool]:
    """Two periods of one country in one organization do not overlap.

    Close the earlier period with left_on.
    """
    party = ["organization_id", "country_id"]
    in_turn = memberships.sort_values([*party, "joined_on"], na_position="first")
    is_first = ~in_turn.duplicated(party)
    left_before = in_turn.groupby(party)["left_on"].shift()
    return (is_first | (left_before.notna() & (in_turn["joined_on"] > left_before))).reindex(memberships.index)
