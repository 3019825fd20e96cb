"""Turns of a transcript: lines that begin "NAME: words", "NAME, office: words" or "Q: words".

A time stamp may stand before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.document import Document, Span
from claims.lexicon import words

#: Fewest turns, and fewest people, that make a text a transcript.
TURNS = 3
PEOPLE = 2
#: What a head says that is no name.
ASKS, ANSWERS = "Q", "A"

_STAMP = r"(?:(?:\d{1,2}:)?[0-5]?\d:[0-5]\d(?:[.,]\d{1,3})?)"
_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|[dl]['’])?[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?)"
_SMALL = r"(?:de|da|del|della|der|den|di|dos|du|el|al|bin|la|le|van|von|of|the|y)"
_NAME = rf"{_WORD}(?:[ \u00a0](?:{_WORD}|{_SMALL}(?=[ \u00a0]))){{0,5}}"
_OFFICE = r",[ \u00a0][^\n:;.!?\"“”]{2,80}"
_BLANKS = r"(?:[ \t\u00a0]+|\n[ \t]*)(?=\S)"
_TURN = re.compile(
    rf"[ \t]*(?:>>+[ \t]*)?(?:[\[(]?(?P<before>{_STAMP})[\])]?[ \t]*(?:[-–—|][ \t]*)?\n?[ \t]*)?"
    r"(?:>>+[ \t]*)?"
    rf"(?:(?P<label>QUESTION|Question|Q|ANSWER|Answer|A)(?:[ \t]*\((?P<who>{_NAME})\))?"
    rf"(?:[ \t]*:{_BLANKS}|\.{_BLANKS}(?!{_NAME}[ \t]*[:(,])|(?<=Q)[ \t\u00a0]{{2,}}(?=\S))"
    rf"|(?P<name>{_NAME})(?:[ \t]*\([^()\n]{{1,60}}\)|(?P<office>{_OFFICE}))?"
    rf"(?:[ \t]*[\[(]?(?P<after>{_STAMP})[\])]?)?[ \t]*:{_BLANKS})"
)
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Turn:
    """The head of a turn.

    Attributes:
        start: where the head begins, a time stamp left out.
        name: where the speaker's name stands, or the label that stands for it.
        words: where what is said begins.
        time: the time stamp as hours, minutes and seconds ("00:12:03"), or empty.
        label: ASKS or ANSWERS where the head is no name but says that somebody asks or answers; else empty.
        office: where the speaker's office stands after the name, or what looks like one.
    """

    start: int
    name: Span
    words: int
    time: str = ""
    label: str = ""
    office: Span | None = None


def turn_at(text: str, start: int = 0, end: int | None = None) -> Turn | None:
    """The turn whose head stands at `start` of `text`, or None."""
    match = _TURN.match(text, start, len(text) if end is None else end)
    if match is None:
        return None
    time = clock(match["before"] or match["after"] or "")
    if match["label"]:
        name = Span(*match.span("who" if match["who"] else "label"))
        return Turn(match.start("label"), name, match.end(), time, match["label"][0])
    if not _names(match["name"]) or (match["office"] and " " not in match["name"]):
        return None
    name = Span(*match.span("name"))
    office = Span(*match.span("office")) if match["office"] else None
    return Turn(name.start, name, match.end(), time, office=office)


def turns_in(document: Document, blocks: Iterable[int]) -> dict[int, Turn]:
    """The turn at the head of each of these blocks that has one; none where they make no transcript.

    In subtitles one turn is enough, because their reader writes a name only before what is marked as
    somebody's.
    """
    text, found = document.text, {}
    for index in blocks:
        span = document.blocks[index].span
        if (turn := turn_at(text, span.start, span.end)) is not None:
            found[index] = turn
    said = (
        (
            turn.name.of(text),
            text[turn.words : document.blocks[index].span.end],
            turn.time or document.blocks[index].at,
        )
        for index, turn in found.items()
    )
    return found if document.format == "subtitles" or is_transcript(said) else {}


def clock(stamp: str) -> str:
    """A time stamp as hours, minutes and seconds: "1:02" is "00:01:02". Empty for an empty one."""
    if not stamp:
        return ""
    parts = [int(part) for part in re.split(r"[.,]", stamp)[0].split(":")]
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def is_transcript(turns: Iterable[tuple[str, str, str]]) -> bool:
    """True where a text with these turns is a transcript, and not a fact box or a form with labels.

    At least three turns by two people say whole sentences; and either somebody speaks twice, be it once by
    the surname alone, or time stamps stand before them, because a box has each label once.

    Args:
        turns: of each the name, what is said, and the time stamp or "".
    """
    said = [(name.casefold(), time) for name, words, time in turns if _SENTENCE.search(words)]
    names = {name for name, _ in said}
    people = {name for name in names if not any(longer.endswith(f" {name}") for longer in names)}
    stamped = sum(bool(time) for _, time in said) >= TURNS
    return len(said) >= TURNS and len(people) >= PEOPLE and (stamped or len(said) > len(people))


def _names(label: str) -> bool:
    return label.casefold().rstrip(".") not in words("documents", "labels") and len(label) > 1
