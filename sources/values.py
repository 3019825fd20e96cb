"""From the store's rows to the values it gives out, and back."""

from __future__ import annotations

from datetime import UTC, datetime

from claims.document import Span
from claims.types import Branch, Speaker, SpeakerType
from sources.schema import PassageRow, QuotationRow, SnapshotRow, SourceRow, StatementRow
from sources.source import Locator, Passage, Snapshot, Source, SourceKind, Statement, Terms
from sources.statements import FoundStatement


def utc_of(moment: datetime) -> datetime:
    """`moment` as the store keeps it: in UTC, without a zone. ValueError where it carries no zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone can't be stored")
    return moment.astimezone(UTC).replace(tzinfo=None)


def source_of(row: SourceRow) -> Source:
    """The source in `row`."""
    return Source(
        id=row.id,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        location=row.location,
        kind=SourceKind(row.kind),
        author=row.author,
        on_record=Terms(row.on_record),
        embargo=row.embargo.replace(tzinfo=UTC) if row.embargo else None,
        added_by=row.added_by,
        why=row.why,
    )


def snapshot_of(row: SnapshotRow) -> Snapshot:
    """The snapshot in `row`, its time in UTC."""
    return Snapshot(
        sha256=row.sha256,
        source=row.source_id,
        taken=row.taken.replace(tzinfo=UTC),
        size=row.size,
        media_type=row.media_type,
    )


def passage_of(row: PassageRow, source: Source | None = None) -> Passage:
    """The passage in `row`, with its source, which is read from the row too unless it is given."""
    return Passage(
        id=row.id,
        source=source or source_of(row.source),
        snapshot=row.snapshot_sha256,
        locator=Locator(row.paragraph, Span(row.span_start, row.span_end), row.page, row.at),
        text=row.text,
    )


def statement_of(row: StatementRow, passage: Passage) -> Statement:
    """The statement in `row`, which stands in `passage`."""
    mention = None
    if row.mention_start is not None and row.mention_end is not None:
        mention = Span(row.mention_start, row.mention_end)
    speaker = Speaker(
        name=row.speaker_name,
        type=SpeakerType(row.speaker_type),
        branch=Branch(row.speaker_branch) if row.speaker_branch else None,
        role=row.speaker_role,
        organisation=row.speaker_organisation,
        mention=mention,
        named=row.named,
        resolved=row.resolved,
        ambiguous=row.ambiguous,
        reason=row.reason,
    )
    return Statement(
        passage=passage,
        speaker=speaker,
        text=row.text,
        quotations=tuple(q.text for q in row.quotations),
        cue=row.cue,
        own_voice=row.own_voice,
    )


def statement_row(found: FoundStatement) -> StatementRow:
    """A new row for `found`."""
    speaker = found.speaker
    return StatementRow(
        speaker_name=speaker.name,
        speaker_type=speaker.type.value,
        speaker_branch=speaker.branch.value if speaker.branch else None,
        speaker_role=speaker.role,
        speaker_organisation=speaker.organisation,
        mention_start=speaker.mention.start if speaker.mention else None,
        mention_end=speaker.mention.end if speaker.mention else None,
        named=speaker.named,
        resolved=speaker.resolved,
        ambiguous=speaker.ambiguous,
        reason=speaker.reason,
        text=found.text,
        cue=found.cue,
        own_voice=found.own_voice,
        quotations=[QuotationRow(position=i, text=q) for i, q in enumerate(found.quotations)],
    )
