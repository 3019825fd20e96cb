"""Which part of an HTML page is the story, and which parts of that are the page's own furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

# lxml has no types of its own.
Element: TypeAlias = Any

# Never text of the story.
_SILENT_WORDS = (
    "script style noscript template svg math canvas iframe object video audio form button select "
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


def paragraph_lengths(root: Element) -> dict[Element, int]:
    """How many characters of paragraphs outside links each element holds; those with none are left out."""
    found: dict[Element, int] = {}
    # From the last to the first, so that what an element holds is known before its parent is asked.
    for element in reversed(list(root.iter())):
        length = found.get(element, 0)
        if element.tag == "p":
            words = len("".join(element.itertext()))
            linked = sum(len("".join(a.itertext())) for a in element.iter("a"))
            length += max(0, words - linked)
        if length:
            found[element] = length
            if (parent := element.getparent()) is not None:
                found[parent] = found.get(parent, 0) + length
    return found


def main_element(root: Element, lengths: Mapping[Element, int]) -> Element:
    """The element that holds the story: <article>, <main>, or the smallest with most of the paragraphs.

    Args:
        lengths: the paragraphs that each element of `root` holds, as `paragraph_lengths` gives them.
    """
    body = root.find(".//body") if root.tag == "html" else root
    body = root if body is None else body
    total = lengths.get(body, 0)
    for path in (".//article", './/*[@itemprop="articleBody"]', ".//main", './/*[@role="main"]'):
        found = max(body.iterfind(path), key=lambda e: lengths.get(e, 0), default=None)
        if found is not None and lengths.get(found, 0) * 2 > total:
            return found
    if not total:
        return body
    node = body
    while True:
        larger = [c for c in node if isinstance(c.tag, str) and lengths.get(c, 0) >= _MOST * total]
        if not larger or larger[0].tag in ("p", "ul", "ol", "table", "blockquote"):
            return node
        node = larger[0]


def is_silent(element: Element) -> bool:
    """True where nothing in `element` is shown as text, or it is navigation."""
    if element.tag in _SILENT or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" and element.tag != "span":
        return True
    return element.get("role") in _SILENT_ROLES or bool(_HIDDEN.search(element.get("style", "")))


def furniture_reason(element: Element, share: float) -> str:
    """Why an element inside the story's is furniture of the page; empty where it isn't.

    Args:
        share: of the paragraphs of the story's element, the part that this element holds.
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
    return "" if share > _STORY_SHARE else reason
