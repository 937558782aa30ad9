"""What is new, for feed readers (Atom, RFC 4287).

The tables do not hold the day on which a row was entered. The nearest that they do hold is the day on which its source was
read, ``sources.accessed_on``; that is the day of an entry, and the feed says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from feedgenerator import Atom1Feed

from scripts.reading import rows

MOST_OF_A_KIND: Final = 50
DEFINITION: Final = (
    f"The trips, ministerials, commitments and pieces of evidence about commitments, at most {MOST_OF_A_KIND} of each, whose "
    "source was read last. The day of an entry is the day on which its source was read (accessed_on), since the data do not "
    "say when a row was entered; among rows of one day the newest events come first. Corrections of older rows are not told."
)
# Of each kind the key, a title, what it tells, the day of the fact, and the page on which it stands.
ROWS: Final = {
    "Trip": """
        SELECT
          trip_id AS row_id, secretary || ': ' || itinerary AS title,
          stops || CASE stops WHEN 1 THEN ' stop, ' ELSE ' stops, ' END || started_on || ' to ' || ended_on AS summary,
          started_on AS happened_on, 'trips/' || trip_id AS page, source_id
        FROM trips_with_countries
    """,
    "Ministerial": """
        SELECT
          ministerial_id AS row_id, ministerials.name AS title,
          coalesce(places.name || ', ', '')
            || substr(started_on, 1, CASE date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END) AS summary,
          started_on AS happened_on, 'ministerials/' || ministerial_id AS page, ministerials.source_id
        FROM ministerials
        LEFT JOIN places USING (place_id)
    """,
    "Commitment": """
        SELECT
          commitment_id AS row_id, summary AS title, 'Made at: ' || ministerials.name AS summary,
          made_on AS happened_on, 'commitments/' || commitment_id AS page, commitments.source_id
        FROM commitments
        JOIN ministerials USING (ministerial_id)
    """,
    "Evidence": """
        SELECT
          commitment_event_id AS row_id, replace(event_type, '_', ' ') || ': ' || commitments.summary AS title,
          'By ' || assessor || coalesce('; status after it: ' || replace(status_after, '_', ' '), '')
            || coalesce('. ' || commitment_events.note, '') AS summary,
          happened_on, 'commitments/' || commitment_id AS page, commitment_events.source_id
        FROM commitment_events
        JOIN commitments USING (commitment_id)
    """,
}


def new_rows_feed(connection: sqlite3.Connection, descriptor: Mapping[str, Any]) -> str:
    """The newest rows of ``connection``, the built database, as DEFINITION says; equal data give equal text.

    Links are relative to the address of the feed, ``/feeds/new.atom``; ids follow from the rows' keys, which never change.
    """
    entries = [(kind, row) for kind, select in ROWS.items() for row in rows(connection, _newest(select))]
    entries.sort(key=lambda entry: (entry[1]["accessed_on"], entry[1]["happened_on"] or ""), reverse=True)
    feed = Atom1Feed(
        title=f"{descriptor['title']}: new rows",
        link="../",
        feed_url="new.atom",
        feed_guid=_urn("feeds/new.atom"),
        description=DEFINITION,
        language="en",
        author_name=descriptor["contributors"][0]["title"],
        feed_copyright=descriptor["licenses"][0]["title"],
    )
    for kind, row in entries:
        source = f'<a href="{escape(row["url"])}">{escape(row["source"])}</a>' if row["url"] else escape(row["source"])
        feed.add_item(
            title=f"{kind}: {row['title']}",
            link=f"../{row['page']}",
            description=f"<p>{escape(row['summary'])}</p><p>Source: {source}</p>",
            unique_id=_urn(f"{kind}/{row['row_id']}"),
            updateddate=datetime.fromisoformat(row["accessed_on"]).replace(tzinfo=UTC),
            categories=[kind],
        )
    return str(feed.writeString("utf-8"))


def _newest(select: str) -> str:
    return f"""
        SELECT facts.*, sources.title AS source, sources.url, sources.accessed_on
        FROM ({select}) AS facts
        JOIN sources USING (source_id)
        ORDER BY sources.accessed_on DESC, facts.happened_on DESC, facts.row_id
        LIMIT {MOST_OF_A_KIND}
    """


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"statecraft/{name}").urn
