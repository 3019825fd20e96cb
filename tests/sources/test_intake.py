"""Bringing real files and real pages in, through the real readers and the real analysis."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from claims.errors import FetchError, UnreadableInput
from claims.types import SpeakerType
from sources.adding import State
from sources.fetch import Fetcher
from sources.fetched import Fetched, Known
from sources.given import Given
from sources.intake import add_file, add_url
from sources.netguard import Policy
from sources.snapshot import path_of
from sources.source import SourceKind
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import NOW, WordEncoder, make_fetch
from tests.sources.site import Site

RELEASE = """Boats held at Port Vell

Fourteen boats were held at Port Vell on Friday.

"No boat may leave before the inspection is over," said Ada Lorn, director of Harbour Watch.

The ministry's inspectors held boats in:

- Vell: 9
- Ostra: 5
"""
HTML = """<!doctype html><html><head><title>Boats held at Port Vell | The Vell Post</title>
<link rel="canonical" href="https://vellpost.example/boats">
</head><body><nav><a href="/">Home</a></nav><article><h1>Boats held at Port Vell</h1>
<p>Fourteen boats were held at Port Vell on Friday, the harbour master told reporters at the quay.</p>
<p>Ada Lorn, director of Harbour Watch, said the crews had not been paid since January of this year.</p>
<p>The inspection is expected to go on until the end of the month, according to the port authority.</p>
</article></body></html>"""


@pytest.fixture
def held(store: Store) -> Store:
    return store


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(policy=Policy(allow_loopback=True), pause=0)


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    path = write(tmp_path, "release.txt", RELEASE)
    given = Given(publisher="Harbour Watch", published=date(2026, 5, 1), kind=SourceKind.REPORT)
    added = add_file(held, path, given=given, now=NOW, encoder=encoder)
    assert added.state is State.NEW
    assert added.source.title == "Boats held at Port Vell"
    assert (added.source.publisher, added.source.published) == ("Harbour Watch", date(2026, 5, 1))
    assert added.source.kind is SourceKind.REPORT
    assert added.source.location == path.as_posix()
    assert (added.snapshot.taken, added.snapshot.media_type) == (NOW, "text/plain")
    assert held.snapshot_bytes(added.snapshot.sha256) == path.read_bytes()
    texts = [p.text for p in held.passages(added.source.id)]
    assert texts[0] == "Fourteen boats were held at Port Vell on Friday."
    assert texts[2].endswith("held boats in:\n\n- Vell: 9\n- Ostra: 5")
    said = [s for s in held.statements(added.source.id, own_voice=False) if s.speaker.name == "Ada Lorn"]
    assert said
    assert said[0].speaker.type is SpeakerType.NGO
    assert said[0].quotations == ("No boat may leave before the inspection is over,",)
    assert said[0].passage.text == texts[1]
    own = held.statements(added.source.id, own_voice=True)
    assert own[0].text == "Fourteen boats were held at Port Vell on Friday."
    assert own[0].speaker.name == "Harbour Watch"


def test_without_a_publisher_nobody_owns_the_facts(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    added = add_file(held, write(tmp_path, "a.txt", RELEASE), now=NOW, encoder=encoder)
    assert added.source.publisher is None
    assert held.statements(added.source.id, own_voice=True) == ()


@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_adding_again_mends_a_snapshot(held: Store, encoder: WordEncoder, tmp_path: Path, harm: str) -> None:
    path = write(tmp_path, "a.txt", RELEASE)
    added = add_file(held, path, now=NOW, encoder=encoder)
    kept = path_of(held.snapshots_folder, added.snapshot.sha256)
    if harm == "lost":
        kept.unlink()
    else:
        kept.write_text("Other words.")
    assert add_file(held, path, now=NOW, encoder=encoder).state is State.UNCHANGED
    assert held.snapshot_bytes(added.snapshot.sha256) == path.read_bytes()
    assert verify(held).whole


def test_adding_a_file_again(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", RELEASE)
    given = Given(publisher="Harbour Watch")
    first = add_file(held, path, given=given, now=NOW, encoder=encoder)
    spent = len(encoder.encoded)
    again = add_file(held, path, now=NOW + timedelta(days=1), encoder=encoder)
    assert again == dataclasses.replace(first, state=State.UNCHANGED)
    assert len(encoder.encoded) == spent
    corrected = add_file(held, path, given=Given(publisher="Port Authority"), now=NOW, encoder=encoder)
    assert (corrected.state, corrected.source.publisher) == (State.CHANGED, "Port Authority")
    assert corrected.source.id == first.source.id
    assert held.statements(own_voice=True)[0].speaker.name == "Port Authority"
    path.write_text(RELEASE.replace("Fourteen", "Sixteen"), encoding="utf-8")
    changed = add_file(held, path, now=NOW, encoder=encoder)
    assert (changed.state, changed.source) == (State.CHANGED, corrected.source)
    assert len(held.snapshots(first.source.id)) == 2
    assert "Sixteen" in held.passages(first.source.id)[0].text


def test_a_copy_is_the_same_source(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    first = add_file(held, write(tmp_path, "a.txt", RELEASE), now=NOW, encoder=encoder)
    copy = write(tmp_path, "b.txt", RELEASE)
    again = add_file(held, copy, now=NOW, encoder=encoder)
    assert (again.state, again.source) == (State.UNCHANGED, first.source)
    assert held.by_location(copy.as_posix()) == first.source


def test_what_the_editor_says_wins(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    path = write(tmp_path, "page.html", HTML)
    given = Given(title="Vell: the boats", author="R. Venn", url="https://archive.example/vell")
    added = add_file(held, path, given=given, now=NOW, encoder=encoder)
    assert (added.source.title, added.source.author) == ("Vell: the boats", "R. Venn")
    assert held.by_location("https://archive.example/vell") == added.source
    assert held.by_location("https://vellpost.example/boats") == added.source


def test_docx_and_pdf(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    words = docx.Document()
    words.add_heading("Inspection report", 1)
    words.add_paragraph("The port authority said that nine boats were released on Sunday.")
    words.save(str(tmp_path / "a.docx"))
    body = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(str(tmp_path / "b.pdf")).build([Paragraph("Six boats remain at Port Vell.", body)])
    first = add_file(held, tmp_path / "a.docx", now=NOW, encoder=encoder)
    second = add_file(held, tmp_path / "b.pdf", now=NOW, encoder=encoder)
    assert first.source.title == "Inspection report"
    assert first.snapshot.media_type.endswith("wordprocessingml.document")
    assert second.snapshot.media_type == "application/pdf"
    assert second.source.title.strip()
    (passage,) = held.passages(second.source.id)
    assert str(passage.locator) == "page 1, paragraph 1"


def test_a_title_is_never_empty(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    path = write(tmp_path, "plain words.txt", "six boats remain at the quay, and nobody knows why.\n")
    assert add_file(held, path, given=Given(title="  "), now=NOW, encoder=encoder).source.title.strip()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
    ],
)
def test_files_that_can_not_be_read(
    held: Store, encoder: WordEncoder, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInput, match=reason):
        add_file(held, tmp_path / name, now=NOW, encoder=encoder)
    assert held.count() == 0
    assert not (held.snapshots_folder / "e3").exists()


def test_a_file_that_is_too_large_or_a_folder(
    held: Store, encoder: WordEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        add_file(held, tmp_path, now=NOW, encoder=encoder)
    path = write(tmp_path, "a.txt", RELEASE)
    monkeypatch.setattr("claims.reading.MAX_BYTES", 10)
    with pytest.raises(UnreadableInput, match="larger than"):
        add_file(held, path, now=NOW, encoder=encoder)


def test_a_page(held: Store, encoder: WordEncoder, site: Site, fetcher: Fetcher) -> None:
    end = site.page("/boats", HTML.encode())
    url = site.redirect("/short", "/boats?utm_source=x")
    site.answers["/boats?utm_source=x"] = site.answers["/boats"]
    added = add_url(held, url, fetcher=fetcher, now=NOW, encoder=encoder)
    assert added.state is State.NEW
    assert added.source.location == url
    assert "Boats held at Port Vell" in added.source.title
    assert added.snapshot.media_type == "text/html"
    assert held.by_location(end) == added.source
    assert held.by_location("https://vellpost.example/boats") is None
    assert any("harbour master" in p.text for p in held.passages(added.source.id))
    again = add_url(held, end, fetcher=fetcher, now=NOW, encoder=encoder)
    assert (again.state, again.source) == (State.UNCHANGED, added.source)


def test_a_page_without_a_name_or_a_type(held: Store, encoder: WordEncoder) -> None:
    class Given:
        def fetch(self, url: str, known: Known | None = None) -> Fetched:
            if "missing" in url:
                raise FetchError(url, "the page is not there", "Try again.")
            data = b"six boats remain at the quay."
            return Fetched(make_fetch(data, url), data, "application/octet-stream", None)

    added = add_url(held, "https://a.example/", fetcher=Given(), now=NOW, encoder=encoder)
    assert added.source.title
    with pytest.raises(FetchError):
        add_url(held, "https://a.example/missing", fetcher=Given(), now=NOW, encoder=encoder)


def test_times_need_a_zone(held: Store, encoder: WordEncoder, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zone"):
        add_file(held, write(tmp_path, "a.txt", RELEASE), now=datetime(2026, 5, 4), encoder=encoder)
    assert held.count() == 0
