"""The import from the Office of the Historian, as a tool: what is new, changed or gone upstream, as proposed rows.

A row upstream is ours when its number is the ``historian_id`` of a stop, or when ``corrections`` says why it is none. Fields
that we corrected are compared with what ``corrections`` says that upstream says. The tool proposes; people decide and write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from slugify import slugify

from scripts.canonical import records_of, serialize
from scripts.gazetteer import find_places
from scripts.historian import HistorianRow, read_travels
from scripts.itinerary import Itinerary, Record, polity_on, tenure_on
from scripts.schema import Package, Table

WHOLE_ROW = "row"
READ_TABLES = ("stops", "trips", "stop_places", "places", "corrections", "countries", "secretaries")
COMPARED = {"start-date": "arrived_on", "end-date": "departed_on", "country": "country_label", "locale": "locality_label"}


@dataclass(frozen=True)
class Proposal:
    """One difference between upstream and our data, with the rows that would settle it (table, row)."""

    kind: str
    number: int
    what: str
    rows: tuple[tuple[Table, Record], ...] = ()

    def __str__(self) -> str:
        """For people: the difference, then each proposed row under the file in which it belongs."""
        lines = [f"{self.kind} {self.number}: {self.what}"]
        for table, record in self.rows:
            text = serialize(table, [[record.get(column, "") for column in table.columns]]).splitlines()[1]
            lines.append(f"  {table.path}: {text}")
        return "\n".join(lines)


def compare_with_upstream(package: Package, path: Path) -> list[Proposal]:
    """What separates our data from a checkout of HistoryAtState/travels at ``path``; nothing where all is accounted for.

    Raises UpstreamError for files that cannot be read.
    """
    upstream = read_travels(path)
    tables = {name: records_of(package, name) for name in READ_TABLES}
    stops = {int(stop["historian_id"]): stop for stop in tables["stops"] if stop["historian_id"]}
    corrections = {(int(row["historian_id"]), row["field"]): row for row in tables["corrections"]}
    persons = {trip["trip_id"]: trip["secretary_id"] for trip in tables["trips"]}
    slugs = {row["secretary_id"]: row["historian_slug"] for row in tables["secretaries"]}
    itinerary = Itinerary()
    for stop in tables["stops"]:
        itinerary.add(stop)

    known = {row.number for row in upstream}
    gone = {
        number: _where(number, stops) for number in stops.keys() | {number for number, _ in corrections} if number not in known
    }
    moved = {_printed(stops[number], corrections): number for number in gone if number in stops}
    proposals: list[Proposal] = []
    for row in upstream:
        dropped = corrections.get((row.number, WHOLE_ROW))
        if row.number in stops:
            stop = stops[row.number]
            proposals += _changes(row, stop, corrections, slugs[persons[stop["trip_id"]]])
        elif number := moved.get(_as_printed(row)):
            # Upstream has given out new numbers before (in 2022).
            what = f"{stops[number]['stop_id']} had the number {number}; set its historian_id to {row.number}"
            proposals.append(Proposal("renumbered", row.number, what))
            del gone[number]
        elif dropped is None:
            proposals.append(_propose(package, row, tables, itinerary))
        elif dropped["upstream_value"] != row.values[WHOLE_ROW]:
            what = f"we drop this row ({dropped['kind']}); it said {dropped['upstream_value']}, now {row.values[WHOLE_ROW]}"
            proposals.append(Proposal("changed", row.number, what))
    proposals += [Proposal("gone", number, what) for number, what in gone.items()]
    return sorted(proposals, key=lambda proposal: proposal.number)


def _changes(row: HistorianRow, stop: Record, corrections: Mapping[tuple[int, str], Record], person: str) -> list[Proposal]:
    """The fields in which a row that is one of our stops no longer says what it said when we read it."""
    found = []
    whole = corrections.get((row.number, WHOLE_ROW))
    for name, column in ({WHOLE_ROW: ""} if whole else COMPARED).items():
        was = _upstream_value(row.number, name, stop.get(column, ""), corrections)
        if was != row.values[name]:
            found.append(f"{name} was {was or 'empty'}, is now {row.values[name] or 'empty'}")
    if person != row.person:
        found.append(f"the Secretary was {person}, is now {row.person}")
    if stop["historian_digest"] != row.digest:
        found.append(f"the remark has changed; read it again and set historian_digest to {row.digest}")
    return [Proposal("changed", row.number, f"{stop['stop_id']}: {'; '.join(found)}")] if found else []


def _printed(stop: Record, corrections: Mapping[tuple[int, str], Record]) -> tuple[str, ...]:
    """What upstream printed for one of our stops, to know it again under another number."""
    number = int(stop["historian_id"])
    values = (_upstream_value(number, name, stop[column], corrections) for name, column in COMPARED.items())
    return (*values, stop["historian_digest"])


def _as_printed(row: HistorianRow) -> tuple[str, ...]:
    return (*(row.values[name] for name in COMPARED), row.digest)


def _upstream_value(number: int, name: str, ours: str, corrections: Mapping[tuple[int, str], Record]) -> str:
    """What upstream said in a field when we read it: what corrections says that it says, else what we hold."""
    correction = corrections.get((number, name))
    return correction["upstream_value"] if correction else ours


def _source_of(row: HistorianRow) -> str:
    return f"historian-travels-{row.person}"


def _where(number: int, stops: Mapping[int, Record]) -> str:
    if number in stops:
        return f"{stops[number]['stop_id']} has no row upstream any more; empty its historian_id, and find out why"
    return "corrections speaks of a row that upstream no longer has; delete the correction"


def _propose(package: Package, row: HistorianRow, tables: Mapping[str, Sequence[Record]], itinerary: Itinerary) -> Proposal:
    """The rows that would take a new upstream row into our data; what cannot be told is left empty."""
    secretary = tenure_on(tables["secretaries"], row.person, row.start_date)
    country = polity_on(tables["countries"], row.country_slug, row.start_date)
    source = _source_of(row)
    rows: list[tuple[Table, Record]] = []
    trip_id = itinerary.trip_of(secretary, row.start_date, row.end_date)
    before = itinerary.span(trip_id) if trip_id else None
    if trip_id is None:
        trip_id = f"{secretary}-{row.start_date}"
        trip = {
            "trip_id": trip_id,
            "secretary_id": secretary,
            "started_on": row.start_date.isoformat(),
            "ended_on": row.end_date.isoformat(),
            "source_id": source,
        }
        rows.append((package.tables["trips"], trip))
    stop = {
        "stop_id": itinerary.stop_id(trip_id, country),
        "trip_id": trip_id,
        "stop_order": str(len(itinerary.trips.get(trip_id, ())) + 1),
        "arrived_on": row.start_date.isoformat(),
        "departed_on": row.end_date.isoformat(),
        "date_basis": "historian",
        "country_id": country,
        "country_label": row.country,
        "locality_label": row.locale,
        "historian_id": str(row.number),
        "historian_digest": row.digest,
        "source_id": source,
    }
    itinerary.add(stop)
    rows.append((package.tables["stops"], stop))
    places = _places_of(row, country, tables)
    for order, place in enumerate(places, 1):
        if "name" in place:  # a place that we do not have yet
            rows.append((package.tables["places"], place))
        visit = {"stop_id": stop["stop_id"], "place_order": str(order), "place_id": place["place_id"], "source_id": source}
        rows.append((package.tables["stop_places"], visit))
    notes = [f"{row.file}, {row.values[WHOLE_ROW]}"]
    started, ended = itinerary.span(trip_id)
    if before and before != (started, ended):
        notes.append(f"the trip now runs from {started} to {ended}; set its dates and number its stops anew")
    if not secretary:
        notes.append(f"no tenure of {row.person} in secretaries")
    if not country:
        notes.append(f"no polity in countries has the Historian's slug {row.country_slug} on that day")
    missing = len(_names_in(row.locale)) - len(places)
    if missing or not places:
        notes.append(f"neither places nor GeoNames knows all of {row.locale or '(none)'}; add places and stop_places by hand")
    return Proposal("new", row.number, "; ".join(notes), tuple(rows))


def _places_of(row: HistorianRow, country_id: str, tables: Mapping[str, Sequence[Record]]) -> list[Record]:
    """The places of a row in order: those of an earlier stop with the same labels, else each name looked up by itself.

    A place that is new to us comes from GeoNames, the most populous of its name in the country: look at it before you take it.
    """
    for stop in tables["stops"]:
        if (stop["country_label"], stop["locality_label"]) == (row.country, row.locale):
            visits = [visit for visit in tables["stop_places"] if visit["stop_id"] == stop["stop_id"]]
            return [{"place_id": visit["place_id"]} for visit in sorted(visits, key=lambda visit: int(visit["place_order"]))]
    found = (_find_place(name, country_id, tables) for name in _names_in(row.locale))
    return [place for place in found if place]


def _find_place(name: str, country_id: str, tables: Mapping[str, Sequence[Record]]) -> Record | None:
    for place in tables["places"]:
        if place["present_country_id"] == country_id and name in (place["name"], *place["other_names"].split(" | ")):
            return {"place_id": place["place_id"]}
    codes = {country["country_id"]: country["iso_alpha3"] for country in tables["countries"]}
    candidates = find_places(name, codes.get(country_id, ""))
    if not candidates:
        return None
    best = candidates[0]
    return {
        "place_id": f"{slugify(best.name)}-{country_id}",
        "name": best.name,
        "kind": "city",
        "latitude": str(best.latitude),
        "longitude": str(best.longitude),
        "coordinate_precision": "locality",
        "present_country_id": country_id,
        "geonames_id": str(best.geonames_id),
        "other_names": name if name != best.name else "",
        "source_id": "geonames",
    }


def _names_in(locale: str) -> list[str]:
    """The localities that a label names; a region in brackets belongs to the name before it."""
    return [name for part in re.sub(r"\(.*?\)", "", locale).split(",") if (name := part.strip())]
