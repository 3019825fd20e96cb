"""Dates and names as documents give them of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from claims.document import Metadata

_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)-?(?P<m>[01]\d)-?(?P<d>[0-3]\d)(?!\d)")
_WORDED = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%Y/%m/%d", "%d.%m.%Y")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w -]*):[ \t]*(?P<value>.*)$")
_KEYS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "by"),
    "publisher": ("publisher", "site", "outlet", "publication"),
    "published": ("date", "published", "pubdate", "publish_date", "published_at"),
    "url": ("url", "canonical", "canonical_url", "link", "permalink"),
    "language": ("lang", "language", "locale"),
}


def encodable(text: str) -> str:
    """`text` with U+FFFD for lone surrogates, which JSON and mail headers can hold and no encoding can."""
    return _SURROGATE.sub("\ufffd", text)


def parse_date(text: str | None) -> date | None:
    """The day that a date or a time stamp names; None where it names none for sure.

    Numeric dates with the year last are read only in the form 31.12.2024, which has one reading.
    """
    if not text:
        return None
    text = text.strip()
    if iso := _ISO.match(text):
        try:
            return date(int(iso["y"]), int(iso["m"]), int(iso["d"]))
        except ValueError:
            return None
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\.(?=\s)", "", text)
    plain = re.sub(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", "", plain, flags=re.IGNORECASE)
    for form in _WORDED:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def from_front_matter(body: str) -> Metadata:
    """What the `key: value` lines at the head of a Markdown file say. Lists give their items, joined."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in body.splitlines():
        match = _FIELD.match(line)
        if match:
            key = match["key"].strip().lower().replace("-", "_").replace(" ", "_")
            fields[key] = _values(match["value"])
        elif key and line.strip().startswith("- "):
            fields[key] += _values(line.strip()[2:])
    return from_fields({name: ", ".join(values) for name, values in fields.items()})


def is_front_matter(body: str) -> bool:
    """True where every line is a field, an item of one, or a comment: not text between two rules."""
    lines = [line for line in body.splitlines() if line.strip()]
    return bool(lines) and all(_FIELD.match(line) or re.match(r"\s+\S|- |#", line) for line in lines)


def from_fields(fields: Mapping[str, str]) -> Metadata:
    """Metadata of fields whose names are those that people use."""
    found = {
        name: next((fields[key] for key in keys if fields.get(key)), None) for name, keys in _KEYS.items()
    }
    return Metadata(
        title=found["title"],
        author=found["author"],
        publisher=found["publisher"],
        published=parse_date(found["published"]),
        url=found["url"],
        language=found["language"],
    )


def _values(text: str) -> list[str]:
    text = text.strip()
    items = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return [value for value in (item.strip().strip("\"'").strip() for item in items) if value]
