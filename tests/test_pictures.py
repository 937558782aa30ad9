"""The charts and the outlines that the build draws: what they show is what their queries say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
import shapely
from served import Server
from shapely.geometry import Point, shape

from scripts.charts import Chart, Source, all_charts
from scripts.drawing import draw
from scripts.outlines import write_outlines
from scripts.reading import open_database, rows

SVG = "{http://www.w3.org/2000/svg}"
OF_EACH_KIND = (
    "days-abroad",
    "visits-by-year",
    "commitments-by-theme",
    "visits-to-panama",
    "trips-of-kerry",
    "participation-in-our-ocean-conferences",
)


@pytest.fixture(scope="module")
def charts(database_path: Path, root: Path) -> dict[str, Chart]:
    with open_database(database_path) as connection:
        return {chart.name: chart for chart in all_charts(Source(connection, root))}


@pytest.fixture(scope="module")
def outlines(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("outlines") / "countries.geojson"
    write_outlines(path, root / "build" / "cache" / "outlines")
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return collection


def test_there_is_a_chart_for_each_secretary_who_travelled(charts: dict[str, Chart], database_path: Path) -> None:
    with open_database(database_path) as connection:
        secretaries = {row["secretary_id"] for row in rows(connection, "SELECT DISTINCT secretary_id FROM trips")}
    assert secretaries == {name.removeprefix("trips-of-") for name in charts if name.startswith("trips-of-")}


def test_each_chart_says_in_words_what_it_shows(charts: dict[str, Chart]) -> None:
    assert [chart.name for chart in charts.values() if len(chart.alternative) < 30 or not chart.title] == []


@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_the_query_behind_a_chart_gives_the_rows_that_it_shows(site: Server, charts: dict[str, Chart], name: str) -> None:
    chart = charts[name]
    address = urlsplit(chart.address)
    answer = site.get(f"{address.path}.json", _shape="array", _size="max", **dict(parse_qsl(address.query)))
    assert len(answer.json()) == len(chart.drawing["datasets"]["rows"])


def test_the_bars_of_a_country_add_up_to_its_visits(charts: dict[str, Chart], database_path: Path) -> None:
    with open_database(database_path) as connection:
        visits = {row["country_id"]: row["visits"] for row in rows(connection, "SELECT * FROM visits_by_polity_then")}
    for name, chart in charts.items():
        if name.startswith("visits-to-"):
            bars = chart.drawing["datasets"]["rows"]
            assert sum(bar["number"] for bar in bars) == visits[name.removeprefix("visits-to-")], name


@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_a_chart_is_a_picture_that_needs_nothing_else(charts: dict[str, Chart], root: Path, name: str) -> None:
    picture = draw(charts[name].drawing, root / "build" / "cache" / "charts")
    tree = ElementTree.fromstring(picture)
    assert tree.tag == f"{SVG}svg"
    assert [element.tag for element in tree.iter() if element.tag in (f"{SVG}image", f"{SVG}script", f"{SVG}use")] == []
    assert "url(" not in picture
    assert "currentColor" in picture
    assert len(picture) < 60_000


def test_a_chart_is_drawn_the_same_again(charts: dict[str, Chart], tmp_path: Path) -> None:
    drawing = charts["visits-to-panama"].drawing
    assert draw(drawing, tmp_path / "one") == draw(drawing, tmp_path / "two")


def test_each_country_that_has_a_code_has_an_outline(outlines: dict[str, Any], database_path: Path) -> None:
    codes = {feature["properties"]["iso_alpha3"] for feature in outlines["features"]}
    with open_database(database_path) as connection:
        countries = rows(connection, "SELECT iso_alpha3 FROM countries WHERE iso_alpha3 NOT NULL")
    assert {country["iso_alpha3"] for country in countries} <= codes


def test_the_cities_lie_within_the_outlines_of_their_countries(outlines: dict[str, Any], database_path: Path) -> None:
    # Simplified outlines are off by up to a sixth of a degree, and small islands are missing: nearly all must fit, within it.
    areas: dict[str, list[shapely.Geometry]] = {}
    for feature in outlines["features"]:  # Natural Earth gives some far reefs an outline of their own
        areas.setdefault(feature["properties"]["iso_alpha3"], []).append(shapely.make_valid(shape(feature["geometry"])))
    with open_database(database_path) as connection:
        places = rows(
            connection,
            """SELECT places.place_id, places.longitude, places.latitude, countries.iso_alpha3
            FROM places JOIN countries ON countries.country_id = places.present_country_id
            WHERE places.kind = 'city' AND places.latitude NOT NULL AND countries.iso_alpha3 NOT NULL""",
        )
    astray = [
        place["place_id"]
        for place in places
        if min(area.distance(Point(place["longitude"], place["latitude"])) for area in areas[place["iso_alpha3"]]) > 0.2
    ]
    assert len(astray) < 0.02 * len(places), astray


def test_the_outlines_are_light_enough_for_a_page(outlines: dict[str, Any]) -> None:
    assert len(json.dumps(outlines, separators=(",", ":"))) < 400_000


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/feeds/trips.ics", "text/calendar"),
        ("/feeds/new.atom", "application/atom+xml"),
        ("/feeds/stops.geojson", "application/geo+json"),
        ("/pictures/days-abroad.svg", "image/svg+xml"),
        ("/pictures/countries.geojson", "application/geo+json"),
    ],
)
def test_a_file_is_served_with_its_type_and_may_be_kept(site: Server, path: str, media_type: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["cache-control"].startswith("max-age=")
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/trips/blinken-2022-04-19", "/statecraft/trips"])
def test_every_page_tells_programs_where_the_feeds_are(site: Server, path: str) -> None:
    page = site.get(path).text
    for name in ("new.atom", "trips.ics", "stops.geojson"):
        assert f'href="/feeds/{name}"' in page
        assert site.get(f"/feeds/{name}").status_code == 200
