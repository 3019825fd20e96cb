"""Names: which of the claim's persons, bodies and places a passage has, across spellings and acronyms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from verifier.compare.context import shared_matter, view, view_at, views
from verifier.compare.demonyms import COUNTRY_OF
from verifier.compare.name_finder import LINKS, Name, bare, find_names
from verifier.compare.slots import same_slot, slot_of
from verifier.compare.words import fold, joined, listed, stem, tokenize
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Outcome, Signal

_ROLES = re.compile(
    r"\b((?:(?:Prime|Deputy|Vice|Foreign|Interior|Defen[cs]e|Finance|Health|Justice|Education|Attorney|Chief)\s+)*"
    r"(?:Minister|President|Premier|Chancellor|General|Secretary|Governor|Mayor|Senator|King|Queen|Justice|Executive))"
    r"\s+([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})"
)
_SKELETON = (
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
)
_MATTER = 0.5
_BESIDE = 45
_TITLE_WORDS = 3
_ASTRAY = 0.5


def compare_names(claim: str, passage: str, *, thresholds: Thresholds | None = None) -> Signal:
    """Looks for the claim's names in the passage.

    Returns:
        AGREES where the passage has all of them (a surname stands for the full name, an acronym for its
        expansion, a demonym for its country); PARTLY where it has some; SILENT where it has none, or the
        claim
        has no names; DIFFERS where a sentence about the same matter gives the same role, or the same first
        name, to somebody else. `claim_spans` are the names that the passage lacks, and where it has all of
        them, the names themselves.
    """
    limits = thresholds or default_thresholds()
    ours = find_names(claim)
    if not ours:
        return Signal("names", Outcome.SILENT, None, "The claim gives no names.")
    theirs = find_names(passage)
    known = _known(passage)
    held: list[Name] = []
    absent: list[Name] = []
    astray: list[Name] = []
    parts = 0.0
    variants: list[str] = []
    for name in ours:
        share, variant = _presence(name, known, theirs, limits)
        if share >= 1.0 and not variant and not _grounded(name, claim, passage):
            share = _ASTRAY
            astray.append(name)
        parts += share
        (held if share >= 1.0 else absent).append(name)
        if variant:
            variants.append(f'"{name.text}" is spelt "{variant}" there')
    for name in ours:
        if other := _in_its_place(name, ours, claim, theirs, passage):
            detail = f'The claim has "{name.text}" where the passage has "{other.text}".'
            return Signal("names", Outcome.DIFFERS, 0.0, detail, (name.span,), (other.span,))
    for name in absent:
        if name not in astray and (other := _other_person(name, claim, theirs, passage)):
            detail = f'The claim names "{name.text}" where the passage names "{other.text}".'
            return Signal("names", Outcome.DIFFERS, 0.0, detail, (name.span,), (other.span,))
    if not absent:
        detail = (
            f"The passage names {joined([n.text for n in held])}" + "".join(f"; {v}" for v in variants) + "."
        )
        return Signal("names", Outcome.AGREES, 1.0, detail, tuple(n.span for n in held))
    lacking = tuple(n.span for n in absent)
    missing = f"does not name {joined([n.text for n in absent if n not in astray])}"
    if astray:
        elsewhere = f"names {joined([n.text for n in astray])} only of something else"
        missing = elsewhere if len(astray) == len(absent) else f"{missing} and {elsewhere}"
    if not parts:
        return Signal("names", Outcome.SILENT, None, f"The passage {missing}.", lacking)
    names = f"names {joined([n.text for n in held])} but " if held else ""
    return Signal(
        "names", Outcome.PARTLY, round(parts / len(ours), 4), f"The passage {names}{missing}.", lacking
    )


def _grounded(name: Name, claim: str, passage: str) -> bool:
    """True where a sentence with the name shares a telling word that stands beside it in the claim."""
    low, high = max(0, name.span.start - _BESIDE), min(len(claim), name.span.end + _BESIDE)
    own = {stem(k) for k in name.keys}
    whole = view(claim).stems
    beside = {s for s in view(claim[low:high]).stems if s in whole and s not in own}
    if not beside:
        return True
    there = [v for v in views(passage) if own & (v.stems | v.names)]
    # A name found by its acronym, its country or another spelling has no sentence to look into here.
    return not there or any(len(v.stems) <= _TITLE_WORDS + len(own) or beside & v.stems for v in there)


@lru_cache(maxsize=2048)
def _known(passage: str) -> frozenset[str]:
    theirs = find_names(passage)
    words = {w.key.removesuffix("'s").removesuffix("'") for w in tokenize(passage)}
    countries = {COUNTRY_OF[w] for w in words if w in COUNTRY_OF}
    acronyms = {"".join(k[0] for k in n.keys) for n in theirs if len(n.keys) > 1}
    long_acronyms = {_initials(n.text) for n in theirs if len(n.keys) > 1}
    stems = {stem(w) for w in words}
    return frozenset(words | countries | acronyms | long_acronyms | stems)


def _initials(text: str) -> str:
    return "".join(w.key[0] for w in tokenize(text) if w.text[0].isupper())


def _presence(
    name: Name, known: frozenset[str], theirs: Sequence[Name], limits: Thresholds
) -> tuple[float, str]:
    """Share of the name that is there, and how the passage spells it where that is another way."""
    if name.text.isupper() and name.keys[0] in known:
        return 1.0, ""
    if len(name.keys) > 1 and (
        _initials(name.text) in known and any(n.text == _initials(name.text).upper() for n in theirs)
    ):
        return 1.0, ""
    hits = [_has(k, known) for k in name.keys]
    if all(hits):
        return 1.0, ""
    # A person's surname alone stands for the person; a body's last word ("Ministry") does not.
    person = [k for k in name.keys if k not in COUNTRY_OF]
    nation = all(_has(k, known) for k in name.keys if k in COUNTRY_OF)
    if hits[-1] and nation and len(person) == 2 and _lone(person[-1], theirs):
        return 1.0, ""
    variant = ""
    for n, key in enumerate(name.keys):
        if not hits[n] and (other := _respelt(key, theirs, limits)):
            hits[n], variant = True, other
    if all(hits):
        return 1.0, variant
    return sum(hits) / len(hits) * 0.5, ""


def _has(word: str, known: frozenset[str]) -> bool:
    return word in known or stem(word) in known or COUNTRY_OF.get(word, "") in known


def _lone(surname: str, theirs: Sequence[Name]) -> bool:
    return any(n.keys == (surname,) for n in theirs) and not any(
        len(n.keys) > 1 and n.keys[-1] == surname for n in theirs
    )


def _respelt(word: str, theirs: Sequence[Name], limits: Thresholds) -> str:
    from rapidfuzz.fuzz import ratio

    bones = skeleton(word)
    if len(word) < 5 or len(bones) < 3:
        return ""
    for name in theirs:
        for other in name.keys:
            if (
                len(other) >= 5
                and skeleton(other) == bones
                and ratio(word, other) / 100 >= limits.names_spelling
            ):
                return name.text
    return ""


def skeleton(word: str) -> str:
    """The consonants of a folded name as transliterations share them: Mohammed and Muhamad both give mhmd."""
    for written, sound in _SKELETON:
        word = word.replace(written, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:1] + re.sub("[aeiou]", "", word[1:])


def _in_its_place(
    name: Name, ours: Sequence[Name], claim: str, theirs: Sequence[Name], passage: str
) -> Name | None:
    """Another name of the same build between the same words, in a sentence that lacks this one."""
    if slot_of(claim, name.span).link in _PLACING:
        # What happened here may have happened there as well.
        return None
    known = {key for each in ours for key in each.keys}
    for other in theirs:
        keys = view_at(passage, other.span.start).words
        if set(name.keys) & {bare(w) for w in keys} or known & set(other.keys):
            continue
        alike = len(name.keys) == len(other.keys) or min(len(name.keys), len(other.keys)) > 1
        if alike and not _one_name(name, other) and same_slot(claim, name.span, passage, other.span):
            return other
    return None


_PLACING = frozenset(listed("in at near from around outside across"))


def _one_name(name: Name, other: Name) -> bool:
    """True where one may stand for the other: an acronym, or the consonants of another spelling."""
    initials = {"".join(k[0] for k in n.keys) for n in (name, other)} | {
        _initials(n.text) for n in (name, other)
    }
    if any(fold(n.text) in initials for n in (name, other)):
        return True
    return bool({skeleton(k) for k in name.keys} & {skeleton(k) for k in other.keys})


def _other_person(name: Name, claim: str, theirs: Sequence[Name], passage: str) -> Name | None:
    role = _role_of(name, claim)
    for other in theirs:
        if set(other.keys) & set(name.keys[-1:]) or other.keys[-1] in name.keys:
            continue
        sentence = view_at(passage, other.span.start)
        if shared_matter(view(claim), sentence) < _MATTER:
            continue
        same_first = (
            not LINKS & {fold(w.text) for w in tokenize(f"{name.text} {other.text}")}
            and len(name.keys) == len(other.keys) == 2
            and name.keys[0] == other.keys[0]
            and not any(k in COUNTRY_OF or k in COUNTRY_OF.values() for k in (*name.keys, *other.keys))
            and not {name.keys[0]} & _PLACE_STARTS
        )
        if same_first or (role and role == _role_of(other, passage)):
            return other
    return None


_PLACE_STARTS = frozenset(
    listed("""
    new north south east west upper lower san santa saint st los las el la great old fort mount lake
    port cape united royal national international central first second third university college
    department ministry bank house
""")
)


def _role_of(name: Name, text: str) -> str:
    for match in _ROLES.finditer(text):
        if (
            match.start(2) <= name.span.start < match.end(2)
            or name.span.start <= match.start(2) < name.span.end
        ):
            return fold(match.group(1))
    return ""
