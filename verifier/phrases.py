"""Phrases that verdicts are told in."""

from __future__ import annotations

from claims.types import Speaker
from sources.source import Passage


def called(speaker: Speaker) -> str:
    """The speaker's name as it stands inside a sentence."""
    name = speaker.name or "the speaker"
    article = name.split(" ", 1)[0] in ("A", "An", "The", "Some", "Our", "His", "Her", "Their", "Its", "One")
    return name[:1].lower() + name[1:] if article else name


def place(passage: Passage) -> str:
    """Where a passage stands: title and locator."""
    return f'"{passage.source.title}", {passage.locator}'


def at(where: str, detail: str) -> str:
    """A place and what is found there, as the start of a sentence."""
    return f"{capital(where)}: {detail[:1].lower()}{detail[1:]}" if detail else capital(where)


def capital(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]
