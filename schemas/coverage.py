"""What a statement of coverage must mean."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scripts.rules import rule


@rule("table_name")
def coverage_speaks_of_a_table(coverage: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """Coverage speaks of a table of this package.

    Correct the name of the table.
    """
    return coverage["table_name"].isin(list(tables))


@rule("ended_on")
def coverage_ends_on_or_after_it_begins(coverage: pd.DataFrame) -> pd.Series[bool]:
    """A period of coverage ends on or after the day it begins.

    Correct one of the two dates.
    """
    return coverage["ended_on"].isna() | coverage["began_on"].isna() | (coverage["ended_on"] >= coverage["began_on"])
