"""The Historian's record: each row accounted for, its places known, its sentences not copied; and the tool that follows it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.canonical import TableText
from scripts.historian import UpstreamError, read_travels
from scripts.remarks.writing import write_engagements
from scripts.schema import Package
from scripts.upstream import Proposal, compare_with_upstream
from tests.conftest import ROOT, CopiedPackage

DROPPED = ("duplicate", "not_held", "merged")
WORDS_IN_A_ROW = 12
TILLERSON = "tillerson-rex-w.xml"


def records(texts: Mapping[str, TableText], table: str) -> list[dict[str, str]]:
    """The rows of a table as dictionaries."""
    text = texts[table]
    return [dict(zip(text.table.columns, row, strict=True)) for row in text.rows]


def upstream_ids() -> list[int]:
    """The Historian's numbers at the pinned commit."""
    lines = (ROOT / "tests" / "historian_ids.txt").read_text(encoding="utf-8").splitlines()
    return [int(line) for line in lines if not line.startswith("#")]


def test_every_row_of_the_historian_is_a_stop_or_dropped_for_a_reason(texts: Mapping[str, TableText]) -> None:
    kept = [int(stop["historian_id"]) for stop in records(texts, "stops") if stop["historian_id"]]
    dropped = {int(row["historian_id"]) for row in records(texts, "corrections") if row["kind"] in DROPPED}

    assert len(upstream_ids()) == 3439
    assert sorted([*kept, *dropped]) == upstream_ids()


@pytest.mark.parametrize(("dropped", "kept"), [(3994, 4021), (4019, 3992), (4020, 3993)])
def test_a_known_duplicate_is_dropped_once(texts: Mapping[str, TableText], dropped: int, kept: int) -> None:
    stops = {stop["historian_id"] for stop in records(texts, "stops")}
    [correction] = [row for row in records(texts, "corrections") if row["historian_id"] == str(dropped)]

    assert (correction["kind"], correction["duplicate_of_historian_id"]) == ("duplicate", str(kept))
    assert str(kept) in stops
    assert str(dropped) not in stops


def test_powell_in_jerusalem_with_the_remark_of_santiago_is_in_the_ledger(texts: Mapping[str, TableText]) -> None:
    [stop] = [stop for stop in records(texts, "stops") if stop["historian_id"] == "1430"]
    [correction] = [row for row in records(texts, "corrections") if row["historian_id"] == "1430"]

    assert (stop["country_id"], stop["locality_label"], stop["arrived_on"]) == ("israel", "Jerusalem", "2004-11-21")
    assert correction["kind"] in ("wrong_remark", "wrong_place", "wrong_country", "duplicate")
    assert "1429" in correction["reason"]


def test_nearly_all_stops_have_a_place_with_coordinates(texts: Mapping[str, TableText]) -> None:
    located = {place["place_id"] for place in records(texts, "places") if place["latitude"]}
    stops = {stop["stop_id"] for stop in records(texts, "stops")}
    found = {visit["stop_id"] for visit in records(texts, "stop_places") if visit["place_id"] in located}

    assert len(found) / len(stops) >= 0.99


# Of the 340 rows with a comma in their localities some name one city with its district.
ONE_CITY = {"Mexico, D.F.": "Mexico City"}


def test_localities_that_name_several_cities_have_as_many_ordered_places(texts: Mapping[str, TableText]) -> None:
    visits = Counter(visit["stop_id"] for visit in records(texts, "stop_places"))
    corrected = {row["historian_id"] for row in records(texts, "corrections") if row["field"] == "locale"}
    named = {
        stop["stop_id"]: cities_of(stop["locality_label"]).count(",") + 1
        for stop in records(texts, "stops")
        if "," in stop["locality_label"] and stop["historian_id"] not in corrected
    }

    assert len(named) >= 335
    assert {stop_id: visits[stop_id] for stop_id in named} == named


def cities_of(label: str) -> str:
    """The label with one name for each city."""
    for printed, city in ONE_CITY.items():
        label = label.replace(printed, city)
    return label


def test_the_labels_are_those_of_the_historian(texts: Mapping[str, TableText], upstream_path: Path) -> None:
    upstream = {row.number: row for row in read_travels(upstream_path)}
    stops = [stop for stop in records(texts, "stops") if stop["historian_id"]]

    for stop in stops:
        row = upstream[int(stop["historian_id"])]
        assert (stop["country_label"], stop["locality_label"]) == (row.country, row.locale)


def test_the_pinned_files_propose_nothing(root: Path, upstream_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--root", str(root), "upstream", str(upstream_path)])

    assert capsys.readouterr().out == ""
    assert status == 0


def test_no_sentence_of_a_remark_stands_in_the_data(texts: Mapping[str, TableText], upstream_path: Path) -> None:
    remarks = {run for row in read_travels(upstream_path) for run in runs_of_words(row.remark)}
    copied = [
        f"{text.table.path}:{line} {column}: {run}"
        for text in texts.values()
        for line, row in enumerate(text.rows, 2)
        for column, cell in zip(text.table.columns, row, strict=True)
        if (text.table.name, column) != ("sources", "title")
        for run in runs_of_words(cell)
        if run in remarks
    ]

    assert copied == []


def runs_of_words(text: str) -> list[str]:
    """All runs of twelve words in the text, in lower case and without punctuation."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[start : start + WORDS_IN_A_ROW]) for start in range(len(words) - WORDS_IN_A_ROW + 1)]


@pytest.fixture
def doctored(upstream_path: Path, tmp_path: Path) -> Path:
    """A copy of the pinned files in which a test may change something."""
    shutil.copytree(upstream_path / "secretary-travels", tmp_path / "upstream" / "secretary-travels")
    return tmp_path / "upstream"


def rewrite(doctored: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in Tillerson's file."""
    file = doctored / "secretary-travels" / TILLERSON
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_row(doctored: Path, first: date, last: date, slug: str, country: str, locale: str) -> None:
    """One more row 9001 in Tillerson's file."""
    row = (
        f'<trip role="secretary" who="tillerson-rex-w"><id>9001</id><start-date>{first}</start-date>'
        f'<end-date>{last}</end-date><country id="{slug}">{country}</country><locale>{locale}</locale>'
        "<remarks>Met.</remarks></trip></trips>"
    )
    rewrite(doctored, "</trips>", row)


def settle(copied: CopiedPackage, proposal: Proposal, checkout: Path) -> None:
    """Write the proposed rows into the copy, then read the remarks of the checkout into it."""
    for table, record in proposal.rows:
        copied.add(table.name, **record)
    write_engagements(copied.package, checkout)


def test_a_new_row_upstream_is_proposed_as_a_trip_of_its_own_that_passes_the_checks(
    copied_package: CopiedPackage, package: Package, doctored: Path
) -> None:
    add_row(doctored, date(2018, 3, 25), date(2018, 3, 26), "germany", "Germany", "Bonn")

    [proposal] = compare_with_upstream(package, doctored)

    settle(copied_package, proposal, doctored)
    assert (proposal.kind, proposal.number) == ("new", 9001)
    assert [(table.name, dict(record).get("stop_id", record.get("trip_id"))) for table, record in proposal.rows] == [
        ("trips", "tillerson-2018-03-25"),
        ("stops", "tillerson-2018-03-25-germany"),
        ("stop_places", "tillerson-2018-03-25-germany"),
    ]
    assert copied_package.problems() == []


def test_a_new_row_next_to_a_trip_is_proposed_as_one_of_its_stops(
    copied_package: CopiedPackage, package: Package, doctored: Path
) -> None:
    add_row(doctored, date(2017, 2, 23), date(2017, 2, 23), "panama", "Panama", "Panama City")

    [proposal] = compare_with_upstream(package, doctored)

    settle(copied_package, proposal, doctored)
    assert [(table.name, record["stop_id"]) for table, record in proposal.rows] == [
        ("stops", "tillerson-2017-02-22-panama"),
        ("stop_places", "tillerson-2017-02-22-panama"),
    ]
    assert proposal.rows[0][1]["stop_order"] == "2"
    assert copied_package.problems() == []


def test_a_new_row_that_lengthens_a_trip_says_so(package: Package, doctored: Path) -> None:
    add_row(doctored, date(2017, 2, 21), date(2017, 2, 21), "panama", "Panama", "Panama City")

    [proposal] = compare_with_upstream(package, doctored)

    assert "the trip now runs from 2017-02-21 to 2017-02-23; set its dates and number its stops anew" in str(proposal)


def test_a_locality_new_to_us_is_proposed_with_its_point_from_geonames(
    copied_package: CopiedPackage, package: Package, doctored: Path
) -> None:
    add_row(doctored, date(2018, 3, 25), date(2018, 3, 26), "germany", "Germany", "Bonn, Gottingen")

    [proposal] = compare_with_upstream(package, doctored)

    settle(copied_package, proposal, doctored)
    [place] = [record for table, record in proposal.rows if table.name == "places"]
    assert (place["place_id"], place["name"], place["geonames_id"]) == ("gottingen-germany", "Göttingen", "2918632")
    assert copied_package.problems() == []


def test_a_new_row_in_an_unknown_country_says_what_is_left_to_do(package: Package, doctored: Path) -> None:
    add_row(doctored, date(2018, 3, 25), date(2018, 3, 26), "atlantis", "Atlantis", "Poseidonis")

    [proposal] = compare_with_upstream(package, doctored)

    assert "no polity in countries has the Historian's slug atlantis on that day" in str(proposal)
    assert "neither places nor GeoNames knows all of Poseidonis" in str(proposal)


CHANGED = {
    "a date": ("<end-date>2017-02-17<", "<end-date>2017-02-18<", "end-date was 2017-02-17, is now 2017-02-18"),
    "a locality": ("<locale>Bonn<", "<locale>Bonn, Berlin<", "locale was Bonn, is now Bonn, Berlin"),
    "a country": (">Germany</country>", ">Saxony</country>", "country was Germany, is now Saxony"),
    "a remark": ("Attended a G-20", "Attended the G-20", "the remark has changed; read it again and set historian_digest to"),
}


@pytest.mark.parametrize(("old", "new", "said"), CHANGED.values(), ids=CHANGED)
def test_a_change_upstream_is_told(package: Package, doctored: Path, old: str, new: str, said: str) -> None:
    rewrite(doctored, old, new)

    [proposal] = compare_with_upstream(package, doctored)

    assert str(proposal).startswith(f"changed 3913: tillerson-2017-02-15-germany: {said}")


def test_a_row_gone_upstream_is_told(package: Package, doctored: Path) -> None:
    rewrite(doctored, "<id>3913</id>", "<id>9001</id>")
    rewrite(doctored, "Attended a G-20", "Attended the G-20")

    gone, new = compare_with_upstream(package, doctored)

    assert str(gone) == (
        "gone 3913: tillerson-2017-02-15-germany has no row upstream any more; empty its historian_id, and find out why"
    )
    assert (new.kind, new.number) == ("new", 9001)


def test_a_row_under_a_new_number_is_known_again(package: Package, doctored: Path) -> None:
    rewrite(doctored, "<id>3913</id>", "<id>9001</id>")

    [proposal] = compare_with_upstream(package, doctored)

    assert str(proposal) == "renumbered 9001: tillerson-2017-02-15-germany had the number 3913; set its historian_id to 9001"


BROKEN = {
    "XML that does not end": ("</trips>", "", "no element found"),
    "a date that is none": ("<end-date>2017-02-17<", "<end-date>17 February<", "trip 1 (3913) cannot be read"),
    "no number": ("<id>3913</id>", "<id/>", "trip 1 () cannot be read"),
    "no country": ('<country id="germany">Germany</country>', "", "it has no country"),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_its_name(package: Package, doctored: Path, old: str, new: str, said: str) -> None:
    rewrite(doctored, old, new)

    with pytest.raises(UpstreamError) as refused:
        compare_with_upstream(package, doctored)

    assert str(refused.value).startswith(f"secretary-travels/{TILLERSON}: ")
    assert said in str(refused.value)


def test_a_folder_without_travel_files_is_refused(package: Package, tmp_path: Path) -> None:
    with pytest.raises(UpstreamError, match="give the path of a checkout"):
        compare_with_upstream(package, tmp_path)


def test_the_command_tells_a_broken_checkout_without_a_traceback(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--root", str(root), "upstream", str(tmp_path)])

    assert "give the path of a checkout" in "".join(capsys.readouterr())
    assert status == 2
