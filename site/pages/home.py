"""What the home page shows: the figures of this version, what is new, what one can ask and take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from datasette.app import Datasette

from pages.contents import points
from pages.queries import DATABASE, ask, ask_all

SECTIONS: Final = ("figures", "trips", "due", "secretaries")
FORMATS: Final = {"csv": "text/csv", "db": "application/vnd.sqlite3", "zip": "application/zip", "json": "application/json"}


async def home(datasette: Datasette, address: str) -> dict[str, Any]:
    """All that the template needs; ``address`` is that of the page itself."""
    package = datasette.metadata()
    shown = await ask_all(datasette, "home", SECTIONS[:2] + SECTIONS[3:])
    shown |= await ask_all(datasette, "home", ("due",), today=datetime.now(UTC).date().isoformat())
    figures = shown["figures"][0]
    return {
        **shown,
        "figures": figures,
        "points": points(await ask(datasette, datasette.metadata("queries", database=DATABASE)["places_visited"]["sql"])),
        "questions": questions(datasette),
        "dataset": dataset(package, figures, address),
    }


def questions(datasette: Datasette) -> list[dict[str, str]]:
    """The queries that have a page, with their titles."""
    queries: Mapping[str, Mapping[str, str]] = datasette.metadata("queries", database=DATABASE)
    return [
        {"address": datasette.urls.path(f"/{DATABASE}/{name}"), "title": query["title"], "group": query.get("group", "")}
        for name, query in queries.items()
    ]


def dataset(package: Mapping[str, Any], figures: Mapping[str, Any], address: str) -> dict[str, Any]:
    """The dataset as schema.org describes one (https://schema.org/Dataset), for search engines."""
    root = address.rstrip("/")
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": package["title"],
        "description": package["description"],
        "url": f"{root}/",
        "version": package["version"],
        "license": package["license_url"],
        "isAccessibleForFree": True,
        "keywords": package["cite"]["keywords"],
        "creator": {"@type": "Organization", "name": package["cite"]["authors"]},
        "dateModified": package["cite"]["created"],
        "temporalCoverage": f"{figures['first_on']}/{figures['last_on']}",
        "spatialCoverage": {"@type": "Place", "name": "World"},
        "citation": [source["title"] for source in package["cite"]["sources"]],
        "variableMeasured": ["foreign trips", "stops", "engagements", "participants of ministerials", "commitments"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file["title"],
                "contentUrl": f"{root}{file['path']}",
                "encodingFormat": FORMATS[file["path"].rpartition(".")[2]],
                "contentSize": f"{file['bytes']} B",
                "sha256": file["sha256"],
            }
            for file in package["downloads"]
        ],
    }
