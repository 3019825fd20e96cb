"""What an HTML page says of itself: JSON-LD, Open Graph, meta elements, <time>."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from claims.document import Metadata
from claims.reading.metadata import encodable, parse_date
from claims.reading.page import Element

if TYPE_CHECKING:
    from datetime import date

_ARTICLE = re.compile(
    r"(?:News|Report|Opinion|Analysis|Background|Review|Blog|Live)?\w*(?:Article|Posting|Report)$"
)
_DATES = ("article:published_time", "date", "dc.date", "dcterms.created", "pubdate", "datepublished")


def page_metadata(root: Element, *, whole_page: bool) -> Metadata:
    """The metadata of a page; only a whole page's date is looked for in its text.

    Args:
        root: the parsed page.
        whole_page: False for a fragment, which says nothing of itself.
    """
    metas = _metas(root)
    article = next(iter(_articles(root)), {})
    title = root.find(".//title")
    canonical = root.find('.//link[@rel="canonical"]')
    html = root if root.tag == "html" else root.find(".//html")
    return Metadata(
        title=_first(
            article.get("headline"),
            metas.get("og:title"),
            "".join(title.itertext()) if title is not None else None,
        ),
        author=_first(
            _names(article.get("author")),
            metas.get("author"),
            metas.get("article:author"),
            metas.get("dc.creator"),
        ),
        publisher=_first(_names(article.get("publisher")), metas.get("og:site_name"), metas.get("publisher")),
        published=_published(root, metas, article, whole_page),
        url=_first(
            canonical.get("href") if canonical is not None else None,
            metas.get("og:url"),
            _text(article.get("url")),
        ),
        language=_first(html.get("lang") if html is not None else None, _text(article.get("inLanguage"))),
    )


def _metas(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            try:
                found = list(_article_nodes(json.loads(script.text or "")))
            except (ValueError, RecursionError):
                continue
            yield from found


def _article_nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _article_nodes(item)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(k, str) and _ARTICLE.match(k) for k in kinds):
            yield data
        yield from _article_nodes(data.get("@graph", []))


def _names(value: Any) -> str | None:
    items = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in items]
    return ", ".join(name for name in names if name) or None


def _text(value: Any) -> str | None:
    return encodable(value).strip() or None if isinstance(value, str) else None


def _first(*values: Any) -> str | None:
    return next((found for value in values if (found := _text(value))), None)


def _published(
    root: Element, metas: dict[str, str], article: dict[str, Any], whole_page: bool
) -> date | None:
    stated = [article.get("datePublished"), *(metas.get(key) for key in _DATES)]
    stated += [time.get("datetime") for time in root.iter("time")]
    found = next((day for value in stated if (day := parse_date(_text(value)))), None)
    return found or (_guessed(root) if whole_page else None)


@cache
def _htmldate() -> Any:
    """htmldate, loaded without the socket by which its urllib3, which nothing here uses, looks for IPv6."""
    had, socket.has_ipv6 = socket.has_ipv6, False
    try:
        return import_module("htmldate")
    finally:
        socket.has_ipv6 = had


def _guessed(root: Element) -> date | None:
    from datetime import date

    # A fixed last day: the guess must not depend on the day it is made.
    try:
        found = _htmldate().find_date(
            root, extensive_search=False, original_date=True, max_date=date(2100, 1, 1)
        )
    except ValueError:  # lxml, of control characters that stand in the page
        return None
    day = parse_date(found)
    # A lone year ("Copyright 2025") comes back as its first of January.
    return None if day and (day.month, day.day) == (1, 1) else day
