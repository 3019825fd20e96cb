"""Subtitles (SubRip .srt, WebVTT .vtt): cues joined into what one speaker says, each with its time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.document import BlockKind, Metadata
from claims.errors import UnreadableInput
from claims.reading.encoding import decode
from claims.reading.extract import Extract, Run, Writer
from claims.turns import clock, turn_at

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"^[ \t]*(?P<start>{_STAMP})[ \t]*-->[ \t]*(?P<end>{_STAMP})")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+(?P<name>[^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,200}\}")
_ASIDE = ("NOTE", "STYLE", "REGION")
_CHANGE = re.compile(r"^(?:>>+|[-–—])[ \t]*(?=\S)")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]♪]*$")
# What one says without a break is cut at a sentence's end after this much, so that its time stays near.
_LONG_CHARACTERS = 300
_LONG_SECONDS = 20.0
# A silence that ends what is said, where no mark of punctuation does.
_SILENCE_SECONDS = 4.0
_SHORTEST_REPEAT = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is said in one cue by one speaker; `change` where a mark says that another begins."""

    start: float
    end: float
    words: str
    speaker: str = ""
    change: bool = False


@dataclass(slots=True)
class _Said:
    """Pieces in a row that make one block."""

    start: float
    end: float
    words: str
    speaker: str


def read(data: bytes, *, name: str) -> Extract:
    """What is said in a file of subtitles.

    A block is what one speaker says in a row, cut at sentence ends where it is long. Its place is the time of
    its first cue. It begins "NAME: " where a voice tag or a label names the speaker.

    Raises:
        UnreadableInput: where it has no cues.
    """
    text, encoding = decode(data, name=name)
    writer = Writer()
    pieces = list(_pieces(text))
    if not pieces:
        raise UnreadableInput(
            name, "it has no subtitles with times", "Check that it is an .srt or .vtt file."
        )
    for said in _joined(pieces):
        label = f"{said.speaker}: " if said.speaker else ""
        writer.block([Run(label + said.words)], BlockKind.PARAGRAPH, at=_time(said.start))
    return writer.extract(Metadata(), (), encoding)


def _pieces(text: str) -> Iterator[_Piece]:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    last_line = ""
    speaker = ""
    for start, end, shown in _cues(lines):
        fresh = list(shown)
        # Captions that roll show the last line of the cue before once more.
        if fresh and len(fresh[0].split()) >= _SHORTEST_REPEAT and _plain(fresh[0]) == last_line:
            fresh = fresh[1:]
        if shown:
            last_line = _plain(shown[-1])
        for line in fresh:
            voices = list(_VOICE.finditer(line))
            parts: list[tuple[str | None, str]] = [(None, line[: voices[0].start()] if voices else line)]
            ends = [*(voice.start() for voice in voices[1:]), len(line)][: len(voices)]
            parts += [(_plain(v["name"]), line[v.end() : e]) for v, e in zip(voices, ends, strict=True)]
            for voice, part in parts:
                words, change = _plain(part), False
                if mark := _CHANGE.match(words):
                    words, change = words[mark.end() :], True
                if voice is None and (turn := turn_at(words)) is not None:
                    voice, words = turn.name.of(words), words[turn.words :]
                if voice is not None:
                    speaker = voice
                elif change:
                    speaker = ""
                if words:
                    yield _Piece(start, end, words, speaker, change)


def _cues(lines: list[str]) -> Iterator[tuple[float, float, list[str]]]:
    """The start, the end and the lines of each cue, in order."""
    at = 0
    while at < len(lines):
        if lines[at].startswith(_ASIDE) and (at == 0 or not lines[at - 1].strip()):
            while at < len(lines) and lines[at].strip():
                at += 1
            continue
        match = _TIMING.match(lines[at])
        at += 1
        if match is None:
            continue
        shown: list[str] = []
        while at < len(lines) and lines[at].strip() and not _TIMING.match(lines[at]):
            shown.append(lines[at])
            at += 1
        yield _seconds(match["start"]), _seconds(match["end"]), shown


def _joined(pieces: list[_Piece]) -> Iterator[_Said]:
    said: _Said | None = None
    for piece in pieces:
        if said is not None and not _ends(said, piece):
            said.words += " " + piece.words
            said.end = piece.end
            continue
        if said is not None:
            yield said
        said = _Said(piece.start, piece.end, piece.words, piece.speaker)
    if said is not None:
        yield said


def _ends(said: _Said, piece: _Piece) -> bool:
    """True where `piece` begins a block of its own."""
    if piece.change or piece.speaker != said.speaker:
        return True
    if piece.start - said.end > _SILENCE_SECONDS:
        return True
    if not _SENTENCE.search(said.words):
        return False
    long = len(said.words) > _LONG_CHARACTERS or piece.start - said.start > _LONG_SECONDS
    return long or not said.speaker


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _seconds(stamp: str) -> float:
    parts = stamp.replace(",", ".").split(":")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return seconds


def _time(seconds: float) -> str:
    whole = int(seconds)
    return clock(f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}")
