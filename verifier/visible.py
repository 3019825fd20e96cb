"""Makes text from a draft or a source safe to show: no character may act on the screen instead of showing.

Control characters can move the cursor, set the clipboard or plant a link in a terminal (ECMA-48);
bidirectional controls can make a line read as something that it is not (CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata

_BIDI = {
    0x061C: "ALM",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
_REPLACEMENT = "\ufffd"
_TABLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **{code: f"⟨{name}⟩" for code, name in _BIDI.items()},
    0x2028: "\n",
    0x2029: "\n",
}
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """`text` with every control character but tab and newline replaced by a sign for it.

    C0 controls become control pictures, C1 controls and lone surrogates U+FFFD, bidirectional controls their
    abbreviation in angle brackets.
    """
    return text.translate(_TABLE)


def one_line(text: str) -> str:
    """`visible` text on a single line: every run of white space becomes one space."""
    return _SPACES.sub(" ", visible(text))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut at a word where possible and marked with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(None, 1)[0] if " " in cut[limit // 2 :] else cut
    while at_word and unicodedata.combining(text[len(at_word)]):
        at_word = at_word[:-1]
    return at_word.rstrip() + "…"
