"""Claims as an editor corrects them: another speaker, another kind."""

from __future__ import annotations

from dataclasses import replace

from claims.actors import UNKNOWN, Actors, Kind
from claims.classify import kind_for
from claims.countries import told_by
from claims.describe import describe
from claims.spans import overlap
from claims.types import (
    Analysis,
    Attribution,
    Claim,
    ClaimKind,
    Found,
    Manner,
    Speaker,
    SpeakerType,
)

_TYPES = {ClaimKind.GOVERNMENT: SpeakerType.GOVERNMENT, ClaimKind.NGO: SpeakerType.NGO}


def with_speaker(
    analysis: Analysis, claim: Claim, name: str, *, reason: str, actors: Actors | None = None
) -> Claim:
    """`claim` as that of the speaker called `name`, and of the kind that follows from it.

    Args:
        analysis: that `claim` is of. Somebody who speaks elsewhere in it under this name is meant.
        claim: one of its claims.
        name: of a person or a body, or a description of one.
        reason: who says so, in words.
        actors: who is who, for a name that is nowhere else; the shipped lexicon where None.
    """
    speakers = (c.speaker for c in analysis.claims if c.speaker is not None and c.speaker.name is not None)
    known = next((s for s in speakers if (s.name or "").casefold() == name.casefold()), None)
    kind = _kind_of(name, told_by(analysis.document.text, actors or Actors.default()))
    before = claim.speaker
    speaker = replace(
        known or Speaker(name, kind.type, kind.branch, named=any(word[0].isupper() for word in name.split())),
        mention=before.mention if before is not None else None,
        resolved=before is not None and before.resolved,
        ambiguous=False,
        reason=reason,
    )
    attribution = claim.attribution or _given(analysis, claim)
    return replace(claim, kind=kind_for(speaker), speaker=speaker, attribution=attribution, reason=reason)


def with_kind(analysis: Analysis, claim: Claim, kind: ClaimKind, *, reason: str) -> Claim:
    """`claim` of `analysis` as one of this kind.

    Its speaker is of the type that goes with it; a fact, and what is no claim, has none. `reason` tells in
    words who says so.
    """
    if kind in (ClaimKind.FACT, ClaimKind.NONE):
        return replace(claim, kind=kind, speaker=None, attribution=None, reason=reason)
    speaker = claim.speaker or Speaker(None, SpeakerType.UNKNOWN, reason=reason)
    if kind_for(speaker) is not kind:
        speaker = replace(speaker, type=_TYPES.get(kind, SpeakerType.UNKNOWN), branch=None, reason=reason)
    attribution = claim.attribution or _given(analysis, claim)
    return replace(claim, kind=kind, speaker=speaker, attribution=attribution, reason=reason)


def _given(analysis: Analysis, claim: Claim) -> Attribution:
    """An attribution that no words of the article make."""
    quoted = any(overlap([quotation.inner], claim.content) for quotation in analysis.quotations)
    manner = Manner.DIRECT if quoted else Manner.INDIRECT
    return Attribution((), (), claim.content, manner, Found.EDITOR)


def _kind_of(name: str, actors: Actors) -> Kind:
    found = actors.people.get(name.lower()) or actors.body(name)
    if found is None and (described := describe(name, actors)) is not None:
        found = described.kind
    return found or UNKNOWN
