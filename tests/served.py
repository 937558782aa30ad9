"""The real server of the site, started for a test on a free port of this machine, and what can be seen of it from outside."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from scripts.schema import Package
from scripts.serve import serve_command
from scripts.site import DATABASE, write_site
from scripts.static_files import write_feeds, write_pictures

SECONDS_TO_START = 20


@dataclass(frozen=True)
class Server:
    """A running Datasette: a client that asks it, its process number, and the database file that it serves."""

    client: httpx.Client
    process_id: int
    database: Path

    def get(self, path: str, **parameters: str | int) -> httpx.Response:
        """The answer to a path with these parameters; redirects are not followed."""
        return self.client.get(path, params=parameters or None)

    def query(self, sql: str, ending: str = ".json", **parameters: str) -> httpx.Response:
        """The answer to a typed query."""
        return self.get(f"/{DATABASE}{ending}", sql=sql, **parameters)

    def forget_peak_memory(self) -> None:
        """Begin to count the peak anew."""
        Path(f"/proc/{self.process_id}/clear_refs").write_text("5", encoding="ascii")

    def peak_memory(self) -> int:
        """The most memory that the process has had resident, in bytes."""
        status = Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii")
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024


@contextmanager
def serve(package: Package, root: Path, database: Path, directory: Path, has_pictures: bool = False) -> Iterator[Server]:
    """The server of a copy of ``database`` in ``directory``, with the repository's settings, plugins, templates and feeds.

    Charts and outlines take seconds to draw; they are there if ``has_pictures``.
    """
    served = directory / f"{DATABASE}.db"
    shutil.copyfile(database, served)
    write_site(package, root, served, directory)
    write_feeds(package, served, directory / "feeds")
    if has_pictures:
        write_pictures(root, served, directory / "pictures", root / "build" / "cache")
    port = _free_port()
    log = directory / "server.log"
    with log.open("wb") as output:
        command = serve_command(root, port, database=served, site=directory)
        process = subprocess.Popen(command, cwd=root, stdout=output, stderr=output)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            _wait_until_it_answers(client, process, log)
            yield Server(client, process.pid, served)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_it_answers(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            client.get("/-/versions.json")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server does not answer; its log says:\n{log.read_text(encoding='utf-8', errors='replace')}")
