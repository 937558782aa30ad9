"""What the templates need to know of the pictures that the build drew: ``scripts/charts.py`` and ``scripts/outlines.py``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from datasette.app import Datasette

from pages.caching import static_address

MOUNT: Final = "pictures"
OUTLINES: Final = "countries.geojson"
# As the package that carries it names it; requirements/serve.txt pins which.
LEAFLET: Final = "leaflet-v1.7.1"

Telling = Mapping[str, Any]


def chart_called(datasette: Datasette, name: str) -> Telling | None:
    """Title, words, size, version and query of a chart; None where none was drawn."""
    folder = _folder(datasette)
    return _tellings(folder).get(name) if folder else None


def chart_address(datasette: Datasette, name: str, version: str) -> str:
    """The address of a chart, with the fingerprint that its telling gives, so that it can be kept for ever."""
    return str(datasette.urls.path(f"/{MOUNT}/{name}.svg?v={version}"))


def outlines_address(datasette: Datasette) -> str:
    """The address of the countries' outlines."""
    return static_address(datasette, OUTLINES, MOUNT)


def leaflet_address(datasette: Datasette, ending: str) -> str:
    """The address of Leaflet's script or style sheet. Its name holds its version, so it may be kept for ever, too."""
    return str(datasette.urls.static_plugins("datasette-leaflet", f"{LEAFLET}.{ending}"))


def _folder(datasette: Datasette) -> Path | None:
    return next((Path(folder) for mount, folder in datasette.static_mounts if mount == MOUNT), None)


@cache
def _tellings(folder: Path) -> Mapping[str, Telling]:
    tellings: Mapping[str, Telling] = json.loads((folder / "charts.json").read_text(encoding="utf-8"))
    return tellings
