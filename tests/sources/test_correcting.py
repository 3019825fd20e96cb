"""Correcting what is recorded of a source: its own words become another's where the publisher changes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from claims.errors import StoreError
from sources.correcting import correct
from sources.details import Received
from sources.given import Given
from sources.intake import add_file, add_received
from sources.media import READABLE
from sources.recorded import Details, recorded
from sources.snapshot import path_of
from sources.source import Source, SourceKind
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import NOW, WordEncoder

TEXT = (
    "Fourteen boats were held at Port Vell on Monday.\n\n"
    "“Wages went unpaid for nine months,” said Ada Lorn, director of Harbour Watch.\n"
)


@pytest.fixture
def source(store: Store, tmp_path: Path, encoder: WordEncoder) -> Source:
    path = tmp_path / "release.txt"
    path.write_text(TEXT, encoding="utf-8")
    given = Given(publisher="Harbour Watch")
    return add_file(store, path, given=given, now=NOW, encoder=encoder, actor="lena").source


def voices(store: Store) -> set[str | None]:
    return {s.speaker.name for s in store.statements(own_voice=True)}


def test_another_publisher_speaks_in_the_sources_own_voice(
    store: Store, source: Source, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert voices(store) == {"Harbour Watch"}
    monkeypatch.chdir(tmp_path.parent)
    details = dataclasses.replace(recorded(source), publisher="Port Authority of Vell")
    (change,) = correct(store, source.id[:5], details, now=NOW, encoder=encoder, actor="lena")
    assert (change.name, change.old, change.new) == ("publisher", "Harbour Watch", "Port Authority of Vell")
    assert store.source(source.id) == dataclasses.replace(source, publisher="Port Authority of Vell")
    assert voices(store) == {"Port Authority of Vell"}
    assert [p.text for p in store.passages(source.id)] == TEXT.strip().split("\n\n")
    assert len(store.snapshots(source.id)) == 1
    assert store.count() == 1
    assert verify(store).whole


def test_without_a_publisher_it_has_no_voice_of_its_own(
    store: Store, source: Source, encoder: WordEncoder
) -> None:
    correct(store, source.id, dataclasses.replace(recorded(source), publisher=None), now=NOW, encoder=encoder)
    assert voices(store) == set()
    assert store.statements(own_voice=False)


def test_a_press_release_speaks_through_its_people(
    store: Store, source: Source, encoder: WordEncoder
) -> None:
    before = len(store.statements(own_voice=True))
    details = dataclasses.replace(recorded(source), kind=SourceKind.PRESS_RELEASE)
    correct(store, source.id, details, now=NOW, encoder=encoder)
    assert len(store.statements(own_voice=True)) == before + 1


def test_what_alters_no_voice_reads_nothing_anew(store: Store, source: Source, encoder: WordEncoder) -> None:
    numbers = [p.id for p in store.passages(source.id)]
    encoder.encoded.clear()
    details = dataclasses.replace(recorded(source), author="R. Venn", why="port story", added_by="jo")
    correct(store, source.id, details, now=NOW, encoder=encoder)
    assert encoder.encoded == []
    assert [p.id for p in store.passages(source.id)] == numbers
    found = store.source(source.id)
    assert (found.author, found.why, found.added_by) == ("R. Venn", "port story", "jo")
    assert verify(store).whole


def test_a_source_whose_bytes_are_gone_keeps_its_publisher(
    store: Store, source: Source, encoder: WordEncoder
) -> None:
    (taken,) = store.snapshots(source.id)
    path_of(store.snapshots_folder, taken.sha256).unlink()
    with pytest.raises(StoreError, match="missing"):
        correct(
            store, source.id, dataclasses.replace(recorded(source), publisher="X"), now=NOW, encoder=encoder
        )
    assert store.source(source.id) == source


def test_a_title_is_needed(store: Store, source: Source, encoder: WordEncoder) -> None:
    with pytest.raises(ValueError, match="title"):
        correct(store, source.id, Details(" "), now=NOW, encoder=encoder)


def test_who_adds_a_source_is_who_brought_it_in(store: Store, source: Source, encoder: WordEncoder) -> None:
    assert source.added_by == "lena"
    path = Path(source.location)
    again = add_file(store, path, now=NOW, encoder=encoder, actor="jo")
    assert (again.state, again.source.added_by) == ("unchanged", "lena")
    path.write_text(TEXT + "\nA correction was made.\n", encoding="utf-8")
    given = Given(why="port story")
    changed = add_file(store, path, given=given, now=NOW, encoder=encoder, actor="jo")
    assert (changed.state, changed.source.added_by, changed.source.why) == ("changed", "lena", "port story")
    other = path.with_name("other.txt")
    other.write_text("Rain fell on Monday.\n", encoding="utf-8")
    named = add_file(store, other, given=Given(added_by="Ivo"), now=NOW, encoder=encoder, actor="jo")
    assert named.source.added_by == "Ivo"


def test_it_is_read_anew_as_it_was_read_first(store: Store, encoder: WordEncoder) -> None:
    data, media_type = b"<p>No boat may leave.</p>", "application/xhtml+xml"
    location = "https://vellpost.example/talk?part=1"
    received = Received(data, location, "talk", media_type, READABLE[media_type], ())
    source = add_received(store, received, now=NOW, encoder=encoder).source
    details = dataclasses.replace(recorded(source), publisher="The Vell Post")
    correct(store, source.id, details, now=NOW, encoder=encoder)
    (passage,) = store.passages(source.id)
    assert passage.text == "No boat may leave."
