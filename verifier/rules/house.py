"""A newsroom's own rules, read from a TOML file: words or a pattern, where to look, and what to say."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from claims.document import BlockKind, Span
from claims.errors import BadConfiguration
from claims.types import ClaimKind, SpeakerType
from verifier.rules.known import ID
from verifier.rules.reading import block_of, claims_of, describe, main_claim, own_words
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_phrase
from verifier.tables import Table, read_table
from verifier.types import CheckedArticle

LONGEST_SEARCH = 1.0
"""Seconds that a pattern may take on one sentence."""

_OWN_VOICE, _ALL, _HEADLINES, _SPEAKERS = "own voice", "all", "headlines", "speakers"
_PLACES = (_OWN_VOICE, _ALL, _HEADLINES, _SPEAKERS)
_KEYS = (
    *("title", "severity", "why", "action", "asked_by", "words", "pattern", "unless", "look", "speakers"),
    *("message", "hits", "misses"),
)
_PLACEHOLDERS = ("words", "speaker")
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)
_TYPES = tuple(t.value for t in SpeakerType)


def house_rules(path: Path) -> tuple[Rule, ...]:
    """The rules in the file at `path`, in its order.

    Raises:
        BadConfiguration: the file can't be read, or a rule in it isn't whole; names file, rule and key.
    """
    table = read_table(path)
    for name in table.values:
        if ID.fullmatch(name) is None:
            remedy = "Take three capital letters of your own and three digits: [HOU001]."
            raise table.error(name, "this is not the id of a rule", remedy)
    return tuple(_rule(name, table.table(name)) for name in table.values)


def _rule(name: str, table: Table) -> Rule:
    table.only(*_KEYS)
    check = _Check(
        place=f"{table.file}, {table.name}pattern",
        found=_found(table),
        unless=_phrases(unless) if (unless := table.texts("unless")) else None,
        look=table.choice("look", _PLACES) or _OWN_VOICE,
        speakers=_speakers(table),
        message=_message(table),
    )
    return Rule(
        id=name,
        title=table.needed("title"),
        severity=table.severity("severity"),
        asked_by=_some(table, "asked_by", "who asks for this rule"),
        why=table.needed("why"),
        action=table.needed("action"),
        check=check,
        hits=examples(*_some(table, "hits", "a text that it flags")),
        misses=examples(*_some(table, "misses", "a near miss that it leaves alone")),
        in_non_claims=check.look in (_ALL, _HEADLINES),
    )


def _some(table: Table, key: str, what: str) -> tuple[str, ...]:
    found = table.texts(key)
    if not found:
        raise table.error(key, "this is missing", f"Add {what}.")
    return found


def _found(table: Table) -> Any:
    words, pattern = table.texts("words"), table.text("pattern")
    if bool(words) == (pattern is not None):
        raise table.error("words", "a rule has either words or a pattern", "Give one of the two.")
    if pattern is None:
        return _phrases(words)
    try:
        return regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        remedy = "Put the pattern right; write it in single quotes, so that backslashes stay."
        raise table.error("pattern", f"this is no regular expression ({error})", remedy) from None


def _phrases(words: tuple[str, ...]) -> Any:
    return regex.compile(any_phrase(words), regex.IGNORECASE)


def _speakers(table: Table) -> frozenset[SpeakerType]:
    found = table.choices("speakers", _TYPES)
    if bool(found) != (table.text("look") == _SPEAKERS):
        remedy = f'Give both: look = "{_SPEAKERS}" and speakers = ["government"].'
        raise table.error("speakers", f'this goes with look = "{_SPEAKERS}"', remedy)
    return frozenset(map(SpeakerType, found))


def _message(table: Table) -> str:
    message = table.needed("message")
    try:
        fields = [(n, spec, how) for _, n, spec, how in string.Formatter().parse(message) if n is not None]
    except ValueError as error:
        raise table.error("message", f"its braces don't close ({error})", "Write {{ for a brace.") from None
    for name, spec, how in fields:
        if name not in _PLACEHOLDERS or spec or how:
            known = " and ".join(f"{{{p}}}" for p in _PLACEHOLDERS)
            raise table.error("message", f"there is no placeholder {{{name}}}", f"Known are: {known}.")
    return message


@dataclass(frozen=True, slots=True)
class _Check:
    """The check of one rule: what it looks for, where, and what it says. `place` is where errors lie."""

    place: str
    found: Any
    unless: Any
    look: str
    speakers: frozenset[SpeakerType]
    message: str

    def __call__(self, article: CheckedArticle) -> Iterator[Mark]:
        for sentence in article.analysis.sentences:
            if not self._looks_at(article, sentence.index):
                continue
            text = own_words(article, sentence.span)
            if self.unless is not None and self.unless.search(text):
                continue
            for start, end in self._search(text):
                span = Span(sentence.span.start + start, sentence.span.start + end)
                yield Mark(span, sentence.index, self._says(article, sentence.index, text[start:end]))

    def _looks_at(self, article: CheckedArticle, sentence: int) -> bool:
        kind = block_of(article, sentence).kind
        if self.look == _ALL:
            return kind is not BlockKind.BOILERPLATE
        if self.look == _HEADLINES:
            return kind in _HEADS
        if self.look == _OWN_VOICE:
            return main_claim(article, sentence).claim.kind is ClaimKind.FACT
        speakers = (checked.claim.speaker for checked in claims_of(article, sentence))
        return any(speaker is not None and speaker.type in self.speakers for speaker in speakers)

    def _search(self, text: str) -> list[tuple[int, int]]:
        try:
            spans = [match.span() for match in self.found.finditer(text, timeout=LONGEST_SEARCH)]
        except TimeoutError:
            raise BadConfiguration(
                self.place,
                f"it takes more than {LONGEST_SEARCH:g} second on one sentence",
                "Make the pattern simpler: no repeat inside a repeat, such as (a+)+.",
            ) from None
        return [(start, end) for start, end in spans if end > start]

    def _says(self, article: CheckedArticle, sentence: int, words: str) -> str:
        speaker = describe(main_claim(article, sentence).claim.speaker)
        return self.message.format(words=" ".join(words.split()), speaker=speaker)
