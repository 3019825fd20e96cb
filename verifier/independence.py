"""Who stands behind a passage: whose text it is, and how many bodies bear a claim out.

What an agency sends out and five papers print is one report. An article that prints a press release is, in
that passage, the release, whoever's name stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from claims.types import Speaker
from sources.publisher_names import Publishers
from sources.shingles import LEAST, is_held, runs
from sources.source import Hit, Source
from sources.twins import Text, came_first
from verifier.compare.bodies import same_body
from verifier.compare.speaker import independent, is_own
from verifier.types import Evidence


def shared_texts(hits: Sequence[Hit], copies: Mapping[str, Sequence[Text]]) -> list[tuple[Source, ...]]:
    """For each hit the sources that say what its passage says, the one that came first before the others.

    A source that shares another part of its text with the passage's is none of them.

    Args:
        hits: from search, for one claim.
        copies: by the id of a source, all that have its text, as `sources.copies.texts` gives them.
    """
    words = [_runs_in(hit.passage.text) for hit in hits]
    found = []
    for own, hit in zip(words, hits, strict=True):
        # Two short passages may well be alike; in sources that are copies of each other they are copied too.
        near = [Text(o.passage.source, text) for text, o in zip(words, hits, strict=True)]
        others = [*(near if len(own) >= LEAST else ()), *copies.get(hit.passage.source.id, ())]
        same = [other.source for other in others if is_held(own, other.runs)]
        everybody = {source.id: source for source in (hit.passage.source, *same)}
        found.append(tuple(sorted(everybody.values(), key=came_first)))
    return found


@lru_cache(maxsize=2048)
def _runs_in(text: str) -> frozenset[int]:
    return runs((text,))


def stands_apart(speaker: Speaker | None, source: Source, sharing: Iterable[Source]) -> bool:
    """True where `source` is independent of `speaker`, and its text is not taken from the speaker's own."""
    return independent(speaker, source) and not any(is_own(speaker, other) for other in sharing)


def origins(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The bodies that stand behind these passages, each once: publishers, else addresses."""
    bodies: list[str] = []
    for each in evidence:
        source = each.repeats or each.passage.source
        body = source.publisher or source.location
        if not any(body == known or same_body(body, known) for known in bodies):
            bodies.append(body)
    return tuple(bodies)


def under_its_name(speaker: Speaker, publishers: Publishers) -> Speaker:
    """`speaker`, with the names that the newsroom gives to the body and to the one it speaks for."""
    return replace(
        speaker, name=publishers.of(speaker.name), organisation=publishers.of(speaker.organisation)
    )
