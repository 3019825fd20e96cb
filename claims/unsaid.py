"""Attributions that tell nothing of the matter: what somebody asks for, or would say if it came to that."""

from __future__ import annotations

import re

from claims.document import Document, cover
from claims.types import Attribution, Manner

# What somebody asks for who is given no name.
_COVER = re.compile(
    r"(?:that (?:she|he|they) )?not (?:to )?be (?:named|identified|quoted by name)\b"
    r"|to (?:remain|stay) anonymous\b|(?:for )?anonymity\b"
    r"|that (?:her|his|their) (?:full |real |sur|last )?names? (?:not )?be (?:used|withheld)\b"
)
# What stands right before whoever is to say it.
_CONDITION = re.compile(
    r"\b(?<!even )(?:if|unless|provided that|until|in case)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)


def says_nothing(document: Document, attribution: Attribution) -> bool:
    """True for "asked not to be named" and for the agreeing in "work starts in May if the council agrees"."""
    if attribution.manner is not Manner.INDIRECT:
        return False
    content = " ".join(span.of(document.text) for span in attribution.content)
    return _COVER.match(content) is not None or _on_condition(document, attribution)


def _on_condition(document: Document, attribution: Attribution) -> bool:
    if not attribution.cue:
        return False
    start = cover((*attribution.source, *attribution.cue)).start
    before = _CONDITION.search(document.text, max(0, start - 60), start)
    return before is not None and cover(attribution.content).start < before.start()
