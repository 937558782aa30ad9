"""Adding rows by question and answer: the answers are real rows, the package a copy of the real one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import pytest

from scripts.__main__ import main
from scripts.add.answers import fault_of_answer
from scripts.add.dialogue import Dialogue
from scripts.add.nouns import NOUNS
from scripts.add.search import find_keys
from scripts.canonical import records_of
from scripts.schema import Package, load_package
from tests.conftest import CopiedPackage

TODAY = date(2026, 11, 25)
CASE = "migration-protection-panama-city-2022"
# As a person types them: a search, a key that is not there, a kind that is not in the list, a summary that is too long.
COMMITMENT = {
    "ministerial_id": ["? panama migration ministerial", "panama-ministerial", CASE],
    "kind": ["promise", "pledge"],
    "summary": ["x" * 241, "Panama will host a second meeting."],
    "instrument": ["statement"],
    "bindingness": ["declaratory"],
    "strength": ["firm"],
    "novelty": ["new"],
    "scope": ["national"],
    "action_type": ["host_or_convene"],
    "theme_id": ["migration"],
    "verifiability": ["verifiable"],
    "made_on": ["4/20/2022", "2022-04-20"],
    "made_precision": ["day"],
    "confidence": ["low"],
    "source_id": ["stl-news-2022-04-19-panama-fact-sheet", ""],
    "country_id": ["panama"],
    "role": ["promiser"],
}


class Person:
    """Answers by the name of the field, in turn; everything else stays empty or takes the proposal."""

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self.answers = {name: iter(given) for name, given in answers.items()}
        self.heard: list[str] = []

    def ask(self, question: str) -> str:
        name = question.removesuffix(": ").split(" ")[0]
        answers: Iterator[str] = self.answers.get(name, iter(()))
        return next(answers, "")


def test_a_commitment_with_its_party_is_asked_for_and_checked_while_typing(package: Package) -> None:
    person = Person(COMMITMENT)

    rows = Dialogue(package, person.ask, person.heard.append, TODAY).rows_of(NOUNS["commitment"])

    [commitment], [party] = rows["commitments"], rows["commitment_parties"]
    assert commitment["commitment_id"] == f"{CASE}-panama-will-host-a-second"
    assert commitment["made_on"] == "2022-04-20"
    assert party["commitment_party_id"] == f"{commitment['commitment_id']}-panama-promiser"
    assert party["source_id"] == commitment["source_id"]
    said = "\n".join(person.heard)
    assert f"{CASE}  Ministerial Conference on Migration and Protection" in said
    assert "no such key" in said
    assert "not in the list" in said
    assert "241 characters, more than 240; say it more shortly" in said
    assert 'a spreadsheet has changed it; write "2022-04-20"' in said


def test_the_verb_appends_rows_that_pass_all_checks(
    copied_package: CopiedPackage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: len(records_of(copied_package.package, name)) for name in ("commitments", "commitment_parties")}
    monkeypatch.setattr("builtins.input", Person(COMMITMENT).ask)

    status = main(["--root", str(copied_package.root), "add", "commitment"])

    assert status == 0
    assert "data/commitments.csv: 1 row added" in capsys.readouterr().out
    package = load_package(copied_package.root)
    assert {name: len(records_of(package, name)) - count for name, count in before.items()} == dict.fromkeys(before, 1)
    assert main(["--root", str(copied_package.root), "fmt", "--check"]) == 0
    assert copied_package.problems() == []


def test_rows_that_break_a_rule_are_kept_as_drafts_and_the_data_stay_as_they_were(
    copied_package: CopiedPackage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = copied_package.path("commitments").read_bytes()
    monkeypatch.setattr("builtins.input", Person({**COMMITMENT, "due_on": ["2022-05-01"], "due_precision": ["day"]}).ask)

    status = main(["--root", str(copied_package.root), "add", "commitment"])

    assert status == 1
    assert "due-date-has-a-basis" in capsys.readouterr().out
    assert copied_package.path("commitments").read_bytes() == before
    assert "Panama will host a second meeting." in (copied_package.root / "build/add/commitments.csv").read_text(
        encoding="utf-8"
    )


def test_leaving_early_writes_nothing(copied_package: CopiedPackage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("blinken\n"))
    before = copied_package.path("trips").read_bytes()

    assert main(["--root", str(copied_package.root), "add", "trip"]) == 1
    assert copied_package.path("trips").read_bytes() == before


def test_a_trip_asks_for_stops_and_places_and_a_new_source(package: Package) -> None:
    person = Person(
        {
            "secretary_id": ["rubio"],
            "started_on": ["2030-05-01"],
            "ended_on": ["2030-05-02"],
            "source_id": ["new"],
            "title": ["(A page that tells of the trip)"],
            "publisher": ["Example"],
            "url": ["https://example.org/trip"],
            "kind": ["press"],
            "language": ["en"],
            "arrived_on": ["2030-05-01"],
            "departed_on": ["2030-05-02"],
            "date_basis": ["attested"],
            "country_id": ["panama"],
            "country_label": ["Panama"],
            "place_id": ["panama-city-panama"],
        }
    )

    rows = Dialogue(package, person.ask, person.heard.append, TODAY).rows_of(NOUNS["trip"])

    assert list(rows) == ["sources", "trips", "stops", "stop_places"]
    assert rows["sources"][0]["accessed_on"] == "2026-11-25"
    assert rows["trips"][0]["trip_id"] == "rubio-2030-05-01"
    assert rows["stops"][0]["stop_id"] == "rubio-2030-05-01-panama"
    assert rows["stop_places"][0] | {"source_id": "", "note": ""} == {
        "stop_id": "rubio-2030-05-01-panama",
        "place_order": "1",
        "place_id": "panama-city-panama",
        "source_id": "",
        "note": "",
    }


@pytest.mark.parametrize(
    ("table", "field", "answer", "fault"),
    [
        pytest.param("commitments", "amount", "-1", "less than 0", id="a number below the least"),
        pytest.param("commitments", "currency", "Dollars", "does not match ^[A-Z]{3}$", id="a pattern"),
        pytest.param("commitments", "summary", "", "the field is required", id="an empty required field"),
        pytest.param("countries", "m49", "020", None, id="text that looks like a number"),
        pytest.param("commitments", "due_on", "", None, id="an empty optional field"),
    ],
)
def test_an_answer_is_held_against_the_schema(package: Package, table: str, field: str, answer: str, fault: str | None) -> None:
    found = fault_of_answer(package.tables[table].by_name[field], answer)
    assert (found.what if found else None) == fault


def test_keys_are_found_by_words(package: Package) -> None:
    offers = find_keys(records_of(package, "countries"), "country_id", "korea")
    assert {"north-korea", "south-korea"} <= {key for key, _ in offers}
