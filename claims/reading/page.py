"""Which part of an HTML page is the story, and which parts of that are the page's own furniture."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

# lxml has no types of its own.
Element: TypeAlias = Any

# Never text of the story.
_SILENT_WORDS = (
    "script style noscript template svg math canvas iframe object embed video audio form button select "
    "input textarea nav head dialog menu map progress meter datalist frameset"
)
_SILENT = frozenset(_SILENT_WORDS.split())
_SILENT_ROLES = frozenset(
    {"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"}
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharebar|social|socials|newsletter|subscribe|subscription|advert|advertisement"
    r"|ad|ads|adslot|sponsored|promo|related|recirc|recommended|recommendations|cookie|cookies|consent|comments"
    r"|breadcrumb|breadcrumbs|sidebar|paywall|toolbar|player|taboola|outbrain|popup|modal|outline-nav)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# An element with this share of the story's text is the story, whatever its class says.
_STORY_SHARE = 0.4
_MOST = 0.7


def main_element(root: Element) -> Element:
    """The element that holds the story: <article>, <main>, or the smallest with most of the paragraphs."""
    body = root.find(".//body") if root.tag == "html" else root
    body = root if body is None else body
    total = paragraph_length(body)
    for path in (".//article", './/*[@itemprop="articleBody"]', ".//main", './/*[@role="main"]'):
        found = sorted(body.iterfind(path), key=paragraph_length, reverse=True)
        if found and paragraph_length(found[0]) * 2 > total:
            return found[0]
    if not total:
        return body
    node = body
    while True:
        larger = [c for c in node if isinstance(c.tag, str) and paragraph_length(c) >= _MOST * total]
        if not larger or larger[0].tag in ("p", "ul", "ol", "table", "blockquote"):
            return node
        node = larger[0]


def paragraph_length(element: Element) -> int:
    """How many characters of paragraphs outside links an element holds."""
    length = 0
    for paragraph in element.iter("p"):
        words = len("".join(paragraph.itertext()))
        linked = sum(len("".join(a.itertext())) for a in paragraph.iter("a"))
        length += max(0, words - linked)
    return length


def is_silent(element: Element) -> bool:
    """True where nothing in `element` is shown as text, or it is navigation."""
    if element.tag in _SILENT or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" and element.tag != "span":
        return True
    return element.get("role") in _SILENT_ROLES or bool(_HIDDEN.search(element.get("style", "")))


def furniture_reason(element: Element, total: int) -> str:
    """Why an element inside the story's is furniture of the page; empty where it isn't.

    Args:
        total: how many characters of paragraphs the story's element holds.
    """
    if element.tag in ("body", "html", "article", "main", "h1", "p"):
        return ""
    if element.tag == "aside" or element.get("role") in ("complementary", "banner"):
        reason = "side box of the page"
    elif element.tag == "footer" or element.get("role") == "contentinfo":
        reason = "foot of the page"
    elif _FURNITURE.search(f"{element.get('class', '')} {element.get('id', '')}"):
        reason = "share bar, promotion or other furniture of the page"
    else:
        return ""
    return "" if total and paragraph_length(element) > _STORY_SHARE * total else reason
