"""Web addresses: as a text writes them out, and as a link's target has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import Span

_WRITTEN = re.compile(r"https?://[^\s<>\"“”‘’«»\u00a0]+", re.IGNORECASE)
_SENTENCE_MARKS = ".,;:!?]}'*_"


def written_out(text: str) -> Iterator[Span]:
    """Where web addresses stand in `text`, in order.

    What ends the sentence is no part of one, nor is a closing bracket that it has not opened.
    """
    for match in _WRITTEN.finditer(text):
        url = match.group()
        while url.endswith(tuple(_SENTENCE_MARKS)) or (url.endswith(")") and url.count(")") > url.count("(")):
            url = url[:-1]
        if not url.endswith("/") or url.count("/") > 2:
            yield Span(match.start(), match.start() + len(url))


def urls_in(text: str) -> list[str]:
    """The web addresses that are written out in `text`."""
    return [span.of(text) for span in written_out(text)]


def web_address(target: str) -> str | None:
    """The web address that a link leads to, or None; one without a scheme ("//host/") is taken as https."""
    target = target.strip()
    if target.startswith("//"):
        return f"https:{target}"
    return target if target.lower().startswith(("http://", "https://")) else None
