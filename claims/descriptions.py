"""Speakers that the text describes rather than names: "a police official", "the group", "her lawyer"."""

from __future__ import annotations

from dataclasses import replace

from claims import antecedents
from claims.actors import INDIVIDUAL, UNKNOWN, Kind, RoleSort
from claims.antecedent_types import Antecedent
from claims.body_types import POSSESSIVES
from claims.describe import describe
from claims.description_types import Description
from claims.entities import Entity, Sort
from claims.issuers import issuer_of, typed_by_modifier
from claims.lead_names import by_age, later_name
from claims.lexicon import table, words
from claims.offices import body_of
from claims.resolving import Context, Named, Resolve
from claims.source_phrase import Article, Phrase, read_phrase
from claims.types import Speaker, SpeakerType
from claims.wording import words_of

_PARTY = Kind(SpeakerType.PARTY)
# A description this far up the text may be of somebody who is named only in the sentences after it.
LEAD = 4

_HOLLOW = words("phrases", "hollow")


def by_description(context: Context, phrase: Phrase, resolve: Resolve) -> Named:
    """The speaker that a noun phrase without a name of its own describes.

    Args:
        context: the document and who spoke so far.
        phrase: the mention.
        resolve: resolves another phrase, such as the owner in "her lawyer".
    """
    described = describe(phrase.text, context.actors) or describe(phrase.core, context.actors)
    owner = _owner(context, phrase, resolve)
    if described and described.sort is RoleSort.DOCUMENT:
        told = described.kind != UNKNOWN
        found = owner.as_resolved() if owner else issuer_of(context, phrase, resolve, told=told)
        if found is None and phrase.article is Article.BARE and _hollow(phrase, described):
            reason = f"'{phrase.text}' says nothing of whose they are"
            return Named(Speaker(None, SpeakerType.ANONYMOUS, reason=reason), noun=phrase.noun, plural=True)
        return found or _described(phrase, typed_by_modifier(context, phrase, described), None)
    if owner:
        owned = _owned(context, phrase, described, owner)
        if owned:
            return owned
    if phrase.article is Article.DEFINITE or phrase.bare:
        found = _definite(context, phrase, described)
        if found:
            return found
    if phrase.article is Article.INDEFINITE and described and not phrase.plural:
        found = _named_later(context, phrase, described)
        if found:
            return found
    return _for_body(context, phrase, described) or _described(
        phrase, described, _body_inside(context, phrase)
    )


def _for_body(context: Context, phrase: Phrase, described: Description | None) -> Named | None:
    """An unnamed officer of a body that is named elsewhere: "a spokesman for the watchdog"."""
    if described is None or described.sort is not RoleSort.BOUND or not described.organisation:
        return None
    body = body_of(context, described, phrase.offset)
    if body is None or body.speaker.type is SpeakerType.UNKNOWN:
        return None
    whose = body.speaker
    speaker = Speaker(
        name=phrase.text,
        type=whose.type,
        branch=whose.branch,
        role=_role(described),
        organisation=whose.name,
        reason=f"'{described.role}' speaks for {whose.name}: {whose.reason}",
    )
    return Named(speaker, noun=phrase.noun, plural=phrase.plural)


def _hollow(phrase: Phrase, described: Description) -> bool:
    """True for "reports" and "media reports", which nobody answers for."""
    untold = described.kind == UNKNOWN or described.kind.type is SpeakerType.MEDIA
    return untold and phrase.plural and phrase.noun in _HOLLOW


def _described(phrase: Phrase, described: Description | None, inner: Entity | None) -> Named:
    kind = described.kind if described else UNKNOWN
    reason = described.reason if described else f"nothing tells what '{phrase.text}' is"
    org = described.organisation if described and not described.body else None
    if inner and described and inner.kind != UNKNOWN and _takes_type(described, inner):
        kind, org = inner.kind, inner.name
        reason = f"'{described.head}' speaks for {inner.name}: {inner.reason}"
    speaker = Speaker(
        name=phrase.text,
        type=kind.type,
        branch=kind.branch,
        role=_role(described),
        organisation=org,
        reason=reason,
    )
    return Named(speaker, noun=phrase.noun, plural=phrase.plural)


def _takes_type(described: Description, inner: Entity) -> bool:
    """True where the type of the body that is named with the role decides."""
    if described.sort is RoleSort.CAMPAIGN or described.kind == INDIVIDUAL:
        return False
    if described.kind == UNKNOWN:
        return True
    held = described.kind.type is not SpeakerType.PARTY or inner.sort is not Sort.PERSON
    return described.sort is RoleSort.BOUND and held  # "officials in Roe's party" are the party's


def _role(described: Description | None) -> str | None:
    return described.role if described and not described.body else None


def _body_inside(context: Context, phrase: Phrase) -> Entity | None:
    """The body or person that the phrase itself names beside its head."""
    inside = (context.index.entities[m.entity] for m in context.index.inside(phrase.span))
    return next((e for e in inside if e.sort is not Sort.PLACE), None)


def _named_later(context: Context, phrase: Phrase, described: Description) -> Named | None:
    sentence = context.sentence(phrase.offset)
    if sentence >= LEAD:
        return None
    later = later_name(described, phrase.offset, sentence, context.index)
    if later is None:
        return None
    if described.kind != UNKNOWN and "known as" not in context.index.entities[later].reason:
        context.kinds[later] = (described.kind, f"the text calls it '{phrase.text}': {described.reason}")
    return context.antecedent(Antecedent(later, None, False), phrase.text)


def _definite(context: Context, phrase: Phrase, described: Description | None) -> Named | None:
    offset, sentence = phrase.offset, context.sentence(phrase.offset)
    age, is_age, _ = phrase.text.lower().removeprefix("the ").partition("-year-old")
    if is_age and age.isdigit():
        who = by_age(age, context.index, context.text)
        older = Antecedent(who, None, False) if who is not None else None
        meant = older or antecedents.of_somebody(context.place(offset), context.index, context.spoken)
        if meant is not None:
            return context.antecedent(meant, phrase.text)
    if phrase.plural and phrase.noun not in ("police", "authority"):
        return None
    if len(words_of(phrase.text)) > len(words_of(phrase.core)):
        return None  # "the council of X" names its body itself
    found = antecedents.of_noun(
        phrase.text, phrase.noun, described, offset, sentence, context.index, context.spoken
    )
    if found:
        if found.entity is not None and described and described.body:
            context.type_untold(found.entity, described.kind, f"the text calls it '{phrase.text}'")
        return context.antecedent(found, phrase.text)
    fuller = _fuller(context, phrase)
    if fuller is None:
        return None
    known = describe(fuller, context.actors) or described
    return _described(replace(phrase, text=fuller), known, None).as_resolved()


def _fuller(context: Context, phrase: Phrase) -> str | None:
    """An earlier noun phrase with the same head that says more: "Ruritania's government"."""
    if len(words_of(phrase.text)) > 2 or phrase.noun not in table("organisations")["anaphors"]:
        return None
    best: str | None = None
    for block in context.blocks:
        for token in block.doc:
            if token.lower_ != phrase.head.lower_ or block.start + token.idx >= phrase.offset:
                continue
            left = [t for t in token.lefts if t.dep_ in ("poss", "amod", "compound", "nmod")]
            if left and any(t.text[0].isupper() and not t.is_sent_start for t in left):
                text: str = block.doc[left[0].left_edge.i : token.i + 1].text
                best = text.removeprefix("the ").removeprefix("The ")
    return best


def _owner(context: Context, phrase: Phrase, resolve: Resolve) -> Named | None:
    """Whose the source is: of "her lawyer", whoever "her" stands for."""
    owner = read_phrase((phrase.owner_span,), context.blocks) if phrase.owner_span else None
    if owner is None:
        return None
    named = resolve(owner)
    unresolved = owner.pronoun and named.speaker.name == owner.text
    return None if unresolved or named.speaker.name is None else named


def _owned(context: Context, phrase: Phrase, described: Description | None, owner: Named) -> Named | None:
    """A source that is said to be somebody's: "her lawyer", "the charity's director", "Roe's campaign"."""
    whose = owner.speaker
    pronoun = (phrase.owner or "").lower() in POSSESSIVES
    rest = phrase.after_owner
    name = f"{whose.name}’s {rest}" if pronoun or whose.resolved else phrase.text
    kind, reason = (described.kind, described.reason) if described else (UNKNOWN, "")
    sort = described.sort if described else None
    person = owner.entity is not None and context.index.entities[owner.entity].sort is Sort.PERSON
    if sort is RoleSort.CLOSE:
        kind, reason = INDIVIDUAL, f"'{rest}' speaks for {whose.name}"
    elif sort is RoleSort.CAMPAIGN and person:
        kind = _PARTY
    elif (sort is RoleSort.BOUND or kind == UNKNOWN) and whose.type is not SpeakerType.UNKNOWN:
        kind, reason = Kind(whose.type, whose.branch), f"'{rest}' speaks for {whose.name}: {whose.reason}"
    elif kind == UNKNOWN and sort is None:
        return None
    speaker = Speaker(
        name=name,
        type=kind.type,
        branch=kind.branch,
        role=_role(described),
        organisation=whose.organisation if person else whose.name,
        resolved=pronoun,
        ambiguous=whose.ambiguous,
        reason=reason or f"nothing tells what '{phrase.text}' is",
    )
    return Named(speaker, noun=phrase.noun, plural=phrase.plural)
