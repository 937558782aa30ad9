"""Datasette's hooks into ``site/pages``, which makes the pages of things, home and search."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup

# Datasette loads each file of the plugins' folder by itself; what they share stands beside that folder.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pages import views
from pages.caching import Application, keep_static_files, static_address
from pages.choices import parameters
from pages.home import questions
from pages.labels import labels
from pages.links import address, cell
from pages.words import FILTERS, counted

Route = tuple[str, Callable[..., Awaitable[Response]]]


@hookimpl
def register_routes() -> list[Route]:
    """The addresses that Datasette has not."""
    return [
        (rf"^/(?P<kind>{views.KINDS})/(?P<key>[^/]+)$", views.thing_page),
        (rf"^/(?P<kind>{views.PARTS_PATTERN})/(?P<key>[^/]+)$", views.part_page),
        (rf"^/(?P<kind>{views.LISTS})/?$", views.list_page),
        (rf"^/(?P<kind>{views.KINDS}|{views.PARTS_PATTERN})/?$", views.table_of_things),
        (r"^/$", views.home_page),
        (r"^/search/?$", views.search_page),
        (r"^/report/?$", views.report_page),
    ]


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """What the templates may use: words for dates and codes, and the addresses of things and files."""
    env.filters.update(FILTERS)
    env.globals.update(
        counted=counted,
        thing_address=partial(address, datasette),
        static_address=partial(static_address, datasette),
        cite_row=partial(views.cite_row, datasette),
        package=datasette.metadata,
    )


@hookimpl
def extra_template_vars(template: str, datasette: Datasette) -> Callable[[], Awaitable[dict[str, Any]]]:
    """The questions of the database's page, and the choices of a query's parameters."""

    async def variables() -> dict[str, Any]:
        match template:
            case "database.html":
                return {"questions": questions(datasette)}
            case "query.html":
                return {"parameters": partial(parameters, datasette)}
        return {}

    return variables


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Read the names of all things before the first visitor comes."""

    async def read() -> None:
        await labels.load(datasette)

    return read


@hookimpl
def render_cell(
    row: Any,  # noqa: ANN401  a row of SQLite, or of Datasette
    value: Any,  # noqa: ANN401  a cell
    column: str,
    table: str | None,
    datasette: Datasette,
) -> Awaitable[Markup | None]:
    """Keys as links to the pages of things."""
    return cell(datasette, row, column, value, table)


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Awaitable[Response | None]:
    """Errors that help."""
    return views.error_page(datasette, request, exception)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Say how long static files may be kept."""
    return keep_static_files(datasette)
