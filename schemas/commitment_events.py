"""What a piece of evidence must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import warning


@warning("happened_on")
def evidence_follows_the_promise(commitment_events: pd.DataFrame, commitments: pd.DataFrame) -> pd.Series[bool]:
    """Evidence on a commitment is not older than the commitment.

    Correct the date, or leave the event out: a deed before the promise does not fulfil it.
    """
    made = commitment_events["commitment_id"].map(commitments.set_index("commitment_id")["made_on"])
    return (commitment_events["happened_on"] >= made) | (commitment_events["happened_precision"] != "day")
