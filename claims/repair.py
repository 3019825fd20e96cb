"""Mends a text as read: mojibake, invisible characters, bidirectional controls, control characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.document import OffsetMap, Repair, RepairKind, Span, cover
from claims.mojibake import Mending, find_mojibake
from claims.offsets import MapBuilder, compose, from_origin

_BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_JOINERS = "\u200b-\u200d"
_INVISIBLE = "\u00ad\u034f\u180e\u2060-\u2064\ufeff\U000e0000-\U000e007f"
# That of Scotland, say: a black flag and tags, which nobody sees.
_FLAG = "\U0001f3f4[\U000e0020-\U000e007f]+"
_BREAKS = "\u0085\u000b\u000c\u2028\u2029"
_SUSPECT = re.compile(
    f"(?P<flag>{_FLAG})|(?P<crlf>\r\n?)|(?P<bidi>[{_BIDI}]+)|(?P<joiner>[{_JOINERS}])|(?P<invisible>[{_INVISIBLE}])"
    f"|(?P<broken>[{_BREAKS}])|(?P<lone>[\ud800-\udfff])|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x9f]+)"
)
# Scripts in which joiners shape letters, or in which a zero-width space stands between words.
_JOINING_SCRIPTS = re.compile(r"[\u0590-\u109f\u1780-\u17ff\u1a20-\u1aaf\ua980-\uabff\ufb50-\ufeff]")
_EMOJI = re.compile(r"[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]")
# Text that went wrong more often than this is not met.
_MAX_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Repaired:
    """A mended text, the map from it back to the text given, and what was mended in order of place.

    Line ends of any system become "\\n"; that is mapped, but it isn't a repair that an editor need know of.
    """

    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...]


def repair(text: str) -> Repaired:
    """Mend `text`: nothing is changed but mojibake, invisible and control characters, and line ends."""
    decoded, inner = text, OffsetMap.identity(len(text))
    for _ in range(_MAX_ROUNDS):
        mendings = find_mojibake(decoded)
        if not mendings:
            break
        decoded, again = _made(decoded, mendings)
        inner = compose(again, inner)
    cleaned, outer, removed = _clean(decoded)
    mended = [_moved(found, outer) for found in _mended(text, decoded, inner)]
    repairs = sorted([*mended, *removed], key=lambda r: (r.span, r.kind))
    return Repaired(cleaned, compose(outer, inner), tuple(repairs))


def _made(text: str, mendings: tuple[Mending, ...]) -> tuple[str, OffsetMap]:
    builder = MapBuilder()
    at = 0
    for mending in mendings:
        builder.keep(text[at : mending.start], at)
        builder.put(mending.after, Span(mending.start, mending.end))
        at = mending.end
    builder.keep(text[at:], at)
    return builder.text(), builder.map()


def _mended(before: str, after: str, offsets: OffsetMap) -> list[Repair]:
    """One repair for each run of characters that were mended side by side."""
    runs: list[tuple[Span, Span]] = []
    for segment in offsets.segments:
        if segment.span.of(after) == segment.origin.of(before):
            continue
        if runs and runs[-1][0].end == segment.span.start:
            span, origin = runs.pop()
            runs.append((cover((span, segment.span)), cover((origin, segment.origin))))
        else:
            runs.append((segment.span, segment.origin))
    return [Repair(RepairKind.MOJIBAKE, span, origin.of(before), span.of(after)) for span, origin in runs]


def _clean(text: str) -> tuple[str, OffsetMap, list[Repair]]:
    builder = MapBuilder()
    repairs: list[Repair] = []
    at = 0
    for match in _SUSPECT.finditer(text):
        if match.lastgroup == "flag" or (match.lastgroup == "joiner" and _belongs(text, match.start())):
            continue
        builder.keep(text[at : match.start()], at)
        before, at = match.group(), match.end()
        after = {"crlf": "\n", "broken": "\n", "lone": "\ufffd"}.get(match.lastgroup or "", "")
        if match.lastgroup != "crlf":
            span = Span(builder.length, builder.length + len(after))
            repairs.append(Repair(_kind(match.lastgroup), span, before, after))
        builder.put(after, Span(match.start(), match.end()))
    builder.keep(text[at:], at)
    return builder.text(), builder.map(), repairs


def _kind(group: str | None) -> RepairKind:
    if group == "bidi":
        return RepairKind.BIDI
    return RepairKind.INVISIBLE if group in ("joiner", "invisible") else RepairKind.CONTROL


def _belongs(text: str, at: int) -> bool:
    """True where a joiner does its work: it joins emoji, shapes letters or parts words."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after):
        return True
    return bool(_JOINING_SCRIPTS.match(before) or _JOINING_SCRIPTS.match(after))


def _moved(found: Repair, outer: OffsetMap) -> Repair:
    """A repair made before cleaning, at its place after cleaning."""
    start = from_origin(outer, found.span.start)
    return Repair(
        found.kind, Span(start, max(start, from_origin(outer, found.span.end))), found.before, found.after
    )
