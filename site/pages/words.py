"""Dates, amounts and codes in words, for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NO_BREAK: Final = "\u00a0"
MILLION: Final = 1_000_000
BILLION: Final = 1_000_000_000
# Codes that are not readable once their underscores are blanks.
CODES: Final = {
    "co_host": "co-host",
    "co_hosted": "co-hosted",
    "in_person": "in person",
    "un_body": "UN body",
    "historian": "the Historian's list",
    "stop": "days of the Secretary's stop",
    "restates": "says again",
    "met": "met",
    "unspecified": "",
    "per_year": "a year",
    "total": "in all",
}
# Beginning of a sentence for each kind of engagement.
DEEDS: Final = {
    "met": "Met",
    "attended": "Attended",
    "co_hosted": "Hosted or chaired",
    "addressed": "Addressed",
    "signed": "Signed",
    "visited": "Visited",
    "ceremony": "Ceremony:",
    "announced": "Announced",
    "held_talks": "Held talks",
    "accompanied_president": "Accompanied",
    "official_visit": "Official visit",
    "transit": "In transit",
    "private": "Private:",
}


def day(date: str | None, precision: str | None = "day") -> str:
    """``19 April 2022``, ``April 2022`` or ``2022``, as the precision goes."""
    if not date:
        return ""
    year, month, number = date.split("-")
    match precision:
        case "year":
            return year
        case "month":
            return f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(number)}{NO_BREAK}{MONTHS[int(month) - 1]}{NO_BREAK}{year}"


def days(first: str, last: str | None, precision: str | None = "day") -> str:
    """A span of days, no part said twice: ``19–20 April 2022``."""
    if not last or first == last or precision in ("month", "year"):
        if last and day(first, precision) != day(last, precision):
            return f"{day(first, precision)} – {day(last, precision)}"
        return day(first, precision)
    first_year, first_month, first_day = first.split("-")
    last_year, last_month, last_day = last.split("-")
    if first_year != last_year:
        return f"{day(first)} – {day(last)}"
    end = f"{int(last_day)}{NO_BREAK}{MONTHS[int(last_month) - 1]}{NO_BREAK}{last_year}"
    if first_month != last_month:
        return f"{int(first_day)}{NO_BREAK}{MONTHS[int(first_month) - 1]} – {end}"
    return f"{int(first_day)}–{end}"


def words(code: Any) -> str:  # noqa: ANN401  a cell of any type
    """A code in words: ``head_of_state`` as ``head of state``."""
    if code is None:
        return ""
    text = str(code)
    return CODES.get(text, text.replace("_", " "))


def number(value: float | None) -> str:
    """A number with its thousands apart, without a useless ``.0``."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def money(value: float | None, currency: str = "USD") -> str:
    """An amount as one says it: ``$1.2 billion``, ``EUR 300 million``."""
    if value is None:
        return ""
    sign = "$" if currency == "USD" else f"{currency}{NO_BREAK}"
    if value >= BILLION:
        return f"{sign}{value / BILLION:,.4g}{NO_BREAK}billion"
    if value >= MILLION:
        return f"{sign}{value / MILLION:,.4g}{NO_BREAK}million"
    return f"{sign}{number(value)}"


def size(octets: int) -> str:
    """The size of a file: ``1.2 MB``."""
    if octets >= MILLION:
        return f"{octets / MILLION:.1f}{NO_BREAK}MB"
    return f"{max(1, round(octets / 1000))}{NO_BREAK}KB"


def deed(kind: str) -> str:
    """How a sentence about an engagement of this kind begins."""
    return DEEDS.get(kind, words(kind).capitalize())


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """``1 stop``, ``2 stops``."""
    return f"{count:,}{NO_BREAK}{singular if count == 1 else plural or singular + 's'}"


def countries_in_short(itinerary: str, most: int = 3) -> str:
    """The first countries of an itinerary, each once, and how many more there are."""
    names = list(dict.fromkeys(itinerary.split(", ")))
    if len(names) <= most + 1:
        return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def trip_title(row: Mapping[str, Any]) -> str:
    """The name of a trip: who, where, when."""
    where = countries_in_short(row["itinerary"])
    return f"{row['secretary']}: {where}, {days(row['started_on'], row['ended_on'])}".replace(NO_BREAK, " ")


def by_decade(rows: Iterable[Mapping[str, Any]], column: str = "arrived_on") -> list[tuple[str, list[Mapping[str, Any]]]]:
    """The rows in their order, under their decades."""
    decades: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        decades.setdefault(f"{row[column][:3]}0s", []).append(row)
    return list(decades.items())


FILTERS: Final = {
    "day": day,
    "days": days,
    "words": words,
    "number": number,
    "money": money,
    "size": size,
    "deed": deed,
    "by_decade": by_decade,
}
