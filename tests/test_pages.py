"""The pages of things, the home page, the search and the errors, as a visitor meets them: the real Datasette over HTTP."""

from __future__ import annotations

import hashlib
import html
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from served import Server

from scripts.questions import SiteError, load_queries
from scripts.schema import Package
from scripts.site import DATABASE

ROOT = Path(__file__).parent.parent
QUERIES = load_queries(ROOT)
HEAVIEST_PAGE = 300_000

# Of each kind: the thing about which the most is known, and two others.
BUSIEST = {
    "trips": "SELECT trip_id FROM stops JOIN engagements USING (stop_id) GROUP BY trip_id ORDER BY count(*) DESC",
    "secretaries": "SELECT secretary_id FROM trips GROUP BY secretary_id ORDER BY count(*) DESC",
    "countries": "SELECT country_id FROM stops GROUP BY country_id ORDER BY count(*) DESC",
    "places": "SELECT place_id FROM stop_places GROUP BY place_id ORDER BY count(*) DESC",
    "ministerials": "SELECT ministerial_id FROM commitments GROUP BY ministerial_id ORDER BY count(*) DESC",
    "series": "SELECT series_id FROM ministerials WHERE series_id NOT NULL GROUP BY series_id ORDER BY count(*) DESC",
    "organizations": "SELECT organization_id FROM memberships GROUP BY 1 ORDER BY count(*) DESC",
    "counterparts": "SELECT counterpart_id FROM engagements WHERE counterpart_id NOT NULL GROUP BY 1 ORDER BY count(*) DESC",
    "commitments": "SELECT commitment_id FROM commitment_parties GROUP BY commitment_id ORDER BY count(*) DESC",
    "themes": "SELECT theme_id FROM commitments GROUP BY theme_id ORDER BY count(*) DESC",
    "sources": "SELECT source_id FROM engagements GROUP BY source_id ORDER BY count(*) DESC",
}
KEYS = {
    "trips": ("seward-1866-01-09", "blinken-2022-04-19", "kissinger-1974-04-28"),
    "secretaries": ("seward", "blinken", "rubio"),
    "countries": ("united-states", "soviet-union", "panama", "antarctica", "us-virgin-islands"),
    "places": ("panama-city-panama", "havana-cuba"),
    "ministerials": ("migration-protection-panama-city-2022", "us-soviet-summit-malta-1989"),
    "series": ("migration-ministerials-americas", "our-ocean-conferences"),
    "organizations": ("nato", "oas"),
    "counterparts": ("yasser-arafat", "sergey-lavrov"),
    "commitments": (
        "migration-protection-panama-city-2022-working-table",
        "migration-protection-panama-city-2022-us-panama-arrangement",
    ),
    "themes": ("migration", "development"),
    "sources": ("state-2022-04-15-panama-briefing", "historian-travels-blinken-antony-j"),
}
# Parts lead to the place on the page of the thing that they belong to.
PARTS = {
    "stops": "stop_id",
    "engagements": "engagement_id",
    "participants": "participant_id",
    "participant_claims": "participant_claim_id",
    "commitment_parties": "commitment_party_id",
    "commitment_events": "commitment_event_id",
    "memberships": "membership_id",
}
OTHER_PAGES = (
    "/",
    "/search?q=panama",
    "/report?table=trips&id=blinken-2022-04-19",
    "/trips",
    "/secretaries",
    "/countries",
    "/ministerials",
    "/commitments",
    f"/{DATABASE}",
    f"/{DATABASE}/commitments",
    f"/{DATABASE}/sources",
    f"/{DATABASE}/trips/blinken-2022-04-19",
    f"/{DATABASE}?sql=select+*+from+days_abroad",
)


class Page(HTMLParser):
    """What a test wants to know of a page: its links, the marks within it, its headings, labels and fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.marks: set[str] = set()
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.headings: list[str] = []
        self.external: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if values.get("id"):
            assert values["id"] not in self.marks, f"two elements have the id {values['id']}"
            self.marks.add(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag == "label" and values.get("for"):
            self.labelled.add(str(values["for"]))
        if tag in ("input", "select", "textarea") and values.get("type") not in ("hidden", "submit"):
            self.fields.append(values)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        loaded = values.get("src") or (values.get("href") if tag == "link" and values.get("rel") == "stylesheet" else None)
        if loaded and urlsplit(loaded).netloc:
            self.external.append(loaded)


@pytest.fixture(scope="module")
def server(site: Server) -> Server:
    return site


@pytest.fixture(scope="module")
def connection(database_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database_path)) as opened:
        yield opened


def get_page(server: Server, path: str) -> tuple[httpx.Response, Page]:
    answer = server.client.get(path)
    return answer, Page(answer.text)


def addresses(connection: sqlite3.Connection, kind: str) -> list[str]:
    """The pages of one kind that are looked at."""
    [busiest] = connection.execute(BUSIEST[kind] + " LIMIT 1").fetchone()
    return [f"/{kind}/{key}" for key in dict.fromkeys((*KEYS[kind], busiest))]


# Pages of things


@pytest.mark.parametrize("kind", KEYS)
def test_a_thing_has_a_page_that_says_how_to_cite_it_and_report_an_error(
    server: Server, connection: sqlite3.Connection, package: Package, kind: str
) -> None:
    for path in addresses(connection, kind):
        answer, page = get_page(server, path)
        key = path.rpartition("/")[2]
        assert answer.status_code == 200, path
        assert page.headings[0] == "h1"
        assert page.headings.count("h1") == 1
        text = html.unescape(answer.text)
        assert f"version {package.descriptor['version']}, {kind}/{key}. {server.client.base_url.join(path)}." in text
        assert f"/report?table={kind}&id={key}" in page.links
        assert f"/{DATABASE}/{kind}/{key}" in page.links
        assert len(answer.content) < HEAVIEST_PAGE, path
        assert page.external == []


@pytest.mark.parametrize("kind", KEYS)
def test_each_fact_of_a_thing_leads_to_its_source(server: Server, connection: sqlite3.Connection, kind: str) -> None:
    if kind in ("themes", "sources"):
        pytest.skip("a theme is ours, and a source is the source")
    for path in addresses(connection, kind):
        _, page = get_page(server, path)
        assert any(link.startswith("/sources/") for link in page.links), path


def test_the_links_of_the_pages_of_things_lead_somewhere(server: Server, connection: sqlite3.Connection) -> None:
    # Of each page and each kind of link two, for the same templates make the others.
    links: dict[str, str] = {}
    for kind in KEYS:
        for path in addresses(connection, kind):
            _, page = get_page(server, path)
            by_kind: dict[str, list[str]] = {}
            for link in page.links:
                by_kind.setdefault(link.split("/")[1] if "/" in link else "", []).append(link)
            links |= {urljoin(path, link): path for some in by_kind.values() for link in some[:2]}
    broken = []
    for link, path in links.items():
        if urlsplit(link).netloc or link.startswith("#") or link.endswith((".db", ".ics")):
            continue
        answer = server.client.get(link, follow_redirects=True)
        fragment = urlsplit(link).fragment
        if answer.status_code != 200 or (fragment and f'id="{fragment}"' not in answer.text):
            broken.append(f"{path}: {link} ({answer.status_code})")
    assert broken == []


@pytest.mark.parametrize("table", PARTS)
def test_a_part_leads_to_its_place_on_the_page_of_the_whole(server: Server, connection: sqlite3.Connection, table: str) -> None:
    [key] = connection.execute(f"SELECT {PARTS[table]} FROM {table} ORDER BY 1 LIMIT 1 OFFSET 7").fetchone()
    answer = server.get(f"/{table}/{key}")
    assert answer.status_code == 302
    place = answer.headers["location"]
    whole = server.get(urlsplit(place).path)
    assert urlsplit(place).fragment == key
    assert f'id="{key}"' in whole.text


def test_a_trip_shows_its_itinerary_meetings_and_promises(server: Server, connection: sqlite3.Connection) -> None:
    answer, page = get_page(server, "/trips/blinken-2022-04-19")
    assert "/ministerials/migration-protection-panama-city-2022" in page.links
    assert "/counterparts/laurentino-cortizo-cohen" in page.links or "Cortizo" in answer.text
    promised = connection.execute(
        "SELECT commitment_id FROM commitments WHERE ministerial_id = 'migration-protection-panama-city-2022'"
    )
    assert [key for (key,) in promised if f"/commitments/{key}" not in page.links] == []


def test_a_country_counts_its_visits_as_the_views_do(server: Server, connection: sqlite3.Connection) -> None:
    for view in ("visits_by_polity_then", "visits_by_country_now"):
        for key, visits in connection.execute(f"SELECT country_id, visits FROM {view} ORDER BY visits DESC LIMIT 3 OFFSET 20"):
            text = server.get(f"/countries/{key}").text
            listed = len(re.findall(r'<li><a href="/trips/[^"#]+#', text))
            assert listed >= visits, key


def test_a_source_names_all_rows_that_rest_on_it(server: Server, connection: sqlite3.Connection, package: Package) -> None:
    key = "historian-travels-blinken-antony-j"
    total = sum(
        connection.execute(f'SELECT count(*) FROM "{table.name}" WHERE source_id = ?', (key,)).fetchone()[0]
        for table in package
        if "source_id" in table.by_name and table.name not in ("sources", "citations")
    )
    text = server.get(f"/sources/{key}").text
    assert f'Rows that rest on it <span class="count">{total}</span>' in text


def test_all_things_of_a_kind_are_a_list_or_its_table(server: Server) -> None:
    for kind in KEYS:
        answer = server.get(f"/{kind}")
        if answer.status_code == 302:
            assert answer.headers["location"] == f"/{DATABASE}/{kind}"
        else:
            links = Page(answer.text).links
            assert f"/{DATABASE}/{kind}" in links
            assert len([link for link in links if link.startswith(f"/{kind}/")]) >= 24


@pytest.mark.parametrize("kind", ["secretaries", "countries"])
def test_a_list_of_few_things_names_all_of_them(server: Server, connection: sqlite3.Connection, kind: str) -> None:
    _, page = get_page(server, f"/{kind}")
    keys = [key for (key,) in connection.execute(f"SELECT {kind[:-3]}y_id FROM {kind}")]
    assert [key for key in keys if f"/{kind}/{key}" not in page.links] == []


def test_a_row_without_a_page_of_its_own_can_be_cited(server: Server, connection: sqlite3.Connection) -> None:
    [key] = connection.execute("SELECT correction_id FROM corrections LIMIT 1").fetchone()
    text = html.unescape(server.get(f"/{DATABASE}/corrections/{key}").text)
    assert f"corrections/{key}. {server.client.base_url.join(f'/{DATABASE}/corrections/{key}')}." in text


# Errors that help


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/trips/blinken-2022-04-20", "/trips/blinken-2022-04-19"),
        ("/countries/untied-states", "/countries/united-states"),
        ("/countries/turky", "/countries/turkiye"),
        ("/secretaries/kisinger", "/secretaries/kissinger"),
        ("/counterparts/arafat", "/counterparts/yasser-arafat"),
        ("/secretaries/panama", "/countries/panama"),
        ("/stops/blinken-2022-04-19", "/trips/blinken-2022-04-19"),
        (f"/{DATABASE}/trips/blinken-2022-04-20", "/trips/blinken-2022-04-19"),
        (f"/{DATABASE}/trip", f"/{DATABASE}/trips"),
        ("/kissinger", "/secretaries/kissinger"),
    ],
)
def test_an_unknown_address_is_told_with_what_may_be_meant(server: Server, path: str, meant: str) -> None:
    answer, page = get_page(server, path)
    assert answer.status_code == 404
    assert meant in page.links


@pytest.mark.parametrize(
    "path", ["/trips/x", "/trips/%3Cscript%3E", "/nowhere", f"/{DATABASE}/nowhere", "/countries/" + "x" * 3000]
)
def test_an_address_like_nothing_else_is_told_without_guesses(server: Server, path: str) -> None:
    answer = server.client.get(path)
    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert "There is no" in answer.text


def test_an_unknown_row_as_json_stays_json(server: Server) -> None:
    assert server.get(f"/{DATABASE}/trips/nobody.json").json()["status"] == 404


def test_a_refused_statement_says_why_on_the_page(server: Server) -> None:
    answer = server.query("SELECT randomblob(10)", ending="")
    assert answer.status_code == 400
    assert "randomblob() is switched off on this public server" in html.unescape(answer.text)


@pytest.mark.parametrize(
    ("sql", "meant"),
    [
        ("SELECT * FROM tripz", "no such table: tripz; did you mean trips?"),
        ("SELECT secretary FROM trips", "no such column: secretary; did you mean secretary or secretary_id"),
        ("SELECT stops.countryid FROM stops", "no such column: stops.countryid; did you mean country_id"),
        ("SELECT * FROM nothing_like_it_at_all", "no such table: nothing_like_it_at_all"),
    ],
)
def test_a_misspelled_name_in_sql_is_told_with_near_ones(server: Server, sql: str, meant: str) -> None:
    assert server.query(sql).json()["error"].startswith(meant)


# Home


def test_the_home_page_counts_the_database(server: Server, connection: sqlite3.Connection) -> None:
    text = server.get("/").text
    for table in ("trips", "stops", "ministerials", "participants", "commitments", "sources"):
        [count] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert f"<dd>{count:,}</dd>" in text


def test_the_home_page_describes_the_dataset_to_search_engines(server: Server, package: Package) -> None:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', server.get("/").text, re.DOTALL)
    described = json.loads(text)
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    assert described["name"] == package.descriptor["title"]
    assert described["version"] == package.descriptor["version"]
    assert described["license"] == package.descriptor["licenses"][0]["path"]
    assert 50 < len(described["description"]) < 5000
    assert len(described["distribution"]) == len(package.tables) + 1


def test_a_download_has_the_size_and_the_fingerprint_that_the_home_page_names(server: Server) -> None:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', server.get("/").text, re.DOTALL)
    page = html.unescape(server.get("/").text)
    for file in json.loads(text)["distribution"]:
        content = server.client.get(file["contentUrl"]).content
        assert f"{len(content)} B" == file["contentSize"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert file["sha256"] in page


def test_the_home_page_leads_to_every_question(server: Server) -> None:
    _, page = get_page(server, "/")
    assert [query.name for query in QUERIES if f"/{DATABASE}/{query.name}" not in page.links] == []


# Search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("panama", "/countries/panama"),
        ("turkiye", "/countries/turkiye"),
        ("arafat", "/counterparts/yasser-arafat"),
        ("kerry kabul", "/trips/"),
        ("migration protection", "/ministerials/migration-protection-panama-city-2022"),
        ("blinken-2022-04-19", "/trips/blinken-2022-04-19"),
        ("Darién campaign", "/commitments/darien-trilateral-panama-city-2023-campaign"),
    ],
)
def test_search_finds_things_of_every_kind(server: Server, words: str, found: str) -> None:
    answer = server.get("/search", q=words)
    assert answer.status_code == 200
    assert [link for link in Page(answer.text).links if link.startswith(found)]


def test_search_marks_what_was_found(server: Server) -> None:
    assert "<mark>Panama</mark>" in server.get("/search", q="panama canal").text


@pytest.mark.parametrize(
    "words", ["", " ", '"', "a AND", "NEAR(", "x" * 5000, "<b>x</b>", "' OR 1=1 --", "\0", "col:on", "*", "日本"]
)
def test_search_takes_whatever_is_typed(server: Server, words: str) -> None:
    answer = server.get("/search", q=words)
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_search_for_one_kind_shows_more_of_it(server: Server) -> None:
    few = Page(server.get("/search", q="summit").text).links
    many = Page(server.get("/search", q="summit", kind="ministerials").text).links
    meetings = [len([link for link in links if link.startswith("/ministerials/")]) for links in (few, many)]
    assert meetings[0] < meetings[1]


# Questions


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_question_has_an_answer_and_its_choices_have_names(connection: sqlite3.Connection, query: object) -> None:
    [asked] = [known for known in QUERIES if known is query]
    rows = connection.execute(asked.sql, {parameter.name: "" for parameter in asked.parameters}).fetchall()
    assert rows, "no rows on today's data"
    assert asked.title.endswith("?")
    assert len(asked.description) > 30
    for parameter in asked.parameters:
        choices = connection.execute(parameter.sql).fetchall()
        assert parameter.default in [value for value, _ in choices]
        assert f"coalesce(nullif(:{parameter.name}, ''), '{parameter.default}')" in asked.sql
        assert all(name for _, name in choices)


@pytest.mark.parametrize("query", [query for query in QUERIES if query.parameters], ids=lambda query: query.name)
def test_a_question_offers_choices_of_which_another_one_works_too(
    server: Server, connection: sqlite3.Connection, query: object
) -> None:
    [asked] = [known for known in QUERIES if known is query]
    page = server.get(f"/{DATABASE}/{asked.name}")
    assert page.status_code == 200
    assert len(page.content) < HEAVIEST_PAGE
    [parameter] = asked.parameters
    choices = [value for value, _ in connection.execute(parameter.sql)]
    assert all(f'<option value="{html.escape(str(value))}"' in page.text for value in choices[:20])
    for value in (choices[0], choices[-1]):
        answer = server.client.get(f"/{DATABASE}/{asked.name}.json", params={parameter.name: value, "_shape": "array"})
        assert answer.json(), value


def test_twenty_questions_are_answered() -> None:
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("-- group: Trips\nSELECT 1", "-- title"),
        ("-- title: What?\nSELECT 1", "-- group"),
        ("-- title: What?\n-- group: Else\nSELECT 1", "unknown group"),
        ("-- title: What?\n-- group: Trips\n", "no statement"),
        ("-- title: What?\n-- group: Trips\nSELECT :year", "choose year"),
        ("-- title: What?\n-- group: Trips\n-- choose year = 1 from years\nSELECT :year", "no such file"),
    ],
)
def test_a_question_that_says_too_little_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    folder = tmp_path / "site" / "queries"
    folder.mkdir(parents=True)
    (folder / "asked.sql").write_text(text, encoding="utf-8")
    with pytest.raises(SiteError, match=complaint):
        load_queries(tmp_path)


# All pages


@pytest.mark.parametrize("path", OTHER_PAGES)
def test_a_page_is_light_and_complete(server: Server, path: str) -> None:
    answer, page = get_page(server, path)
    assert answer.status_code == 200
    assert len(answer.content) < HEAVIEST_PAGE
    assert answer.text.startswith("<!DOCTYPE html>\n<html lang=")
    assert page.headings.count("h1") == 1
    assert page.external == []
    unnamed = [field for field in page.fields if field.get("id") not in page.labelled and not field.get("aria-label")]
    assert unnamed == []


def test_no_table_or_view_page_weighs_more_than_allowed(server: Server, connection: sqlite3.Connection) -> None:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%fts%'")
    weights = {name: len(server.get(f"/{DATABASE}/{name}").content) for (name,) in names if not name.startswith("sqlite_")}
    assert {name: weight for name, weight in weights.items() if weight >= HEAVIEST_PAGE} == {}


@pytest.mark.parametrize(
    ("path", "column", "place"),
    [
        (f"/{DATABASE}/stops", "country_id", "/countries/"),
        (f"/{DATABASE}/stops", "trip_id", "/trips/"),
        (f"/{DATABASE}/commitments", "ministerial_id", "/ministerials/"),
        (f"/{DATABASE}/commitments", "commitment_id", "/commitments/"),
        (f"/{DATABASE}/engagements", "counterpart_id", "/counterparts/"),
        (f"/{DATABASE}/trips_with_countries", "trip_id", "/trips/"),
        (f"/{DATABASE}/money_pledged", "promiser_id", "/"),
        (f"/{DATABASE}?sql=select+trip_id+from+trips", "trip_id", "/trips/"),
    ],
)
def test_a_key_in_a_table_is_a_link_to_its_page(server: Server, path: str, column: str, place: str) -> None:
    cells = re.findall(rf'<td class="col-{column}[^"]*">(.*?)</td>', server.client.get(path).text, re.DOTALL)
    filled = [cell for cell in cells if cell.strip()]
    assert filled
    assert [cell for cell in filled if f'<a href="{place}' not in cell] == []


def test_a_table_shows_names_in_the_place_of_keys(server: Server) -> None:
    text = server.get(f"/{DATABASE}/trips", secretary_id="kissinger").text
    assert '<a href="/secretaries/kissinger" title="kissinger">Henry A. Kissinger</a>' in text


@pytest.mark.parametrize(
    "path", ["/", "/trips/blinken-2022-04-19", "/search?q=panama", f"/{DATABASE}/trips", "/static/site.css"]
)
def test_an_answer_may_be_kept_and_comes_compressed(server: Server, path: str) -> None:
    answer = server.client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.headers["cache-control"].startswith("max-age=3600")
    assert answer.headers["content-encoding"] == "gzip"


def test_the_style_sheet_is_kept_for_ever_under_its_fingerprint(server: Server) -> None:
    [address] = re.findall(r'<link rel="stylesheet" href="(/static/site.css[^"]+)"', server.get("/").text)
    assert "?v=" in address
    assert "immutable" in server.client.get(address).headers["cache-control"]


def test_the_report_of_an_error_names_the_row(server: Server) -> None:
    text = html.unescape(server.get("/report", table="trips", id="blinken-2022-04-19").text)
    assert "Table: trips\nKey: blinken-2022-04-19\n" in text
