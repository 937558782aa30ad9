"""The rules that find stops whose days look odd: what each finds in planted rows; every candidate of the record is settled."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.doubts import all_doubts, clock_hours, great_circle_km, open_doubts, read_presidential_visits
from scripts.historian import UpstreamError
from scripts.schema import Package, load_package
from tests.conftest import CopiedPackage

WASHINGTON, LONDON, TOKYO = (38.9, -77.0), (51.5, -0.1), (35.7, 139.7)
PANAMA = "blinken-2022-04-19-panama"


def test_every_candidate_is_settled_or_listed_as_open(package: Package, upstream_path: Path) -> None:
    assert [str(doubt) for doubt in open_doubts(package, upstream_path)] == []


def test_each_settled_candidate_is_one(package: Package, upstream_path: Path, root: Path) -> None:
    candidates = {(doubt.rule, doubt.stop_id) for doubt in all_doubts(package, upstream_path)}
    with (root / "data" / "exceptions.csv").open(encoding="utf-8", newline="") as file:
        settled = {(row["rule"], row["record_id"]) for row in csv.DictReader(file)}
    assert {rule for rule, _ in candidates} == {"long_stay", "flight", "crowded_day", "president"}
    assert {pair for pair in settled if pair[0] in {"long_stay", "flight", "crowded_day", "president"}} <= candidates


@pytest.mark.parametrize(
    ("stop", "values", "rule"),
    [
        pytest.param(PANAMA, {"departed_on": "2022-04-27"}, "long_stay", id="a stay of nine days"),
        pytest.param(
            "blinken-2021-06-10-united-kingdom", {"arrived_on": "2021-06-08"}, "president", id="days before the President"
        ),
    ],
)
def test_a_planted_stop_is_found(
    copied_package: CopiedPackage, upstream_path: Path, stop: str, values: dict[str, str], rule: str
) -> None:
    before = {str(doubt) for doubt in open_doubts(load_package(copied_package.root), upstream_path)}

    copied_package.set("stops", stop, **values)

    found = [doubt for doubt in open_doubts(load_package(copied_package.root), upstream_path) if str(doubt) not in before]
    assert [(doubt.rule, doubt.stop_id) for doubt in found] == [(rule, stop)]


def test_distance_and_clock_of_known_flights() -> None:
    assert great_circle_km(WASHINGTON, LONDON) == pytest.approx(5900, rel=0.01)
    assert great_circle_km(TOKYO, TOKYO) == 0
    assert clock_hours(WASHINGTON, LONDON) == pytest.approx(12.5, abs=0.3)  # an overnight flight: 7.4 hours and five zones
    assert clock_hours(LONDON, WASHINGTON) == pytest.approx(2.3, abs=0.3)
    assert clock_hours(WASHINGTON, TOKYO) < clock_hours(TOKYO, WASHINGTON) + 24


def test_the_verb_tells_open_doubts(
    copied_package: CopiedPackage, upstream_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied_package.set("stops", PANAMA, departed_on="2022-04-27")

    status = main(["--root", str(copied_package.root), "doubts", str(upstream_path)])

    assert status == 1
    assert f"long_stay {PANAMA} (4066): 9 days in one country, 2022-04-19 to 2022-04-27" in capsys.readouterr().out


def test_a_list_of_presidents_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UpstreamError, match="no president-travels"):
        read_presidential_visits(tmp_path)
    (tmp_path / "president-travels").mkdir()
    (tmp_path / "president-travels" / "nobody.xml").write_text("<trips>", encoding="utf-8")
    with pytest.raises(UpstreamError, match=r"nobody\.xml: cannot be read"):
        read_presidential_visits(tmp_path)
