"""How to cite one row, and how to report an error in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

# The points of this table come from GeoNames, whose licence asks for its name.
CREDIT = {"places": "Points: GeoNames, CC BY 4.0."}


def citation(package: Mapping[str, Any], table: str, key: str, name: str, address: str) -> str:
    """The row as one cites it: authors, year, name and key, dataset and version, address, licence."""
    cited = package["cite"]
    said = name if name.endswith((".", "?", "!")) else f"{name}."
    parts = (
        f"{cited['authors']} ({cited['year']}). “{said}”",
        f"{package['title']}, version {package['version']}, {table}/{key}.",
        f"{address}.",
        CREDIT.get(table, "CC0 1.0."),
    )
    return " ".join(parts)


def package_citation(package: Mapping[str, Any]) -> str:
    """The whole dataset as one cites it."""
    cited = package["cite"]
    return f"{cited['authors']} ({cited['year']}). {package['title']}, version {package['version']}. Data package, CC0 1.0."


def report(package: Mapping[str, Any], table: str, key: str) -> str:
    """The text of a report, to be filled in."""
    return (
        f"Table: {table}\nKey: {key}\nVersion: {package['version']}\n"
        "Column: \nIt says: \nRight is: \nSource for this (address of a page or document): \n"
    )


def report_address(package: Mapping[str, Any], table: str, key: str) -> str | None:
    """Where a report can be filed, its text filled in; None where the package names no repository."""
    home = str(package["cite"].get("homepage") or "").rstrip("/")
    if not home.startswith("https://github.com/"):
        return None
    fields = {"title": f"{table}/{key}: ", "body": report(package, table, key)}
    return f"{home}/issues/new?{urlencode(fields)}"
