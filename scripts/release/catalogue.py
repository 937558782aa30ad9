"""The release for catalogues and search engines: schema.org and DCAT 3, both as JSON-LD, and Zenodo's own form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from scripts.release.edition import Edition

DCAT_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES: Final = {
    ".zip": "application/zip",
    ".db": "application/vnd.sqlite3",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ics": "text/calendar",
    ".geojson": "application/geo+json",
}
ZENODO_LICENCES: Final = {"CC0-1.0": "cc-zero"}


def schema_org_parts(edition: Edition) -> dict[str, Any]:
    """What schema.org says of a dataset, without context, type and distribution."""
    descriptor = edition.descriptor
    years = f"{_first_year(edition)}/{edition.released_at.year}"
    return {
        "name": descriptor["title"],
        "description": descriptor["description"],
        "version": edition.version,
        "license": licences(edition),
        "keywords": descriptor["keywords"],
        "datePublished": edition.released_at.date().isoformat(),
        "creator": [{"@type": "Organization", "name": each["title"]} for each in descriptor["contributors"]],
        **({"url": descriptor["homepage"]} if "homepage" in descriptor else {}),
        "isBasedOn": [source["path"] for source in descriptor["sources"]],
        "temporalCoverage": years,
        "isAccessibleForFree": True,
    }


def schema_org(edition: Edition, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The dataset for search engines; ``files`` are those of the release by name."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **schema_org_parts(edition),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": name,
                "encodingFormat": MEDIA_TYPES[suffix],
                "contentSize": f"{len(content)} B",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            for name, content in files.items()
            if (suffix := _suffix(name)) in MEDIA_TYPES
        ],
    }


def dcat(edition: Edition, files: Mapping[str, bytes]) -> dict[str, Any]:
    """The dataset for data catalogues; addresses are relative to the folder of the release."""
    descriptor = edition.descriptor
    return {
        "@context": DCAT_CONTEXT,
        "@id": f"urn:statecraft:{edition.version}",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": descriptor["title"], "@language": "en"},
        "dct:description": {"@value": descriptor["description"], "@language": "en"},
        "dcat:version": edition.version,
        "dct:issued": {"@value": edition.released_at.date().isoformat(), "@type": "xsd:date"},
        "dct:license": [{"@id": licence} for licence in licences(edition)],
        "dct:publisher": [{"@type": "foaf:Agent", "foaf:name": each["title"]} for each in descriptor["contributors"]],
        "dcat:keyword": [{"@value": keyword, "@language": "en"} for keyword in descriptor["keywords"]],
        "dct:source": [{"@id": source["path"]} for source in descriptor["sources"]],
        "dcat:distribution": [
            _distribution(edition, name, content) for name, content in files.items() if _suffix(name) in MEDIA_TYPES
        ],
    }


def licences(edition: Edition, table: str = "") -> list[str]:
    """The addresses of the licences under which a table stands; of all of them where ``table`` names none."""
    tables = [edition.package.tables[table]] if table in edition.package.tables else list(edition.package)
    return list(dict.fromkeys(licence["path"] for each in tables for licence in edition.licences(each)))


def zenodo(edition: Edition) -> dict[str, Any]:
    """``zenodo.json``: what a deposit is to say of itself."""
    descriptor = edition.descriptor
    [licence] = descriptor["licenses"]
    return {
        "title": f"{descriptor['title']} {edition.version}",
        "upload_type": "dataset",
        "description": descriptor["description"],
        "version": edition.version,
        "publication_date": edition.released_at.date().isoformat(),
        "access_right": "open",
        "license": ZENODO_LICENCES[licence["name"]],
        "creators": [{"name": each["title"]} for each in descriptor["contributors"]],
        "keywords": descriptor["keywords"],
        "language": "eng",
        "notes": "data/places.csv holds points from GeoNames under CC BY 4.0; credit GeoNames where you pass them on.",
        "related_identifiers": [
            {"identifier": source["path"], "relation": "isDerivedFrom", "resource_type": "dataset"}
            for source in descriptor["sources"]
        ],
    }


def _distribution(edition: Edition, name: str, content: bytes) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:downloadURL": {"@id": name},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[_suffix(name)]}"},
        "dcat:byteSize": {"@value": len(content), "@type": "xsd:nonNegativeInteger"},
        "dct:license": [{"@id": licence} for licence in licences(edition, name.removesuffix(".parquet"))],
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2]}"


def _first_year(edition: Edition) -> str:
    return min(edition.texts["trips"].cells("started_on"), default=edition.released_at.date().isoformat())[:4]
