"""What makes a statement one that somebody could dispute, told by its words."""

from __future__ import annotations

import re

from verifier.rules.words import pattern

_FAMILIES = {
    "wrongdoing": "speaks of wrongdoing",
    "character": "denies somebody's honesty",
    "blame": "lays blame",
    "motive": "names a motive",
    "casualty_cause": "says who killed or hurt somebody",
    "disputed": "uses a word that one side would dispute",
    "estimate": "gives an estimate",
}


def contentious(text: str) -> tuple[re.Match[str], str] | None:
    """The first contentious wording in `text` with what it does, or None."""
    for name, says in _FAMILIES.items():
        match = pattern(name).search(text)
        if match is not None and (name == "estimate" or not official(_without(text, match))):
            return match, says
    return None


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def wrongdoing(text: str) -> re.Match[str] | None:
    """The first word of wrongdoing in `text`, or None."""
    return pattern("wrongdoing", "character").search(text)


def official(text: str) -> bool:
    """True where the sentence reports an official act, a law, a work, a question or a possibility.

    To name a crime there is not yet to accuse anybody of it.
    """
    return pattern("process").search(text) is not None or text.rstrip().endswith("?")
