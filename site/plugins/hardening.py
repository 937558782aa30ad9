"""Datasette's hooks into ``site/guard``, which makes the server fit for the public."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import StartupError

# Datasette loads each file of the plugins' folder by itself; what they share stands beside that folder.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from guard.connections import limit_to_reading
from guard.http import Application, public_wrapper
from guard.queries import GuardedDatabase
from guard.remembering import FixedMetadata


@hookimpl
def startup(datasette: Datasette) -> None:
    """Put a guarded database in the place of each file before any connection is opened; keep the metadata as they are."""
    datasette._metadata_local = FixedMetadata(datasette._metadata_local)
    for name, database in list(datasette.databases.items()):
        if database.is_memory and name != "_internal":
            raise StartupError(f"{name}: only database files are served here, for nothing guards a database in memory")
        if database.path is not None:
            datasette.remove_database(name)
            guarded = GuardedDatabase(datasette, database.path, is_mutable=database.is_mutable)
            datasette.add_database(guarded, name=name)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Limit a new connection to a file to reading. Datasette's own books in memory must be written, and hold no data."""
    if isinstance(datasette.databases.get(database), GuardedDatabase):
        limit_to_reading(conn)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Put methods, pages and headers of a public read-only site around Datasette."""
    return public_wrapper(datasette)
