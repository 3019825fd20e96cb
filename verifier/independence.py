"""Who stands behind a passage: whose text it is, and how many bodies bear a claim out.

What an agency sends out and five papers print is one report. An article that prints a press release is the
release, whoever's name stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claims.types import Speaker
from sources.copies import came_first
from sources.publisher_names import Publishers
from sources.shingles import are_copies, runs
from sources.source import Hit, Source
from verifier.compare.bodies import same_body
from verifier.compare.speaker import independent, is_own
from verifier.types import Evidence


def shared_texts(hits: Sequence[Hit], copies: Mapping[str, Sequence[Source]]) -> list[tuple[Source, ...]]:
    """For each hit the sources whose text its passage is, the one that came first before the others.

    Args:
        hits: from search, for one claim.
        copies: by the id of a source, all that have its text, as `sources.copies.groups` gives them.
    """
    words = [runs((hit.passage.text,)) for hit in hits]
    found = []
    for own, hit in zip(words, hits, strict=True):
        same = [o.passage.source for text, o in zip(words, hits, strict=True) if are_copies(own, text)]
        everybody = {s.id: s for h in (hit.passage.source, *same) for s in (h, *copies.get(h.id, ()))}
        found.append(tuple(sorted(everybody.values(), key=came_first)))
    return found


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


def under_its_name(speaker: Speaker | None, publishers: Publishers) -> Speaker | None:
    """`speaker`, with the names that the newsroom gives to the body and to the one it speaks for."""
    if speaker is None:
        return None
    return replace(
        speaker, name=publishers.of(speaker.name), organisation=publishers.of(speaker.organisation)
    )
