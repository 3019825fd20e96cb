"""Sources brought in at the desk: what the form says of them, and the work of storing them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.errors import BadConfiguration
from sources.adding import Added
from sources.details import Received
from sources.given import Given
from sources.intake import add_received, add_url
from sources.snapshot import sha256_of
from sources.source import SourceKind, Terms
from verifier import __version__
from verifier.web.encoding import encoder_of
from verifier.web.forms import File, Sent
from verifier.web.office import Office

if TYPE_CHECKING:
    from sources.fetched import PageFetcher

KINDS = {
    SourceKind.DOCUMENT: "document",
    SourceKind.PRESS_RELEASE: "press release",
    SourceKind.REPORT: "report",
    SourceKind.INTERVIEW: "interview",
    SourceKind.WIRE: "wire story",
    SourceKind.NEWS: "news story",
}


@lru_cache(maxsize=1)
def fetcher() -> PageFetcher:
    """The one for all pages, so that a host is asked at one pace."""
    from sources.fetch import Fetcher

    return Fetcher(version=__version__)


def given_in(form: Sent) -> Given:
    """What the form says of a source; an empty field says nothing.

    Raises:
        BadConfiguration: a date can't be read.
    """
    kind = form.text("kind")
    return Given(
        title=form.text("title") or None,
        publisher=form.text("publisher") or None,
        author=form.text("author") or None,
        published=_day(form.text("published"), "published on"),
        kind=SourceKind(kind) if kind in list(SourceKind) else None,
        url=form.text("saved-from") or None,
        on_record=Terms.BACKGROUND if form.text("background") else None,
        embargo=_embargo(form.text("embargo")),
        why=form.text("why") or None,
    )


def add_file(office: Office, file: File, given: Given, *, who: str) -> Callable[[], str]:
    """The work of storing a file that was sent."""

    def work() -> str:
        # Under its hash, so that two files of one name are never taken for two states of one source; but
        # what was saved from one address is.
        location = given.url or f"desk:{sha256_of(file.data)[:16]}/{file.name}"
        received = Received(file.data, location, file.name, None, None, ())
        return _told(
            add_received(
                office.store,
                received,
                given=given,
                now=office.clock(),
                encoder=encoder_of(office.config),
                actor=who,
            )
        )

    return work


def add_page(office: Office, url: str, given: Given, *, who: str) -> Callable[[], str]:
    """The work of fetching a page and storing it."""

    def work() -> str:
        return _told(
            add_url(
                office.store,
                url,
                fetcher=office.fetcher or fetcher(),
                given=given,
                now=office.clock(),
                encoder=encoder_of(office.config),
                actor=who,
            )
        )

    return work


def _told(added: Added) -> str:
    by = f", {added.source.publisher}" if added.source.publisher else ""
    return f"{added.state.value}: {added.source.title}{by}"


def _day(text: str, field: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadConfiguration(field, f'"{text}" is not a day', "Write it like 2031-03-04.") from None


def _embargo(text: str) -> datetime | None:
    day = _day(text, "embargo")
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)
