"""The Office of the Historian's travel files as they are: an XML file for each Secretary, a ``trip`` for each country."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scripts.problems import InputError

FOLDER = "secretary-travels"
DIGEST_DIGITS = 12


class UpstreamError(InputError):
    """A file of the Historian cannot be read; the message names file and row."""


@dataclass(frozen=True)
class HistorianRow:
    """One ``trip`` element: what the Historian calls a trip and we call a stop. Blanks in its texts are folded."""

    number: int
    file: str
    person: str
    start_date: date
    end_date: date
    country_slug: str
    country: str
    locale: str
    remark: str

    @property
    def digest(self) -> str:
        """The first twelve hexadecimal digits of the SHA-256 of the remark."""
        return hashlib.sha256(self.remark.encode("utf-8")).hexdigest()[:DIGEST_DIGITS]

    @property
    def values(self) -> dict[str, str]:
        """The row's fields as ``corrections`` names and prints them."""
        return {
            "start-date": self.start_date.isoformat(),
            "end-date": self.end_date.isoformat(),
            "country": self.country,
            "locale": self.locale,
            "remarks": self.digest,
            "row": f"{self.start_date}/{self.end_date} {self.country}" + (f", {self.locale}" if self.locale else ""),
        }


def read_travels(path: Path) -> tuple[HistorianRow, ...]:
    """All rows of a checkout of HistoryAtState/travels, by Secretary and date.

    Raises UpstreamError where there are no travel files, for XML that cannot be parsed, and for a row without its parts.
    """
    files = sorted((path / FOLDER).glob("*.xml"))
    if not files:
        raise UpstreamError(f"{path}: no {FOLDER}/*.xml here; give the path of a checkout of HistoryAtState/travels")
    rows = [row for file in files for row in _read_file(file)]
    return tuple(sorted(rows, key=lambda row: (row.person, row.start_date, row.end_date, row.number)))


def _read_file(file: Path) -> list[HistorianRow]:
    name = f"{FOLDER}/{file.name}"
    try:
        root = ET.parse(file).getroot()
    except ET.ParseError as error:
        raise UpstreamError(f"{name}: {error}") from error
    rows = []
    for position, trip in enumerate(root.iter("trip"), 1):
        try:
            rows.append(_read_trip(name, trip))
        except (ValueError, KeyError, AttributeError) as error:
            number = trip.findtext("id", default="without id")
            raise UpstreamError(f"{name}: trip {position} ({number}) cannot be read: {error!r}") from error
    return rows


def _read_trip(name: str, trip: ET.Element) -> HistorianRow:
    country = trip.find("country")
    if country is None:
        raise ValueError("it has no country")
    return HistorianRow(
        number=int(_text(trip.find("id"))),
        file=name,
        person=trip.attrib["who"],
        start_date=date.fromisoformat(_text(trip.find("start-date"))),
        end_date=date.fromisoformat(_text(trip.find("end-date"))),
        country_slug=country.attrib["id"],
        country=_text(country),
        locale=_text(trip.find("locale")),
        remark=_text(trip.find("remarks")),
    )


def _text(element: ET.Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
