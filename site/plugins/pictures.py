"""Datasette's hooks for what the build drew: charts, maps and feeds."""

from __future__ import annotations

import mimetypes
import sys
from functools import partial
from pathlib import Path
from typing import Final

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import Environment

# Datasette loads each file of the plugins' folder by itself; what they share stands beside that folder.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pages.pictures import chart_address, chart_called, leaflet_address, outlines_address

# So that the types of our files do not depend on what the machine knows.
TYPES: Final = {
    ".atom": "application/atom+xml",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
}


@hookimpl
def startup(datasette: Datasette) -> None:
    """Tell Python's table of types, which Datasette asks."""
    for ending, media_type in TYPES.items():
        mimetypes.add_type(media_type, ending)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """What ``_chart.html`` and ``_map.html`` use."""
    env.globals.update(
        chart_called=partial(chart_called, datasette),
        chart_address=partial(chart_address, datasette),
        leaflet_address=partial(leaflet_address, datasette),
        outlines_address=partial(outlines_address, datasette),
        query_address=datasette.urls.path,
    )
