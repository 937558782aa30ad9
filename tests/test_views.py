"""The counting rules: each view on the real data, with rows planted where the real ones do not yet show the case."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scripts.canonical import read_table
from scripts.database import fill
from tests.conftest import CopiedPackage

CASE = "migration-protection-panama-city-2022"
HOSTING = f"{CASE}-host-summit-americas"
WORKING_TABLE = f"{CASE}-working-table"

Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def planted(copied_package: CopiedPackage) -> Iterator[Query]:
    """A function that answers a query on the copy as it stands when first asked."""
    with closing(sqlite3.connect(":memory:")) as connection:

        def query(sql: str) -> list[tuple[Any, ...]]:
            package = copied_package.package
            if not connection.execute("SELECT * FROM sqlite_master").fetchall():
                assert fill(connection, package, {table.name: read_table(package, table) for table in package}) == []
            return connection.execute(sql).fetchall()

        yield query


@pytest.fixture
def real(database_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database_path)) as connection:
        yield connection


def test_every_stop_counts_once_for_its_polity_then(real: sqlite3.Connection) -> None:
    [(visits,)] = real.execute("SELECT sum(visits) FROM visits_by_polity_then")
    [(stops,)] = real.execute("SELECT count(*) FROM stops")
    assert visits == stops


def test_havana_of_1866_counts_for_spain_then_and_for_cuba_now(real: sqlite3.Connection) -> None:
    [(then,)] = real.execute("SELECT first_visit_on FROM visits_by_polity_then WHERE country_id = 'spain'")
    [(now,)] = real.execute("SELECT first_visit_on FROM visits_by_country_now WHERE country_id = 'cuba'")
    assert (then, now) == ("1866-01-20", "1866-01-20")


def test_a_stop_with_two_places_in_one_country_counts_once_for_it(real: sqlite3.Connection) -> None:
    [(visits, places)] = real.execute(
        """
        SELECT (SELECT visits FROM visits_by_country_now WHERE country_id = 'israel'), count(*)
        FROM stop_places JOIN places USING (place_id) WHERE present_country_id = 'israel'
        """
    )
    assert visits < places


def test_stops_visits_and_trips_are_counted_side_by_side(real: sqlite3.Connection) -> None:
    def counts(where: str) -> tuple[int, int, int, int]:
        [row] = real.execute(f"SELECT stops, visits, trips, days_there FROM visits_by_rule WHERE {where}")
        return row

    # A return on the same trip is a second stop, but one trip.
    stops, visits, trips, days = counts("secretary_id = 'christopher' AND country_id = 'israel'")
    assert (stops, visits, trips) == (34, 34, 20)
    assert trips < days <= 143
    # Refuelling in Kuwait (2005-05) and Ireland is a stop, but no visit.
    stops, visits, _, _ = counts("secretary_id = 'rice' AND country_id = 'ireland'")
    assert stops - visits == 2
    [(total, stops)] = real.execute("SELECT (SELECT sum(stops) FROM visits_by_rule), (SELECT count(*) FROM stops)")
    assert total == stops


def test_published_counts_stand_beside_ours(real: sqlite3.Connection) -> None:
    beside = dict(
        real.execute(
            "SELECT travel_claim_id, claimed || '/' || visits FROM travel_claims_beside_counts WHERE counted = 'visits'"
        )
    )
    assert beside["christopher-washington-post-israel"] == "34/34"
    days = "SELECT claimed, days_abroad FROM travel_claims_beside_counts WHERE travel_claim_id = ?"
    [(claimed, ours)] = real.execute(days, ["blinken-state-2023-12-travel-days"])
    assert claimed == 283
    assert ours < claimed  # days of leaving and reaching home are not ours


def test_days_abroad_are_counted_with_both_ends(real: sqlite3.Connection) -> None:
    [(days,)] = real.execute("SELECT days_abroad FROM trips_with_countries WHERE trip_id = 'blinken-2022-04-19'")
    assert days == 2


def test_days_abroad_of_a_secretary_are_those_of_the_trips(real: sqlite3.Connection) -> None:
    assert (
        real.execute("SELECT secretary, days_abroad FROM days_abroad ORDER BY secretary").fetchall()
        == real.execute(
            "SELECT secretary, sum(days_abroad) FROM trips_with_countries GROUP BY secretary ORDER BY secretary"
        ).fetchall()
    )


def test_the_newest_evidence_that_speaks_of_status_decides(copied_package: CopiedPackage, planted: Query) -> None:
    event = {"like": f"{HOSTING}-2022-06-10", "commitment_id": WORKING_TABLE}
    copied_package.add(
        "commitment_events", **event, commitment_event_id="a", happened_on="2022-07-01", status_after="fulfilled"
    )
    copied_package.add("commitment_events", **event, commitment_event_id="b", happened_on="2023-01-01", status_after="reversed")
    copied_package.add("commitment_events", **event, commitment_event_id="c", happened_on="2024-01-01", status_after="")

    status = planted(f"SELECT status, status_on, events FROM commitment_status WHERE commitment_id = '{WORKING_TABLE}'")

    assert status == [("reversed", "2023-01-01", 3)]


def test_a_commitment_without_evidence_is_unassessed(real: sqlite3.Connection) -> None:
    status = real.execute("SELECT status, events FROM commitment_status WHERE commitment_id = ?", (WORKING_TABLE,)).fetchall()
    assert status == [("unassessed", 0)]


def test_a_due_date_that_has_passed_without_fulfilment_is_overdue(copied_package: CopiedPackage, planted: Query) -> None:
    copied_package.set("commitments", WORKING_TABLE, due_on="2022-05-01", due_precision="day", due_basis="stated")

    overdue = planted(f"SELECT commitment_id FROM commitment_status WHERE is_overdue AND commitment_id LIKE '{CASE}%'")

    assert overdue == [(WORKING_TABLE,)]


def test_the_roster_is_that_of_the_first_day_and_says_whom_a_source_names(
    copied_package: CopiedPackage, planted: Query
) -> None:
    alliance = "alliance-for-development-in-democracy"
    copied_package.set("series", "migration-ministerials-americas", organization_id=alliance)
    copied_package.add(
        "memberships",
        like=f"{alliance}-panama",
        membership_id="x",
        country_id="chile",
        left_on="2022-01-01",
        left_precision="day",
    )
    left_before = {"membership_id": "x", "country_id": "chile", "left_on": "2022-01-01", "left_precision": "day"}
    copied_package.add("memberships", like=f"{alliance}-panama", **left_before)
    copied_package.add("memberships", like=f"{alliance}-panama", membership_id="y", country_id="haiti")

    roster = planted(
        f"SELECT country_id, is_named, basis FROM expected_roster WHERE ministerial_id = '{CASE}' ORDER BY country_id"
    )

    assert roster == [
        ("costa-rica", 1, "roster"),
        ("dominican-republic", 1, "roster"),
        ("haiti", 0, "roster"),
        ("panama", 1, "roster"),
    ]


MONEY = {"currency": "USD", "amount_qualifier": "exactly", "amount_period": "total", "amount_usd_basis": "stated"}
LEFT_OUT = {
    "a part of a total": {"amount_kind": "new", "parent_commitment_id": HOSTING, "parent_relation": "part_of"},
    "a repeat": {
        "amount_kind": "new",
        "parent_commitment_id": HOSTING,
        "parent_relation": "restates",
        "kind": "restated_pledge",
    },
    "a running total": {"amount_kind": "cumulative"},
    "an earlier announcement": {"amount_kind": "previously_announced"},
    "a request to a legislature": {"amount_kind": "requested"},
}


@pytest.mark.parametrize("cells", LEFT_OUT.values(), ids=LEFT_OUT)
def test_no_dollar_is_counted_twice(copied_package: CopiedPackage, planted: Query, cells: dict[str, str]) -> None:
    copied_package.set(
        "commitments", HOSTING, **MONEY, amount="100", amount_usd="100", amount_kind="new", kind="pledge", novelty="new"
    )
    copied_package.set("commitments", WORKING_TABLE, **MONEY, amount="40", amount_usd="40", **cells)

    pledged = planted(f"SELECT commitment_id, amount_usd, promisers FROM money_pledged WHERE ministerial_id = '{CASE}'")

    assert pledged == [(HOSTING, 100.0, 1)]


def test_a_promise_of_two_counts_whole_for_each_and_says_so(copied_package: CopiedPackage, planted: Query) -> None:
    copied_package.set("commitments", WORKING_TABLE, **MONEY, amount="40", amount_usd="40", amount_kind="new")

    pledged = planted(
        f"SELECT promiser_id, amount_usd, promisers FROM money_pledged WHERE ministerial_id = '{CASE}' ORDER BY promiser_id"
    )

    assert pledged == [("panama", 40.0, 2), ("united-states", 40.0, 2)]


@pytest.mark.parametrize(
    ("meetings", "millions"),
    [
        # The U.S. six billion contain the five; the 19.97 billion are the conference's running total.
        ("our-ocean-conference-panama-city-2023", {"united-states": 6000}),
        # Sixty billion euros are the host's sum and contain the fifty of the Union.
        ("ukraine-recovery-conference-london-2023", {"united-kingdom": 3000, "united-states": 1300}),
        # The seven billion are told as a sum of nine countries; those who are named count, with what they gave.
        (
            "board-of-peace-washington-2026",
            {
                "fifa": 75,
                "kuwait": 1000,
                "qatar": 1000,
                "saudi-arabia": 1000,
                "united-arab-emirates": 1200,
                "united-states": 10000,
            },
        ),
        # 200 million for the mission are a running total.
        ("haiti-security-mission-rio-de-janeiro-2024", {}),
        ("haiti-security-new-york-2024", {"united-states": 160}),
        ("los-angeles-declaration-lima-2022", {"united-states": 240}),
    ],
)
def test_no_dollar_counts_twice_where_totals_and_parts_are_told(
    real: sqlite3.Connection, meetings: str, millions: dict[str, int]
) -> None:
    told = real.execute("SELECT count(*) FROM commitments WHERE ministerial_id = ?", (meetings,)).fetchone()
    counted = real.execute(
        "SELECT promiser_id, sum(amount_usd) / 1000000 FROM money_pledged WHERE ministerial_id = ? GROUP BY promiser_id",
        (meetings,),
    ).fetchall()

    assert told[0] > 0
    assert dict(counted) == millions
