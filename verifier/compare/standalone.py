"""A claim made to stand alone: what "I", "he" and "last year" mean in it is put in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from claims.document import Span
from claims.types import Speaker, SpeakerType
from verifier.compare.placed import placed, replaced

_FIRST = re.compile(r"\b(?:I|we|me|us|We)\b(?!['’.])")
_FIRST_OWNING = re.compile(r"\b(?:my|our|My|Our)\b")
_THIRD = re.compile(r"^(?:he|she|they|it)\b(?!['’])", re.IGNORECASE)
_PERSONS = re.compile(r"^(?:he|she)\b", re.IGNORECASE)
_BODIES = (
    SpeakerType.NGO, SpeakerType.IGO, SpeakerType.COMPANY, SpeakerType.PARTY, SpeakerType.INSTITUTION,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standalone:
    """A claim's text with names in the place of pronouns, and times in that of "last year".

    Attributes:
        text: the changed text.
        edits: what was replaced, as offsets into the claim, and by what, in order.
    """

    text: str
    edits: tuple[tuple[Span, str], ...]

    def back(self, span: Span) -> Span:
        """The place in the claim of a span of `text`; the pronoun for a span inside a name."""
        return Span(self._back(span.start, end=False), self._back(span.end, end=True))

    def _back(self, offset: int, *, end: bool) -> int:
        shift = 0
        for old, new in self.edits:
            start = old.start + shift
            if offset < start or (end and offset <= start):
                break
            if offset < start + len(new) or (end and offset == start + len(new)):
                return old.end if end else old.start
            shift += len(new) - len(old)
        return offset - shift


def stand_alone(claim: str, speaker: Speaker | None, written: date | None = None) -> Standalone:
    """`claim` with its speaker's name for "I" and "we", and for the "he", "she" or "it" that opens it.

    "Last year" and the like are named by the day on which it was written.

    In what somebody is reported to have said, an opening pronoun most often means whoever said it.

    Args:
        claim: the claim's words, without its attribution.
        speaker: who makes it; None for the outlet's own voice.
        written: the day on which it was written, or None to leave its times as they are.
    """
    edits = tuple(sorted([*_named(claim, speaker), *placed(claim, written)]))
    return Standalone(replaced(claim, edits), edits)


def _named(claim: str, speaker: Speaker | None) -> list[tuple[Span, str]]:
    if speaker is None or not speaker.name or not speaker.named:
        return []
    edits = [(Span(*m.span()), speaker.name) for m in _FIRST.finditer(claim)]
    edits += [(Span(*m.span()), f"{speaker.name}'s") for m in _FIRST_OWNING.finditer(claim)]
    opening = _THIRD.match(claim)
    if opening and bool(_PERSONS.match(claim)) is (speaker.type not in _BODIES):
        edits.append((Span(*opening.span()), speaker.name))
    return edits
