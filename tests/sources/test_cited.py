"""What a draft links to: found, fetched from real servers on loopback, and stored in its order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.document import Document, Footnote, Link, Span
from sources.cited import add_cited, cited_urls
from sources.fetch import Fetcher
from sources.fetches import known
from sources.intake import Outcome, Result
from sources.netguard import Policy
from sources.snapshot import path_of
from sources.store import Store
from tests.sources.conftest import NOW, WordEncoder, make_document
from tests.sources.site import Site
from tests.sources.test_fetch import conditional
from tests.sources.test_intake import HTML, RELEASE


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store' / 's.db'}", snapshots=tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(policy=Policy(allow_loopback=True), pause=0)


def draft_with(*urls: str) -> Document:
    """A draft that links to these."""
    links = tuple(Link(Span(i, i + 1), url) for i, url in enumerate(urls))
    return dataclasses.replace(make_document("x" * 20), links=links)


def test_links_of_a_draft() -> None:
    text = "The report, the list and the note say so."
    links = (
        Link(Span(12, 20), "https://b.example/list"),
        Link(Span(4, 10), "https://a.example/report#page=3"),
        Link(Span(25, 33), "mailto:desk@a.example"),
        Link(Span(25, 33), "#note"),
        Link(Span(30, 33), "http://www.a.example/report/"),
        Link(Span(34, 36), "  "),
        Link(Span(36, 38), "local/page.html"),
    )
    note = Footnote(Span(40, 41), "1", "See there.", ("https://c.example/", "https://b.example/list"))
    document = dataclasses.replace(make_document(text), links=links, footnotes=(note,))
    assert cited_urls(document) == (
        "https://a.example/report#page=3",
        "https://b.example/list",
        "local/page.html",
        "https://c.example/",
    )


def test_everything_cited_and_no_failure_stops_the_rest(
    held: Store, encoder: WordEncoder, site: Site, fetcher: Fetcher
) -> None:
    urls = (
        site.page("/gone", b"", status=404),
        site.page("/boats", HTML.encode()),
        "http://10.0.0.1/intranet",
        "files/notes.txt",
        site.page("/video", b"x", Content_Type="video/mp4"),
        site.page("/empty", b"<html><body></body></html>"),
        site.page("/release", RELEASE.encode(), Content_Type="text/plain"),
    )
    draft = draft_with(*urls)
    seen: list[tuple[int, int, str]] = []

    def run(*, refresh: bool = False) -> tuple[Outcome, ...]:
        return tuple(
            add_cited(
                held,
                draft,
                fetcher=fetcher,
                now=lambda: NOW,
                encoder=encoder,
                refresh=refresh,
                progress=lambda *step: seen.append(step),
            )
        )

    outcomes = run()
    failed, new, held_ = Result.FAILED, Result.NEW, Result.HELD
    assert [o.result for o in outcomes] == [failed, new, failed, failed, failed, failed, new]
    assert [o.url for o in outcomes] == list(urls)
    assert seen == [(n, 7, url) for n, url in enumerate(urls, start=1)]
    assert "not there" in outcomes[0].reason
    assert "not on the public internet" in outcomes[2].reason
    assert all(o.reason for o in outcomes if o.result is failed)
    assert outcomes[1].added
    assert held.count() == 2
    asked = len(site.asked)
    assert [o.result for o in run()] == [failed, held_, failed, failed, failed, failed, held_]
    assert len(site.asked) == asked + 3
    site.page("/boats", HTML.replace("Fourteen", "Sixteen").encode())
    again = run(refresh=True)
    assert (again[1].result, again[6].result) == (Result.CHANGED, Result.UNCHANGED)
    assert held.count() == 2


def test_a_page_that_two_links_lead_to_is_one(
    held: Store, encoder: WordEncoder, site: Site, fetcher: Fetcher
) -> None:
    end = site.page("/boats", HTML.encode())
    draft = draft_with(site.redirect("/short", "/boats"), end)
    options = {"fetcher": fetcher, "now": lambda: NOW, "encoder": encoder}
    outcomes = list(add_cited(held, draft, **options))
    assert [o.result for o in outcomes] == [Result.NEW, Result.HELD]
    assert held.count() == 1


def test_a_site_is_asked_only_for_what_has_changed(
    held: Store, encoder: WordEncoder, site: Site, fetcher: Fetcher
) -> None:
    draft = draft_with(conditional(site, "/boats"), site.page("/release", RELEASE.encode()))
    options = {"fetcher": fetcher, "now": lambda: NOW, "encoder": encoder}
    assert [o.result for o in add_cited(held, draft, **options)] == [Result.NEW, Result.NEW]
    head = held.head()
    again = list(add_cited(held, draft, refresh=True, **options))
    assert [o.result for o in again] == [Result.UNCHANGED] * 2
    asked = {path: headers.get("if-none-match") for path, headers in site.asked[2:]}
    assert asked == {"/boats": '"v1"', "/release": None}
    assert held.head() == head, "nothing was written"
    assert again[0].added
    assert len(held.snapshots(again[0].added.source.id)) == 1


def test_a_snapshot_that_was_lost_is_asked_for_whole(
    held: Store, encoder: WordEncoder, site: Site, fetcher: Fetcher
) -> None:
    url = conditional(site, "/boats")
    options = {"fetcher": fetcher, "now": lambda: NOW, "encoder": encoder}
    (first,) = add_cited(held, draft_with(url), **options)
    assert known(held, url)
    assert first.added
    path_of(held.snapshots_folder, first.added.snapshot.sha256).write_bytes(b"other")
    assert known(held, url) is None


def test_who_stops_asking_has_what_was_told(
    held: Store, encoder: WordEncoder, site: Site, fetcher: Fetcher
) -> None:
    urls = [site.page(f"/{n}", RELEASE.replace("Fourteen", str(n)).encode()) for n in range(4)]
    outcomes = add_cited(held, draft_with(*urls), fetcher=fetcher, now=lambda: NOW, encoder=encoder)
    assert next(outcomes).result is Result.NEW
    outcomes.close()  # type: ignore[attr-defined]
    assert [bool(held.by_location(url)) for url in urls] == [True, False, False, False]
