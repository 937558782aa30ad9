"""How the database is served: the command line of Datasette, which lives in an environment of its own."""

from __future__ import annotations

import json
from pathlib import Path

HOST = "127.0.0.1"
# What `make build` puts beside metadata.json, by the first part of its address.
SERVED_FOLDERS = ("feeds", "pictures")


def serve_command(root: Path, port: int, database: Path | None = None, site: Path | None = None) -> list[str]:
    """The command that serves a database on ``port`` of this machine, until it is stopped.

    ``database`` is ``build/statecraft.db`` if not given, ``site`` the directory with ``metadata.json``, ``build/site``.
    The database's file name gives the first part of the addresses. Raises OSError without ``site/settings.json``.
    """
    database = database or root / "build" / "statecraft.db"
    site = site or root / "build" / "site"
    command = [
        str(root / ".venv" / "serve" / "bin" / "datasette"),
        "serve",
        # Immutable: no locks, no change counter, the file may be downloaded; whoever builds anew starts the server anew.
        *("--immutable", str(database)),
        *("--host", HOST, "--port", str(port)),
        *("--metadata", str(site / "metadata.json")),
        *("--plugins-dir", str(root / "site" / "plugins")),
        "--cors",
    ]
    if (root / "site" / "templates").is_dir():
        command += ["--template-dir", str(root / "site" / "templates")]
    if (root / "site" / "static").is_dir():
        command += ["--static", f"static:{root / 'site' / 'static'}"]
    for folder in SERVED_FOLDERS:
        if (site / folder).is_dir():
            command += ["--static", f"{folder}:{site / folder}"]
    for name, value in load_settings(root).items():
        command += ["--setting", name, _argument(value)]
    return command


def load_settings(root: Path) -> dict[str, bool | int | str]:
    """Datasette's settings, from ``site/settings.json``."""
    settings: dict[str, bool | int | str] = json.loads((root / "site" / "settings.json").read_text(encoding="utf-8"))
    return settings


def _argument(value: bool | int | str) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case _:
            return str(value)
