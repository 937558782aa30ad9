"""The import from the Office of the Historian, as a tool: what is new, changed or gone upstream, as proposed rows.

A row upstream is ours when its number is the ``historian_id`` of a stop, or when ``corrections`` says why it is none. Fields
that we corrected are compared with what ``corrections`` says that upstream says. The tool proposes; people decide and write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from scripts.canonical import read_table, serialize
from scripts.historian import HistorianRow, read_travels
from scripts.schema import Package, Table
from scripts.trip_rule import longest_gap_days

Record = Mapping[str, str]
WHOLE_ROW = "row"
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


@dataclass
class Itinerary:
    """The trips and stops of our data, growing while rows are proposed."""

    trips: dict[str, list[Record]] = field(default_factory=dict)
    stop_ids: set[str] = field(default_factory=set)

    def trip_of(self, secretary: str, arrived_on: date, departed_on: date) -> str | None:
        """The trip of this Secretary to which the grouping rule joins a stop of these days, if any."""
        for trip_id, stops in self.trips.items():
            if not trip_id.startswith(f"{secretary}-"):
                continue
            started = min(date.fromisoformat(stop["arrived_on"]) for stop in stops)
            ended = max(date.fromisoformat(stop["departed_on"]) for stop in stops)
            if arrived_on - ended <= timedelta(longest_gap_days(arrived_on)) and started - departed_on <= timedelta(
                longest_gap_days(started)
            ):
                return trip_id
        return None

    def add(self, stop: Record) -> None:
        """Take a stop into its trip."""
        self.trips.setdefault(stop["trip_id"], []).append(stop)
        self.stop_ids.add(stop["stop_id"])

    def stop_id(self, trip_id: str, country_id: str) -> str:
        """A key for one more stop in this country on this trip."""
        base = f"{trip_id}-{country_id or 'unknown'}"
        number = 2
        name = base
        while name in self.stop_ids:
            name = f"{base}-{number}"
            number += 1
        return name


def compare_with_upstream(package: Package, path: Path) -> list[Proposal]:
    """What separates our data from a checkout of HistoryAtState/travels at ``path``; nothing where all is accounted for.

    Raises UpstreamError for files that cannot be read.
    """
    upstream = read_travels(path)
    tables = {
        name: _records(package, name) for name in ("stops", "trips", "stop_places", "corrections", "countries", "secretaries")
    }
    stops = {int(stop["historian_id"]): stop for stop in tables["stops"] if stop["historian_id"]}
    corrections = {(int(row["historian_id"]), row["field"]): row for row in tables["corrections"]}
    persons = {trip["trip_id"]: trip["secretary_id"] for trip in tables["trips"]}
    slugs = {row["secretary_id"]: row["historian_slug"] for row in tables["secretaries"]}
    itinerary = Itinerary()
    for stop in tables["stops"]:
        itinerary.add(stop)

    proposals: list[Proposal] = []
    for row in upstream:
        dropped = corrections.get((row.number, WHOLE_ROW))
        if row.number in stops:
            stop = stops[row.number]
            proposals += _changes(row, stop, corrections, slugs[persons[stop["trip_id"]]])
        elif dropped is None:
            proposals.append(_propose(package, row, tables, itinerary))
        elif dropped["upstream_value"] != row.values[WHOLE_ROW]:
            what = f"we drop this row ({dropped['kind']}); it said {dropped['upstream_value']}, now {row.values[WHOLE_ROW]}"
            proposals.append(Proposal("changed", row.number, what))
    known = {row.number for row in upstream}
    gone = sorted((stops.keys() | {number for number, _ in corrections}) - known)
    proposals += [Proposal("gone", number, _where(number, stops)) for number in gone]
    return sorted(proposals, key=lambda proposal: proposal.number)


def polity_on(countries: Iterable[Record], slug: str, day: date) -> str:
    """Key of the polity that the Historian's ``slug`` means on a day; empty where there is none."""
    for country in countries:
        if slug in country["historian_slugs"].split(" ") and country["began_on"] <= day.isoformat() <= (
            country["ended_on"] or "9999"
        ):
            return country["country_id"]
    return ""


def tenure_on(secretaries: Iterable[Record], person: str, day: date) -> str:
    """Key of the tenure in which a person travelled on a day: the one that holds it, else the last; empty if unknown."""
    tenures = sorted((row for row in secretaries if row["historian_slug"] == person), key=lambda row: row["entered_on"])
    for tenure in tenures:
        if day.isoformat() <= (tenure["left_on"] or "9999"):
            return tenure["secretary_id"]
    return tenures[-1]["secretary_id"] if tenures else ""


def _records(package: Package, name: str) -> list[Record]:
    table = package.tables[name]
    return [dict(zip(table.columns, row, strict=True)) for row in read_table(package, table).rows]


def _changes(row: HistorianRow, stop: Record, corrections: Mapping[tuple[int, str], Record], person: str) -> list[Proposal]:
    """The fields in which a row that is one of our stops no longer says what it said when we read it."""
    found = []
    whole = corrections.get((row.number, WHOLE_ROW))
    for name, column in ({WHOLE_ROW: WHOLE_ROW} if whole else COMPARED).items():
        correction = corrections.get((row.number, name))
        was = correction["upstream_value"] if correction else stop[column]
        if was != row.values[name]:
            found.append(f"{name} was {was or 'empty'}, is now {row.values[name] or 'empty'}")
    if person != row.person:
        found.append(f"the Secretary was {person}, is now {row.person}")
    if stop["historian_digest"] != row.digest:
        found.append(f"the remark has changed; read it again and set historian_digest to {row.digest}")
    return [Proposal("changed", row.number, f"{stop['stop_id']}: {'; '.join(found)}")] if found else []


def _where(number: int, stops: Mapping[int, Record]) -> str:
    if number in stops:
        return f"{stops[number]['stop_id']} has no row upstream any more; empty its historian_id, and find out why"
    return "corrections speaks of a row that upstream no longer has; delete the correction"


def _propose(package: Package, row: HistorianRow, tables: Mapping[str, Sequence[Record]], itinerary: Itinerary) -> Proposal:
    """The rows that would take a new upstream row into our data; what cannot be told is left empty."""
    secretary = tenure_on(tables["secretaries"], row.person, row.start_date)
    country = polity_on(tables["countries"], row.country_slug, row.start_date)
    source = f"historian-travels-{row.person}"
    rows: list[tuple[Table, Record]] = []
    trip_id = itinerary.trip_of(secretary, row.start_date, row.end_date)
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
    places = _places_of(row, tables)
    for order, place in enumerate(places, 1):
        visit = {"stop_id": stop["stop_id"], "place_order": str(order), "place_id": place, "source_id": source}
        rows.append((package.tables["stop_places"], visit))
    notes = [f"{row.file}, {row.values[WHOLE_ROW]}"]
    if not secretary:
        notes.append(f"no tenure of {row.person} in secretaries")
    if not country:
        notes.append(f"no polity in countries has the Historian's slug {row.country_slug} on that day")
    if not places:
        notes.append(f"no stop so far has the localities {row.locale or '(none)'}; add places and stop_places by hand")
    return Proposal("new", row.number, "; ".join(notes), tuple(rows))


def _places_of(row: HistorianRow, tables: Mapping[str, Sequence[Record]]) -> list[str]:
    """The places that an earlier stop with the same labels has, in order."""
    for stop in tables["stops"]:
        if (stop["country_label"], stop["locality_label"]) == (row.country, row.locale):
            visits = [visit for visit in tables["stop_places"] if visit["stop_id"] == stop["stop_id"]]
            return [visit["place_id"] for visit in sorted(visits, key=lambda visit: int(visit["place_order"]))]
    return []
