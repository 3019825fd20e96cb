"""The desk: one SQLite file with all that was decided and what was kept of checks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import func, select, union
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session, selectinload

from claims.errors import StoreError
from sources import sql
from sources.values import utc_of
from verifier.desk.keeping import kept
from verifier.desk.schema import DESK, CheckRow, DecisionRow, FindingRow
from verifier.desk.types import Act, Anchor, Decision, Glance, KeptCheck, KeptFinding
from verifier.types import Report


class Desk(sql.Opened):
    """A desk that is open.

    An article is known by its name. Two processes may write at once; each write is kept whole or not at all.
    All methods raise StoreError where the database reports trouble.
    """

    @classmethod
    def open(cls, path: Path, *, patience: int = sql.BUSY_TIMEOUT) -> Self:
        """The desk in the file at `path`, which is made where there is none.

        A writer waits `patience` milliseconds for another.

        Raises:
            StoreError: see `sources.sql.opened`.
        """
        url = URL.create("sqlite", database=str(path))
        return cls(sql.opened(url, DESK, patience=patience), subject=str(path))

    def record(self, decision: Decision) -> Decision:
        """Keep `decision`; gives it with its number.

        Raises:
            ValueError: `decision.when` carries no zone.
        """
        with self._writing() as session:
            row = _row_of(decision)
            session.add(row)
            session.flush()
            return _decision_of(row)

    def decisions(self, article: str | None = None) -> tuple[Decision, ...]:
        """All decisions about the article of this name, or about all, in the order they were made."""
        asked = select(DecisionRow).order_by(DecisionRow.id)
        if article is not None:
            asked = asked.where(DecisionRow.article == _storable(article))
        with self._reading() as session:
            return tuple(map(_decision_of, session.scalars(asked)))

    def keep_check(self, article: str, report: Report, when: datetime) -> KeptCheck:
        """Keep of `report` what a later check of `article` is compared with.

        Raises:
            ValueError: `when` carries no zone.
        """
        made = kept(article, report, when)
        rows = [
            FindingRow(
                fingerprint=f.fingerprint,
                rule=f.rule,
                words=_storable(f.words),
                message=_storable(f.message),
                sentence=_storable(f.sentence),
            )
            for f in made.findings
        ]
        with self._writing() as session:
            session.add(
                CheckRow(article=_storable(article), sha256=made.sha256, when=utc_of(when), findings=rows)
            )
        return made

    def last_check(self, article: str) -> KeptCheck | None:
        """The check of `article` that was kept last, or None."""
        asked = (
            select(CheckRow)
            .where(CheckRow.article == _storable(article))
            .order_by(CheckRow.id.desc())
            .limit(1)
        )
        with self._reading() as session:
            row = session.scalars(asked).one_or_none()
            return None if row is None else _check_of(row)

    def checks(self, article: str | None = None) -> tuple[KeptCheck, ...]:
        """All checks of the article of this name, or of all, in the order they were kept."""
        asked = select(CheckRow).order_by(CheckRow.id).options(selectinload(CheckRow.findings))
        if article is not None:
            asked = asked.where(CheckRow.article == _storable(article))
        with self._reading() as session:
            return tuple(map(_check_of, session.scalars(asked)))

    def at_a_glance(self) -> dict[str, Glance]:
        """What is kept of each article, by its name: what a list of many shows of them."""
        decided = select(DecisionRow.article, func.max(DecisionRow.id)).group_by(DecisionRow.article)
        last = select(func.max(CheckRow.id)).group_by(CheckRow.article)
        checked = (
            select(CheckRow.article, CheckRow.when, func.count(FindingRow.id))
            .outerjoin(CheckRow.findings)
            .where(CheckRow.id.in_(last))
            .group_by(CheckRow.id)
        )
        with self._reading() as session:
            numbers = dict(session.execute(decided).all())
            checks = {
                article: Glance(0, when.replace(tzinfo=UTC), count)
                for article, when, count in session.execute(checked)
            }
        return {
            article: replace(checks.get(article, Glance()), decided=numbers.get(article, 0))
            for article in numbers.keys() | checks.keys()
        }

    def articles(self) -> tuple[str, ...]:
        """The names of all articles that were decided on or checked, sorted."""
        both = union(select(DecisionRow.article), select(CheckRow.article))
        with self._reading() as session:
            return tuple(sorted(session.scalars(both)))

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        try:
            with sql.translated(self.subject, DESK.option), Session(self.engine) as session:
                yield session
        except ValueError as error:
            reason = f"it holds what no decision can be ({error})"
            raise StoreError(self.subject, reason, "Restore it from a backup.") from error

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with (
            sql.translated(self.subject, DESK.option),
            sql.writing(self.engine) as connection,
            Session(connection) as session,
        ):
            yield session
            session.commit()


def _storable(text: str) -> str:
    """`text` without lone surrogates, which a file name may have and no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _row_of(decision: Decision) -> DecisionRow:
    anchor = decision.anchor
    return DecisionRow(
        article=_storable(decision.article),
        act=decision.act.value,
        quote=_storable(anchor.quote),
        before=_storable(anchor.before),
        after=_storable(anchor.after),
        rule=decision.rule,
        fingerprint=decision.fingerprint,
        words=_storable(decision.words),
        value=_storable(decision.value),
        note=_storable(decision.note),
        who=_storable(decision.who),
        when=utc_of(decision.when),
    )


def _decision_of(row: DecisionRow) -> Decision:
    return Decision(
        id=row.id,
        article=row.article,
        act=Act(row.act),
        anchor=Anchor(row.quote, row.before, row.after),
        rule=row.rule,
        fingerprint=row.fingerprint,
        words=row.words,
        value=row.value,
        note=row.note,
        who=row.who,
        when=row.when.replace(tzinfo=UTC),
    )


def _check_of(row: CheckRow) -> KeptCheck:
    findings = tuple(KeptFinding(f.fingerprint, f.rule, f.words, f.message, f.sentence) for f in row.findings)
    return KeptCheck(row.article, row.sha256, row.when.replace(tzinfo=UTC), findings)
