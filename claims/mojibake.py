"""Finds UTF-8 that was read as a single-byte code page ("cafÃ©"), and says what it should have been.

The idea of judging a stretch by what its characters would be as bytes is that of ftfy (Speer 2019,
doi:10.5281/zenodo.2591652). This keeps to stretches that cannot be read as natural text, so that each can
be told to the editor by its place, and restores bytes that were lost on the way (a no-break space that was
trimmed, a code that the code page leaves undefined).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# In order of how often each is met; the first of equals wins.
CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1257",
    "cp1253",
    "iso8859-2",
    "mac_roman",
    "cp437",
    "cp850",
    "koi8-r",
    "cp866",
)

_PUNCTUATION = "’‘“”»«›‹„‚…–—\u00a0"
_JOINS_WORDS = "’‘“«„—–…\u00a0"
_MARKS_AFTER_CAPITALS = "®™©°²³"
_EUROPEAN = "\u017f"
_USUAL = "”’“‘–—…•"
_LOST = "\ufffd"
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
_WORD_BEFORE = re.compile(r"[^\W\d_]*$")
_WORD_AFTER = re.compile(r"[^\W\d_]*")


@dataclass(frozen=True, slots=True)
class Mending:
    """Characters `start` to `end` of a text, and what they should have been."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class _CodePage:
    """What is needed to read a stretch of characters as bytes again."""

    to_byte: dict[str, int]
    lost: tuple[int, ...]
    stretch: re.Pattern[str]
    sequence: re.Pattern[str]
    lead: re.Pattern[str]


def find_mojibake(text: str) -> tuple[Mending, ...]:
    """All characters of `text` that are mojibake, one mending for each character they should have been.

    In order, without overlap. Text that went wrong twice needs a second call on the mended text.
    """
    foreign = " ".join(_FOREIGN.findall(text)) if not text.isascii() else ""
    if not foreign:
        return ()
    found: list[Mending] = []
    covered = bytearray(len(text))
    remaining = [name for name in CODE_PAGES if _code_page(name).stretch.search(foreign)]
    while remaining:
        ranked = [(name, *_judge(text, name, covered)) for name in remaining]
        name, sure, doubtful = max(ranked, key=lambda r: sum(m.end - m.start for m in r[1]))
        if not sure:
            break
        scripts = {_script(c) for m in sure for c in m.after if c > _EUROPEAN}
        found += sure
        found += [m for m in doubtful if all(_usual(c, scripts) for c in m.after)]
        found += _trimmed(text, _code_page(name), found)
        for mending in found:
            covered[mending.start : mending.end] = b"\1" * (mending.end - mending.start)
        # What has nothing sure now will have nothing later: less and less is left.
        remaining = [other for other, sure, _ in ranked if sure and other != name]
    return tuple(sorted(found, key=lambda m: m.start))


def apply(text: str, mendings: tuple[Mending, ...]) -> str:
    """`text` with all `mendings` made."""
    parts: list[str] = []
    at = 0
    for mending in mendings:
        parts += [text[at : mending.start], mending.after]
        at = mending.end
    return "".join([*parts, text[at:]])


def _judge(text: str, name: str, covered: bytearray) -> tuple[list[Mending], list[Mending]]:
    """What `name` would mend where nothing is `covered`: what is surely wrong, what may be natural."""
    page = _code_page(name)
    sure: list[Mending] = []
    doubtful: list[Mending] = []
    for match in page.stretch.finditer(text):
        if 1 in covered[match.start() : match.end()]:
            continue
        mendings = _mend(text, match, page)
        if mendings and _plausible("".join(m.after for m in mendings)):
            (doubtful if _natural(text, match.start(), match.end()) else sure).extend(mendings)
    return sure, doubtful


def _mend(text: str, match: re.Match[str], page: _CodePage) -> list[Mending]:
    found: list[Mending] = []
    for sequence in page.sequence.finditer(text, match.start(), match.end()):
        start, end = sequence.span()
        codes = bytes(page.to_byte[c] for c in sequence.group() if c in page.to_byte)
        after = _decoded(codes)
        if after is None:
            after = _restore(codes, page, text, end)
            if after is None:
                return []
            end = _swallow(text, end, page) if end == match.end() else end
        found.append(Mending(start, end, after))
    return found


def _trimmed(text: str, page: _CodePage, taken: list[Mending]) -> list[Mending]:
    """Two-byte characters of which the no-break space became a space: looked for where others are sure."""
    found: list[Mending] = []
    if 0xA0 not in page.lost:
        return found
    busy = {m.start for m in taken}
    covered = {i for m in taken for i in range(m.start, m.end)}
    for match in page.lead.finditer(text):
        at = match.start()
        after = _decoded(bytes([page.to_byte[match.group()], 0xA0]))
        if after is None or at in covered or not (after.isalpha() or after == "\u00a0"):
            continue
        lone = not text[at - 1 : at].isalpha() or at == 0
        joined = at + 2 in busy
        if joined or (_script(match.group()) == "LATIN" if lone else not _natural(text, at, at + 1)):
            keep = not joined and after.islower() and text[at + 2 : at + 3].isalnum()
            found.append(Mending(at, at + (1 if keep else 2), after))
    return found


def _restore(codes: bytes, page: _CodePage, text: str, end: int) -> str | None:
    """The character whose last byte was lost; U+FFFD for an emoji that can't be told; None to leave it."""
    options = {lost: _decoded(codes + bytes([lost])) for lost in page.lost}
    for wanted in _USUAL + "\ufe0f":
        if wanted in options.values():
            return wanted
    follower = text[end : end + 1]
    if options.get(0xA0) and (not follower or follower.isspace()):
        return options[0xA0]
    known = [c for c in options.values() if c and unicodedata.category(c) == "So"]
    if len(known) == 1:
        return known[0]
    return _LOST if codes[0] >= 0xF0 else None


def _decoded(codes: bytes) -> str | None:
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _swallow(text: str, end: int, page: _CodePage) -> int:
    """Where the mojibake ends when the lost byte left a space behind that belongs to it."""
    if text[end : end + 1] != " ":
        return end
    rest = text[end + 1 : end + 5]
    return end + 1 if rest[:1] == " " or page.stretch.match(rest) else end


def _plausible(text: str) -> bool:
    """True where every character is one that people write, or will be after another mending."""
    strange = any(unicodedata.category(c) in ("Cn", "Co", "Cc", "Cs") for c in text)
    again = find_mojibake(text) if strange else ()
    return not strange or (bool(again) and _plausible(apply(text, again)))


def _natural(text: str, start: int, end: int) -> bool:
    """True where the stretch may be an ordinary word with its punctuation, such as "JOSÉ”"."""
    piece = text[start:end]
    if all("\u2500" <= c <= "\u259f" for c in piece):
        return True
    opening = len(piece) - len(piece.lstrip(_PUNCTUATION))
    core = piece[opening:]
    before = "" if opening else _WORD_BEFORE.search(text, max(0, start - 40), start).group()  # type: ignore[union-attr]
    tail = _PUNCTUATION + (_MARKS_AFTER_CAPITALS if before.isupper() else "")
    letters = core.rstrip(tail)
    closing = core[len(letters) :]
    following = _WORD_AFTER.match(text, end).group()  # type: ignore[union-attr]
    if not letters:
        return True
    if closing and following and closing[-1] not in _JOINS_WORDS:
        return False
    word = before + letters + ("" if closing else following)
    if not all(unicodedata.category(c) in ("Lu", "Ll", "Lt") for c in letters) or word in ("Â", "Ã"):
        return False
    cased = word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
    return cased and len({_script(c) for c in word}) == 1


def _usual(character: str, scripts: set[str]) -> bool:
    """True for what European text holds, and for the scripts that are surely in this text."""
    return character <= _EUROPEAN or not character.isalpha() or _script(character) in scripts - {"LATIN"}


def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split()[0]


@cache
def _code_page(name: str) -> _CodePage:
    characters: dict[int, str] = {}
    lost: list[int] = []
    for code in range(0x80, 0x100):
        try:
            characters[code] = bytes([code]).decode(name)
        except UnicodeDecodeError:
            characters[code] = chr(code)
            lost.append(code)
        if code == 0xA0 and characters[code] == "\u00a0":
            lost.append(code)
    to_byte = {c: b for b, c in characters.items()}
    if name == "cp1252":
        # Latin-1 and cp1252 are mixed up so often that one text may hold both.
        to_byte = {chr(code): code for code in range(0x80, 0xA0)} | to_byte
    return _CodePage(to_byte, tuple(c for c in lost if c < 0xC0), *_patterns(to_byte))


def _patterns(to_byte: dict[str, int]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def of(low: int, high: int) -> str:
        return "[" + "".join(re.escape(c) for c, b in to_byte.items() if low <= b <= high) + "]"

    tail = of(0x80, 0xBF)
    whole = (
        f"{of(0xC2, 0xDF)}{tail}",
        f"{of(0xE0, 0xE0)}{of(0xA0, 0xBF)}{tail}",
        f"[{of(0xE1, 0xEC)[1:-1]}{of(0xEE, 0xEF)[1:-1]}]{tail}{tail}",
        f"{of(0xED, 0xED)}{of(0x80, 0x9F)}{tail}",
        f"{of(0xF0, 0xF0)}{of(0x90, 0xBF)}{tail}{tail}",
        f"{of(0xF1, 0xF3)}{tail}{tail}{tail}",
        f"{of(0xF4, 0xF4)}{of(0x80, 0x8F)}{tail}{tail}",
    )
    cut = (f"{of(0xE2, 0xEF)}{tail}{_LOST}?", f"{of(0xF0, 0xF0)}{of(0x90, 0xBF)}{tail}{_LOST}?")
    sequence = "|".join(whole + cut[::-1])
    lead = re.compile(f"{of(0xC2, 0xDF)}(?= )")
    return re.compile(f"(?:{sequence})+"), re.compile(sequence), lead
