"""The charts of the site: each shows the rows of one query with a page of its own, and says in words what it shows.

Nothing is counted here. A chart is a named query of ``site/queries`` (or a view), perhaps with one parameter, and the way in
which its rows are drawn; the page that shows the chart links to the query.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import altair

from scripts import files
from scripts.drawing import ACCENT, ORANGE, ROWS, Specification, draw, size_of, specification, with_rows
from scripts.questions import load_queries
from scripts.reading import open_database, rows
from scripts.site import DATABASE

WIDE: Final = 720
# A country that was visited less often, or a series of fewer meetings, is told better by its list.
FEWEST_VISITS: Final = 4
FEWEST_MEETINGS: Final = 3
LOW: Final = 3
# Vega waits for nothing, but leaves a second processor to draw the next one.
THREADS: Final = 2
STATUSES: Final = {
    "fulfilled": "#2f8f57",
    "substantially_fulfilled": "#7a8f2a",
    "in_progress": "#3b7fc4",
    "not_fulfilled": "#d0483f",
    "reversed": ORANGE,
    "superseded": "#8a63c9",
    "unassessed": "#85898f",
}
SUFFIXES: Final = frozenset({"Jr.", "Sr.", "II", "III", "IV"})

NAMED: Final = "named by a source"
PUBLISHED: Final = "published count"

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Chart:
    """A chart: its name in addresses, its title, what it says in words, the query behind it, and how it is drawn."""

    name: str
    title: str
    alternative: str
    query: str
    drawing: Specification
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The page of the query, without the site's own beginning."""
        return f"/{DATABASE}/{self.query}" + (f"?{urlencode(self.parameters)}" if self.parameters else "")


class Source:
    """The named queries of the site, asked of one database."""

    def __init__(self, connection: sqlite3.Connection, root: Path) -> None:
        """Read the queries of ``root``."""
        self._connection = connection
        self._queries = {query.name: query.sql for query in load_queries(root)}

    def ask(self, name: str, **parameters: str) -> Rows:
        """The rows of the query, or of the view, of this name."""
        sql = self._queries.get(name, f'SELECT * FROM "{name}"')
        return [dict(row) for row in rows(self._connection, sql, parameters)]


def write_charts(root: Path, database: Path, target: Path, cache: Path) -> int:
    """Draw all charts of the built ``database`` into the folder ``target``, with ``charts.json`` that tells of them; how many.

    ``cache`` keeps what was drawn before, so that a small change of the data draws few charts anew.
    """
    with open_database(database) as connection:
        charts = list(all_charts(Source(connection, root)))
    with ThreadPoolExecutor(THREADS) as threads:
        pictures = list(threads.map(lambda chart: draw(chart.drawing, cache), charts))
    for chart, picture in zip(charts, pictures, strict=True):
        files.write_text(target / f"{chart.name}.svg", picture)
    told = {chart.name: _telling(chart, picture) for chart, picture in zip(charts, pictures, strict=True)}
    files.write_text(target / "charts.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return len(charts)


def all_charts(source: Source) -> Iterator[Chart]:
    """Every chart of the site: those of the whole record, then of each country, Secretary and series."""
    years = source.ask("visits_by_year")
    span = (years[0]["year"], years[-1]["year"])
    yield visits_by_year(years, span)
    yield days_abroad(source.ask("days_abroad"), span)
    yield commitments_by_theme(source.ask("commitments_by_theme"))
    for country in source.ask("visits_by_polity_then"):
        if country["visits"] >= FEWEST_VISITS:
            key = country["country_id"]
            yield visits_to_country(source.ask("visits_to_country_by_year", country=key), span, key, country["country"])
    for secretary in source.ask("days_abroad"):
        key = secretary["secretary_id"]
        yield trips_of_secretary(source.ask("trips_by_year", secretary=key), key, secretary["secretary"])
    for series in source.ask("series"):
        counts = source.ask("counts_of_series", series=series["series_id"])
        if len({count["ministerial_id"] for count in counts}) >= FEWEST_MEETINGS:
            yield counts_of_series(counts, series["series_id"], series["name"])


def visits_by_year(years: Rows, span: tuple[int, int]) -> Chart:
    """Stops of all Secretaries in each year."""
    return Chart(
        "visits-by-year",
        "Visits abroad by year",
        _in_words("Visits abroad by year", years, "visits"),
        "visits_by_year",
        with_rows(_bars_by_year("Visits", 180, span), _year_bars(years, "visits")),
    )


def days_abroad(secretaries: Rows, span: tuple[int, int]) -> Chart:
    """Each Secretary's time in office, as high as the share of it that was spent abroad: the area is the days abroad."""
    last_day = max(secretary["last_trip_on"] for secretary in secretaries)
    values = [
        {
            "from": _as_year(secretary["entered_on"]),
            # A little short, so that two bars of the same height are seen to be two.
            "to": _as_year(secretary["left_on"] or last_day) - 0.1,
            "share": secretary["percent_of_tenure"],
            "name": _family_name(secretary["secretary"]),
        }
        for secretary in sorted(secretaries, key=itemgetter("entered_on"))
    ]
    bars = (
        altair.Chart(ROWS)
        .mark_rect(color=ACCENT)
        .encode(
            x=_years_axis("from:Q", (int(values[0]["from"]), span[1])),
            x2="to:Q",
            y=altair.Y("share:Q", title="Days abroad of 100 in office", axis=altair.Axis(tickCount=5)),
            y2=altair.datum(0),
        )
    )
    names = (
        altair.Chart(ROWS)
        .transform_calculate(middle="(datum.from + datum.to) / 2")
        .transform_filter("datum.to - datum.from > 1.5")
        .mark_text(angle=270, align="left", dx=4, fontSize=11, color="currentColor")
        .encode(x="middle:Q", y="share:Q", text="name:N")
    )
    # The first weeks of a tenure that has just begun say little of it.
    most = max(filter(itemgetter("left_on"), secretaries), key=itemgetter("percent_of_tenure"))
    longest = max(secretaries, key=lambda secretary: secretary["days_abroad"])
    return Chart(
        "days-abroad",
        "Days abroad by Secretary",
        f"A bar for each Secretary who travelled, {span[0]} to {span[1]}, from the first to the last day in office, as high "
        f"as the share of the days that were spent abroad. Of those who have left office {most['secretary']} has the largest, "
        f"{most['percent_of_tenure']:g} of 100 days; the most days are those of {longest['secretary']}, "
        f"{longest['days_abroad']:,}.",
        "days_abroad",
        with_rows(specification((bars + names).properties(width=WIDE, height=240)), values),
    )


def commitments_by_theme(counts: Rows) -> Chart:
    """The commitments of each theme, split by what became of them."""
    of_theme: dict[str, int] = {}
    for count in counts:
        of_theme[count["theme"]] = of_theme.get(count["theme"], 0) + count["commitments"]
    order = sorted(of_theme, key=lambda theme: (-of_theme[theme], theme))
    labels = [status.replace("_", " ") for status in STATUSES]
    values = [
        {**count, "status": count["status"].replace("_", " "), "order": list(STATUSES).index(count["status"])}
        for count in counts
    ]
    bars = (
        altair.Chart(ROWS)
        .mark_bar()
        .encode(
            x=altair.X("commitments:Q", title="Commitments", axis=altair.Axis(orient="top", tickCount=5)),
            y=altair.Y("theme:N", title=None, sort=order, axis=altair.Axis(labelLimit=300, minExtent=270)),
            color=altair.Color(
                "status:N",
                title=None,
                scale=altair.Scale(domain=labels, range=list(STATUSES.values())),
                legend=altair.Legend(orient="bottom", columns=4),
            ),
            order="order:Q",
        )
        .properties(width=440, height=altair.Step(19))
    )
    unassessed = sum(count["commitments"] for count in counts if count["status"] == "unassessed")
    return Chart(
        "commitments-by-theme",
        "Commitments by theme, and what became of them",
        f"A bar for each theme, split by status. Of {sum(of_theme.values()):,} commitments the most are about {order[0]} "
        f"({of_theme[order[0]]}) and {order[1]} ({of_theme[order[1]]}). For {unassessed:,} nobody has looked yet what became "
        "of them.",
        "commitments_by_theme",
        with_rows(specification(bars), values),
    )


def visits_to_country(years: Rows, span: tuple[int, int], key: str, name: str) -> Chart:
    """Stops in one country in each year, over the years of the whole record, so that countries can be compared."""
    title = f"Visits to {name} by year"
    return Chart(
        f"visits-to-{key}",
        title,
        _in_words(title, years, "visits"),
        "visits_to_country_by_year",
        with_rows(
            _bars_by_year("Visits", 80, span, is_low=max(year["visits"] for year in years) <= LOW), _year_bars(years, "visits")
        ),
        {"country": key},
    )


def trips_of_secretary(years: Rows, key: str, name: str) -> Chart:
    """Days abroad of one Secretary in each year."""
    title = f"Days abroad of {name} by year"
    trips = sum(year["trips"] for year in years)
    width = max(120, 60 * (years[-1]["year"] - years[0]["year"] + 1))
    return Chart(
        f"trips-of-{key}",
        title,
        f"{_in_words(title, years, 'days_abroad')} On {trips} trip{'s' * (trips != 1)}, each with all its days in the year in "
        "which it began.",
        "trips_by_year",
        with_rows(_bars_by_year("Days abroad", 120), _year_bars(years, "days_abroad"), width=width),
        {"secretary": key},
    )


def counts_of_series(counts: Rows, key: str, name: str) -> Chart:
    """For each meeting of a series the parties that sources name as a bar, and the published counts as marks."""
    values = [
        {"started_on": count["started_on"], "number": count["number"], "counted": NAMED if _is_named(count) else PUBLISHED}
        for count in counts
    ]
    most = max(filter(_is_named, counts), key=lambda count: count["number"], default=None)
    published = [count["number"] for count in counts if not _is_named(count)]
    meetings = len({count["ministerial_id"] for count in counts})
    telling = [f"{meetings} meetings, {counts[0]['started_on'][:4]} to {counts[-1]['started_on'][:4]}."]
    if most:
        telling.append(f"Sources name the most parties, {most['number']}, for {most['ministerial']}.")
    if published:
        telling.append(f"Published counts go from {min(published):,} to {max(published):,}.")
    return Chart(
        f"participation-in-{key}",
        f"Participation in the series {name}",
        " ".join(telling),
        "counts_of_series",
        with_rows(_bars_and_marks(), values),
        {"series": key},
    )


def _is_named(count: Mapping[str, Any]) -> bool:
    return bool(count["counted"] == "named parties")


# Altair takes longer to check a chart than Vega to draw it: charts of one kind share their description, and differ in the rows.


@cache
def _bars_by_year(title: str, height: int, span: tuple[int, int] | None = None, is_low: bool = False) -> Specification:
    """A bar for each year; the axis from the first to the last year of ``span``, or of the rows.

    Where no bar is higher than ``LOW``, all go up to it: a single visit should not look like many.
    """
    bars = (
        altair.Chart(ROWS)
        .mark_rect(color=ACCENT)
        .encode(
            x=_years_axis("from:Q", span),
            x2="to:Q",
            y=altair.Y(
                "number:Q",
                title=title,
                scale=altair.Scale(domain=[0, LOW]) if is_low else altair.Scale(),
                axis=altair.Axis(tickCount=3, format=",d"),
            ),
            y2=altair.datum(0),
        )
    )
    return specification(bars.properties(width=WIDE, height=height))


@cache
def _bars_and_marks() -> Specification:
    """A bar for the parties that are named at a meeting, a diamond for each published count."""
    base = altair.Chart(ROWS).encode(
        x=altair.X(
            "started_on:T",
            title=None,
            scale=altair.Scale(type="utc", padding=10),
            axis=altair.Axis(
                format="%Y",
                tickCount=altair.TimeIntervalStep(interval="year", step=1),
                labelOverlap="greedy",
                labelSeparation=16,
            ),
        ),
        y=altair.Y("number:Q", title="Parties", axis=altair.Axis(tickCount=4)),
        color=altair.Color(
            "counted:N",
            title=None,
            scale=altair.Scale(domain=[NAMED, PUBLISHED], range=[ACCENT, ORANGE]),
            legend=altair.Legend(orient="top"),
        ),
    )
    bars = base.transform_filter(f"datum.counted === '{NAMED}'").mark_bar(size=4)
    marks = base.transform_filter(f"datum.counted === '{PUBLISHED}'").mark_point(
        shape="diamond", size=50, filled=True, opacity=1
    )
    return specification((bars + marks).properties(width=WIDE, height=140))


def _years_axis(column: str, span: tuple[int, int] | None) -> altair.X:
    domain = {"domain": [span[0] - 0.5, span[1] + 0.5]} if span else {"padding": 10}
    return altair.X(
        column,
        title=None,
        scale=altair.Scale(nice=False, zero=False, **domain),
        axis=altair.Axis(format="d", tickCount=9, tickMinStep=1),
    )


def _year_bars(years: Rows, column: str) -> list[dict[str, float]]:
    return [{"from": year["year"] - 0.4, "to": year["year"] + 0.4, "number": year[column]} for year in years]


def _as_year(day: str) -> float:
    """A day as a year with its fraction."""
    return round(int(day[:4]) + (date.fromisoformat(day).timetuple().tm_yday - 1) / 366, 2)


def _family_name(name: str) -> str:
    return [word for word in name.split() if word not in SUFFIXES][-1].rstrip(",")


def _in_words(title: str, years: Rows, column: str) -> str:
    """First and last year, sum and greatest year of the bars."""
    most = max(year[column] for year in years)
    of_most = [year["year"] for year in years if year[column] == most]
    first, last = years[0]["year"], years[-1]["year"]
    when = f"{first} to {last}" if first != last else f"{first}"
    greatest = f"the most in {of_most[0]} ({most})" if len(of_most) == 1 else f"never more than {most} in one year"
    return f"{title}, {when}: {sum(year[column] for year in years):,} in all, {greatest}."


def _telling(chart: Chart, picture: str) -> dict[str, Any]:
    """What a page needs to know of a chart."""
    width, height = size_of(picture)
    return {
        "title": chart.title,
        "alternative": chart.alternative,
        "query": chart.address,
        "width": width,
        "height": height,
        "version": hashlib.sha256(picture.encode()).hexdigest()[:12],
    }
