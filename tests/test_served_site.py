"""The served site as a visitor meets it, and as an attacker does: the real Datasette, over HTTP, nothing stubbed.

What each attack cost in time and memory: ``python -m pytest -s tests/test_served_site.py``.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from served import Server, serve

from scripts.schema import Package, load_package
from scripts.serve import load_settings
from scripts.site import DATABASE, load_queries, site_metadata
from scripts.views import load_views, view_columns

ROOT = Path(__file__).parent.parent
TABLES = tuple(load_package(ROOT).tables)
VIEWS = tuple(view.name for view in load_views(ROOT))
QUERIES = tuple(query.name for query in load_queries(ROOT))

MOST_SECONDS = 15.0  # the machine may be running other tests beside
MOST_MEMORY = 400 * 1024 * 1024

SECURITY_HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
)


@pytest.fixture(scope="module")
def server(package: Package, root: Path, database_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve(package, root, database_path, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="module")
def digest(database_path: Path) -> str:
    return sha256(database_path)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_rows(server: Server, name: str) -> int:
    with closing(sqlite3.connect(server.database)) as connection:
        count: int = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        return count


# What a visitor sees


@pytest.mark.parametrize("path", ["/", f"/{DATABASE}", "/-/metadata", "/-/versions", "/-/settings"])
def test_a_page_of_the_site_answers_as_html_and_json(server: Server, path: str) -> None:
    assert server.get(path).status_code == 200
    assert server.get(path.rstrip("/") + ("/.json" if path == "/" else ".json")).status_code == 200


@pytest.mark.parametrize("name", TABLES + VIEWS)
def test_the_page_of_a_table_or_view_explains_it_and_its_columns(
    server: Server, package: Package, root: Path, name: str
) -> None:
    words = site_metadata(package, root)["databases"][DATABASE]["tables"][name]
    page = server.get(f"/{DATABASE}/{name}")
    assert page.status_code == 200
    text = html.unescape(page.text)
    assert words.get("title", name) in text
    assert words["description"] in text
    assert [description for description in words["columns"].values() if description not in text] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_table_has_its_help(package: Package, root: Path, name: str) -> None:
    words = site_metadata(package, root)["databases"][DATABASE]["tables"][name]
    assert words["columns"].keys() == package.tables[name].by_name.keys()


@pytest.mark.parametrize("name", VIEWS)
def test_every_column_of_a_view_has_its_help(package: Package, root: Path, name: str) -> None:
    columns = view_columns(package, load_views(root))[name]
    words = site_metadata(package, root)["databases"][DATABASE]["tables"][name]["columns"]
    assert set(words) == set(columns)


@pytest.mark.parametrize("name", TABLES + VIEWS)
def test_json_and_csv_have_all_rows(server: Server, name: str) -> None:
    rows = count_rows(server, name)
    as_json = server.get(f"/{DATABASE}/{name}.json", _shape="array", _size="max")
    assert len(as_json.json()) == rows
    assert as_json.headers["access-control-allow-origin"] == "*"
    as_csv = server.get(f"/{DATABASE}/{name}.csv", _stream="on")
    assert len(list(csv.DictReader(io.StringIO(as_csv.text)))) == rows
    as_typed = server.query(f"SELECT * FROM {name}", _shape="array")
    assert len(as_typed.json()) == rows


@pytest.mark.parametrize("name", QUERIES)
def test_a_named_query_answers_as_html_json_and_csv(server: Server, root: Path, name: str) -> None:
    [query] = [query for query in load_queries(root) if query.name == name]
    page = server.get(f"/{DATABASE}/{name}")
    assert page.status_code == 200
    assert query.title in html.unescape(page.text)
    answer = server.get(f"/{DATABASE}/{name}.json").json()
    assert answer["error"] is None
    assert server.get(f"/{DATABASE}/{name}.csv").status_code == 200


def test_the_largest_table_or_view_fits_into_one_answer_with_head_room(server: Server, root: Path) -> None:
    largest = max(count_rows(server, name) for name in TABLES + VIEWS)
    assert int(load_settings(root)["max_returned_rows"]) > 1.25 * largest


def test_a_large_result_is_cut_on_the_page_and_says_so_but_not_as_json(server: Server) -> None:
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) SELECT i FROM n"
    page = server.query(sql, ending="").text
    assert "returning more than 1,000 rows" in page
    assert len(server.query(sql, _shape="array").json()) == 3000


def test_a_table_page_shows_at_most_a_thousand_rows_and_leads_to_the_next(server: Server) -> None:
    first = server.get(f"/{DATABASE}/stops", _size="max")
    [following] = re.findall(r'href="([^"]*_next=[^"]*)"', first.text)
    second = server.client.get(html.unescape(following))
    shown = [set(re.findall(r'<tr>\s*<td class="col-stop_id[^>]*><a href="([^"]+)"', page.text)) for page in (first, second)]
    assert [len(rows) for rows in shown] == [1000, 1000]
    assert not shown[0] & shown[1]


def test_the_database_can_be_downloaded_whole(server: Server, digest: str) -> None:
    assert hashlib.sha256(server.get(f"/{DATABASE}.db").content).hexdigest() == digest


def test_search_and_the_functions_that_we_replaced_give_what_sqlite_gives(server: Server) -> None:
    sql = """
    SELECT instr('Panama City', 'City'), instr(12345, 34), instr('a', NULL), instr(x'0102', x'02'),
      replace('a-b-c', '-', '+'), replace('abc', '', 'x'), replace(101, 0, 7), replace(NULL, 'a', 'b'),
      trim('--a--', '-'), ltrim('--a', '-'), rtrim('a--', '-'), trim('  a '), trim(NULL, 'a'),
      printf('%,d', 1234567), format('%05.1f|%s|%%', 2.25, 'x'), printf('%d'), printf(NULL),
      strftime('%Y', '2022-04-19'), strftime('%d', '2022-04-19', '+1 day'), strftime('%Y', 'nonsense')
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        expected = list(connection.execute(sql).fetchone())
    assert server.query(sql, _shape="arrays").json()["rows"] == [expected]
    assert server.get(f"/{DATABASE}/stops", _search="pan").status_code == 200


# What nobody may do

NOT_A_SELECT = "Statement must be a SELECT"
READ_ONLY = "read-only"
WRITES = {
    "insert": ("INSERT INTO themes (theme_id) VALUES ('x')", NOT_A_SELECT),
    "update": ("UPDATE trips SET note = 'x'", NOT_A_SELECT),
    "delete": ("DELETE FROM trips", NOT_A_SELECT),
    "drop": ("DROP TABLE trips", NOT_A_SELECT),
    "create": ("CREATE TABLE x (y)", NOT_A_SELECT),
    "create-temporary": ("CREATE TEMP TABLE x AS SELECT 1", NOT_A_SELECT),
    "pragma": ("PRAGMA query_only = OFF", NOT_A_SELECT),
    "vacuum-into": ("VACUUM INTO '/tmp/stolen.db'", NOT_A_SELECT),
    "attach": ("ATTACH '/etc/passwd' AS x", NOT_A_SELECT),
    "two-statements": ("SELECT 1; DELETE FROM trips", "one statement at a time"),
    "with-insert": ("WITH x AS (SELECT 1) INSERT INTO themes (theme_id) SELECT 'x' FROM x", READ_ONLY),
    "with-update": ("WITH x AS (SELECT 1) UPDATE trips SET note = 'x'", READ_ONLY),
    "with-delete": ("WITH x AS (SELECT 1) DELETE FROM trips", READ_ONLY),
    "with-schema": ("WITH x AS (SELECT 1) UPDATE sqlite_master SET sql = ''", "sqlite_master may not be modified"),
    "with-returning": ("WITH x AS (SELECT 1) DELETE FROM trips RETURNING *", READ_ONLY),
    "pragma-function": ("SELECT * FROM pragma_query_only(0)", "disallowed PRAGMA"),
    "pragma-allowed-but-writing": ("SELECT * FROM pragma_max_page_count(1)", "unknown database"),
    "load-extension": ("SELECT load_extension('x')", "load_extension() is switched off"),
    "tokenizer": ("SELECT fts3_tokenizer('simple', x'00')", "switched off"),
    "read-a-file": ("SELECT readfile('/etc/passwd')", "no such function"),
    "other-visitors": ("SELECT sql FROM sqlite_stmt", "closed"),
}


@pytest.mark.parametrize(("sql", "reason"), WRITES.values(), ids=WRITES.keys())
def test_a_statement_that_does_more_than_read_is_refused_with_a_reason(server: Server, sql: str, reason: str) -> None:
    answer = server.query(sql)
    assert answer.status_code == 400
    assert reason in answer.json()["error"]


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
# l.s is 65,536 letters long: one letter, doubled sixteen times.
LONG = (
    "WITH RECURSIVE d(k, s) AS (SELECT 0, 'a' UNION ALL SELECT k + 1, s || s FROM d WHERE k < 16),"
    " l(s) AS MATERIALIZED (SELECT s FROM d WHERE k = 16)"
)
GLOB = f"*{'[a-z]' * 15}b"
LONG_AND_ENDLESS = f"{LONG}, n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
DOUBLING_JOINS = ", ".join(f"c{i}(x) AS (SELECT p.x FROM c{i - 1} p, c{i - 1} q)" for i in range(1, 40))
SLOW = {
    "endless-count": f"{ENDLESS} SELECT count(*) FROM n",
    "endless-distinct": "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "endless-sort": f"{ENDLESS} SELECT i FROM n ORDER BY i DESC",
    "endless-sort-of-text": f"{LONG_AND_ENDLESS} SELECT s || i FROM l, n ORDER BY 1 DESC",
    "endless-group": f"{ENDLESS} SELECT i % 1000000, count(*) FROM n GROUP BY 1",
    "endless-window": f"{ENDLESS} SELECT sum(i) OVER (ORDER BY i) FROM n",
    "endless-group-concat": f"{ENDLESS} SELECT group_concat(i) FROM n",
    "endless-json-array": f"{ENDLESS} SELECT json_group_array(i) FROM n",
    "endless-json-object": f"{ENDLESS} SELECT json_group_object(i, i) FROM n",
    "endless-instr": f"{LONG_AND_ENDLESS} SELECT sum(instr(s, substr(s, 30000 + i) || 'b')) FROM l, n",
    "endless-like": f"{LONG_AND_ENDLESS} SELECT sum(s LIKE '%{'a' * 90}b' || i) FROM l, n",
    "endless-glob": f"{LONG_AND_ENDLESS} SELECT sum(s GLOB {GLOB!r} || i) FROM l, n",
    "no-loop": f"{LONG} SELECT {', '.join(f'(s GLOB {GLOB!r} || {i}) + (s GLOB {GLOB!r} || -{i})' for i in range(70))} FROM l",
    "cross-join": "SELECT count(*) FROM stops a, stops b, stops c, stops d",
    "cross-join-sorted": "SELECT a.*, b.* FROM stops a, stops b ORDER BY a.note || b.stop_id",
    "many-tables": f"SELECT count(*) FROM {', '.join(f'stops s{i}' for i in range(64))}",
}
TOO_BIG = "may have at most 100,000 bytes"
# The statement, and a part of the reason that is given; None where there is an answer.
GREEDY = {
    "endless-rows": (f"{ENDLESS} SELECT i FROM n", None),
    "cross-join-rows": ("SELECT a.stop_id, a.arrived_on, b.stop_id FROM stops a, stops b", None),
    "randomblob": ("SELECT randomblob(900000000)", "switched off"),
    "zeroblob": ("SELECT zeroblob(900000000)", "switched off"),
    "hex-of-zeroblob": ("SELECT hex(zeroblob(400000000))", "switched off"),
    "hex": (f"{LONG} SELECT hex(s) FROM l", TOO_BIG),
    "printf-width": ("SELECT printf('%.*c', 900000000, 'x')", "too long"),
    "printf-digits": ("SELECT printf('%.900000000f', 1)", "too long"),
    "format-width": ("SELECT format('%900000000d', 1)", "too long"),
    "replace": (f"{LONG} SELECT replace(s, 'a', s) FROM l", TOO_BIG),
    "replace-doubling": ("SELECT " + "replace(" * 20 + "'a'" + ", 'a', 'aa')" * 20, TOO_BIG),
    "doubling": ("WITH RECURSIVE d(s) AS (SELECT 'a' UNION ALL SELECT s || s FROM d) SELECT max(s) FROM d", TOO_BIG),
    "group-concat": ("SELECT group_concat(stop_id || stop_id || stop_id) FROM stops", TOO_BIG),
    "json-patch": ("SELECT json_patch('{}', '{}')", "switched off"),
    "json-nesting": (f"{LONG} SELECT json(replace(s, 'a', '[')) FROM l", "malformed JSON"),
    "trim": (f"{LONG} SELECT trim(s, replace(s, 'a', 'b') || 'a') FROM l", "too long"),
    "instr": (f"{LONG} SELECT instr(s, substr(s, 30000) || 'b') FROM l", None),
    "strftime": (f"{LONG} SELECT strftime(replace(substr(s, 1, 30000), 'a', '%J'), 'now') FROM l", "too long"),
    "like-pattern": (f"{LONG} SELECT s LIKE '%' || s || 'b' FROM l", "at most 100 bytes"),
    "glob-pattern": (f"{LONG} SELECT s GLOB '*' || s || 'b' FROM l", "at most 100 bytes"),
    "big-rows": (f"{LONG_AND_ENDLESS} SELECT (SELECT s FROM l) || i FROM n", "larger than 16 MB"),
    "wide-rows": (f"{ENDLESS} SELECT {', '.join(['i'] * 100)} FROM n", "larger than 16 MB"),
    "too-many-columns": (f"SELECT {', '.join(['1'] * 101)}", "at most 100 columns"),
    "deep-brackets": ("SELECT " + "(" * 500 + "1" + ")" * 500, "nested too deeply"),
    "deep-sum": ("SELECT " + "+".join(["1"] * 5000), "nested too deeply"),
    "many-selects": (" UNION ALL ".join(["SELECT 1"] * 60), "at most 50"),
    "doubling-joins": (f"WITH c0(x) AS (SELECT 1), {DOUBLING_JOINS} SELECT count(*) FROM c39", "more memory"),
    "search-terms": (
        f"{LONG} SELECT count(*) FROM stops_fts"
        " WHERE stops_fts MATCH (SELECT replace(substr(s, 1, 2000), 'a', 'a* OR ') || 'b' FROM l)",
        None,
    ),
}


@dataclass(frozen=True)
class Measured:
    """An answer and what it cost: seconds until it was there, bytes of memory at the server's peak."""

    answer: httpx.Response
    seconds: float
    memory: int


Measure = Callable[[Callable[[], httpx.Response]], Measured]


@pytest.fixture
def measure(server: Server, request: pytest.FixtureRequest) -> Measure:
    """Ask, and note the cost; the run's closing lines show the worst of each test (conftest.py)."""

    def ask(question: Callable[[], httpx.Response]) -> Measured:
        server.forget_peak_memory()
        began = time.perf_counter()
        answer = question()
        measured = Measured(answer, time.perf_counter() - began, server.peak_memory())
        request.node.user_properties.append(("cost", (request.node.originalname, measured.seconds, measured.memory)))
        return measured

    return ask


@pytest.mark.parametrize("sql", SLOW.values(), ids=SLOW.keys())
def test_an_endless_query_is_stopped(server: Server, measure: Measure, sql: str) -> None:
    measured = measure(lambda: server.query(sql))
    assert measured.answer.status_code == 400
    assert measured.answer.json()["error"].startswith(("Stopped: the query took longer", "Stopped: the query needs more"))
    assert measured.seconds < MOST_SECONDS
    assert measured.memory < MOST_MEMORY


@pytest.mark.parametrize("ending", [".json", "", ".csv"], ids=["json", "html", "csv"])
@pytest.mark.parametrize(("sql", "reason"), GREEDY.values(), ids=GREEDY.keys())
def test_a_greedy_query_is_refused_or_bounded(
    server: Server, measure: Measure, sql: str, reason: str | None, ending: str
) -> None:
    measured = measure(lambda: server.query(sql, ending=ending))
    assert measured.answer.status_code == (200 if reason is None else 400)
    assert (reason or "") in measured.answer.text
    assert measured.seconds < MOST_SECONDS
    assert measured.memory < MOST_MEMORY


PAGE_ATTACKS = {
    "where": {"_where": "stop_id in (select a.stop_id || b.stop_id || c.stop_id from stops a, stops b, stops c)"},
    "where-function": {"_where": "randomblob(900000000)"},
    "facets": {"_where": "(select count(*) from stops a, stops b where a.note < b.note || stops.stop_id)"},
    "size": {"_size": "999999999"},
    "search": {"_search": "a* OR " * 5000, "_searchmode": "raw"},
    "filter": {"note__contains": "a" * 5000},
    "like": {"note__like": "%a" * 5000},
}


@pytest.mark.parametrize("parameters", PAGE_ATTACKS.values(), ids=PAGE_ATTACKS.keys())
def test_a_greedy_table_page_is_refused_or_bounded(server: Server, measure: Measure, parameters: dict[str, str]) -> None:
    pairs = [*parameters.items(), *([("_facet", "note")] * 100)]
    measured = measure(lambda: server.client.get(f"/{DATABASE}/stops", params=pairs))
    assert measured.answer.status_code in (200, 400, 503)
    assert measured.seconds < 2 * MOST_SECONDS
    assert measured.memory < MOST_MEMORY


def test_eight_greedy_clients_at_once_neither_fill_the_memory_nor_hold_up_a_reader(server: Server, measure: Measure) -> None:
    statements = [*list(SLOW.values())[:8], *(GREEDY[name][0] for name in ("big-rows", "wide-rows", "doubling-joins"))]
    with ThreadPoolExecutor(8) as clients:
        running = [clients.submit(server.query, sql, ending) for sql in statements for ending in ("", ".json")]
        time.sleep(0.5)
        reader = measure(lambda: server.get(f"/{DATABASE}/themes"))
        statuses = [answer.result().status_code for answer in running]
    assert set(statuses) <= {400, 503}
    assert reader.answer.status_code == 200
    assert reader.seconds < MOST_SECONDS
    assert server.peak_memory() < MOST_MEMORY
    sys.stdout.write(f"\n{len(statuses)} queries by eight clients: {server.peak_memory() >> 20} MB")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", f"/{DATABASE}/trips", f"/{DATABASE}.json", "/-/messages", "/-/logout"])
def test_a_method_that_could_change_something_is_refused(server: Server, method: str, path: str) -> None:
    answer = server.client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "read-only" in answer.text


def test_head_answers_as_get_without_a_body(server: Server) -> None:
    answer = server.client.head(f"/{DATABASE}/trips")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_browser_may_ask_beforehand_whether_another_site_can_read_the_data(server: Server) -> None:
    answer = server.client.options(f"/{DATABASE}/trips.json")
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        *(f"/-/{page}" for page in ("threads", "actor", "messages", "allow-debug", "permissions", "patterns", "plugins")),
        *("/-/databases", "/-/threads.json", "/-/auth-token?token=x", "/-/logout", "/-/unknown", "/%2D/threads", "//-/threads"),
    ],
)
def test_the_pages_for_whoever_runs_datasette_are_closed(server: Server, path: str) -> None:
    assert server.client.get(path, follow_redirects=True).status_code == 404


def test_the_books_of_datasette_are_closed(server: Server) -> None:
    assert server.get("/_internal").status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", f"/{DATABASE}/trips.json", 200),
        ("GET", f"/{DATABASE}/trips.csv?_stream=on", 200),
        ("GET", f"/{DATABASE}.db", 200),
        ("GET", "/-/static/app.css", 200),
        ("GET", f"/{DATABASE}/trips?_filter_column=trip_id&_filter_op=exact&_filter_value=x", 302),
        ("GET", f"/{DATABASE}?sql=delete", 400),
        ("GET", "/_internal", 403),
        ("GET", "/nothing", 404),
        ("GET", f"/{DATABASE}/nothing.json", 404),
        ("GET", "/-/threads", 404),
        ("POST", "/", 405),
        ("OPTIONS", "/", 204),
        ("GET", f"/{DATABASE}/trips?_sort=nothing", 500),
    ],
)
def test_every_answer_has_the_security_headers(server: Server, method: str, path: str, status: int) -> None:
    answer = server.client.request(method, path)
    assert answer.status_code == status
    assert [name for name in SECURITY_HEADERS if name not in answer.headers] == []
    policy = answer.headers["content-security-policy"]
    [scripts] = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "unsafe" not in scripts
    assert "http" not in policy


def test_after_all_that_the_server_answers_and_the_database_is_as_it_was(server: Server, digest: str) -> None:
    began = time.perf_counter()
    assert server.query("SELECT 1 AS one", _shape="array").text == json.dumps([{"one": 1}])
    assert time.perf_counter() - began < MOST_SECONDS
    assert sha256(server.database) == digest
