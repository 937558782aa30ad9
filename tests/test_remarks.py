"""The reading of the Historian's remarks: clause by clause, whom and what; what was read by hand; and how well it is read."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scripts.canonical import TableText
from scripts.remarks.acts import Act, read_clause
from scripts.remarks.clauses import split_remark
from scripts.remarks.measure import FIELDS, measure
from scripts.remarks.people import People
from scripts.remarks.reading import read_overrides, words_in_common
from scripts.remarks.vocabulary import FOLDER, REGION, Scene, Vocabulary
from scripts.remarks.writing import load_words, write_engagements
from scripts.schema import Package
from tests.conftest import ROOT, CopiedPackage

PARIS = Scene("france", date(1974, 7, 4))
ROME = Scene("italy", date(2013, 2, 27))
TURIN = Scene("italy", date(1990, 5, 3))
MOSCOW = Scene("soviet-union", date(1990, 9, 10))
SAMPLE = ROOT / "tests" / "remark_sample.csv"


def words(name: str) -> list[dict[str, str]]:
    """The rows of one table of the vocabulary."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def records(texts: Mapping[str, TableText], table: str) -> list[dict[str, str]]:
    """The rows of a table as dictionaries."""
    text = texts[table]
    return [dict(zip(text.table.columns, row, strict=True)) for row in text.rows]


def brief(act: Act) -> str:
    """An act in one line: kind, name, office, country, organization, event and topic, as far as told."""
    return " / ".join(
        value
        for value in (
            act.kind,
            act.person_name,
            act.office,
            act.country_id,
            act.organization_id and f"[{act.organization_id}]",
            act.event_name and f"'{act.event_name}'",
            act.topic and f"({act.topic})",
        )
        if value
    )


@pytest.fixture(scope="module")
def vocabulary(package: Package) -> Vocabulary:
    """The words of the remarks, with the polities of our data."""
    return load_words(package)


@pytest.mark.parametrize(
    ("remark", "clauses"),
    [
        ("Met with President A; signed a treaty.", ["Met with President A", "signed a treaty"]),
        (
            "Left U.S. July 4. Returned to the U.S. Returned May 4.",
            ["Left U.S. July 4", "Returned to the U.S.", "Returned May 4"],
        ),
        ("Met with F.W. de Klerk and visited a school.", ["Met with F.W. de Klerk", "visited a school"]),
        (
            "Attended a conference convened by Egypt and hosted by Jordan.",
            ["Attended a conference convened by Egypt and hosted by Jordan"],
        ),
        ("Attended and addressed the Forum.", ["Attended the Forum", "addressed the Forum"]),
        ("In Prague, met with President Pavel.", ["In Prague, met with President Pavel"]),
        ("", []),
    ],
)
def test_a_remark_falls_into_a_clause_for_each_verb(vocabulary: Vocabulary, remark: str, clauses: list[str]) -> None:
    found = split_remark(remark, vocabulary)

    assert [clause.text for clause in found] == clauses
    assert [clause.order for clause in found] == list(range(1, len(clauses) + 1))


@pytest.mark.parametrize(
    ("scene", "clause", "acts"),
    [
        (PARIS, "Met with President Giscard d'Estaing and Foreign Minister Sauvagnargues",
         ["met / Giscard d'Estaing / head_of_state / france", "met / Sauvagnargues / foreign_minister / france"]),
        (ROME, "Met with the Foreign Ministers of Egypt, Jordan, and the Gulf Cooperation Council",
         ["met / foreign_minister / egypt", "met / foreign_minister / jordan", "met / foreign_minister / [gcc]"]),
        (ROME, "Met with the British and French Foreign Ministers",
         ["met / foreign_minister / united-kingdom", "met / foreign_minister / france"]),
        (ROME, "Met with NATO Secretary General Anders Fogh Rasmussen",
         ["met / Anders Fogh Rasmussen / international_organization_head / [nato]"]),
        (ROME, "Met with the Russian Foreign and Defense Ministers to discuss Kosovo",
         ["met / foreign_minister / russia / (Kosovo)", "met / defense_minister / russia / (Kosovo)"]),
        (ROME, "Met with U.S. and Italian officials", ["met / delegation / united-states", "met / delegation / italy"]),
        (ROME, "Met with Deputy Prime Minister and Minister of Foreign Affairs and Expatriates Ayman Safadi",
         ["met / Ayman Safadi / foreign_minister / italy"]),
        (ROME, "Met with King Abdullah II of Jordan and former President Shimon Peres",
         ["met / Abdullah II / monarch / jordan", "met / Shimon Peres / former_leader / italy"]),
        (ROME, "Met with the Foreign Ministers of the Baltic States", ["met / foreign_minister"]),
        (MOSCOW, "Discussed arms with Foreign Minister Shevardnadze and West German Chancellor Kohl",
         ["met / Shevardnadze / foreign_minister / soviet-union / (Arms)",
          "met / Kohl / head_of_government / germany / (Arms)"]),
        (MOSCOW, "Discussed normalization of relations with Vietnamese Foreign Minister Thach",
         ["met / Thach / foreign_minister / vietnam / (Normalization of relations)"]),
        (ROME, "Discussed the crisis in Libya", ["held_talks / (Crisis in Libya)"]),
        (ROME, "Attended NATO and EEC Ministerial Meetings",
         ["attended / [nato] / 'NATO Ministerial Meeting'",
          "attended / [european-union] / 'EEC Ministerial Meeting'"]),
        (ROME, "Attended the funeral of Pope Pius XII", ["attended / italy / 'Funeral of Pope Pius XII'"]),
        (ROME, "Attended a meeting of the U.S.-Mexico Binational Commission",
         ["attended / mexico / 'Meeting of the U.S.-Mexico Binational Commission'"]),
        (ROME, "Attended the Malta Conference with British Foreign Secretary Eden",
         ["attended / 'Malta Conference'", "met / Eden / foreign_minister / united-kingdom"]),
        (TURIN, "Accompanied President Bush to a meeting with Soviet President Gorbachev and to a NATO Summit Meeting",
         ["accompanied_president / Bush / head_of_state / united-states",
          "met / Gorbachev / head_of_state / soviet-union", "attended / [nato] / 'NATO Summit Meeting'"]),
        (ROME, "Accompanied President Carter on a State visit",
         ["accompanied_president / Carter / head_of_state / united-states / 'State visit'"]),
        (ROME, "Addressed the National Assembly", ["addressed / italy / 'National Assembly'"]),
        (ROME, "Signed a consular convention", ["signed / 'Consular convention'"]),
        (ROME, "Overnight stop en route to Moscow", ["transit"]),
        (ROME, "Vacation trip for health reasons", ["private"]),
        (ROME, "Dedicated the Peace Monument", ["ceremony / 'Dedication of the Peace Monument'"]),
        (ROME, "Returned to Washington March 3", []),
    ],
)  # fmt: skip
def test_a_clause_tells_of_its_acts(vocabulary: Vocabulary, scene: Scene, clause: str, acts: list[str]) -> None:
    found = read_clause(clause, scene, vocabulary)

    assert found is not None
    assert [brief(act) for act in found] == acts


@pytest.mark.parametrize("clause", ["Met with the Flat Earth Society", "Juggled", "Met with President Bush and Bono"])
def test_a_clause_that_no_rule_reads_is_not_guessed_at(vocabulary: Vocabulary, clause: str) -> None:
    assert read_clause(clause, ROME, vocabulary) is None


@pytest.mark.parametrize(
    ("name", "country", "organization", "office", "year", "counterpart"),
    [
        ("Arafat", "", "plo", "international_organization_head", 1993, "yasser-arafat"),
        ("Arafat", "palestinian-authority", "", "head_of_state", 2000, "yasser-arafat"),
        ("Arafat", "egypt", "", "head_of_state", 2000, "yasser-arafat"),
        ("Bush", "united-states", "", "head_of_state", 1991, "george-h-w-bush"),
        ("Bush", "united-states", "", "head_of_state", 2005, "george-w-bush"),
        ("Assad", "syria", "", "head_of_state", 1974, "hafez-assad"),
        ("Assad", "syria", "", "head_of_state", 2003, "bashar-assad"),
        ("Schroeder", "germany", "", "foreign_minister", 1962, "schroeder-germany-1962"),
        ("Schroeder", "germany", "", "head_of_government", 2001, "schroeder-germany-2001"),
        ("Sergei Lavrov", "russia", "", "foreign_minister", 2027, "sergey-lavrov"),
        ("Gromyko", "soviet-union", "", "foreign_minister", 1912, None),
        ("Nobody", "france", "", "foreign_minister", 2001, None),
    ],
)
def test_spellings_of_one_person_are_joined_and_two_persons_of_one_name_are_not(
    name: str, country: str, organization: str, office: str, year: int, counterpart: str | None
) -> None:
    found = People().find(name, country, organization, office, year)

    assert (found and found.counterpart_id) == counterpart


def test_every_clause_of_every_remark_is_read_or_listed_as_unread(texts: Mapping[str, TableText]) -> None:
    clauses = records(texts, "remark_clauses")
    outcomes = Counter(clause["outcome"] for clause in clauses)
    stops = {stop["stop_id"] for stop in records(texts, "stops") if stop["historian_id"]}

    assert {clause["stop_id"] for clause in clauses} == stops
    assert outcomes["unread"] <= 1
    assert outcomes["engagements"] > 4000


def test_the_data_are_what_the_remarks_say_today(copied_package: CopiedPackage, upstream_path: Path) -> None:
    before = {name: copied_package.path(name).read_bytes() for name in ("engagements", "remark_clauses")}

    written = write_engagements(copied_package.package, upstream_path)

    assert written.faults == ()
    assert {name: copied_package.path(name).read_bytes() for name in before} == before


def test_a_changed_remark_is_read_anew_and_leaves_its_override_unused(
    copied_package: CopiedPackage, upstream_path: Path, tmp_path: Path
) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(upstream_path, checkout)
    file = checkout / "secretary-travels" / "kerry-john-forbes.xml"
    text = file.read_text(encoding="utf-8")
    changed, count = re.subn(r"(?<=\. )First\s+visit\s+of[^.]*?\s+Antarctica", "Hummed a tune", text)
    assert count == 1
    file.write_text(changed, encoding="utf-8")

    written = write_engagements(copied_package.package, checkout)

    assert [fault for fault in written.faults if "reads a clause that is not there: 3711" in fault]
    assert copied_package.rows("remark_clauses")["3711-2"]["outcome"] == "unread"
    assert copied_package.rows("engagements")["blinken-2022-04-19-panama-cortizo"]["basis"] == "attested"


def test_what_was_read_by_hand_speaks_the_language_of_the_data(package: Package, texts: Mapping[str, TableText]) -> None:
    fields = package.tables["engagements"].by_name
    countries = {row["country_id"] for row in records(texts, "countries")}
    organizations = {row["organization_id"] for row in records(texts, "organizations")}
    numbers = {stop["historian_id"] for stop in records(texts, "stops")}

    for (number, _), override in read_overrides().items():
        assert str(number) in numbers
        assert override.outcome in package.tables["remark_clauses"].by_name["outcome"].enum
        assert bool(override.acts) == (override.outcome == "engagements")
        for act in override.acts:
            assert act.kind in fields["kind"].enum
            assert act.office in {"", *fields["office"].enum}
            assert act.country_id in {"", *countries}
            assert act.organization_id in {"", *organizations}


def test_the_vocabulary_uses_the_keys_of_the_data(package: Package, texts: Mapping[str, TableText]) -> None:
    keys = {
        name: {next(iter(row.values())) for row in records(texts, name)}
        for name in ("countries", "organizations", "counterparts", "series", "ministerials", "stops")
    }
    offices = set(package.tables["engagements"].by_name["office"].enum)

    assert {row["office"] for name in ("titles.csv", "groups.csv") for row in words(name)} <= offices
    assert {row["country_id"] for row in words("demonyms.csv")} <= keys["countries"]
    assert {row["organization_id"] for row in words("bodies.csv")} - {REGION} <= keys["organizations"]
    assert {row["counterpart_id"] for row in words("people.csv")} - {""} <= keys["counterparts"]
    assert {row["series_id"] for row in words("series.csv")} <= keys["series"]
    assert {row["ministerial_id"] for row in words("meetings.csv")} - {""} <= keys["ministerials"]
    assert {row["stop_id"] for row in words("meetings.csv")} <= keys["stops"]
    for name in ("titles.csv", "groups.csv", "bodies.csv", "misprints.csv", "own_words.csv"):
        first = [next(iter(row.values())) for row in words(name)]
        assert len(first) == len(set(first)), name


def test_words_in_common_counts_the_longest_run() -> None:
    assert words_in_common("the quick brown fox", "A quick brown dog and the quick brown fox.") == 4
    assert words_in_common("Middle East", "Peace in the Near East") == 1
    assert words_in_common("", "anything") == 0


def test_the_published_measure_is_what_the_sample_gives(texts: Mapping[str, TableText]) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        sample = list(csv.DictReader(file))
    numbers = {stop["stop_id"]: stop["historian_id"] for stop in records(texts, "stops")}
    read = [{**row, "historian_id": numbers[row["stop_id"]]} for row in records(texts, "engagements") if row["clause_order"]]
    codebook = (ROOT / "CODEBOOK.md").read_text(encoding="utf-8")

    for score in measure(sample, read):
        line = f"| `{score.field}` | {score.in_sample} | {score.read} | {score.precision:.1f} | {score.recall:.1f} |"
        assert line in codebook, f"write into CODEBOOK.md: {line}"
    assert {score.field for score in measure(sample, read)} == set(FIELDS)
