"""The pages: what is asked for, what is shown, and under which status."""

from __future__ import annotations

from typing import Any, Final

from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, Response

from pages import contents
from pages.citing import citation, report, report_address
from pages.home import home
from pages.labels import labels
from pages.links import address
from pages.near import near_things, near_words, same_key_elsewhere
from pages.queries import DATABASE, ask_all, folders, sections
from pages.search import GROUPS, LONGEST_QUERY, search, things_of_key
from pages.things import PARTS, THINGS

# A version is served for as long as the server runs; an hour is what the tables' pages say, too.
HEADERS: Final = {"cache-control": "max-age=3600", "access-control-allow-origin": "*"}
KINDS: Final = "|".join(THINGS)
LISTS: Final = "|".join(folders("lists"))
PARTS_PATTERN: Final = "|".join(PARTS)


async def home_page(datasette: Datasette, request: Request) -> Response:
    """The home page."""
    shown = await home(datasette, datasette.absolute_url(request, datasette.urls.instance()))
    return await _page(datasette, request, "index.html", {**shown, "metadata": datasette.metadata()})


async def thing_page(datasette: Datasette, request: Request) -> Response:
    """The page of one thing; for an unknown key the things that may have been meant."""
    table, key = request.url_vars["kind"], request.url_vars["key"]
    await labels.load(datasette)
    thing = THINGS[table]
    shown = await contents.contents(datasette, thing, key)
    if shown is None:
        return await unknown_key(datasette, request, table, key)
    name = labels.name(table, key) or key
    return await _page(
        datasette,
        request,
        f"things/{table}.html",
        {
            **shown,
            "kind": thing,
            "key": key,
            "name": name,
            "cite": _citing(datasette, request, table, key, name),
            "row_address": datasette.urls.path(f"/{DATABASE}/{table}/{key}"),
            "label": lambda kind, of: labels.name(kind, of) or of,
        },
    )


async def list_page(datasette: Datasette, request: Request) -> Response:
    """The things of one kind that readers begin with: all of them, or the newest and the ways to the others."""
    kind = request.url_vars["kind"]
    folder = f"lists/{kind}"
    return await _page(datasette, request, f"{folder}.html", await ask_all(datasette, folder, sections(folder)))


async def table_of_things(datasette: Datasette, request: Request) -> Response:
    """All things of any other kind are a table of Datasette."""
    return Response.redirect(datasette.urls.path(f"/{DATABASE}/{request.url_vars['kind']}"))


async def part_page(datasette: Datasette, request: Request) -> Response:
    """Go to the place on the page of a thing where a part of it stands."""
    table, key = request.url_vars["kind"], request.url_vars["key"]
    await labels.load(datasette)
    whole = await contents.whole_of(datasette, table, key)
    if whole is None:
        return await unknown_key(datasette, request, table, key)
    return Response.redirect(f"{address(datasette, *whole)}#{key}")


async def search_page(datasette: Datasette, request: Request) -> Response:
    """All that is found for the words in ``q``, or of one kind where ``kind`` says so."""
    query = (request.args.get("q") or "").strip()[:LONGEST_QUERY]
    only = request.args.get("kind")
    found = await search(datasette, query, only)
    shown = {"query": query, "only": only, "found": found, "groups": GROUPS, "exact": things_of_key(query) if query else []}
    return await _page(datasette, request, "search.html", shown)


async def report_page(datasette: Datasette, request: Request) -> Response:
    """How to report an error in one row, with the text to fill in."""
    table, key = request.args.get("table") or "", request.args.get("id") or ""
    known = datasette.metadata("tables", database=DATABASE)
    if table not in known:
        table, key = "", ""
    shown = {
        "table": table,
        "key": key[:200],
        "text": report(datasette.metadata(), table, key[:200]),
        "file_at": report_address(datasette.metadata(), table, key[:200]),
    }
    return await _page(datasette, request, "report.html", shown)


async def unknown_key(datasette: Datasette, request: Request, table: str, key: str) -> Response:
    """Why there is no such row, and which there are; a key that was replaced leads on to the new one."""
    gone = await contents.retired(datasette, table, key)
    if gone and gone["replacement_id"]:
        return Response.redirect(address(datasette, table, gone["replacement_id"]), status=301)
    near = [*same_key_elsewhere(table, key), *near_things(table, key)]
    shown = {"table": table, "key": key, "kind": THINGS.get(table), "near": near, "gone": gone}
    return await _page(datasette, request, "unknown.html", shown, status=410 if gone else 404)


async def error_page(datasette: Datasette, request: Request, exception: Exception) -> Response | None:
    """For a row or table that is not there: what may have been meant. None where Datasette's own words do."""
    path = request.path.removeprefix(datasette.setting("base_url").rstrip("/"))
    if not isinstance(exception, NotFound) or path.rpartition(".")[2] in ("json", "csv"):
        return None
    await labels.load(datasette)
    parts = [part for part in path.split("/") if part]
    tables = datasette.metadata("tables", database=DATABASE)
    if len(parts) == 3 and parts[0] == DATABASE and parts[1] in tables:
        return await unknown_key(datasette, request, parts[1], parts[2])
    wanted = parts[-1] if parts else ""
    queries = datasette.metadata("queries", database=DATABASE)
    near = near_words(wanted, [*tables, *queries])
    found = [(address_, name) for name in near if (address_ := datasette.urls.path(f"/{DATABASE}/{name}"))]
    shown = {"path": path, "near": found, "things": near_things_of_all(wanted)}
    return await _page(datasette, request, "not_found.html", shown, status=404)


def near_things_of_all(wanted: str) -> list[tuple[str, str, str]]:
    """The things of any kind whose key this is."""
    return [(table, wanted, name) for table in THINGS if (name := labels.name(table, wanted))]


def _citing(datasette: Datasette, request: Request, table: str, key: str, name: str) -> dict[str, str]:
    page = datasette.absolute_url(request, address(datasette, table, key))
    return {"text": citation(datasette.metadata(), table, key, name, page), "page": page}


def cite_row(datasette: Datasette, request: Request, table: str, key: str) -> str:
    """How to cite a row of any table; one without a name of its own by its table and key."""
    return _citing(datasette, request, table, key, labels.name(table, key) or f"Row {key} of {table}")["text"]


async def _page(datasette: Datasette, request: Request, template: str, shown: dict[str, Any], status: int = 200) -> Response:
    text = await datasette.render_template(template, shown, request=request)
    return Response.html(text, status=status, headers=HEADERS if status == 200 else {"access-control-allow-origin": "*"})
