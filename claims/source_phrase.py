"""Reads the words of a source mention off the parse: its head, its article, its owner, what it joins."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claims.document import Span
from claims.language import ParsedBlock
from claims.wording import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both"])
_INDEFINITE = frozenset(["a", "an", "another", "some", "one", "any"])
_OWNERS = frozenset(["his", "her", "its", "their", "our", "my", "your", "whose"])
_PRONOUN_TAGS = ("PRP", "PRP$", "WP", "WP$", "WDT")
_PLACES = ("GPE", "LOC", "FAC")
_NOMINAL = ("NOUN", "PROPN", "PRON")


class Article(StrEnum):
    """How a noun phrase opens."""

    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source mention as the parse shows it.

    Attributes:
        text: the words of the noun phrase, without what follows a joint ("and ...") or a comma.
        core: the same, up to the head.
        span: where the mention stands.
        head: its head token; offset: where that starts in the document.
        noun: the head, lower case and singular.
        article: how it opens.
        plural: True for several persons or things.
        owner: the word that says whose it is, without the ending, or None.
        owner_span: where the owner stands, or None.
        relative: the head noun that a relative pronoun stands for, or None.
        joined: heads of what is joined to it by "and" inside the mention.
        block: the parsed block.
    """

    text: str
    core: str
    span: Span
    head: Token
    offset: int
    noun: str
    article: Article
    plural: bool
    owner: str | None
    owner_span: Span | None
    relative: Token | None
    joined: tuple[Token, ...]
    block: ParsedBlock

    @property
    def pronoun(self) -> str | None:
        """The pronoun, lower case, where the mention is no more than one."""
        return self.head.lower_ if self.head.tag_ in _PRONOUN_TAGS or self.head.lower_ == "i" else None

    @property
    def bare(self) -> bool:
        """True for one word with neither article nor owner: "police", "Parliament"."""
        return self.article is Article.BARE and self.owner is None and " " not in self.text

    @property
    def after_owner(self) -> str:
        """The words after the owner: "lawyer" of "her lawyer"."""
        _, _, rest = self.text.partition(self.owner or "")
        rest = rest.strip()
        for ending in ("'s ", "’s ", "' ", "’ "):
            rest = rest.removeprefix(ending)
        return rest or self.noun


def block_at(blocks: Sequence[ParsedBlock], offset: int) -> ParsedBlock | None:
    """The last of `blocks`, which are in order, that begins at `offset` or before; None where none does."""
    at = bisect.bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[at] if at >= 0 else None


def read_phrase(spans: Sequence[Span], blocks: Sequence[ParsedBlock]) -> Phrase | None:
    """The phrase under the spans of a source mention; None where they hold no word of any block."""
    for span in spans:
        block = block_at(blocks, span.start)
        if block is None:
            continue
        tokens = [t for t in block.within(span) if not t.is_space]
        while tokens and (tokens[-1].is_punct or tokens[-1].tag_ == "POS"):
            tokens = tokens[:-1]
        while tokens and (tokens[0].is_punct or tokens[0].pos_ in ("ADP", "CCONJ", "SCONJ")):
            tokens = tokens[1:]
        tokens = _last_named(_after_dateline(tokens))
        if tokens:
            return _phrase(tokens, block)
    return None


def _after_dateline(tokens: list[Token]) -> list[Token]:
    """The tokens without the place and the date that open a report: "HARBOUR, 3 May: The Trust"."""
    if not tokens or tokens[0].i or not tokens[0].is_upper or len(tokens[0]) < 3:
        return tokens
    marks = [i for i, t in enumerate(tokens) if t.text in (":", "-", "–", "—", "--") and t.whitespace_]
    return tokens[marks[-1] + 1 :] if marks else tokens


def _last_named(tokens: list[Token]) -> list[Token]:
    """The last two parts of "words astray, the governor of Oru, NAME", which ends in who is meant."""
    commas = [n for n, t in enumerate(tokens) if t.text == ","]
    if len(commas) < 2:
        return tokens
    described, name = tokens[commas[-2] + 1 : commas[-1]], tokens[commas[-1] + 1 :]
    plain = tokens[0].pos_ not in ("PROPN", "PRON") and tokens[0].dep_ != "det"
    astray = plain or tokens[0].dep_ in ("pobj", "dobj")  # of "Reacting on Facebook, her son, NAME, said"
    is_name = bool(name) and all(t.pos_ == "PROPN" or t.text == "-" for t in name)
    opens = bool(described) and described[0].tag_ in ("DT", "PRP$")
    return tokens[commas[-2] + 1 :] if astray and is_name and opens else tokens


def phrase_at(token: Token, block: ParsedBlock) -> Phrase:
    """The noun phrase that `token` heads."""
    tokens = [
        t
        for t in token.subtree
        if t.i <= token.i or t.dep_ in ("prep", "pobj", "compound", "amod", "det", "poss")
    ]
    run = [t for t in tokens if t.i <= token.i]
    return _phrase(run or [token], block)


def _phrase(tokens: list[Token], block: ParsedBlock) -> Phrase:
    inside = {t.i for t in tokens}
    head = _head(tokens, inside)
    joined = tuple(_joined(head, inside))
    cut = min((j.left_edge.i for j in joined), default=tokens[-1].i + 1)
    own = [t for t in tokens if t.i < cut or t.i <= head.i]
    while own and (own[-1].is_punct or own[-1].pos_ == "CCONJ") and len(own) > 1:
        own = own[:-1]
    comma = next(
        (k for k, t in enumerate(own) if t.i > head.i and t.text in (",", "–", "—", "--", "(")), None
    )
    own = own[:comma] if comma else own
    first = own[0].lower_
    article = (
        Article.DEFINITE
        if first in _DEFINITE
        else Article.INDEFINITE
        if first in _INDEFINITE
        else Article.BARE
    )
    owner = next((t for t in own if t.dep_ == "poss" and t.head.i == head.i), None)
    if owner is None and own[0].lower_ in _OWNERS:
        owner = own[0]
    owner_span = None
    owner_text = None
    if owner is not None:
        parts = [t for t in owner.subtree if t.i in inside and t.tag_ != "POS"]
        owner_span = block.span(parts or [owner])
        owner_text = (
            owner_span.shifted(-block.start).of(block.text) if owner_span.start >= block.start else owner.text
        )
    relative = _relative(head)
    return Phrase(
        text=block.text[own[0].idx : own[-1].idx + len(own[-1])],
        core=block.text[own[0].idx : max(head.idx + len(head), own[0].idx + len(own[0]))],
        span=block.span(tokens),
        head=head,
        offset=block.start + head.idx,
        noun=singular(head.lower_),
        article=article,
        plural=head.tag_ in ("NNS", "NNPS")
        or bool(joined)
        or head.lower_ in ("they", "we", "police", "people"),
        owner=owner_text,
        owner_span=owner_span,
        relative=relative,
        joined=joined,
        block=block,
    )


def _head(tokens: list[Token], inside: set[int]) -> Token:
    roots = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    for token in roots:
        if token.pos_ in _NOMINAL or token.lower_ == "i":
            return token
    nominal = [t for t in tokens if t.pos_ in _NOMINAL]
    if not nominal:
        return roots[0] if roots else tokens[0]
    first = nominal[0]
    while first.head.i in inside and first.head.i != first.i and first.head.pos_ in _NOMINAL:
        if first.dep_ not in ("compound", "nmod", "poss", "amod", "appos"):
            break
        first = first.head
    return first


def _joined(head: Token, inside: set[int]) -> list[Token]:
    found: list[Token] = []
    for child in head.children:
        if child.dep_ == "conj" and child.i in inside and child.pos_ in _NOMINAL:
            found.append(child)
            found.extend(_joined(child, inside))
    return found


def _relative(head: Token) -> Token | None:
    """The noun that "who", "which" or "that" stands for."""
    if head.lower_ not in ("who", "which", "that", "whom", "whose"):
        return None
    token = head
    for _ in range(6):
        if token.dep_ in ("relcl", "acl"):
            return _whom(token.head) if head.lower_ == "who" else token.head
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _whom(noun: Token) -> Token:
    """The person in "NAME, the priest of PLACE, who": no place is a "who"."""
    while noun.ent_type_ in _PLACES and noun.dep_ == "pobj" and noun.head.head.pos_ in _NOMINAL:
        noun = noun.head.head
    return noun
