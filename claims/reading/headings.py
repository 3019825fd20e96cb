"""Tells headings, bylines and picture credits from sentences by the look of a line."""

from __future__ import annotations

import re
import unicodedata

from claims.reading.dateline import DATELINE, is_date_line

_MAX_LENGTH = 110
_MAX_WORDS = 14
_MAX_FIRST_WORDS = 20
_MAX_PLAIN_WORDS = 8
# Fewest words of a headline in Title Case that ends in a stop, as a sentence does.
_FEWEST_STOPPED = 5
_ENDS = tuple(".?!:;,…")
_QUOTES = set('"“”„«»')
_CLOSING = "\"”»’'"
# A speech in single quotation marks, or the signature under one.
_NO_HEADING_STARTS = "'‘–—―"
_WORD = re.compile(r"[^\W_][\w’'.&-]*")
_SMALL_WORDS = (
    "a an the and or nor but of in on at to for from by with as into over after before under amid via vs "
    "v per than that is are its it not no up off out about against between during without within near "
    "since despite de la le el von van al bin"
)
_SMALL = frozenset(_SMALL_WORDS.split())
# Words that make a line a sentence, when it isn't set in capitals.
_FINITE_WORDS = (
    "is are was were has have had will would can could may might must should shall does did said says "
    "told added wrote denied announced confirmed accused warned claimed stated"
)
_FINITE = frozenset(_FINITE_WORDS.split())
_BYLINE = re.compile(
    r"(?:by|(?:words|text|story|reporting|report|written|edited|photos?|photographs?|photography|pictures?|video"
    r"|graphics?|additional reporting|translated) by)[: ]\s*(?:[A-Z][^.!?]{1,80}"
    r"|(?:(?:a|an|our|the|staff) )?(?:[\w’'&-]+ ){0,3}(?:correspondents?|reporters?|staff|editors?|desk|team"
    r"|agencies|(?:staff|feature) writers?))",
)
_CREDIT = re.compile(
    r"(?:(?:file )?(?:photo|photograph|image|picture|video|graphic|illustration|map|credit|caption|cover)s?"
    r"(?: (?:credit|by|courtesy(?: of)?|from))?\s*[:|/©].{1,200}"
    r"|\(?(?:photo|image|picture)s?(?: (?:by|courtesy(?: of)?|credit))?[: ].{1,80}\)"
    r"|(?:©|\(c\))\s?[A-Z][\w .’'&/-]{1,50}"
    r"|[A-Z][\w .’'-]{1,40}\s?/\s?(?:Reuters|AFP|AP|EPA|Getty(?: Images)?|Shutterstock|Anadolu)"
    r"|[^\n]{1,160}(?:/| )(?:handout )?via (?:Reuters|AFP|AP|EPA|Getty Images)"
    r"|(?:Reuters|AFP|AP|EPA|Getty Images)\s?/\s?[A-Z][\w .’'-]{1,40})",
    re.IGNORECASE,
)


def is_caption(text: str) -> bool:
    """True for a byline, a picture credit or a date line standing alone."""
    if len(text) > 220 or "\n" in text:
        return False
    lowered = text[:1].lower() + text[1:]
    if text.startswith("BY "):
        return text.isupper() and len(text.split()) <= 10
    byline = _BYLINE.fullmatch(lowered) and len(text.split()) <= 14 and not _has_finite(text)
    return bool(byline or _CREDIT.fullmatch(text) or is_date_line(text))


def is_heading(text: str, *, first: bool, alone: bool, below: str, below_is_bullet: bool) -> bool:
    """True where a line of plain text reads as a heading.

    Args:
        text: the line.
        first: True where no text of the story comes before it.
        alone: True where blank lines stand around it.
        below: the next line of text, empty at the end of the file.
        below_is_bullet: True where that line is a bullet.
    """
    words = _WORD.findall(text)
    if not words or not below or len(text) > _MAX_LENGTH:
        return False
    if text.endswith(_ENDS) and not (first and alone and len(words) >= _FEWEST_STOPPED and _is_title(words)):
        return False
    if DATELINE.match(text) or len(words) > (_MAX_FIRST_WORDS if first else _MAX_WORDS):
        return False
    if text[0] in _NO_HEADING_STARTS or _QUOTES & set(text):
        # Above the story, words in quotation marks that are no sentence are a headline's.
        return first and alone and not text.rstrip(_CLOSING).endswith(_ENDS)
    longer = len(below) > len(text)
    if starts_with_emoji(text):
        return not _has_finite(text) or _is_title(words)
    if text.upper() == text or _is_title(words):
        return longer or below_is_bullet or alone
    if first and alone:
        return below.endswith(_ENDS) or longer or not _has_finite(below)
    if len(words) > _MAX_PLAIN_WORDS or not text[0].isupper() or _has_finite(text):
        return False
    return longer and not below_is_bullet and len(below.split()) > _MAX_WORDS


def starts_with_emoji(text: str) -> bool:
    """True where the first character is a pictograph."""
    return unicodedata.category(text[0]) == "So" and text[0] not in "©®°"


def _is_title(words: list[str]) -> bool:
    """Title Case: every word but the small ones begins with a capital or a figure."""
    big = [w for w in words if w.lower() not in _SMALL]
    return (
        bool(big) and words[0][0].isupper() | words[0][0].isdigit() and not any(w[0].islower() for w in big)
    )


def _has_finite(text: str) -> bool:
    return any(word.lower() in _FINITE for word in text.split())
