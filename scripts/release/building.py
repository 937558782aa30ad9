"""A release from a clean tree: what must hold before, and all of its files."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts import git
from scripts.calendars import trips_calendar
from scripts.changes.report import NOTHING_RELEASED, report_on
from scripts.changes.versions import last_release, read_version
from scripts.check import check
from scripts.citation import citation_file
from scripts.database import build
from scripts.dialects import script
from scripts.dictionary import generated_documents
from scripts.geography import stops_geojson
from scripts.problems import Fault, InputError, Problem
from scripts.reading import open_database
from scripts.release.archive import json_text, package_archive
from scripts.release.catalogue import dcat, schema_org, zenodo
from scripts.release.croissant import croissant
from scripts.release.edition import Edition
from scripts.release.parquet import parquet_file
from scripts.release.workbook import workbook
from scripts.schema import Package, load_package
from scripts.views import load_views

SUMS: Final = "SHA256SUMS"


class NotReleasable(InputError):  # noqa: N818  # it tells a state, not a fault of the program
    """The tree is not one to release; the message says why."""


@dataclass(frozen=True)
class Built:
    """The files of a release by name, or the problems that stand in their way."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def build_release(root: Path) -> Built:
    """The files of a release of the commit at ``root``.

    Raises NotReleasable for a tree with uncommitted files, and for a version that was released before from another commit.
    """
    _refuse_uncommitted(root)
    package = load_package(root)
    _refuse_released_before(root, str(package.descriptor["version"]))
    report = check(package)
    released = last_release(root, before_this_commit=True) or NOTHING_RELEASED
    changes = report_on(released, released, read_version(root, f"version {package.descriptor['version']}"))
    problems = (*report.errors, *_stale(package), *changes.problems)
    if problems:
        return Built({}, problems)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "statecraft.db"
        refused = build(package, report.texts, database)
        if refused:
            return Built({}, tuple(refused))
        edition = Edition(package, report.texts, database, git.committed_at(root), changes.full)
        return Built(release_files(edition))


def release_files(edition: Edition) -> dict[str, bytes]:
    """All files of a release by name, their checksums last."""
    files = dict(_data_files(edition))
    parquet = {table.name: files[f"{table.name}.parquet"] for table in edition.package}
    described = {
        "croissant.json": croissant(edition, parquet),
        "dcat.jsonld": dcat(edition, files),
        "schema-org.jsonld": schema_org(edition, files),
        "zenodo.json": zenodo(edition),
    }
    files |= {name: json_text(description).encode() for name, description in described.items()}
    files["CITATION.cff"] = citation_file(edition.descriptor, edition.released_at.date()).encode()
    files["CHANGES.md"] = edition.changes.encode()
    files[SUMS] = checksums(files).encode()
    return files


def checksums(files: Mapping[str, bytes]) -> str:
    """What ``sha256sum --check`` reads."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))


def write_release(built: Built, target: Path) -> None:
    """Write the files into the folder ``target``, and delete what stood there of another release."""
    target.mkdir(parents=True, exist_ok=True)
    for path in target.iterdir():
        if path.is_file() and path.name not in built.files:
            path.unlink()
    for name, content in built.files.items():
        (target / name).write_bytes(content)


def _data_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    views = load_views(edition.package.root)
    yield f"{edition.name}.zip", package_archive(edition)
    yield "statecraft.db", edition.database.read_bytes()
    yield "statecraft.xlsx", workbook(edition)
    for table, text in edition.tables():
        yield f"{table.name}.parquet", parquet_file(text, edition.descriptor)
    yield "statecraft.duckdb.sql", script(edition.package, views, "duckdb").encode()
    with open_database(edition.database) as connection:
        yield "trips.ics", trips_calendar(connection, edition.descriptor)
        yield "stops.geojson", stops_geojson(connection, edition.descriptor).encode()


def _refuse_uncommitted(root: Path) -> None:
    changed = git.uncommitted(root)
    if changed:
        shown = "\n".join(changed[:20])
        raise NotReleasable(f"a release is made from a clean tree; commit or delete first:\n{shown}")


def _refuse_released_before(root: Path, version: str) -> None:
    tag = f"v{version}"
    if tag in git.release_tags(root) and tag not in git.tags_here(root):
        raise NotReleasable(f"{tag} was released from another commit; raise the version in datapackage.json")


def _stale(package: Package) -> Iterator[Problem]:
    for path, text in generated_documents(package).items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield Fault("the generated document is stale", "run `make docs` and commit", "stale").at(
                path.relative_to(package.root).as_posix()
            )
