"""What every page works with, put together once when the desk is opened."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from verifier.config import Config
from verifier.desk.accounts import Accounts
from verifier.desk.drafts import Drafts
from verifier.desk.store import Desk
from verifier.web.access import Access
from verifier.web.checking import Checks
from verifier.web.jobs import Jobs
from verifier.web.limits import Limits

if TYPE_CHECKING:
    from sources.fetched import PageFetcher
    from sources.store import Store


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """The parts of an open desk.

    Attributes:
        store: the cited sources.
        config: the newsroom's settings.
        desk: what was decided.
        drafts: the drafts that were brought.
        checks: the reports on them.
        accounts: who may sign in.
        access: how the desk is reached.
        jobs: what is being checked and added.
        machine_user: who works here where nobody needs to sign in.
        limits: who tried which password too often.
        clock: the time that is written down.
        fetcher: fetches pages that an editor asks for; the usual one where None.
        key: makes the tokens of forms; another each time the desk is opened.
    """

    store: Store
    config: Config
    desk: Desk
    drafts: Drafts
    checks: Checks
    accounts: Accounts
    access: Access
    jobs: Jobs
    machine_user: str
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], datetime] = utc_now
    fetcher: PageFetcher | None = None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))


def office_of(request: HTTPConnection) -> Office:
    """The office that `request` was made to."""
    office: Office = request.app.state.office
    return office
