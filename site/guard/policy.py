"""The Content-Security-Policy: which scripts may run on the site's pages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from datasette.app import Datasette


def content_security_policy(scripts: Iterable[str]) -> str:
    """The policy under which only our own files and these inline scripts run.

    Inline styles are allowed: our templates have none, but Datasette's editor for SQL measures its lines with them. Images may
    be ``data:``, for the editor's style sheet holds one.
    """
    hashes = sorted({f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts})
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


INLINE_SCRIPT: Final = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def inline_scripts(datasette: Datasette) -> Iterator[str]:
    """The inline scripts of the templates (Datasette's and our own) whose text is the same on every page.

    Their hashes go into the policy, so that a script that got into a page by way of the data does not run.
    """
    loader = datasette.jinja_env.loader
    constants = {"datasette_allow_facet": json.dumps(datasette.setting("allow_facet"))}
    for name in loader.list_templates():
        source, _, _ = loader.get_source(datasette.jinja_env, name)
        for text in INLINE_SCRIPT.findall(source):
            for variable, value in constants.items():
                text = text.replace(f"{{{{ {variable} }}}}", value)
            if "{{" not in text and "{%" not in text:
                yield text
