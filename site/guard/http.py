"""Methods, pages and headers of a public read-only site, around the whole application."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode

from datasette.app import Datasette

from guard.limits import HTML_ROWS, SECONDS_TO_ANSWER
from guard.policy import content_security_policy, inline_scripts
from guard.queries import answer_format, has_typed_sql

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

METHODS: Final = ("GET", "HEAD", "OPTIONS")
# Of Datasette's own pages those that tell a user of the data something: what the columns mean, which SQLite runs, which
# limits hold. The others are for whoever runs it (/-/databases names paths on the machine), and any new one is closed.
OPEN_PAGES: Final = re.compile(r"/-/(?:static/.+|static-plugins/.+|(?:metadata|versions|settings)(?:\.json)?)")
PERMISSIONS: Final = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


def public_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """The wrapper that makes Datasette fit for the public."""
    base_url = datasette.setting("base_url").rstrip("/")

    def wrap(application: Application) -> Application:
        security_headers: Headers = []

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await application(scope, receive, send)
                return
            if not security_headers:  # the templates are known only now
                security_headers.extend(_security_headers(datasette))
            has_begun = False

            async def send_with_headers(message: Message) -> None:
                nonlocal has_begun
                if message["type"] == "http.response.start":
                    has_begun = True
                    if not timeout.expired():
                        timeout.reschedule(None)  # a large file may take its time
                    message = {**message, "headers": _with(message.get("headers", []), security_headers)}
                await send(message)

            path = unquote(scope["path"]).removeprefix(base_url)
            try:
                async with asyncio.timeout(SECONDS_TO_ANSWER) as timeout:
                    refusal = _refusal(scope["method"], path)
                    if refusal is not None:
                        await _send_text(send_with_headers, *refusal)
                        return
                    answer_format.set(_format_of(path))
                    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
                    has_typed_sql.set(any(key in TYPED_SQL for key, _ in pairs))
                    await application(_with_fewer_rows(scope, pairs), receive, send_with_headers)
            except TimeoutError:
                if has_begun:
                    raise
                await _send_text(send_with_headers, 503, "The server is busy. Try again in a minute.\n", RETRY)

        return answer

    return wrap


# The parameters that carry SQL, or a full-text query in its own language.
TYPED_SQL: Final = frozenset({"sql", "_where", "_searchmode"})
CORS: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", ", ".join(METHODS).encode()),
    (b"access-control-allow-headers", b"Authorization"),
    (b"access-control-max-age", b"3600"),
]
ALLOW: Final[Headers] = [(b"allow", ", ".join(METHODS).encode())]
RETRY: Final[Headers] = [(b"retry-after", b"60"), (b"cache-control", b"no-store"), *CORS]


def _refusal(method: str, path: str) -> tuple[int, str, Headers] | None:
    """Status, text and headers of the answer that Datasette need not give; None where it must."""
    if method not in METHODS:
        return 405, f"{method} is not possible here: the site is read-only. Use GET.\n", ALLOW + CORS
    if method == "OPTIONS":
        return 204, "", ALLOW + CORS
    if re.match(r"/+-/", path) and not OPEN_PAGES.fullmatch(path):
        return 404, "There is no such page.\n", []
    return None


async def _send_text(send: Send, status: int, text: str, headers: Headers) -> None:
    content_type = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [content_type, *headers]})
    await send({"type": "http.response.body", "body": text.encode()})


def _format_of(path: str) -> str:
    """How the path wants its answer: the ending of its last part, html where it has none."""
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return ending if dot else "html"


def _with_fewer_rows(scope: Scope, pairs: Sequence[tuple[str, str]]) -> Scope:
    """The scope, its ``_size`` cut to HTML_ROWS where HTML is wanted: the page says how many there are and goes on."""
    if answer_format.get() != "html":
        return scope
    fewer = [(key, str(HTML_ROWS) if key == "_size" and _is_more(value) else value) for key, value in pairs]
    return scope if fewer == pairs else {**scope, "query_string": urlencode(fewer).encode()}


def _is_more(value: str) -> bool:
    return value == "max" or (value.isdecimal() and len(value) < 9 and int(value) > HTML_ROWS)


def _with(headers: Iterable[Iterable[bytes]], added: Headers) -> Headers:
    """The headers with those of ``added`` that are not among them yet (a blob has a stricter policy of its own)."""
    kept = [(bytes(name), bytes(value)) for name, value in headers]
    names = {name.lower() for name, _ in kept}
    return kept + [(name, value) for name, value in added if name not in names]


def _security_headers(datasette: Datasette) -> Headers:
    """The headers of every answer, errors included."""
    headers = {
        "content-security-policy": content_security_policy(inline_scripts(datasette)),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "permissions-policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
        "cross-origin-opener-policy": "same-origin",
        # The data is for everybody's pages: with `same-origin` no other site could read the API.
        "cross-origin-resource-policy": "cross-origin",
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]
