"""Who speaks through a document: "a report by the Harbour Trust", "the statement", "the Trust's figures"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.actors import UNKNOWN
from claims.antecedent_types import Antecedent
from claims.body_types import organisation
from claims.description_types import Description
from claims.document import Span, cover
from claims.entities import Sort
from claims.language import ParsedBlock
from claims.lexicon import words
from claims.resolving import Context, Named, Resolve
from claims.source_phrase import Article, Phrase, phrase_at
from claims.trees import is_bare_participle
from claims.types import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

_UTTERANCES = words("phrases", "utterances")
_MAKERS = ("by", "from", "of")
_ISSUED = words("phrases", "issued")
_PERUSED = words("phrases", "perused")
_BODIES = frozenset(SpeakerType) - {SpeakerType.UNKNOWN, SpeakerType.INDIVIDUAL, SpeakerType.ANONYMOUS}


def issuer_of(context: Context, phrase: Phrase, resolve: Resolve, *, told: bool) -> Named | None:
    """The body or person that stands behind a document: named with it, or with it earlier in the text.

    Args:
        context: the document and who spoke so far.
        phrase: a mention whose head is a noun for a document.
        resolve: resolves another phrase, such as "the charity" of "the charity's report".
        told: True where the noun itself tells what kind of document it is, as "indictment" does; it is then
            not taken for one of whoever spoke last.
    """
    issuer = _named_with(context, phrase.head, phrase.block, phrase.span)
    if issuer is not None:
        return context.entity(issuer, resolved=True)
    if maker := _described_with(phrase, resolve):
        return maker
    if phrase.article is Article.DEFINITE or (phrase.bare and not phrase.plural):
        return _earlier(context, phrase, resolve, told=told)
    return None


def typed_by_modifier(context: Context, phrase: Phrase, described: Description) -> Description:
    """`described` with the type that the words before the noun tell: "police records"."""
    before = phrase.core.rpartition(" ")[0]
    if described.kind != UNKNOWN or not before or phrase.article is Article.DEFINITE:
        return described
    found = organisation(before, context.actors)
    return replace(described, kind=found[0], reason=found[1]) if found else described


def _named_with(context: Context, head: Token, block: ParsedBlock, within: Span) -> int | None:
    """The entity named as the maker in the phrase around `head`, after it or else before it."""
    index = context.index
    span = cover((within, block.span([head.left_edge, head.right_edge])))
    made = [block.span([c, _last(c)]) for c in (*head.rights, *_misread(head)) if _makes(c)]
    # A parser may cut "by the group Open Gates" in two: the maker's name still ends the phrase.
    spans = [Span(part.start, max(part.end, within.end)) for part in made]
    at = block.start + head.idx
    spans.append(Span(min(span.start, at), at))
    for part in spans:
        for mention in index.inside(part):
            titled = mention.quoted and not context.is_quoted(at)  # in "the paper called “The Roe Case”"
            if index.entities[mention.entity].sort is not Sort.PLACE and not titled:
                return mention.entity
    return None


def _described_with(phrase: Phrase, resolve: Resolve) -> Named | None:
    """The body that made it, where words tell it and no name: "figures published by the health board"."""
    for part in (*phrase.head.rights, *_misread(phrase.head)):
        joint = next((t for t in (part, *part.children) if t.lower_ in ("by", "from")), None)
        noun = next((t for t in joint.children if t.dep_ == "pobj"), None) if joint is not None else None
        # What "a group" is, the words after "of" tell: "a group of doctors".
        if (
            noun is None
            or not _makes(part)
            or part.lower_ == "commissioned"
            or any(t.dep_ == "prep" for t in noun.children)
        ):
            continue
        made = resolve(phrase_at(noun, phrase.block))
        if made.speaker.type in _BODIES:
            return made
    return None


def _misread(head: Token) -> list[Token]:
    """The "by" of "figures released by the bureau show", of which the parser may make the main clause."""
    told = head.dep_ == "nsubj" and is_bare_participle(head.head)
    return [c for c in head.head.rights if c.dep_ == "agent"] if told else []


def _makes(token: Token) -> bool:
    """True where what follows may name the maker; "published in" names a place or a journal."""
    if token.lower_ in _PERUSED:
        return False
    agent = any(child.dep_ == "agent" or child.lower_ in _MAKERS for child in token.children)
    return token.lower_ in _MAKERS or (token.dep_ == "acl" and (agent or token.lower_ not in _ISSUED))


def _last(token: Token) -> Token:
    """The last word under `token` before a comma, after which a parser may have gone astray."""
    comma = next((t for t in token.subtree if t.text == "," and t.i > token.i), None)
    return token.right_edge if comma is None else comma.nbor(-1)


def _earlier(context: Context, phrase: Phrase, resolve: Resolve, *, told: bool) -> Named | None:
    """The maker of the same document, named further up; else whoever spoke last, unless it is `told`."""
    last = context.last_speaker(phrase.offset)
    if phrase.noun in _UTTERANCES and last:
        return context.antecedent(Antecedent(last.entity, last, False), phrase.text)
    lemma = phrase.head.lemma_.lower()
    for block in reversed(context.blocks):
        for token in reversed(list(block.doc)):
            if block.start + token.idx >= phrase.offset or token.lemma_.lower() != lemma:
                continue
            issuer = _named_with(context, token, block, block.span([token]))
            if issuer is not None:
                return context.antecedent(Antecedent(issuer, None, False), phrase.text)
            owner = next((c for c in token.children if c.dep_ == "poss"), None)
            named = resolve(phrase_at(owner, block)) if owner is not None else None
            if named is not None and named.entity is not None:
                return context.antecedent(Antecedent(named.entity, None, False), phrase.text)
    if last is None or told:
        return None
    return context.antecedent(Antecedent(last.entity, last, True), phrase.text)
