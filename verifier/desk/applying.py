"""Decisions applied: how each finding stands, and whose claim an editor says that it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from claims.actors import Actors
from claims.corrected import with_kind, with_speaker
from claims.document import Span
from claims.spans import shared
from claims.types import Analysis, Claim, ClaimKind
from verifier.desk.anchor import locate
from verifier.desk.deciding import digest
from verifier.desk.matching import Sight, same_finding, sight_of, stands_at
from verifier.desk.standing import Standing
from verifier.desk.types import Act, Decision, State
from verifier.phrases import capital
from verifier.terms import KINDS
from verifier.types import Finding, Report
from verifier.visible import shorten

_STATES = {
    Act.ACCEPT: State.ACCEPTED,
    Act.DISMISS: State.DISMISSED,
    Act.WRONG: State.WRONG,
    Act.REOPEN: State.OPEN,
}
_CORRECTING = (Act.SPEAKER, Act.KIND)

# Share of a sentence that words must cover to stand for all of it.
_WHOLE = 0.9
_SHOWN = 60


def standing(report: Report, decisions: Sequence[Decision]) -> tuple[Standing, ...]:
    """How each of the findings of `report` stands, in their order; the last decision about it counts.

    A finding is known by its fingerprint, else by its rule where the sentence that was decided on stands here
    with a slip mended. One whose sentence was reworded is open.
    """
    renamed = _renamed(report, decisions)
    deciding = [d for d in reversed(decisions) if d.act in _STATES]
    found = []
    for finding in report.findings:
        sight = sight_of(report.article, finding)
        last = next((d for d in deciding if _is_about(d, report, sight, renamed)), None)
        found.append(Standing(finding, _STATES[last.act] if last is not None else State.OPEN, last))
    return tuple(found)


def settled(report: Report, decisions: Sequence[Decision]) -> Report:
    """`report` with how each finding stands; those that were set aside are no longer among its findings."""
    stand = standing(report, decisions)
    left = tuple(s.finding for s in stand if not s.state.set_aside)
    manifest = replace(report.manifest, decisions_sha256=digest(decisions))
    return replace(report, findings=left, standings=stand, manifest=manifest)


def about_findings(
    report: Report, findings: Iterable[Finding], decisions: Sequence[Decision]
) -> list[tuple[Decision, ...]]:
    """For each of `findings` of `report` what was decided about it, comments among it, in its order."""
    renamed = _renamed(report, decisions)
    sights = (sight_of(report.article, finding) for finding in findings)
    return [tuple(d for d in decisions if _is_about(d, report, sight, renamed)) for sight in sights]


def about_sentence(analysis: Analysis, sentence: int, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those of `decisions` that are about sentence number `sentence` and no finding, in their order."""
    span = analysis.sentences[sentence].span
    return tuple(
        d for d in decisions if d.fingerprint is None and stands_at(analysis.document, d.anchor, span)
    )


def _renamed(report: Report, decisions: Iterable[Decision]) -> frozenset[int]:
    """The sentences that an editor has said something of: who speaks, or what they are."""
    analysis = report.article.analysis
    places = (place for place, _ in _in_force(analysis, decisions))
    return frozenset(analysis.claims[place].sentence for place in places if isinstance(place, int))


def _is_about(decision: Decision, report: Report, sight: Sight, renamed: Collection[int]) -> bool:
    if decision.fingerprint is None:
        return False
    known = same_finding(
        sight,
        rule=decision.rule or "",
        digest=decision.fingerprint,
        words=decision.words,
        passage=decision.anchor.quote,
        renamed=sight.finding.sentence in renamed,
    )
    if not known or decision.fingerprint == sight.digest:
        return known
    return stands_at(report.article.analysis.document, decision.anchor, sight.span)


def corrections(
    analysis: Analysis, decisions: Sequence[Decision], *, actors: Actors | None = None
) -> Analysis:
    """`analysis` with the speakers and kinds that were decided on in place of those that were found.

    The later of two decisions about a sentence counts. The document's notes tell each, and those whose
    sentence was rewritten or is gone.

    Args:
        analysis: the article's.
        decisions: in the order that they were made.
        actors: who is who; the shipped lexicon where None.
    """
    claims, notes = list(analysis.claims), []
    for place, decision in _in_force(analysis, decisions):
        if isinstance(place, str):
            gone = f"of a sentence that is no longer here: “{shorten(place, _SHOWN)}”"
            notes.append(f"{capital(_told(decision))}, {gone}.")
            continue
        claims[place] = _corrected(analysis, claims[place], decision, actors)
        notes.append(f"Sentence {claims[place].sentence + 1}: {_told(decision)}.")
    if not notes:
        return analysis
    document = replace(analysis.document, notes=(*analysis.document.notes, *notes))
    return replace(analysis, document=document, claims=tuple(claims))


def _in_force(analysis: Analysis, decisions: Iterable[Decision]) -> list[tuple[int | str, Decision]]:
    """The corrections that weren't undone, each with the index of its claim, or the words that are gone."""
    found: list[tuple[int | str, Decision]] = []
    for decision in decisions:
        if decision.fingerprint is not None or decision.act not in (*_CORRECTING, Act.REOPEN):
            continue
        place = _claim_at(analysis, locate(analysis.document, decision.anchor))
        where: int | str = decision.anchor.quote if place is None else place
        # A later one takes the place of an earlier one about the same; reopening may undo both sorts.
        undone = decision.value if decision.act is Act.REOPEN else decision.act.value
        found = [(w, d) for w, d in found if w != where or undone not in ("", d.act.value)]
        if decision.act in _CORRECTING:
            found.append((where, decision))
    return found


def _claim_at(analysis: Analysis, span: Span | None) -> int | None:
    """The index of the claim that these words make: the main one where they are a whole sentence."""
    if span is None:
        return None
    sentence = max(analysis.sentences, key=lambda s: shared([s.span], [span]), default=None)
    if sentence is None or not sentence.span.overlaps(span):
        return None
    whole = shared([sentence.span], [span]) >= _WHOLE * len(sentence.span)

    def nearness(claim: Claim) -> tuple[bool, int, bool]:
        return whole and claim.main, shared(claim.content, [span]), claim.main

    here = [i for i, claim in enumerate(analysis.claims) if claim.sentence == sentence.index]
    return max(here, key=lambda i: nearness(analysis.claims[i]))


def _corrected(analysis: Analysis, claim: Claim, decision: Decision, actors: Actors | None) -> Claim:
    reason = _told(decision)
    if decision.act is Act.KIND:
        return with_kind(analysis, claim, ClaimKind(decision.value), reason=reason)
    return with_speaker(analysis, claim, decision.value, reason=reason, actors=actors)


def _told(decision: Decision) -> str:
    """Who corrected what, in words."""
    if decision.act is Act.SPEAKER:
        what = f"the speaker is {decision.value}"
    else:
        what = f"the kind is “{KINDS[ClaimKind(decision.value)]}”"
    why = f" ({decision.note})" if decision.note else ""
    return f"corrected at the desk by {decision.who}: {what}{why}"
