"""A Chromium for the browser tests: the one that is here, else one that can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",  # tests run as root in CI, where Chromium's sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_DOWNLOAD = 180
SECONDS_TO_INSTALL = 600


def find_or_install(playwright: Playwright) -> Path | None:
    """Chromium on the PATH, else Playwright's own download, else Debian's package where it may be installed; None otherwise."""
    return _on_path() or _playwrights_own(playwright) or _of_debian()


def _on_path() -> Path | None:
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def _playwrights_own(playwright: Playwright) -> Path | None:
    path = Path(playwright.chromium.executable_path)
    if not path.exists():
        environment = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"} | os.environ
        _run(SECONDS_TO_DOWNLOAD, [sys.executable, "-m", "playwright", "install", "chromium"], environment)
    return path if path.exists() else None


def _of_debian() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(SECONDS_TO_INSTALL, ["apt-get", "update", "--quiet"], environment)
    _run(SECONDS_TO_INSTALL, ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"], environment)
    return _on_path()


def _run(seconds: int, command: list[str], environment: dict[str, str]) -> None:
    """Run a command that may fail: whoever calls it looks at what is there afterwards."""
    try:
        subprocess.run(
            command, env=environment, timeout=seconds, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return
