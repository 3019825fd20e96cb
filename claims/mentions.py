"""The index of the persons, bodies and places that a document names, and of every place that names them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from claims.actors import Actors
from claims.affiliations import with_bodies
from claims.capitals import name_words
from claims.clusters import join_names
from claims.document import BlockKind, Document, Span
from claims.entities import Entity, entity_of
from claims.genders import told_by_pronouns
from claims.language import ParsedBlock
from claims.names import Name, find_names
from claims.types import Quotation, Sentence

_SKIPPED = (BlockKind.BOILERPLATE, BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CELL)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an entity.

    Attributes:
        span: the name; extent: the name with its title, role and apposition.
        entity: index of the entity.
        sentence: index of the sentence.
        subject: True where the name is the subject of its clause.
        quoted: True inside a quotation.
        owner: True where it only says whose something else is.
    """

    span: Span
    extent: Span
    entity: int
    sentence: int
    subject: bool
    quoted: bool
    owner: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Entities and mentions of a document, mentions in the order of the text."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    def inside(self, span: Span) -> tuple[Mention, ...]:
        """The mentions whose name lies in `span`, in order."""
        first = bisect.bisect_left(self.starts, span.start)
        last = bisect.bisect_left(self.starts, span.end)
        return tuple(m for m in self.mentions[first:last] if m.span.end <= span.end)

    def before(self, offset: int) -> tuple[Mention, ...]:
        """The mentions that start before `offset`, in order."""
        return self.mentions[: bisect.bisect_left(self.starts, offset)]

    def after(self, offset: int) -> tuple[Mention, ...]:
        """The mentions that start at `offset` or later, in order."""
        return self.mentions[bisect.bisect_left(self.starts, offset) :]

    def covering(self, offset: int) -> Mention | None:
        """The mention whose extent holds the character at `offset`, the shortest extent first."""
        held = [m for m in self.mentions if m.extent.start <= offset < m.extent.end]
        return min(held, key=lambda m: (not m.span.start <= offset < m.span.end, len(m.extent)), default=None)


def index_document(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    actors: Actors,
) -> Index:
    """Finds all names of a document and joins those that name the same.

    Args:
        document: what was read.
        parsed: its parse, one entry a block; headings are left out, where every word may be a capital.
        sentences: its sentences.
        quotations: its quotations.
        actors: who is who.
    """
    told = [b for b in parsed if document.blocks[b.block].kind not in _SKIPPED]
    known = name_words(told, actors)
    found = [(name, block) for block in told for name in find_names(block, actors, known)]
    clusters = join_names([name for name, _ in found], actors)
    genders = told_by_pronouns(found)
    for cluster in clusters:
        cluster.genders.update(genders[at] for at in cluster.mentions if at in genders)
    order = sorted(range(len(clusters)), key=lambda i: clusters[i].mentions[0])
    sentence_starts = [s.span.start for s in sentences]
    quoted = [q.inner for q in quotations]
    quote_starts = [q.start for q in quoted]
    mentions: list[Mention] = []
    for new, old in enumerate(order):
        for position in clusters[old].mentions:
            name, block = found[position]
            mentions.append(_mention(name, block, new, sentence_starts, quoted, quote_starts))
    mentions.sort(key=lambda m: (m.span, m.entity))
    entities = with_bodies(tuple(entity_of(clusters[i], document.text, actors) for i in order))
    return Index(entities, tuple(mentions), tuple(m.span.start for m in mentions))


def _mention(
    name: Name,
    block: ParsedBlock,
    entity: int,
    sentence_starts: list[int],
    quoted: list[Span],
    quote_starts: list[int],
) -> Mention:
    head = block.doc[name.end - 1]
    while head.head.i != head.i and name.start <= head.head.i < name.end:
        head = head.head
    while head.dep_ in ("appos", "conj") and head.head.i != head.i:
        head = head.head
    at = bisect.bisect_right(quote_starts, name.span.start) - 1
    return Mention(
        span=name.span,
        extent=name.extent,
        entity=entity,
        sentence=max(0, bisect.bisect_right(sentence_starts, name.span.start) - 1),
        subject=head.dep_ in ("nsubj", "nsubjpass"),
        quoted=at >= 0 and quoted[at].end > name.span.start,
        owner=head.dep_ == "poss" or (name.end < len(block.doc) and block.doc[name.end].tag_ == "POS"),
    )
