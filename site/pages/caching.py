"""How long browsers may keep what does not change: static files by their fingerprint, the home page for an hour."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from datasette.app import Datasette

Message = dict[str, Any]
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

# What programs and other sites' pages read.
OPEN: Final = ("/files/", "/feeds/", "/pictures/")
FOR_EVER: Final = b"max-age=31536000, immutable"
AN_HOUR: Final = b"max-age=3600"
STATIC: Final = ("/static/", "/files/", "/feeds/", "/pictures/", "/-/static/", "/-/static-plugins/")


def keep_static_files(datasette: Datasette) -> Callable[[Application], Application]:
    """Say in the answer how long it may be kept, where Datasette says nothing."""
    base_url = datasette.setting("base_url").rstrip("/")

    def wrap(application: Application) -> Application:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            path = scope.get("path", "").removeprefix(base_url)
            if scope["type"] != "http" or not (path == "/" or path.startswith(STATIC)):
                await application(scope, receive, send)
                return
            is_named_by_content = scope["query_string"].startswith(b"v=")

            async def send_with_age(message: Message) -> None:
                if message["type"] == "http.response.start" and message["status"] == 200:
                    headers = list(message["headers"])
                    if not any(name.lower() == b"cache-control" for name, _ in headers):
                        headers.append((b"cache-control", FOR_EVER if is_named_by_content else AN_HOUR))
                    if path.startswith(OPEN):
                        headers.append((b"access-control-allow-origin", b"*"))
                    message = {**message, "headers": headers}
                await send(message)

            await application(scope, receive, send_with_age)

        return answer

    return wrap


@cache
def fingerprint(path: Path) -> str:
    """The first digits of a file's SHA-256: a name for what it holds."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def static_address(datasette: Datasette, name: str, mount: str = "static") -> str:
    """The address of a file under ``/static`` (or another mount), with its fingerprint, so that it can be kept for ever."""
    for mounted, folder in datasette.static_mounts:
        path = Path(folder) / name
        if mounted == mount and path.is_file():
            return str(datasette.urls.path(f"/{mount}/{name}?v={fingerprint(path)}"))
    return str(datasette.urls.path(f"/{mount}/{name}"))
