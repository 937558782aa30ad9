"""What Datasette shows beside the data: one metadata file from the package, its schemas, and the few words of ``site/``.

A title, a licence or the meaning of a column is written down in ``datapackage.json`` and ``schemas/*.json`` alone;
``site/metadata.yaml`` adds facets, orders and labels, and ``site/queries/*.sql`` the queries that have a page of their own
(``scripts/questions.py`` reads them).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from scripts import files
from scripts.downloads import write_downloads
from scripts.questions import Query, SiteError, load_queries
from scripts.schema import Package, Table
from scripts.views import View, column_descriptions, load_views, view_columns

DATABASE: Final = "statecraft"
# What Datasette understands of a table; whatever comes from the schemas is missing on purpose.
TABLE_SETTINGS: Final = frozenset({"facets", "hidden", "label_column", "size", "sort", "sort_desc", "sortable_columns"})
SITE_SETTINGS: Final = frozenset({"about", "about_url", "databases", "extra_css_urls", "source", "source_url"})

Metadata = dict[str, Any]


def site_metadata(package: Package, root: Path) -> Metadata:
    """Datasette's metadata: the package's and the schemas' words, merged with ``site/metadata.yaml`` and the queries.

    Raises SiteError for a key, table, view or column that is not known, and for a query without title.
    """
    settings = _load_settings(root)
    views = load_views(root)
    columns = {table.name: table.columns for table in package} | view_columns(package, views)
    resources = {resource["name"]: resource for resource in package.descriptor["resources"]}
    tables: Metadata = {table.name: _table_metadata(table, resources[table.name]) for table in package}
    tables |= {view.name: _view_metadata(package, view, columns[view.name]) for view in views}
    for name, table_settings in settings.pop("databases")[DATABASE]["tables"].items():
        _check_table_settings(name, table_settings, columns)
        tables[name] |= table_settings
    queries = load_queries(root)
    for query in queries:
        if query.name in tables:
            raise SiteError(f"site/queries/{query.name}.sql: there is a table or view of this name")
    return {**_package_metadata(package), **settings, "databases": {DATABASE: _database(package, tables, queries)}}


def write_site(package: Package, root: Path, database: Path, target: Path) -> Path:
    """Write ``metadata.json`` and the files to download into the directory ``target`` (``build/site``); the former's path.

    ``database`` is the file that will be served. A server that starts meanwhile reads the old files or the new ones. Raises
    SiteError.
    """
    path = target / "metadata.json"
    metadata = site_metadata(package, root) | {"downloads": write_downloads(package, database, target)}
    files.write_text(path, json.dumps(metadata, ensure_ascii=False, indent=2) + "\n")
    return path


def _load_settings(root: Path) -> Metadata:
    settings = yaml.safe_load((root / "site" / "metadata.yaml").read_text(encoding="utf-8"))
    _refuse_unknown("site/metadata.yaml", settings, SITE_SETTINGS)
    _refuse_unknown("site/metadata.yaml: databases", settings["databases"], {DATABASE})
    _refuse_unknown(f"site/metadata.yaml: {DATABASE}", settings["databases"][DATABASE], {"tables"})
    return dict(settings)


def _check_table_settings(name: str, settings: Mapping[str, Any], columns: Mapping[str, tuple[str, ...]]) -> None:
    where = f"site/metadata.yaml: {name}"
    if name not in columns:
        raise SiteError(f"{where} is neither a table nor a view")
    _refuse_unknown(where, settings, TABLE_SETTINGS)
    for key in ("label_column", "sort", "sort_desc"):
        if key in settings:
            _refuse_unknown(f"{where}: {key}", {settings[key]}, columns[name])
    for key in ("facets", "sortable_columns"):
        named = [next(iter(facet.values())) if isinstance(facet, dict) else facet for facet in settings.get(key, ())]
        _refuse_unknown(f"{where}: {key}", named, columns[name])


def _refuse_unknown(where: str, found: Iterable[str], known: Iterable[str]) -> None:
    unknown = set(found) - set(known)
    if unknown:
        raise SiteError(f"{where} has the unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")


def _package_metadata(package: Package) -> Metadata:
    descriptor = package.descriptor
    [licence] = descriptor["licenses"]
    return {
        "title": descriptor["title"],
        "description": descriptor["description"],
        **_licence_metadata(licence),
        "about": f"{descriptor['title']} {descriptor['version']}",
        "version": descriptor["version"],
        "cite": {
            "authors": " and ".join(contributor["title"] for contributor in descriptor["contributors"]),
            "year": descriptor["created"][:4],
            "created": descriptor["created"][:10],
            "homepage": descriptor.get("homepage"),
            "keywords": descriptor["keywords"],
            "sources": descriptor["sources"],
        },
    }


def _licence_metadata(licence: Mapping[str, str]) -> Metadata:
    return {"license": licence["title"], "license_url": licence["path"]}


def _database(package: Package, tables: Metadata, queries: Iterable[Query]) -> Metadata:
    return {
        "title": package.descriptor["title"],
        "description": package.descriptor["description"],
        "tables": tables,
        "queries": {query.name: _query_metadata(query) for query in queries},
    }


def _query_metadata(query: Query) -> Metadata:
    return {
        "title": query.title,
        "description": query.description,
        "group": query.group,
        "sql": query.sql,
        "hide_sql": True,
        "parameters": {parameter.name: {"default": parameter.default, "sql": parameter.sql} for parameter in query.parameters},
    }


def _table_metadata(table: Table, resource: Mapping[str, Any]) -> Metadata:
    return {
        "title": table.title,
        "description": table.description,
        # A licence of the table's own, where it differs from the package's.
        **{key: value for licence in resource.get("licenses", ()) for key, value in _licence_metadata(licence).items()},
        "columns": {field.name: field.description for field in table.fields},
    }


def _view_metadata(package: Package, view: View, columns: Iterable[str]) -> Metadata:
    # No title: a view is known by the name that queries use.
    return {"description": view.description, "columns": column_descriptions(package, view, columns)}
