"""The data package as one zip file: the tables, their schemas and views, the descriptor as released, the documents."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scripts.citation import citation_file
from scripts.release.edition import Edition

DOCUMENTS: Final = ("README.md", "CODEBOOK.md", "CHANGELOG.md", "LICENSE", "data/README.md")
FIRST_DAY_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE: Final = 0o100644 << 16


def package_archive(edition: Edition) -> bytes:
    """The zip file; all that it holds stands in one folder named after the version."""
    return zip_of({f"{edition.name}/{path}": content for path, content in _files(edition)})


def zip_of(files: dict[str, bytes]) -> bytes:
    """The files by path as a zip file that tells nothing of the machine or the hour."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it was made
            entry.external_attr = PLAIN_FILE
            archive.writestr(entry, files[path])
    return out.getvalue()


def json_text(value: object) -> str:
    """JSON for people and machines."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    root = edition.package.root
    yield "datapackage.json", json_text(edition.descriptor).encode()
    yield "CITATION.cff", citation_file(edition.descriptor, edition.released_at.date()).encode()
    yield "CHANGES.md", edition.changes.encode()
    for table in edition.package:
        yield table.path, (root / table.path).read_bytes()
        yield table.schema_path, (root / table.schema_path).read_bytes()
    for path in (*(root / document for document in DOCUMENTS), *sorted((root / "schemas" / "views").glob("*.sql"))):
        yield _relative(path, root), path.read_bytes()


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
