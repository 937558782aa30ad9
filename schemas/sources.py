"""What a document must mean."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scripts.rules import rule


@rule("source_id")
def source_is_used(sources: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """A source is the source of some row.

    Delete it, or add the row that rests on it.
    """
    used = {
        source
        for name, frame in tables.items()
        if name != "sources" and "source_id" in frame
        for source in frame["source_id"].dropna()
    }
    return sources["source_id"].isin(used)


@rule("original_publisher")
def reprint_names_the_original_publisher(sources: pd.DataFrame) -> pd.Series[bool]:
    """A reprint names the publisher of the original, and only a reprint does.

    Fill or empty original_publisher, or correct the kind.
    """
    return (sources["kind"] == "reprint") == sources["original_publisher"].notna()


@rule("accessed_on")
def source_is_read_after_it_is_published(sources: pd.DataFrame) -> pd.Series[bool]:
    """A source is read on or after the day of its publication.

    Correct one of the two dates.
    """
    return sources["published_on"].isna() | (sources["accessed_on"] >= sources["published_on"])


@rule("url")
def address_is_not_listed_twice(sources: pd.DataFrame) -> pd.Series[bool]:
    """No address is listed twice.

    Use the source that is there.
    """
    return sources["url"].isna() | ~sources["url"].duplicated()
