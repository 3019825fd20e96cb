"""Is it so? From the signals of independent passages to a verdict on the substance of a claim.

Only a named mismatch contradicts, however alike the rest is. Close to a line the verdict is "unsure".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.document import Span
from claims.types import Attribution
from verifier.compare.denials import is_negation
from verifier.compare.networks import FIRST, network
from verifier.compare.wording import turned_signal
from verifier.compare.words import fold, is_content, joined, listed, tokenize
from verifier.evidence import lexical_share, mismatches, says_so, unborne_details, unsupported_words
from verifier.phrases import at, capital, place
from verifier.thresholds import Thresholds, default_thresholds
from verifier.together import Together, complements
from verifier.types import Evidence, Outcome, Signal, SubstanceVerdict

# What points back to a thing without telling anything of it.
_POINTING = frozenset(listed("the this that these those such his her its their our my your"))
# Verbs that ask for something to be so, whatever follows them, and with "to" or "for" after them.
_WISHING = frozenset(
    listed("advise demand exhort implore instruct order plead propose recommend request urge")
)
_ASKING = frozenset(listed("appeal ask call press"))


@dataclass(frozen=True, slots=True)
class Substance:
    """The answer to "is it so?": `unsupported` are the claim's words that nothing supports."""

    verdict: SubstanceVerdict
    reason: str
    score: float
    unsupported: tuple[Span, ...] = ()


def decide_substance(
    claim_text: str,
    score: float,
    signals: Sequence[Sequence[Signal]],
    *,
    thresholds: Thresholds | None = None,
    where: str = "the source",
) -> Substance:
    """The verdict on a claim from its best support and the signals of the passages read together.

    Args:
        claim_text: the claim.
        score: support by the best passage, 0..1.
        signals: of each passage, the best first; must not be empty.
        thresholds: the shipped ones unless given.
        where: what the reason calls the best passage.
    """
    limits = thresholds or default_thresholds()
    score = round(score, 4)
    lacking = _telling(claim_text, unsupported_words(signals))
    if (wrong := mismatches(signals[0])) and _was_read(signals[0]):
        if is_contradicted(signals[0], limits):
            return Substance(SubstanceVerdict.CONTRADICTED, at(where, wrong[0].detail), score, lacking)
        reason = f"{at(where, wrong[0].detail).rstrip('.')}, but it may speak of something else."
        return Substance(SubstanceVerdict.UNSURE, reason, score, lacking)
    if turned := turned_signal(signals[0]):
        return Substance(SubstanceVerdict.UNSURE, at(where, turned.detail), score, lacking)
    words = joined([span.of(claim_text) for span in lacking])
    if says_so(signals[0], score, limits):
        if missing := unborne_details(signals):
            # However similar the rest: a figure that nothing bears out is for the editor to see.
            reason = (
                f"{capital(where)} says most of it, but not {joined([s.of(claim_text) for s in missing])}."
            )
            return Substance(SubstanceVerdict.PARTLY_SUPPORTED, reason, score, lacking or missing)
        if reserve := _reserve(signals[0]):
            return Substance(SubstanceVerdict.UNSURE, at(where, reserve), score)
        return Substance(SubstanceVerdict.SUPPORTED, f"{capital(where)} says so.", score)
    if says_so(signals[0], score, limits, band=-1):
        reason = f"{capital(where)} comes close to saying so, but too narrowly to call."
        return Substance(SubstanceVerdict.UNSURE, reason, score, lacking)
    in_part = lexical_share(signals[0]) >= limits.substance_partly
    if in_part and lacking:
        reason = f"{capital(where)} says part of it, but nothing there supports {words}."
        return Substance(SubstanceVerdict.PARTLY_SUPPORTED, reason, score, lacking)
    if in_part or score >= limits.substance_unsure:
        reason = f"{capital(where)} speaks of the same matter, but it is unclear whether it says so."
        return Substance(SubstanceVerdict.UNSURE, reason, score, lacking)
    return Substance(SubstanceVerdict.NOT_FOUND, f"{capital(where)} does not say so.", score, lacking)


def is_contradicted(signals: Sequence[Signal], limits: Thresholds) -> bool:
    """True where a mismatch is named, and the network, where it read the passage, takes it for one too.

    It does so where it reads that the passage says otherwise, or that it would say so with its own figure,
    date or name in the claim's place. A passage that holds too little of the claim to be read speaks of
    something else.
    """
    wrong = mismatches(signals)
    if not wrong or not _was_read(signals) or _of_another_figure(signals):
        return False
    against = next((s.score or 0.0 for s in signals if s.name == "contradiction"), 1.0)
    put_right = any(s.name == "instead" for s in wrong)
    return put_right or against >= limits.substance_contradicted


def _of_another_figure(signals: Sequence[Signal]) -> bool:
    """True where only a date differs, and the passage has none of the claim's figures: it tells of others."""
    figures = next((s for s in signals if s.name == "figures"), None)
    gone = figures is not None and figures.outcome is Outcome.SILENT and bool(figures.claim_spans)
    return gone and all(s.name in ("dates", "instead") for s in mismatches(signals))


def _reserve(signals: Sequence[Signal]) -> str:
    """How the passage leaves open what the claim states, in words; empty where it doesn't."""
    lost = (s for s in signals if s.name == "negation" and s.outcome is Outcome.PARTLY and not s.claim_spans)
    return next((s.detail for s in lost), "")


def _was_read(signals: Sequence[Signal]) -> bool:
    """True where the network read the passage, or there is none to read it."""
    return any(s.name == "contradiction" for s in signals) or network(FIRST) is None


def judge_substance(
    claim_text: str,
    evidence: Sequence[Evidence],
    *,
    sources_held: int = 1,
    together: Together | None = None,
    wished: bool = False,
    thresholds: Thresholds | None = None,
) -> Substance:
    """Does an independent source support what is said?

    Args:
        claim_text: the claim.
        evidence: as `verifier.gathering.gather` returns it, best first.
        sources_held: how many sources the store holds.
        together: paragraphs of the best source read as one, where that was done.
        wished: True for what somebody asks for, see `is_wish`.
        thresholds: the shipped ones unless given.

    Returns:
        The verdict. The speaker's own documents never count; what says nothing, and what somebody only wants
        to be so, is not checked. Where one
        independent source supports the claim and another contradicts it, the verdict is unsure and the reason
        names both.
    """
    limits = thresholds or default_thresholds()
    if not sources_held:
        return Substance(SubstanceVerdict.NOT_CHECKED, "The store holds no sources to check against.", 0.0)
    if not _says_something(claim_text):
        reason = "It only names a thing, and says nothing that could be so or not."
        return Substance(SubstanceVerdict.NOT_CHECKED, reason, 0.0)
    if wished:
        reason = "It says what somebody wants to be so, not what is so."
        return Substance(SubstanceVerdict.NOT_CHECKED, reason, 0.0)
    everything = (Span(0, len(claim_text)),) if claim_text else ()
    others = [e for e in evidence if e.independent]
    if not others:
        reason = "No independent source held speaks to it."
        if own := _own_side(evidence):
            reason = f"Only the speaker's own documents, or reports of its words, speak to it ({own})."
        elif evidence:
            reason = (
                "Only sources without a known publisher speak to it; they can't be shown to be independent."
            )
        return Substance(SubstanceVerdict.NOT_FOUND, reason, 0.0, everything)
    # What says so comes before what is nearer in words, but not near enough for how many of them it has.
    others.sort(key=lambda e: not _agrees(e, limits))
    best = others[0]
    # A document that says so in one paragraph speaks of something else in the next.
    agreeing = {e.passage.source.id for e in others if _agrees(e, limits)}
    against = _contradicting([e for e in others if e.passage.source.id not in agreeing], limits)
    if against and _agrees(best, limits):
        reason = (
            f"Sources disagree: {place(best.passage)} says so, but {place(against.passage)} does not. "
            + mismatches(against.signals)[0].detail
        )
        return Substance(SubstanceVerdict.UNSURE, reason, best.support)
    if against:
        lacking = _telling(claim_text, unsupported_words([against.signals]))
        reason = at(place(against.passage), mismatches(against.signals)[0].detail)
        return Substance(SubstanceVerdict.CONTRADICTED, reason, against.support, lacking)
    read = [e.signals for e in complements(others)]
    found = decide_substance(claim_text, best.support, read, thresholds=limits, where=place(best.passage))
    low = not says_so(best.signals, best.support, limits)
    if together is not None and low and together.support > best.support:
        found = decide_substance(
            claim_text, together.support, [together.signals], thresholds=limits, where=together.where
        )
    if found.verdict is not SubstanceVerdict.NOT_FOUND:
        return found
    if len(others) == len(evidence):
        return replace(found, reason="No source held says so.")
    reason = "No independent source held says so."
    if own := _own_side([e for e in evidence if says_so(e.signals, e.support, limits)]):
        reason = f"Only the speaker's own documents, or reports of its words, say so ({own})."
    return replace(found, reason=reason)


def _agrees(evidence: Evidence, limits: Thresholds) -> bool:
    return says_so(evidence.signals, evidence.support, limits) and not mismatches(evidence.signals)


def is_wish(attribution: Attribution | None) -> bool:
    """True where somebody asks for what is told: "urged residents to leave", "called for an inquiry".

    Args:
        attribution: by which words it is somebody's, or None.
    """
    if attribution is None:
        return False
    if attribution.lemma in _ASKING:
        return attribution.frame in ("prep_for", "xcomp", "dobj_to")
    return attribution.lemma in _WISHING


def _telling(claim_text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Those of the spans in which a word has a meaning of its own: nobody is helped by "after"."""
    return tuple(s for s in spans if any(is_content(w) or is_negation(w) for w in tokenize(s.of(claim_text))))


def _says_something(claim_text: str) -> bool:
    """False for what only names a thing, such as "the accusation": there is nothing to be so."""
    words = tokenize(claim_text)
    telling = sum(is_content(word) for word in words)
    return telling > 1 or (telling == 1 and fold(words[0].text) not in _POINTING)


def _own_side(evidence: Sequence[Evidence]) -> str:
    """The publishers of what is not independent, each once, in order; empty where none is known."""
    names = [e.passage.source.publisher for e in evidence if not e.independent]
    return ", ".join(dict.fromkeys(n for n in names if n))


def _contradicting(evidence: Sequence[Evidence], limits: Thresholds) -> Evidence | None:
    wrong = [e for e in evidence if is_contradicted(e.signals, limits)]
    return max(wrong, key=lambda e: (lexical_share(e.signals), -e.passage.id), default=None)
