"""What a further source must mean."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scripts.rules import rule


@rule("record_id")
def citation_supports_a_row(citations: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """A citation supports a row that is there.

    Correct table_name or record_id; the record is the row's first column.
    """
    keys = {name: set(frame.iloc[:, 0]) for name, frame in tables.items()}
    named = zip(citations["table_name"], citations["record_id"], strict=True)
    return pd.Series([record in keys.get(table, ()) for table, record in named], index=citations.index, dtype=bool)


@rule("source_id")
def citation_names_a_further_source(citations: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """A citation names another source than the row's own.

    Delete the citation.
    """
    own = {
        (name, record, source)
        for name, frame in tables.items()
        if name != "citations" and "source_id" in frame
        for record, source in zip(frame.iloc[:, 0], frame["source_id"], strict=True)
    }
    cited = zip(citations["table_name"], citations["record_id"], citations["source_id"], strict=True)
    return pd.Series([each not in own for each in cited], index=citations.index, dtype=bool)
