"""What a retired key must mean."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scripts.rules import rule


@rule("retired_id")
def retired_key_is_not_used_again(retired_ids: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """A retired key is not used again.

    Give the new row another key.
    """
    return ~_stands(retired_ids["table_name"], retired_ids["retired_id"], tables)


@rule("replacement_id")
def replacement_is_there(retired_ids: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """The row that replaces a retired one is there.

    Correct replacement_id or empty it.
    """
    return retired_ids["replacement_id"].isna() | _stands(retired_ids["table_name"], retired_ids["replacement_id"], tables)


def _stands(names: pd.Series[str], records: pd.Series[str], tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    keys = {name: set(frame.iloc[:, 0]) for name, frame in tables.items()}
    found = [record in keys.get(name, ()) for name, record in zip(names, records, strict=True)]
    return pd.Series(found, index=names.index, dtype=bool)
