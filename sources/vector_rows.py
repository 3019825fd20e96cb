"""Reading the vectors that the store holds: the truth that every index of them is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sources.among import among
from sources.schema import PassageRow, VectorRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

#: Number of a passage, its vector or None where it was stored with another encoder, and then its text.
Row = tuple[int, bytes | None, str | None]

_CHUNK = 10_000


def count(session: Session) -> int:
    """How many passages there are."""
    return session.execute(select(func.count()).select_from(PassageRow)).scalar_one()


def numbers(session: Session, *, sources: Collection[str] | None = None) -> Numbers:
    """Numbers of all passages, or of those of these sources, ascending."""
    import numpy as np

    query = select(PassageRow.id).order_by(PassageRow.id)
    if sources is not None:
        query = query.where(PassageRow.source_id.in_(sorted(sources)))
    return np.array(session.execute(query).scalars().all(), dtype=np.int64)


def after(session: Session, encoder: str, number: int) -> Iterator[list[Row]]:
    """The vectors of the passages with a higher number than this, in order, some thousands at a time."""
    held = (VectorRow.passage_id == PassageRow.id) & (VectorRow.encoder == encoder)
    query = select(PassageRow.id, VectorRow.data).outerjoin(VectorRow, held).order_by(PassageRow.id)
    while True:
        found = session.execute(query.where(PassageRow.id > number).limit(_CHUNK)).all()
        if not found:
            return
        missing = {row[0] for row in found if row[1] is None}
        words = _texts(session, missing)
        yield [(row[0], row[1], words.get(row[0])) for row in found]
        number = found[-1][0]


def _texts(session: Session, wanted: Collection[int]) -> dict[int, str]:
    connection = session.connection()
    query = select(PassageRow.id, PassageRow.text).where(among(connection, PassageRow.id, wanted))
    return {row[0]: row[1] for row in connection.execute(query)}


def numbered(session: Session, encoder: str, wanted: Collection[int]) -> dict[int, bytes]:
    """The vectors of these passages by number, of those that have one by this encoder."""
    connection = session.connection()
    query = select(VectorRow.passage_id, VectorRow.data).where(
        VectorRow.encoder == encoder, among(connection, VectorRow.passage_id, wanted)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
