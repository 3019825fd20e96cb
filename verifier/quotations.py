"""The quotations of an article against the store: are the words there, and in whose mouth?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.types import Quotation, Speaker
from sources.source import Passage, Statement
from verifier.compare.affiliation import speaks_for
from verifier.compare.quote import compare_quotation
from verifier.compare.quote_frame import in_its_place
from verifier.compare.speaker import compare_speaker, same_speaker
from verifier.compare.words import tokenize
from verifier.phrases import place
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import CheckedQuotation, Outcome, QuoteMatch, QuoteState

_RANK = {
    QuoteState.VERBATIM: 0,
    QuoteState.NORMALISED: 1,
    QuoteState.ALTERED: 2,
    QuoteState.PARTIAL: 3,
    QuoteState.ABSENT: 4,
}
_SAME_WORDS = (QuoteState.VERBATIM, QuoteState.NORMALISED)
# Words by which an article says that it gives a translation.
_LANGUAGES = (
    "Arabic|Bengali|Burmese|Cantonese|Chinese|Dari|Dutch|Farsi|Filipino|French|German|Greek|Hebrew|Hindi|Italian"
    "|Japanese|Khmer|Korean|Malay|Mandarin|Pashto|Persian|Polish|Portuguese|Russian|Spanish|Swahili|Tagalog|Thai"
    "|Turkish|Ukrainian|Urdu|Vietnamese"
)
_TRANSLATION = re.compile(
    r"\b(?:in (?:\w+ )?translation|translat(?:ed|ion|or)|interpreter)\b"
    rf"|\b(?:speak|spoke|told|said|wrote|writ)\w*[^.\"“”]{{0,40}}? in (?:{_LANGUAGES})\b"
)
_OWN, _UNKNOWN, _OTHER = range(3)
_OFFICE_WORDS = 3
# Words for whoever leads a body, which may be one person's.
_LEADERS = frozenset(("chair", "chairman", "chairwoman", "head", "director", "president", "leader", "boss"))


@dataclass(frozen=True, slots=True)
class _Found:
    """One passage that holds the quotation in some state, and whose mouth the words are in there."""

    match: QuoteMatch
    passage: Passage
    mouth: int
    named: str

    @property
    def order(self) -> tuple[int, int, float, int]:
        return _RANK[self.match.state], self.mouth, -self.match.score, self.passage.id


def check_quotation(
    quotation: Quotation,
    words: str,
    *,
    sentence: int,
    speaker: Speaker | None,
    passages: Sequence[Passage],
    statements: Sequence[Statement],
    sources_held: int,
    around: str = "",
    unread: bool = False,
    thresholds: Thresholds | None = None,
) -> CheckedQuotation:
    """One quotation held against the passages that may have it.

    Args:
        quotation: as the article has it.
        words: what stands between its marks.
        sentence: index of its sentence.
        speaker: in whose mouth the article puts it, or None where it doesn't say.
        passages: candidates, as search found them.
        statements: what the sources show anybody to have said; those of other passages are ignored.
        sources_held: how many sources the store holds; 0 gives NOT_CHECKED.
        around: the sentence that holds it: says whether it is a translation, and what stands beside it.
        unread: whether that sentence links a source that the store does not hold.
        thresholds: the shipped ones unless given.

    Returns:
        The best match. Words that stand verbatim only in a statement by another, known speaker are
        OTHER_SPEAKER; one to three words are too few for that, anybody may use them.
    """
    limits = thresholds or default_thresholds()
    if not sources_held:
        detail = "The store holds no sources to check this quotation against."
        return CheckedQuotation(quotation, sentence, speaker, QuoteState.NOT_CHECKED, None, None, detail)
    found: list[_Found] = []
    for passage in passages:
        match = compare_quotation(words, passage.text, thresholds=limits)
        if match.state is QuoteState.ABSENT and len(tokenize(words)) <= limits.quote_exact_words:
            match = in_its_place(words, around, passage.text) or match
        if match.state is not QuoteState.ABSENT:
            said = [s for s in statements if s.passage.id == passage.id]
            mouth, named = _mouth(words, match, speaker, passage, said, limits)
            found.append(_Found(match, passage, mouth, named))
    if not found:
        state, detail = QuoteState.ABSENT, "These words stand nowhere in the sources held."
        if unread:
            state, detail = (
                QuoteState.SOURCE_UNREAD,
                "The source linked here is not held, so it was not read.",
            )
        return CheckedQuotation(quotation, sentence, speaker, state, None, None, detail)
    best = min(found, key=lambda f: f.order)
    # The same words in the speaker's own mouth come before the same words anywhere else.
    same = [f for f in found if f.match.state in _SAME_WORDS]
    if same:
        best = min(same, key=lambda f: (f.mouth, f.order))
    where = place(best.passage)
    enough = len(tokenize(words)) > limits.quote_exact_words
    if best.match.state in _SAME_WORDS and best.mouth == _OTHER and speaker and enough:
        detail = f"{where} has {best.named} say these words, not {speaker.name}."
        return CheckedQuotation(
            quotation, sentence, speaker, QuoteState.OTHER_SPEAKER, best.match, best.passage, detail
        )
    state, detail = best.match.state, f"{where}: {best.match.detail}"
    if state not in _SAME_WORDS and _TRANSLATION.search(around):
        state = QuoteState.TRANSLATED
        detail = f"Marked as a translation, so the words may differ. {detail}"
    return CheckedQuotation(quotation, sentence, speaker, state, best.match, best.passage, detail)


def _mouth(
    words: str,
    match: QuoteMatch,
    speaker: Speaker | None,
    passage: Passage,
    said: Sequence[Statement],
    limits: Thresholds,
) -> tuple[int, str]:
    if speaker is None or not speaker.name:
        return _UNKNOWN, ""
    others: list[str] = []
    # Where the passage names the speaker with another office, "the chair" is somebody else.
    known = [s.speaker.role for s in said if s.speaker.named and same_speaker(speaker, s.speaker)]
    roles = [role for role in (speaker.role, *known) if role]
    for statement in said:
        if not _holds(words, match, statement, limits):
            continue
        outcome = compare_speaker(speaker, statement.speaker).outcome
        if outcome in (Outcome.AGREES, Outcome.PARTLY):
            return _OWN, statement.speaker.name or ""
        apart = bool(known) and bool(roles) and _is_another(roles, statement.speaker)
        if (outcome is Outcome.DIFFERS or apart) and not statement.own_voice:
            others.append(statement.speaker.name or "")
    publisher = passage.source.publisher
    if speaks_for(speaker, publisher) and not others:
        return _OWN, speaker.name
    return (_OTHER, others[0]) if others else (_UNKNOWN, "")


def _is_another(roles: Sequence[str], theirs: Speaker) -> bool:
    """True for "the chair", where none of the roles that somebody is known by is that."""
    name = (theirs.name or "").lower()
    words = {w.key for w in tokenize(name)} - {"the"}
    office = name.startswith("the ") and not theirs.named and len(words) <= _OFFICE_WORDS
    held = {w.key for role in roles for w in tokenize(role)}
    return office and not words & held and not (words & _LEADERS and held & _LEADERS)


def _holds(words: str, match: QuoteMatch, statement: Statement, limits: Thresholds) -> bool:
    state = compare_quotation(words, statement.text, thresholds=limits).state
    return state in _SAME_WORDS if match.state in _SAME_WORDS else state is not QuoteState.ABSENT
