"""What the account of the Historian's remarks must mean."""

from __future__ import annotations

import pandas as pd

from scripts.rules import rule


@rule("outcome")
def clause_that_tells_of_engagements_has_some(remark_clauses: pd.DataFrame, engagements: pd.DataFrame) -> pd.Series[bool]:
    """A clause read as telling of engagements has at least one, and every other has none.

    Run `python -m scripts remarks PATH` again, or correct the outcome.
    """
    read = engagements.dropna(subset=["clause_order"])
    known = set(zip(read["stop_id"], read["clause_order"], strict=True))
    clause = pd.Series(
        list(zip(remark_clauses["stop_id"], remark_clauses["clause_order"], strict=True)), index=remark_clauses.index
    )
    return clause.isin(known) == (remark_clauses["outcome"] == "engagements")


@rule("read_by")
def clause_is_read_by_somebody_unless_unread(remark_clauses: pd.DataFrame) -> pd.Series[bool]:
    """Every clause says who read it, unless it is unread.

    Fill read_by, or correct the outcome.
    """
    return remark_clauses["read_by"].isna() == (remark_clauses["outcome"] == "unread")
