"""The codebook's rule for which stops make one trip, in one place for the checks and for the upstream tool."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

LONGEST_GAP_DAYS: Final = 1
# Until then Secretaries crossed by ship, and days at sea lie between the stops of one voyage: Colby took fifteen from
# Buenos Aires to Port of Spain in January 1921. The closest two voyages of one Secretary are 22 days apart (Kellogg, 1928).
AGE_OF_SHIPS_ENDED_ON: Final = date(1940, 1, 1)
LONGEST_GAP_BY_SHIP_DAYS: Final = 15


def longest_gap_days(arrived_on: date) -> int:
    """Days that may lie between the last departure and an arrival on this day within one trip."""
    return LONGEST_GAP_BY_SHIP_DAYS if arrived_on < AGE_OF_SHIPS_ENDED_ON else LONGEST_GAP_DAYS


def is_within_one_trip(departed_on: pd.Series[pd.Timestamp], arrived_on: pd.Series[pd.Timestamp]) -> pd.Series[bool]:
    """For each pair of a latest departure so far and the next arrival whether one trip holds both.

    A gap of 0 days is an arrival on the day of departure; a negative one an overlap. False where a departure is missing.
    """
    by_ship = arrived_on < pd.Timestamp(AGE_OF_SHIPS_ENDED_ON)
    longest = by_ship.map({True: LONGEST_GAP_BY_SHIP_DAYS, False: LONGEST_GAP_DAYS})
    return (arrived_on - departed_on).dt.days <= longest
