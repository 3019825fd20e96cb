"""Whom an officer speaks for where the words leave it to the reader: "its secretary, Jane Roe"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims import antecedents
from claims.actors import UNKNOWN, RoleSort
from claims.describe import describe
from claims.description_types import Description
from claims.entities import Sort
from claims.lexicon import table
from claims.resolving import Context, Named
from claims.source_phrase import Phrase, block_at, phrase_at
from claims.types import Speaker, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claims.language import ParsedBlock

_OPENING = 3  # letters before which a pronoun opens its sentence: a mark, a space


def with_body(context: Context, named: Named) -> Named:
    """`named` with the type and body of whoever was spoken of last, where its role has no body of its own.

    Only the roles that are held in a body count: an officer of "the group", "its" officer, or a spokesman of
    nobody in particular.
    """
    if named.entity is None or named.entity in context.kinds:
        return named
    person = context.index.entities[named.entity]
    held = next((d for d in person.descriptions if d.sort is RoleSort.BOUND and d.role == person.role), None)
    if person.sort is not Sort.PERSON or held is None:
        return named
    mention = next(
        (m for m in context.index.mentions if m.entity == named.entity and m.extent != m.span),
        None,
    )
    body = body_of(context, held, mention.extent.start) if mention else None
    if body is None or body.speaker.type is SpeakerType.UNKNOWN:
        return named
    speaker = body.speaker
    reason = f"'{held.role}' speaks for {speaker.name}: {speaker.reason}"
    context.type_as(named.entity, speaker, reason)
    return replace(
        named,
        speaker=replace(
            named.speaker,
            type=speaker.type,
            branch=speaker.branch,
            organisation=speaker.name,
            reason=reason,
        ),
    )


def in_focus(context: Context, offset: int) -> Named | None:
    """The body that an officer named at `offset` without one speaks for."""
    if told := subject_before(context, offset):
        return told
    found = antecedents.of_pronoun("its", context.place(offset), context.index, context.spoken)
    return context.antecedent(found, "its") if found else None


def subject_here(context: Context, pronoun: Token, block: ParsedBlock) -> Named | None:
    """Whose report it is in "The clinic lost six nurses, its report says": the sentence's own subject.

    Args:
        context: the document and who spoke so far.
        pronoun: the token, before the noun for what is cited.
        block: where it stands.
    """
    cue = pronoun.head.head
    told = next((t for t in cue.lefts if t.dep_ == "ccomp" and t.i < pronoun.i), None)
    subject = next((t for t in told.lefts if t.dep_ in ("nsubj", "nsubjpass")), None) if told else None
    if pronoun.dep_ != "poss" or pronoun.head.dep_ != "nsubj" or subject is None:
        return None
    several = subject.tag_ in ("NNS", "NNPS")
    meant = [subject] if several == (pronoun.lower_ == "their") else []
    if pronoun.lower_ == "its":
        meant += [t for t in subject.lefts if t.dep_ == "poss" and t.pos_ != "PRON"]
    return next((found for t in meant if (found := _body_at(context, t, block))), None)


def _body_at(context: Context, head: Token, block: ParsedBlock) -> Named | None:
    """The body that a noun phrase names or describes; what nothing is known of only by its name."""
    phrase = phrase_at(head, block)
    mention = context.index.covering(phrase.offset)
    if mention is not None and context.index.entities[mention.entity].sort is not Sort.PERSON:
        return context.entity(mention.entity, resolved=True)
    if head.pos_ == "PROPN":
        reason = f"nothing tells what '{phrase.text}' is"
        return Named(Speaker(phrase.text, SpeakerType.UNKNOWN, named=True, resolved=True, reason=reason))
    return _as_told(context, phrase)


def _as_told(context: Context, phrase: Phrase) -> Named | None:
    """A body without a name, as its own words tell what it is; None where they don't."""
    described = describe(phrase.text, context.actors)
    if described is None or described.kind == UNKNOWN:
        return None
    kind = described.kind
    speaker = Speaker(phrase.text, kind.type, branch=kind.branch, resolved=True, reason=described.reason)
    return Named(speaker, noun=phrase.noun, plural=phrase.plural)


def subject_before(context: Context, offset: int) -> Named | None:
    """The unnamed body that the sentence before tells of, for "it" and "its" that open a sentence.

    "The teachers' union has not taken a position. Its president ...": a body without a name that said nothing
    yet is in no list of names or speakers.
    """
    block = block_at(context.blocks, offset)
    if block is None:
        return None
    sentences = list(block.doc.sents)
    here = next((n for n, s in enumerate(sentences) if block.start + s.end_char > offset), 0)
    if not here or offset - block.start > sentences[here].start_char + _OPENING:
        return None
    root = sentences[here - 1].root
    subject = next((t for t in root.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lemma_.lower() not in table("organisations")["anaphors"]:
        return None
    phrase = phrase_at(subject, block)
    return None if context.index.covering(phrase.offset) else _as_told(context, phrase)


def body_of(context: Context, held: Description, offset: int) -> Named | None:
    """The body that a role at `offset` is held in, where words only point at it: "the group's director"."""
    noun = (held.organisation or "").lower().removeprefix("the ")
    if noun in table("organisations")["anaphors"]:
        phrase = f"the {noun}"
        found = antecedents.of_noun(
            phrase,
            noun,
            describe(phrase, context.actors),
            offset,
            context.sentence(offset),
            context.index,
            context.spoken,
        )
        return context.antecedent(found, phrase) if found else None
    if held.owned or (held.kind == UNKNOWN and not held.organisation):
        return in_focus(context, offset)
    return None
