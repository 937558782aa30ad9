"""Each rule of schemas/*.py with one breach, planted in the real data, at which it speaks; and the real data keep them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from scripts.canonical import TableText, read_table
from scripts.check import Report
from scripts.meaning import check_meaning, frame_of
from scripts.problems import Severity
from scripts.rules import Rule, load_rules
from scripts.schema import Package, load_package
from tests.conftest import ROOT, CopiedPackage

RULES = {f"{rule.table} {rule.name}": rule for rule in load_rules(load_package(ROOT))}
TRIP, STOP = "blinken-2022-04-19", "blinken-2022-04-19-panama"
LONDON = "blinken-2021-05-03-united-kingdom"
CASE = "migration-protection-panama-city-2022"
ARRANGEMENT, PART = f"{CASE}-us-panama-arrangement", f"{CASE}-us-panama-arrangement-pathways"
SUMMIT = f"{CASE}-host-summit-americas"
MEMBER, JOINED_LATER = "alliance-for-development-in-democracy-costa-rica", "alliance-for-development-in-democracy-ecuador"
OUTSIDER = "brazil"
SHEET = "stl-news-2022-04-19-panama-fact-sheet"
CITATION = "series-migration-ministerials-americas-mire-2022-04-17-ministerial"
PROMISER = f"{CASE}-aim-integration-united-states-promiser"

Breach = Callable[[CopiedPackage], int]


def cells(table: str, key: str, **values: str) -> Breach:
    """These cells in the row with this key; the rule is to speak on its line."""
    return lambda copied: copied.set(table, key, **values)


def row(table: str, like: str | None = None, **values: str) -> Breach:
    """One more row, as a copy of ``like`` or empty, with these cells; the rule is to speak on its line."""
    return lambda copied: copied.add(table, like, **values)


def elsewhere(change: Breach, table: str, key: str) -> Breach:
    """The change, at which the rule is to speak of another row."""

    def plant(copied: CopiedPackage) -> int:
        change(copied)
        return list(copied.rows(table)).index(key) + 2

    return plant


def gone(table: str, key: str) -> Breach:
    """The row with this key deleted."""

    def plant(copied: CopiedPackage) -> int:
        copied.remove(table, key)
        return 0

    return plant


def in_turn(*changes: Breach) -> Breach:
    """One change after the other; the rule is to speak of the last."""
    return lambda copied: [change(copied) for change in changes][-1]


BREACHES: Mapping[str, Breach] = {
    "counterparts counterpart-was-met": row(
        "counterparts", "laurentino-cortizo-cohen", counterpart_id="somebody-else", name="Somebody Else"
    ),
    "counterparts counterpart-stands-for-a-country-or-an-organization": cells(
        "counterparts", "laurentino-cortizo-cohen", country_id=""
    ),
    "remark_clauses clause-that-tells-of-engagements-has-some": cells("remark_clauses", "4066-1", outcome="engagements"),
    "remark_clauses clause-is-read-by-somebody-unless-unread": cells("remark_clauses", "4066-1", read_by=""),
    "stops remark-of-the-historian-is-accounted-for": cells(
        "stops", "blinken-2023-10-12-saudi-arabia-2", historian_id="999999", historian_digest="9718bbcb58bf"
    ),
    "trips trip-ends-on-or-after-it-starts": cells("trips", TRIP, ended_on="2022-04-18"),
    "trips trip-lies-within-the-tenure": cells("trips", TRIP, started_on="2021-01-25"),
    "trips trip-runs-from-its-first-arrival-to-its-last-departure": cells("trips", TRIP, ended_on="2022-04-21"),
    "trips trip-is-named-after-its-secretary": cells("trips", TRIP, secretary_id="kerry"),
    "trips neighbouring-trips-are-not-one": elsewhere(
        cells("trips", TRIP, ended_on="2022-04-23"), "trips", "blinken-2022-04-24"
    ),
    "stops stop-ends-on-or-after-it-starts": cells("stops", STOP, departed_on="2022-04-18"),
    "stops stop-lies-within-its-trip": cells("stops", STOP, departed_on="2022-04-21"),
    "stops stops-are-numbered-in-the-order-of-arrival": cells("stops", STOP, stop_order="2"),
    "stops stop-follows-within-the-gap-of-one-trip": cells("stops", "blinken-2022-02-09-fiji", arrived_on="2022-02-14"),
    "stops stop-lies-within-the-period-of-its-polity": cells("stops", STOP, country_id="soviet-union"),
    "stops stops-of-one-secretary-overlap-by-at-most-a-day": cells("stops", "blinken-2022-02-09-fiji", arrived_on="2022-02-11"),
    "stops no-visit-stands-twice": row("stops", STOP, stop_id=f"{STOP}-2", stop_order="2"),
    "stops polity-agrees-with-its-places": cells("stops", STOP, country_id="colombia"),
    "stops stop-has-a-place": elsewhere(gone("stop_places", f"{STOP} 1"), "stops", STOP),
    "stops stop-is-named-after-its-trip": cells("stops", STOP, trip_id="blinken-2022-02-18"),
    "travel_claims only-visits-are-counted-by-country": cells(
        "travel_claims", "clinton-politico-countries", country_id="israel"
    ),
    "travel_claims counting-ends-on-or-after-it-begins": cells(
        "travel_claims", "all-washington-post-israel", counted_until="1988-01-01"
    ),
    "stop_places places-are-numbered-from-one": cells("stop_places", f"{STOP} 1", place_order="2"),
    "engagements date-and-precision-stand-together-happened": cells("engagements", f"{STOP}-cortizo", happened_precision=""),
    "engagements unknown-parts-of-a-date-are-first-days-happened": cells(
        "engagements", f"{STOP}-cortizo", happened_precision="month"
    ),
    "engagements counterpart-has-a-name": cells("engagements", f"{STOP}-cortizo", person_name=""),
    "engagements counterpart-is-of-a-country-of-that-day": cells("engagements", f"{STOP}-cortizo", country_id="soviet-union"),
    "engagements engagement-read-from-a-remark-names-its-clause": cells("engagements", f"{STOP}-cortizo", clause_order="9"),
    "engagements engagement-says-with-whom-or-what": cells("engagements", f"{STOP}-cortizo", person_name="", office=""),
    "engagements engagement-happens-during-the-stop": cells("engagements", f"{STOP}-cortizo", happened_on="2022-04-21"),
    "engagements ministerial-takes-place-during-the-stop": cells(
        "engagements", f"{STOP}-cortizo", stop_id="blinken-2022-02-09-fiji", ministerial_id=CASE
    ),
    "ministerials ministerial-ends-on-or-after-it-starts": cells("ministerials", CASE, ended_on="2022-04-18"),
    "ministerials only-a-virtual-ministerial-has-no-place": cells("ministerials", CASE, format="virtual"),
    "ministerials ministerial-has-a-host": elsewhere(
        in_turn(
            cells("participants", f"{CASE}-panama", role="participant"),
            cells("participants", f"{CASE}-united-states", role="participant"),
        ),
        "ministerials",
        CASE,
    ),
    "participants row-names-one-party": cells("participants", f"{CASE}-brazil", organization_id="caf"),
    "participants participant-exists-at-the-time": cells("participants", f"{CASE}-brazil", country_id="soviet-union"),
    "participants announced-party-is-not-attested": cells("participants", f"{CASE}-brazil", role="invited"),
    "commitments date-and-precision-stand-together-made": cells("commitments", SUMMIT, made_precision=""),
    "commitments unknown-parts-of-a-date-are-first-days-made": cells("commitments", SUMMIT, made_precision="month"),
    "commitments date-and-precision-stand-together-due": cells("commitments", SUMMIT, due_precision=""),
    "commitments unknown-parts-of-a-date-are-first-days-due": cells("commitments", SUMMIT, due_precision="year"),
    "commitments amount-has-currency-and-kind": cells("commitments", SUMMIT, amount="1000000"),
    "commitments commitment-has-a-promiser": elsewhere(
        cells("commitment_parties", PROMISER, role="beneficiary"), "commitments", f"{CASE}-aim-integration"
    ),
    "commitments commitment-is-due-after-it-is-made": cells("commitments", SUMMIT, due_on="2022-04-18"),
    "commitments due-date-has-a-basis": cells("commitments", SUMMIT, due_basis=""),
    "commitments dollars-stated-are-the-amount": cells(
        "commitments", SUMMIT, amount="1000000", currency="USD", amount_usd="1000", amount_usd_basis="stated"
    ),
    "commitments amount-of-a-billion-has-a-second-source": cells(
        "commitments",
        f"{CASE}-aim-integration",
        amount="1000000000",
        currency="USD",
        amount_qualifier="exactly",
        amount_period="total",
        amount_kind="new",
        amount_usd="1000000000",
        amount_usd_basis="stated",
    ),
    "commitments parent-has-a-relation": cells("commitments", PART, parent_relation=""),
    "commitments restated-pledge-names-what-it-restates": cells("commitments", PART, parent_relation="restates"),
    "commitment_parties row-names-one-party": cells("commitment_parties", PROMISER, country_id=""),
    "commitment_parties promiser-stands-among-the-participants": cells("commitment_parties", PROMISER, country_id="germany"),
    "commitment_events date-and-precision-stand-together-happened": cells(
        "commitment_events", f"{SUMMIT}-2022-06-10", happened_precision=""
    ),
    "commitment_events unknown-parts-of-a-date-are-first-days-happened": cells(
        "commitment_events", f"{SUMMIT}-2022-06-10", happened_precision="month"
    ),
    "commitment_events evidence-follows-the-promise": cells(
        "commitment_events", f"{SUMMIT}-2022-06-10", happened_on="2022-04-18"
    ),
    "secretaries secretary-leaves-after-entering": cells("secretaries", "blinken", left_on="2021-01-25"),
    "secretaries one-secretary-at-a-time": cells("secretaries", "blinken", entered_on="2021-01-19"),
    "countries date-and-precision-stand-together-began": cells("countries", "panama", began_precision=""),
    "countries unknown-parts-of-a-date-are-first-days-began": cells("countries", "panama", began_precision="month"),
    "countries date-and-precision-stand-together-ended": cells("countries", "soviet-union", ended_precision=""),
    "countries unknown-parts-of-a-date-are-first-days-ended": cells("countries", "soviet-union", ended_precision="year"),
    "countries polity-ends-after-it-begins": cells("countries", "soviet-union", ended_on="1922-12-30"),
    "countries dependency-has-a-sovereign": cells("countries", "hong-kong", sovereign_id=""),
    "countries bounding-box-is-whole": cells("countries", "panama", west_longitude=""),
    "countries historian-slug-means-one-polity-at-a-time": cells("countries", "russia", began_on="1991-12-25"),
    "places point-is-whole": cells("places", "panama-city-panama", longitude=""),
    "places point-lies-in-the-bounding-box-of-its-country": cells("places", "panama-city-panama", latitude="-8.9936"),
    "places place-is-used": row("places", "panama-city-panama", place_id="santiago-panama", name="Santiago"),
    "organizations date-and-precision-stand-together-founded": cells("organizations", "caf", founded_on="1970-06-08"),
    "organizations unknown-parts-of-a-date-are-first-days-founded": cells(
        "organizations", "caf", founded_on="1970-06-08", founded_precision="month"
    ),
    "organizations date-and-precision-stand-together-dissolved": cells("organizations", "caf", dissolved_precision="day"),
    "organizations unknown-parts-of-a-date-are-first-days-dissolved": cells(
        "organizations", "caf", dissolved_on="2025-06-01", dissolved_precision="year"
    ),
    "memberships date-and-precision-stand-together-joined": cells("memberships", MEMBER, joined_precision=""),
    "memberships unknown-parts-of-a-date-are-first-days-joined": cells("memberships", MEMBER, joined_precision="month"),
    "memberships date-and-precision-stand-together-left": cells("memberships", MEMBER, left_on="2024-01-01"),
    "memberships unknown-parts-of-a-date-are-first-days-left": cells(
        "memberships", MEMBER, left_on="2024-01-02", left_precision="month"
    ),
    "memberships member-leaves-after-joining": cells("memberships", MEMBER, left_on="2021-09-21", left_precision="day"),
    "memberships member-joins-after-the-founding": cells("memberships", MEMBER, joined_on="2021-09-21"),
    "memberships periods-of-one-member-do-not-overlap": row(
        "memberships", MEMBER, membership_id=f"{MEMBER}-2", joined_on="2023-01-01"
    ),
    "sources date-and-precision-stand-together-published": cells("sources", SHEET, published_precision=""),
    "sources unknown-parts-of-a-date-are-first-days-published": cells("sources", SHEET, published_precision="month"),
    "sources source-is-used": row("sources", SHEET, source_id="stl-news-unused", url="https://example.org/"),
    "sources reprint-names-the-original-publisher": cells("sources", SHEET, original_publisher=""),
    "sources source-is-read-after-it-is-published": cells("sources", SHEET, accessed_on="2022-04-18"),
    "sources address-is-not-listed-twice": row("sources", SHEET, source_id=f"{SHEET}-2"),
    "citations citation-supports-a-row": cells("citations", CITATION, record_id="migration-ministerials-asia"),
    "citations citation-names-a-further-source": cells("citations", CITATION, source_id="prensa-latina-2022-04-20-comisiones"),
    "corrections dropped-row-is-no-stop": cells("corrections", "4019-row", historian_id="4066"),
    "corrections correction-is-carried-out": cells("corrections", "1029-end-date", corrected_value="1974-05-29"),
    "corrections corrected-localities-are-places-of-the-stop": cells(
        "corrections", "1029-end-date", field="locale", corrected_value="Atlantis"
    ),
    "corrections duplicate-names-the-row-that-is-kept": cells("corrections", "4019-row", duplicate_of_historian_id=""),
    "exceptions exception-names-rows-that-are-there": cells("exceptions", "overlap-1004-1005", record_id="nowhere"),
    "exceptions overlap-exception-is-needed": cells("exceptions", "overlap-1004-1005", other_record_id=STOP),
    "coverage coverage-speaks-of-a-table": cells("coverage", "unsettled-1004", table_name="voyages"),
    "coverage coverage-ends-on-or-after-it-begins": cells("coverage", "unsettled-1004", ended_on="1974-01-10"),
    "retired_ids retired-key-is-not-used-again": row(
        "retired_ids", table_name="stops", retired_id=STOP, retired_on="2026-11-23", reason="Planted."
    ),
    "retired_ids replacement-is-there": row(
        "retired_ids",
        table_name="stops",
        retired_id="blinken-2022-04-19-nowhere",
        replacement_id="nowhere",
        retired_on="2026-11-23",
        reason="Planted.",
    ),
}


@pytest.fixture(scope="module")
def frames(texts: Mapping[str, TableText]) -> Mapping[str, pd.DataFrame]:
    """The real tables."""
    return {name: frame_of(text.table, text.rows) for name, text in texts.items()}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_speaks_at_the_line_of_its_breach(
    copied_package: CopiedPackage, package: Package, frames: Mapping[str, pd.DataFrame], name: str
) -> None:
    assert name in BREACHES, f"plant a breach of {name} in BREACHES"

    line = BREACHES[name](copied_package)

    changed = dict(frames)
    for table in package:
        if copied_package.path(table.name).read_bytes() != package.path_of(table).read_bytes():
            changed[table.name] = frame_of(table, read_table(copied_package.package, table).rows)
    before = spoken_lines(RULES[name], frames)
    assert RULES[name].severity is Severity.WARNING or before == []
    assert line in spoken_lines(RULES[name], changed)
    assert len(spoken_lines(RULES[name], changed)) == len(before) + 1


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_of_a_rule_that_is_there(name: str) -> None:
    assert name in RULES


@pytest.mark.parametrize("name", RULES)
def test_a_rule_states_what_holds_and_what_to_do(package: Package, name: str) -> None:
    rule = RULES[name]

    assert len(rule.statement.split()) >= 4
    assert rule.remedy
    assert rule.column in package.tables[rule.table].columns


def test_a_breach_is_told_as_a_problem_with_line_column_value_and_remedy(copied_package: CopiedPackage) -> None:
    line = copied_package.set("ministerials", CASE, format="virtual")
    package = copied_package.package

    texts = {table.name: read_table(package, table) for table in package}
    problems = [problem for problem in check_meaning(package, texts, ()).problems if problem.severity is Severity.ERROR]

    assert [str(problem) for problem in problems] == [
        f'data/ministerials.csv:{line} place_id "panama-city-panama": breaks the rule that a virtual ministerial has no place, '
        "every other has one; fill place_id or correct the format [only-a-virtual-ministerial-has-no-place]"
    ]


def test_a_rule_that_cannot_be_applied_is_told_as_a_fault_of_the_rule(
    texts: Mapping[str, TableText], package: Package, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop_is_fine(stops: pd.DataFrame) -> pd.Series[bool]:
        """A stop is fine.

        Never mind.
        """
        return stops["no_such_column"] == 1

    stop_is_fine.rule = ("stop_id", RULES["stops stop-has-a-place"].severity)  # type: ignore[attr-defined]
    monkeypatch.setattr("schemas.stops.stop_is_fine", stop_is_fine, raising=False)

    [problem] = [problem for problem in check_meaning(package, texts, ()).problems if problem.severity is Severity.ERROR]

    assert problem.rule == "rule-fault"
    assert "the rule cannot be applied to stops" in str(problem)


def test_warnings_are_not_more_than_allowed(report: Report) -> None:
    assert not [problem for problem in report.errors if problem.rule == "warnings-grew"]


def spoken_lines(rule: Rule, tables: Mapping[str, pd.DataFrame]) -> list[int]:
    """The lines of the rule's table at which it speaks."""
    holds = rule.holds(tables)
    return sorted(int(index) + 2 for index in holds.index[~holds])
