"""The site in a real browser, at two widths, in the light and in the dark: it is drawn, can be used, and asks nobody else.

Screenshots of all pages are left in ``build/screenshots``. Which Chromium: ``tests/chromium.py``.
"""

from __future__ import annotations

import csv
import os
import re
import sqlite3
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import FLAGS, find_or_install
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from served import Server

from scripts.reading import open_database, rows

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REFUSED = "/statecraft?sql=" + quote("delete from trips")
TYPED = "/statecraft?sql=" + quote("select * from days_abroad where trips > cast(:trips as integer)") + "&trips=50"

# Each type of page by an example of it, with the status that it answers.
PAGES: dict[str, tuple[str, int]] = {
    "home": ("/", 200),
    "trip": ("/trips/kissinger-1974-04-28", 200),
    "trip-with-ministerial": ("/trips/blinken-2022-04-19", 200),
    "secretary": ("/secretaries/kerry", 200),
    "secretaries": ("/secretaries", 200),
    "countries": ("/countries", 200),
    "trips": ("/trips", 200),
    "ministerials": ("/ministerials", 200),
    "country": ("/countries/panama", 200),
    "country-that-was": ("/countries/soviet-union", 200),
    "place": ("/places/panama-city-panama", 200),
    "ministerial": ("/ministerials/migration-protection-panama-city-2022", 200),
    "series": ("/series/our-ocean-conferences", 200),
    "organization": ("/organizations/nato", 200),
    "counterpart": ("/counterparts/sergey-lavrov", 200),
    "commitment": ("/commitments/migration-protection-panama-city-2022-working-table", 200),
    "theme": ("/themes/migration", 200),
    "source": ("/sources/state-2022-04-15-panama-briefing", 200),
    "search": ("/search?q=migration", 200),
    "report": ("/report?table=trips&id=blinken-2022-04-19", 200),
    "database": ("/statecraft", 200),
    # A few rows are as good as a hundred, and axe looks at each cell.
    "table": ("/statecraft/commitments?_size=10", 200),
    "table-with-facet": ("/statecraft/ministerials?level=ministerial&_size=10", 200),
    "view": ("/statecraft/visits_by_country_now?_size=10", 200),
    "row": ("/statecraft/trips/blinken-2022-04-19", 200),
    "question": ("/statecraft/itinerary?trip=kissinger-1974-04-28", 200),
    "typed-query": (TYPED, 200),
    "unknown-trip": ("/trips/blinken-2022-04-18", 404),
    "refused-query": (REFUSED, 400),
}
# Both widths and both schemes, each once, since the colours do not depend on the width.
VIEWS = {"wide-light": (1280, "light"), "narrow-dark": (360, "dark")}


LONGEST_PICTURE = 2400


@dataclass(frozen=True)
class Visit:
    """What was seen of a page that was opened in one view."""

    status: int
    complaints: tuple[str, ...]
    foreign: tuple[str, ...]
    width: int
    violations: tuple[str, ...]


@pytest.fixture(scope="module")
def connection(database_path: Path) -> Iterator[sqlite3.Connection]:
    with open_database(database_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = find_or_install(playwright)
        if path is None:
            reason = "NO BROWSER TEST WAS RUN: there is no Chromium, and none could be had; install Debian's chromium"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            warnings.warn(reason, stacklevel=1)
            pytest.skip(reason)
        # Playwright adds --headless and a new user-data-dir.
        with playwright.chromium.launch(executable_path=path, args=list(FLAGS)) as launched:
            yield launched


@pytest.fixture(scope="session")
def screenshots(root: Path) -> Path:
    folder = root / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def contexts(browser: Browser, site: Server) -> Iterator[dict[str, BrowserContext]]:
    """A browser window for each view."""
    opened = {
        name: browser.new_context(
            base_url=str(site.client.base_url),
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        for name, (width, scheme) in VIEWS.items()
    }
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture(params=VIEWS)
def page(contexts: dict[str, BrowserContext], request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page in each view."""
    opened = contexts[request.param].new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def visit(contexts: dict[str, BrowserContext], screenshots: Path) -> Callable[[str, str], Visit]:
    """Opens a type of page in a view, once for all tests that look at it."""
    seen: dict[tuple[str, str], Visit] = {}

    def look(name: str, view: str) -> Visit:
        if (name, view) not in seen:
            opened = contexts[view].new_page()
            seen[name, view] = look_at(opened, PAGES[name][0], screenshots / f"{name}-{view}.png")
            opened.close()
        return seen[name, view]

    return look


def look_at(page: Page, path: str, screenshot: Path) -> Visit:
    """Open the page, wait until its map is drawn, take a picture, and run axe."""
    complaints: list[str] = []
    asked: list[str] = []
    page.on(
        "console", lambda message: complaints.append(f"{message.type}: {message.text}") if is_complaint(message.type) else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(path)
    assert answer is not None
    wait_for_pictures(page)
    take_picture(page, screenshot)
    results = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": STANDARDS}})
    host = urlsplit(page.url).netloc
    return Visit(
        answer.status,
        # Chromium complains of the page's own status, which is as it should be.
        tuple(text for text in complaints if f"status of {answer.status} " not in text or answer.status == 200),
        tuple(url for url in asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != host),
        page.evaluate("document.documentElement.scrollWidth"),
        tuple(in_words(violation) for violation in results.response["violations"]),
    )


def take_picture(page: Page, path: Path) -> None:
    """The page from its top, as far as one would scroll."""
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, LONGEST_PICTURE)})


def is_complaint(kind: str) -> bool:
    return kind in ("error", "warning")


def in_words(violation: dict[str, Any]) -> str:
    places = ", ".join(str(node["target"][0]) for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}: {places})"


def wait_for_pictures(page: Page) -> None:
    """Until each map is drawn and each chart has arrived, also those that would wait to be scrolled to."""
    page.evaluate("() => { for (const image of document.images) image.loading = 'eager'; }")
    page.wait_for_function(
        """() => [...document.querySelectorAll("figure.map")].every((map) => map.querySelector("[data-drawn]"))
        && [...document.images].every((image) => image.complete)"""
    )


# Every type of page


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_and_nothing_complains(visit: Callable[[str, str], Visit], name: str, view: str) -> None:
    seen = visit(name, view)
    assert seen.status == PAGES[name][1]
    assert seen.complaints == ()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host(visit: Callable[[str, str], Visit], name: str, view: str) -> None:
    assert visit(name, view).foreign == ()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(visit: Callable[[str, str], Visit], name: str, view: str) -> None:
    assert visit(name, view).width <= VIEWS[view][0]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_of_wcag_aa(visit: Callable[[str, str], Visit], name: str, view: str) -> None:
    assert visit(name, view).violations == ()


# Maps and charts


def test_the_world_map_shows_every_visited_place(page: Page, connection: sqlite3.Connection) -> None:
    page.goto("/")
    wait_for_pictures(page)
    [places] = rows(
        connection,
        "SELECT count(*) AS number FROM places WHERE latitude NOT NULL AND place_id IN (SELECT place_id FROM stop_places)",
    )
    assert page.locator("#map path.map-point").count() == places["number"]
    assert page.locator("#map path.map-land").count() > 100
    assert page.locator("#map .leaflet-tile").count() == 0


def test_the_list_of_a_map_has_the_same_places(page: Page) -> None:
    page.goto("/secretaries/kerry")
    wait_for_pictures(page)
    assert page.locator("#map .map-places li").count() == page.locator("#map path.map-point").count() > 0
    page.get_by_text("The places as a list").click()
    page.get_by_role("link", name="Paris", exact=True).first.click()
    expect(page).to_have_url(re.compile("/places/paris-france$"))


def test_the_map_of_a_trip_numbers_its_stops_and_joins_them(page: Page) -> None:
    page.goto("/trips/kissinger-1974-04-28")
    wait_for_pictures(page)
    numbers = "·".join(page.locator("#map .map-stop").all_inner_texts()).split("·")
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    assert len(numbers) == page.locator("#map .map-places li").count()
    assert page.locator("#map path.map-way").count() == 1


def test_a_map_can_be_used_with_the_keyboard(page: Page) -> None:
    page.goto("/trips/kissinger-1974-04-28")
    wait_for_pictures(page)
    stop = page.locator("#map .map-stop").first
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map .leaflet-popup a").first).to_be_visible()
    page.locator("#map .map-canvas").focus()
    before = page.locator("#map path.map-way").get_attribute("d")
    page.keyboard.press("+")
    expect(page.locator("#map path.map-way")).not_to_have_attribute("d", before or "")


def test_a_way_over_the_date_line_takes_the_shorter_side(page: Page, connection: sqlite3.Connection) -> None:
    # From Asia over the Pacific to Alaska or Hawaii and back the line would cross the whole map.
    ways = rows(
        connection,
        """SELECT stops.trip_id FROM stops JOIN stop_places USING (stop_id) JOIN places USING (place_id)
        GROUP BY stops.trip_id HAVING min(places.longitude) < -150 AND max(places.longitude) > 150 ORDER BY 1""",
    )
    page.goto(f"/trips/{ways[0]['trip_id']}")
    wait_for_pictures(page)
    assert page.locator("#map .map-stop").count() > 1
    outlines = page.locator("#map path.map-land").count()
    page.goto("/trips/kissinger-1974-04-28")
    wait_for_pictures(page)
    assert outlines == 2 * page.locator("#map path.map-land").count()


@pytest.mark.parametrize(
    ("path", "charts"),
    [
        ("/", 3),
        ("/secretaries", 1),
        ("/secretaries/kerry", 1),
        ("/countries/panama", 1),
        ("/series/our-ocean-conferences", 1),
    ],
    ids=["home", "secretaries", "secretary", "country", "series"],
)
def test_a_chart_is_drawn_told_in_words_and_leads_to_its_query(page: Page, path: str, charts: int) -> None:
    page.goto(path)
    wait_for_pictures(page)
    assert page.locator("figure.chart").count() == charts
    for chart in page.locator("figure.chart").all():
        assert chart.locator("img").evaluate("(image) => image.naturalWidth") > 0
        assert chart.locator("img").get_attribute("alt")
        assert len(chart.locator("figcaption").inner_text()) > 40
    page.locator("figure.chart figcaption a").first.click()
    expect(page.locator("table.rows-and-columns tbody tr").first).to_be_visible()


# What a visitor does


def test_a_search_from_any_page_finds_and_marks_the_words(page: Page) -> None:
    page.goto("/trips/kissinger-1974-04-28")
    page.get_by_role("searchbox", name="Search everything").first.fill("migration protection")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=migration"))
    expect(page.locator("main mark").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Ministerial Conference on Migration and Protection")).first.click()
    expect(page).to_have_url(re.compile("/ministerials/migration-protection-panama-city-2022"))


def test_a_facet_that_is_clicked_leaves_its_rows(page: Page, connection: sqlite3.Connection) -> None:
    page.goto("/statecraft/commitments")
    page.locator("#facet-kind a").filter(has_text=re.compile("decision", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile("kind=decision"))
    [decisions] = rows(connection, "SELECT count(*) AS number FROM commitments WHERE kind = 'decision'")
    expect(page.locator("h2.result")).to_contain_text(f"{decisions['number']:,} rows")


def test_a_question_is_asked_of_another_secretary_by_name(page: Page, connection: sqlite3.Connection) -> None:
    page.goto("/statecraft/met_by_secretary")
    page.get_by_label("Secretary").select_option(label="Madeleine Korbel Albright")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("secretary=albright"))
    [met] = rows(connection, "SELECT count(*) AS number FROM counterparts_by_secretary WHERE secretary_id = 'albright'")
    expect(page.locator("h2.result")).to_have_text(f"{met['number']:,} rows")


def test_a_table_that_is_downloaded_has_all_its_rows(page: Page, connection: sqlite3.Connection) -> None:
    page.goto("/statecraft/stops")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="All rows as CSV").click()
    with downloading.value.path().open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    [stops] = rows(connection, "SELECT count(*) AS number FROM stops")
    assert len(lines) == stops["number"]
    assert {line["stop_id"] for line in lines} == {row["stop_id"] for row in rows(connection, "SELECT stop_id FROM stops")}


def test_the_first_key_stroke_offers_a_way_past_the_masthead(page: Page) -> None:
    page.goto("/trips/kissinger-1974-04-28")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_an_unknown_trip_leads_to_one_that_was_meant(page: Page) -> None:
    page.goto("/trips/blinken-2022-04-18")
    page.get_by_role("link", name=re.compile("Panama")).first.click()
    expect(page).to_have_url(re.compile("/trips/blinken-2022-04-19$"))
