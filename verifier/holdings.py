"""What the store holds on one article: looked up once for all its claims and quotations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from claims.types import Analysis, Citation, Claim, ClaimKind, Found, Quotation, Speaker
from sources.publisher_names import Publishers
from sources.source import Hit, Passage, Snapshot, Source, Statement
from sources.twins import Text
from verifier.changed import Changed, changed
from verifier.independence import under_its_name

if TYPE_CHECKING:
    from sources.encoder import TextEncoder
    from sources.store import Store

# Passages looked at for each claim and each quotation.
LIMIT = 8


@dataclass(frozen=True, slots=True)
class Holdings:
    """Passages, statements and cited sources for one article.

    Attributes:
        count: how many sources the store holds; 0 means that nothing can be checked.
        claims: what search found for each claim.
        quotations: what search found for each quotation.
        statements: by the number of a passage that was found, what it shows anybody to have said; bodies
            under the names that the newsroom gives them.
        introduced: the persons whom the sources found name with an organisation, under the same names.
        cited: by sentence, the sources held that it cites.
        unread: sentences that link a source that is not held.
        copies: by the id of a source that was found, all that have its text, the first one first.
        publishers: what the newsroom says that publishers are called.
        issued_by: who published the passages that were found.
        changes: by the id of a source that is cited and has several snapshots, what became of its sentences.
        snapshots: those that the passages stand in, by source and time.
        missing: the citations of what is not held.
        lengths: how many passages each source has that is cited, by the source's id.
        damaged: by hash, those of `snapshots` whose bytes are no longer what was stored.
    """

    count: int
    claims: Mapping[Claim, tuple[Hit, ...]]
    quotations: Mapping[Quotation, tuple[Hit, ...]]
    statements: Mapping[int, tuple[Statement, ...]]
    introduced: tuple[Speaker, ...]
    cited: Mapping[int, tuple[Source, ...]]
    unread: frozenset[int] = frozenset()
    copies: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    publishers: Publishers = field(default_factory=lambda: Publishers({}, {}))
    issued_by: frozenset[str] = frozenset()
    changes: Mapping[str, Changed] = field(default_factory=dict)
    snapshots: tuple[Snapshot, ...] = ()
    missing: tuple[Citation, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()

    @classmethod
    def find(cls, analysis: Analysis, store: Store, *, encoder: TextEncoder | None = None) -> Holdings:
        """Looks up everything that the claims and quotations of an article need."""
        # With a store alone: its libraries take as long to load as some articles take to check.
        from sources.at_once import introduced_in, snapshots_of, statements_in
        from sources.encoder import Encoder
        from sources.lengths import lengths
        from sources.search import search_many
        from sources.snapshot import damaged

        count = store.count()
        if not count:
            return nothing_held()
        cited, missing = _cited(analysis, store)
        claims = [c for c in analysis.claims if c.kind is not ClaimKind.NONE]
        queries = [(_query(analysis, c), c.sentence) for c in claims]
        queries += [(analysis.text(q.inner), sentence_of(analysis, q)) for q in analysis.quotations]
        hits = search_many(
            store,
            [query for query, _ in queries],
            encoder=encoder or Encoder(),
            limit=LIMIT,
            prefer=[[s.id for s in cited.get(sentence, ())] for _, sentence in queries],
        )
        passages = {hit.passage.id: hit.passage for each in hits for hit in each}
        states = {(passage.source.id, passage.snapshot) for passage in passages.values()}
        found = {source for source, _ in states}
        publishers = store.publishers()
        return cls(
            count,
            dict(zip(claims, hits, strict=False)),
            dict(zip(analysis.quotations, hits[len(claims) :], strict=True)),
            {
                number: tuple(replace(s, speaker=under_its_name(s.speaker, publishers)) for s in said)
                for number, said in statements_in(store, passages.values()).items()
            },
            tuple(under_its_name(speaker, publishers) for speaker in introduced_in(store, found)),
            cited,
            frozenset(citation.sentence for citation in missing if citation.url),
            _copies(store, found),
            publishers,
            frozenset(p.source.publisher for p in passages.values() if p.source.publisher),
            _changes(store, cited),
            tuple(s for s in snapshots_of(store, found) if (s.source, s.sha256) in states),
            missing,
            lengths(store, {source.id for sources in cited.values() for source in sources}),
            damaged(store.snapshots_folder, {sha256 for _, sha256 in states}),
        )

    def passages_for(self, quotation: Quotation) -> tuple[Passage, ...]:
        """The passages that may have the words of `quotation`."""
        return tuple(hit.passage for hit in self.quotations.get(quotation, ()))

    def statements_in(self, passages: Iterable[Passage]) -> tuple[Statement, ...]:
        """What these passages show anybody to have said."""
        return tuple(s for p in passages for s in self.statements.get(p.id, ()))


def nothing_held() -> Holdings:
    """The holdings of an empty store, or of none."""
    return Holdings(0, {}, {}, {}, (), {})


def _query(analysis: Analysis, claim: Claim) -> str:
    """The claim's words, with those of its lead-in where it makes sense only under them."""
    text = analysis.claim_text(claim)
    if claim.speaker is not None and claim.speaker.name:
        text = f"{claim.speaker.name}: {text}"
    block = analysis.document.blocks[analysis.sentences[claim.sentence].block]
    inherited = claim.attribution is not None and claim.attribution.found is Found.LEAD_IN
    if block.lead_in is not None and (inherited or len(text.split()) < 12):
        lead_in = [s for s in analysis.sentences if s.block == block.lead_in][-1:]
        text = " ".join([*(analysis.text(s.span) for s in lead_in), text])
    return text


def _cited(analysis: Analysis, store: Store) -> tuple[dict[int, tuple[Source, ...]], tuple[Citation, ...]]:
    """The sources held that each sentence cites, and the citations of what is not held."""
    cited: dict[int, dict[str, Source]] = {}
    missing: list[Citation] = []
    linked = [store.by_location(c.url) if c.url else None for c in analysis.citations]
    pairs = list(zip(analysis.citations, linked, strict=True))
    named = store.by_names({c.name for c, by_link in pairs if c.name and by_link is None})
    for citation, by_link in pairs:
        held = (by_link,) if by_link is not None else named.get(citation.name or "", ())
        if not held:
            missing.append(citation)
        for source in held:
            cited.setdefault(citation.sentence, {})[source.id] = source
    return {sentence: tuple(found.values()) for sentence, found in cited.items()}, tuple(missing)


def _copies(store: Store, sources: Collection[str]) -> dict[str, tuple[Text, ...]]:
    from sources.copies import texts

    with store.reading() as session:
        return texts(session, sources)


def _changes(store: Store, cited: Mapping[int, tuple[Source, ...]]) -> dict[str, Changed]:
    from sources.changes import histories

    sources = {source.id: source for found in cited.values() for source in found}
    return {source_id: changed(history) for source_id, history in histories(store, sources.values()).items()}


def sentence_of(analysis: Analysis, quotation: Quotation) -> int:
    """The index of the sentence that a quotation starts in."""
    return next((s.index for s in analysis.sentences if s.span.overlaps(quotation.inner)), 0)
