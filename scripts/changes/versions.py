"""One version of the package, from a folder, a release's zip file or a revision of the repository."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts import git
from scripts.canonical import TableText, read_table
from scripts.problems import InputError
from scripts.schema import load_package

DESCRIPTOR: Final = "datapackage.json"
PARTS: Final = (DESCRIPTOR, "schemas", "data")


@dataclass(frozen=True)
class PackageVersion:
    """The rows and the structure of the package at one moment.

    ``name`` is what people call it (``v0.1.0``, ``main``, a file). Where there was no package yet, ``number`` is None and
    ``tables`` is empty.
    """

    name: str
    number: str | None
    tables: Mapping[str, TableText]
    descriptor_lines: tuple[str, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether there was a package."""
        return self.number is not None


def read_version(root: Path, name: str) -> PackageVersion:
    """The package at ``root``; the empty one where no ``datapackage.json`` stands there. Raises SchemaError."""
    if not (root / DESCRIPTOR).exists():
        return PackageVersion(name, None, {})
    package = load_package(root)
    texts = {table.name: read_table(package, table) for table in package}
    lines = (root / DESCRIPTOR).read_text(encoding="utf-8").splitlines()
    return PackageVersion(name, package.descriptor["version"], texts, tuple(lines))


def read_base(root: Path, base: str) -> PackageVersion:
    """The version that ``base`` names: a folder, a zip file, or a revision of the repository at ``root``.

    Raises InputError where it is none of them, or a folder or file without a package. A revision from before the package
    is the empty version.
    """
    with _unpacked(root, base) as folder:
        return read_version(folder, base)


def last_release(root: Path, *, before_this_commit: bool = False) -> PackageVersion | None:
    """The newest release that the present commit has behind it (or, as a rule, on it); None before the first one."""
    left_out = git.tags_here(root) if before_this_commit else frozenset()
    tags = [tag for tag in git.release_tags(root) if tag not in left_out]
    return read_base(root, tags[-1]) if tags else None


@contextmanager
def _unpacked(root: Path, base: str) -> Iterator[Path]:
    path = Path(base)
    if path.is_dir():
        if not (path / DESCRIPTOR).exists():
            raise InputError(f"{base} holds no {DESCRIPTOR}")
        yield path
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if path.is_file():
            yield _unzipped(path, folder)
        elif git.is_revision(root, base):
            git.extract(root, base, PARTS, folder)
            yield folder
        else:
            raise InputError(f"{base} is neither a folder, nor a zip file, nor a revision of the repository")


def _unzipped(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    except zipfile.BadZipFile as error:
        raise InputError(f"{path} is no zip file") from error
    found = sorted(folder.rglob(DESCRIPTOR), key=lambda descriptor: len(descriptor.parts))
    if not found:
        raise InputError(f"{path} holds no {DESCRIPTOR}")
    return found[0].parent
