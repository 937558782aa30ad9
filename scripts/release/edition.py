"""What all files of a release are made from: the checked package, its rows, the database, the day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.canonical import TableText
from scripts.schema import Package, Table


@dataclass(frozen=True)
class Edition:
    """One version of the package as it goes out.

    ``released_at`` is the moment of the commit that is released, so that equal commits give equal files; ``database`` is a
    built database, ``changes`` the text of ``CHANGES.md``.
    """

    package: Package
    texts: Mapping[str, TableText]
    database: Path
    released_at: datetime
    changes: str

    @property
    def version(self) -> str:
        """The version that datapackage.json gives."""
        return str(self.package.descriptor["version"])

    @property
    def name(self) -> str:
        """``statecraft-0.1.0``."""
        return f"{self.package.descriptor['name']}-{self.version}"

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """``datapackage.json`` as released: with the moment, and for each resource its bytes, hash and number of rows."""
        descriptor = dict(self.package.descriptor)
        descriptor["created"] = self.released_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        descriptor["resources"] = [self._resource(resource) for resource in descriptor["resources"]]
        return descriptor

    def licences(self, table: Table) -> list[Mapping[str, str]]:
        """The licences under which the table stands."""
        resource = next(each for each in self.descriptor["resources"] if each["name"] == table.name)
        return list(resource.get("licenses", self.descriptor["licenses"]))

    def tables(self) -> Iterator[tuple[Table, TableText]]:
        """The tables with their rows, in the order of the descriptor."""
        for table in self.package:
            yield table, self.texts[table.name]

    def _resource(self, resource: Mapping[str, Any]) -> dict[str, Any]:
        content = (self.package.root / resource["path"]).read_bytes()
        return {
            **resource,
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "rowCount": len(self.texts[resource["name"]].rows),
        }
