"""What a party of a promise must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import warning


@warning("country_id")
def promiser_stands_among_the_participants(
    commitment_parties: pd.DataFrame, commitments: pd.DataFrame, participants: pd.DataFrame
) -> pd.Series[bool]:
    """A promiser stands among the participants of the ministerial.

    Add it to participants with a source, or correct the party.
    """
    meeting = commitment_parties["commitment_id"].map(commitments.set_index("commitment_id")["ministerial_id"])
    present = set(zip(participants["ministerial_id"], _party(participants), strict=True))
    stands = pd.Series(
        [each in present for each in zip(meeting, _party(commitment_parties), strict=True)],
        index=commitment_parties.index,
    )
    return (commitment_parties["role"] != "promiser") | stands.astype(bool)


def _party(rows: pd.DataFrame) -> pd.Series[str]:
    return rows["country_id"].fillna(rows["organization_id"])
