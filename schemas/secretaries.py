"""What a tenure must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("left_on")
def secretary_leaves_after_entering(secretaries: pd.DataFrame) -> pd.Series[bool]:
    """A Secretary leaves office on or after the day of entry.

    Correct one of the two dates.
    """
    return secretaries["left_on"].isna() | (secretaries["left_on"] >= secretaries["entered_on"])


@rule("entered_on")
def one_secretary_at_a_time(secretaries: pd.DataFrame) -> pd.Series[bool]:
    """Nobody enters on duty before the predecessor has left.

    Correct entered_on here or left_on of the predecessor.
    """
    in_turn = secretaries.sort_values("entered_on")
    left_before = in_turn["left_on"].shift()
    return (left_before.isna() | (in_turn["entered_on"] >= left_before)).reindex(secretaries.index)
