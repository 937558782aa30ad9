"""The types of our files, so that they do not depend on what the machine knows."""

from __future__ import annotations

import mimetypes
from typing import Final

from datasette import hookimpl
from datasette.app import Datasette

TYPES: Final = {
    ".atom": "application/atom+xml",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
}


@hookimpl
def startup(datasette: Datasette) -> None:
    """Tell Python's table, which Datasette asks."""
    for ending, media_type in TYPES.items():
        mimetypes.add_type(media_type, ending)
