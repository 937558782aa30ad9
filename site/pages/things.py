"""The kinds of things that have a page, the parts that stand on the page of a thing, and the columns that hold their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Thing:
    """A kind of thing with pages ``/<table>/<key>``."""

    table: str
    key: str
    singular: str
    # SQL expression for the name of a row of the table.
    label: str
    # What else a reader may type who looks for it.
    alias: str = "NULL"


@dataclass(frozen=True)
class Part:
    """A kind of row that has no page of its own but a place on the page of a thing, marked with the row's key."""

    table: str
    key: str
    # SQL that gives for :id the table and the key of the thing on whose page it stands.
    whole: str


THINGS: Final = {
    thing.table: thing
    for thing in (
        Thing("trips", "trip_id", "trip", "trip_id"),
        Thing("secretaries", "secretary_id", "Secretary", "name"),
        Thing("countries", "country_id", "country", "name", "iso_alpha3"),
        Thing("places", "place_id", "place", "name", "other_names"),
        Thing("ministerials", "ministerial_id", "ministerial", "name"),
        Thing("series", "series_id", "series of meetings", "name"),
        Thing("organizations", "organization_id", "organization", "name", "abbreviation"),
        Thing("counterparts", "counterpart_id", "counterpart", "name"),
        Thing("commitments", "commitment_id", "commitment", "summary"),
        Thing("themes", "theme_id", "theme", "name"),
        Thing("sources", "source_id", "source", "title"),
    )
}

PARTS: Final = {
    part.table: part
    for part in (
        Part("stops", "stop_id", "SELECT 'trips' AS kind, trip_id AS key FROM stops WHERE stop_id = :id"),
        Part(
            "engagements",
            "engagement_id",
            "SELECT 'trips' AS kind, trip_id AS key FROM engagements JOIN stops USING (stop_id) WHERE engagement_id = :id",
        ),
        Part(
            "travel_claims",
            "travel_claim_id",
            "SELECT iif(secretary_id IS NULL, 'countries', 'secretaries') AS kind, coalesce(secretary_id, country_id) AS key"
            " FROM travel_claims WHERE travel_claim_id = :id",
        ),
        Part(
            "participants",
            "participant_id",
            "SELECT 'ministerials' AS kind, ministerial_id AS key FROM participants WHERE participant_id = :id",
        ),
        Part(
            "participant_claims",
            "participant_claim_id",
            "SELECT 'ministerials' AS kind, ministerial_id AS key FROM participant_claims WHERE participant_claim_id = :id",
        ),
        Part(
            "commitment_parties",
            "commitment_party_id",
            "SELECT 'commitments' AS kind, commitment_id AS key FROM commitment_parties WHERE commitment_party_id = :id",
        ),
        Part(
            "commitment_events",
            "commitment_event_id",
            "SELECT 'commitments' AS kind, commitment_id AS key FROM commitment_events WHERE commitment_event_id = :id",
        ),
        Part(
            "memberships",
            "membership_id",
            "SELECT 'organizations' AS kind, organization_id AS key FROM memberships WHERE membership_id = :id",
        ),
    )
}

# Columns whose name is not the key of the table that they point to. A promiser is a country or an organization.
POINTERS: Final = {
    "present_country_id": ("countries",),
    "sovereign_id": ("countries",),
    "successor_id": ("countries",),
    "promiser_id": ("countries", "organizations"),
    "party_id": ("countries", "organizations"),
    "parent_commitment_id": ("commitments",),
    "whole_id": ("commitments",),
    "status_source_id": ("sources",),
}
COLUMNS: Final = {thing.key: (thing.table,) for thing in THINGS.values()} | POINTERS
PART_COLUMNS: Final = {part.key: part.table for part in PARTS.values()}
