"""The files that the site offers whole: the tables as CSV beside the database, each with its size and SHA-256."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from scripts import files
from scripts.schema import Package

# The first part of their addresses, and their folder in build/site.
FOLDER: Final = "files"


@dataclass(frozen=True)
class Download:
    """One file: its table (none for the database), title, address on the site, size in bytes, and SHA-256."""

    table: str | None
    title: str
    path: str
    bytes: int
    sha256: str


def write_downloads(package: Package, database: Path, target: Path) -> list[dict[str, Any]]:
    """Copy the tables' files into ``target/files`` and return what is offered, the database first."""
    offered = [_download(None, f"{package.descriptor['title']}, SQLite database", f"/{database.name}", database)]
    for table in package:
        original = package.path_of(table)
        with files.beside(target / FOLDER / original.name) as partial:
            shutil.copyfile(original, partial)
        offered.append(_download(table.name, f"{table.title}, CSV", f"/{FOLDER}/{original.name}", original))
    return [asdict(download) for download in offered]


def _download(table: str | None, title: str, path: str, file: Path) -> Download:
    content = file.read_bytes()
    return Download(table, title, path, len(content), hashlib.sha256(content).hexdigest())
