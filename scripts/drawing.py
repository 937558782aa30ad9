"""A Vega-Lite chart as an SVG file that is readable in the light and in the dark, and is drawn only once.

Vega draws in the build environment; the site serves plain pictures with the reader's own fonts, and no script runs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import altair
import vl_convert

from scripts import files

# Each has at least three to one against white and against the dark page, as WCAG 1.4.11 asks of graphics.
ACCENT: Final = "#2b7f98"
ORANGE: Final = "#c0662a"
# The picture follows the reader's choice of light or dark by itself, also where a page embeds it.
INK: Final = "<style>svg{color:#1f2328}@media (prefers-color-scheme:dark){svg{color:#e6e9ed}}</style>"

# What stands for the rows until ``with_rows`` brings them.
ROWS: Final = altair.NamedData("rows")

Specification = dict[str, Any]


def specification(chart: altair.Chart | altair.LayerChart) -> Specification:
    """The chart in the site's clothes: no background, no frame, axes and letters in the colour of the text."""
    dressed = (
        chart.configure(background="transparent", font="Arial, Helvetica, sans-serif", aria=False, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="currentColor",
            titleColor="currentColor",
            domainColor="currentColor",
            tickColor="currentColor",
            gridColor="currentColor",
            gridOpacity=0.15,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_axisX(grid=False)
        .configure_legend(labelColor="currentColor", titleColor="currentColor", labelFontSize=12, columnPadding=32)
    )
    drawn: Specification = dressed.to_dict()
    return drawn


def with_rows(described: Specification, rows: Sequence[Mapping[str, Any]], width: int | None = None) -> Specification:
    """The chart of these rows, as wide as said."""
    return {**described, "datasets": {"rows": list(rows)}, **({"width": width} if width else {})}


def draw(drawing: Specification, cache: Path) -> str:
    """The drawing as SVG, from the folder ``cache`` where it was drawn before by the same program."""
    recipe = json.dumps([drawing, INK, version("vl-convert-python")], sort_keys=True)
    path = cache / f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.svg"
    if not path.is_file():
        files.write_text(path, _with_ink(vl_convert.vegalite_to_svg(drawing)))
    return path.read_text(encoding="utf-8")


def size_of(svg: str) -> tuple[int, int]:
    """Width and height of a picture, so that a page can keep its place before it arrives."""
    found = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    if not found:
        raise ValueError("the picture does not say how large it is")
    return round(float(found[1])), round(float(found[2]))


def _with_ink(svg: str) -> str:
    head, mark, body = svg.partition(">")
    return f"{head}{mark}{INK}{body}\n"
