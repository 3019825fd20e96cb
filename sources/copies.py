"""Which sources hold the same text: wire reports as several papers print them, releases copied into articles.

Links between copies are found when a source is added and kept with it; groups are what they connect.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import sqrt

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from sources.database import in_parts
from sources.schema import CopyRow, PassageRow, ShingleRow, SourceRow
from sources.shingles import COPIED, MOST_SAMPLED, are_copies, runs, sampled
from sources.source import Source
from sources.twins import Text, came_first
from sources.values import source_of

# Of a report that hundreds of papers print, a link to fifty is enough to join the group.
_MOST_COMPARED = 50
# Standard errors of a sample by which two texts may miss what copies have in common and are still compared.
_ERRORS = 2.5


def note(session: Session, source_id: str, texts: Iterable[str]) -> None:
    """Find the copies of a source whose passages say `texts`, and keep what was found in place of before."""
    session.execute(delete(ShingleRow).where(ShingleRow.source_id == source_id))
    session.execute(delete(CopyRow).where(_between({source_id})))
    own = runs(texts)
    sample = sampled(own)
    pairs = [sorted((source_id, other)) for other in _found(session, source_id, own, sample)]
    if sample:
        session.execute(insert(ShingleRow), [{"hash": run, "source_id": source_id} for run in sample])
    if pairs:
        session.execute(insert(CopyRow), [{"source_id": one, "other_id": other} for one, other in pairs])


def are_noted(session: Session, source_id: str) -> bool:
    """True where what is kept of a source's copies is what its passages and theirs give."""
    own = _runs_of(session, source_id)
    sample = sampled(own)
    kept = select(ShingleRow.hash).where(ShingleRow.source_id == source_id).order_by(ShingleRow.hash)
    linked = _linked(session, {source_id}) - {source_id}
    found = set(_found(session, source_id, own, sample))
    # One that was added later may have found this one although it isn't among the many nearest from here.
    strange = [other for other in linked - found if not are_copies(own, _runs_of(session, other))]
    return list(session.scalars(kept)) == sample and not strange and found <= _connected(session, source_id)


def _between(some: Collection[str]) -> ColumnElement[bool]:
    return CopyRow.source_id.in_(some) | CopyRow.other_id.in_(some)


def _linked(session: Session, some: Collection[str]) -> set[str]:
    """The sources in `some` that have copies, and these copies."""
    links = session.execute(select(CopyRow.source_id, CopyRow.other_id).where(_between(some)))
    return {source_id for link in links for source_id in link}


def _found(session: Session, source_id: str, own: frozenset[int], sample: list[int]) -> list[str]:
    near = [other for other in _near(session, sample) if other != source_id]
    return [other for other in near if are_copies(own, _runs_of(session, other))]


def _near(session: Session, sample: list[int]) -> list[str]:
    """The sources that have a good part of their sampled runs in common with `sample`, most first."""
    # Of a long text only the lowest runs were kept: what lies above them tells nothing of it.
    shared: dict[str, int] = {}
    for part in in_parts(sample):
        asked = select(ShingleRow.source_id, func.count()).where(ShingleRow.hash.in_(part))
        for source_id, count in session.execute(asked.group_by(ShingleRow.source_id)):
            shared[source_id] = shared.get(source_id, 0) + count
    nearest = sorted(shared, key=lambda s: (-shared[s], s))[:_MOST_COMPARED]
    counted = select(ShingleRow.source_id, func.count(), func.max(ShingleRow.hash))
    rows = session.execute(counted.where(ShingleRow.source_id.in_(nearest)).group_by(ShingleRow.source_id))
    sizes = {row[0]: _comparable(sample, row[1], row[2]) for row in rows}
    return [s for s in nearest if shared[s] >= _worth_comparing(sizes[s])]


def _worth_comparing(size: int) -> float:
    """How many of so many sampled runs two texts need in common, so that reading both is worth it."""
    return COPIED * size - _ERRORS * sqrt(COPIED * (1 - COPIED) * size)


def _comparable(sample: list[int], size: int, highest: int) -> int:
    """How many sampled runs the shorter of two texts has in the range that was kept of both."""
    own = sample if size < MOST_SAMPLED else [run for run in sample if run <= highest]
    return min(len(own), size)


def _runs_of(session: Session, source_id: str) -> frozenset[int]:
    texts = select(PassageRow.text).where(PassageRow.source_id == source_id).order_by(PassageRow.id)
    return runs(session.scalars(texts))


def groups(session: Session, wanted: Collection[str]) -> dict[str, tuple[Source, ...]]:
    """For each of the sources `wanted`, by id, that has copies: all that have its text, the first first."""
    found: dict[str, tuple[Source, ...]] = {}
    linked = _links_from(session, set(wanted))
    for source_id in sorted(linked.keys() & set(wanted)):
        if source_id not in found:
            group = _reached(linked, source_id)
            rows = session.scalars(select(SourceRow).where(SourceRow.id.in_(group)))
            found |= dict.fromkeys(group, tuple(sorted(map(source_of, rows), key=came_first)))
    return {source_id: found[source_id] for source_id in wanted if source_id in found}


def texts(session: Session, wanted: Collection[str]) -> dict[str, tuple[Text, ...]]:
    """As `groups`, with what each source of a group says."""
    found = groups(session, wanted)
    members = {source.id: source for group in found.values() for source in group}
    held = {source_id: Text(source, _runs_of(session, source_id)) for source_id, source in members.items()}
    return {source_id: tuple(held[s.id] for s in group) for source_id, group in found.items()}


def _connected(session: Session, start: str) -> set[str]:
    return _reached(_links_from(session, {start}), start)


def _links_from(session: Session, some: Collection[str]) -> dict[str, set[str]]:
    """The links of all sources that those in `some` are connected with, in both directions."""
    links: dict[str, set[str]] = {}
    seen: set[str] = set()
    ahead = set(some)
    while ahead:
        seen |= ahead
        for part in in_parts(sorted(ahead)):
            for one, other in session.execute(
                select(CopyRow.source_id, CopyRow.other_id).where(_between(part))
            ):
                links.setdefault(one, set()).add(other)
                links.setdefault(other, set()).add(one)
        ahead = links.keys() - seen
    return links


def _reached(links: Mapping[str, Collection[str]], start: str) -> set[str]:
    reached, ahead = {start}, {start}
    while ahead:
        ahead = {other for one in ahead for other in links.get(one, ())} - reached
        reached |= ahead
    return reached
