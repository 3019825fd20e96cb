"""Checking drafts: the work itself, and the reports at hand.

The reports on the drafts worked on last are kept in memory, and any other is made again when it is wanted.
What has to last (the draft, the decisions, what later checks are compared with) is in the desk's file.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from claims.reading import read_bytes
from verifier.config import Config
from verifier.desk.applying import standing
from verifier.desk.drafts import Draft, Drafts
from verifier.desk.keeping import kept
from verifier.desk.store import Desk
from verifier.desk.types import KeptCheck
from verifier.desk.types import State as Decided
from verifier.render.words import count
from verifier.types import Report
from verifier.web.encoding import encoder_of
from verifier.web.jobs import Job, Jobs, State

if TYPE_CHECKING:
    from sources.store import Store

# Of reports, and of sentences in all of them: each takes about 30 KB with its evidence.
_MOST_AT_HAND, _MOST_SENTENCES = 30, 5_000


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was checked.

    Attributes:
        number: of the version.
        report: what came of it, as the program found it.
        before: the check that it is compared with, or None for the first.
        when: in UTC.
        revision: of the store at that time.
    """

    number: int
    report: Report
    before: KeptCheck | None
    when: datetime
    revision: int


class Checks:
    """The checks of the drafts of a desk. May be used from several threads."""

    def __init__(
        self,
        *,
        store: Store,
        config: Config,
        desk: Desk,
        drafts: Drafts,
        jobs: Jobs,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._config = config
        self._desk = desk
        self._drafts = drafts
        self._jobs = jobs
        self._clock = clock
        self._lock = threading.Lock()
        self._at_hand: OrderedDict[str, Checked] = OrderedDict()
        self._open: dict[str, tuple[Checked, int, int]] = {}

    def at_hand(self, draft: str, *, used: bool = True) -> Checked | None:
        """The last check of the draft with this id, or None: not since the desk was opened, or long unused.

        Only of one that is `used` the desk remembers that somebody works on it; a list uses none.
        """
        with self._lock:
            found = self._at_hand.get(draft)
            if found is not None and used:
                self._at_hand.move_to_end(draft)
            return found

    def open_in(self, draft: Draft, checked: Checked, decided: int) -> int:
        """How many findings of a check of this draft are open after the decision with the number `decided`.

        Counted once for the same decisions: the list of drafts wants it of all of them at each look.
        """
        with self._lock:
            known = self._open.get(draft.id)
        if known is not None and known[0] is checked and known[1] == decided:
            return known[2]
        decisions = self._desk.decisions(draft.article)
        found = sum(each.state is Decided.OPEN for each in standing(checked.report, decisions))
        with self._lock:
            if self._at_hand.get(draft.id) is checked:
                self._open[draft.id] = checked, decided, found
        return found

    def ask(self, draft: Draft) -> Job:
        """Have the newest version of `draft` checked."""
        title = f"Checking {draft.article}"
        return self._jobs.add(lambda: self._check(draft.id), title=title, asked=self._clock(), about=draft.id)

    def job(self, draft: str) -> Job | None:
        """The check of the draft with this id that is open or has failed, or None."""
        job = self._jobs.of(draft)
        return None if job is None or job.state is State.DONE else job

    def stale(self, checked: Checked) -> bool:
        """True where the sources have changed since."""
        return self._store.revision() != checked.revision

    def _check(self, draft_id: str) -> str:
        from verifier.pipeline import check

        draft = self._drafts.draft(draft_id)
        assert draft is not None  # noqa: S101  drafts are never removed
        document = read_bytes(self._drafts.bytes_of(draft), name=draft.file, format=draft.format)
        revision = self._store.revision()
        encoder = encoder_of(self._config)
        decisions = self._desk.decisions(draft.article)
        report = check(document, store=self._store, config=self._config, encoder=encoder, decisions=decisions)
        now = self._clock()
        checked = Checked(
            draft.number, report, self._compared_with(draft.article, report, now), now, revision
        )
        with self._lock:
            self._at_hand[draft.id] = checked
            self._at_hand.move_to_end(draft.id)
            self._drop_unused()
        return f"{count(len(report.findings), 'finding')}"

    def _drop_unused(self) -> None:
        """Drop what was not used for longest of what is too much; the last is kept, however long it is."""
        lengths = [len(each.report.article.analysis.sentences) for each in self._at_hand.values()]
        while len(lengths) > 1 and (len(lengths) > _MOST_AT_HAND or sum(lengths) > _MOST_SENTENCES):
            del lengths[0]
            self._open.pop(self._at_hand.popitem(last=False)[0], None)

    def _compared_with(self, article: str, report: Report, now: datetime) -> KeptCheck | None:
        """Keep the check, and give the one to hold it against.

        That is the last of the version before; where there is only this version, the last that came out
        otherwise, as before a source was added. A check that comes out as the last did is not kept again.
        """
        earlier = list(self._desk.checks(article))
        made = kept(article, report, now)
        same = bool(earlier) and (earlier[-1].sha256, earlier[-1].findings) == (made.sha256, made.findings)
        if same:
            earlier.pop()
        else:
            self._desk.keep_check(article, report, now)
        others = [each for each in earlier if each.sha256 != made.sha256] or earlier
        return others[-1] if others else None
