"""What a source said before it changed. On both databases, with real snapshots."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sources.changes import Earlier, earlier_states
from sources.intake import Given, add_file
from sources.snapshot import path_of
from sources.source import Source
from sources.store import Store
from tests.sources.conftest import WordEncoder

HELD = "Fourteen boats were held at Port Vell on Monday."
PAID = "The crews were paid on Friday."
LOST = "Two boats were lost in the storm."


def stored(store: Store, folder: Path, encoder: WordEncoder, *states: str) -> Source:
    path = folder / "notice.txt"
    for day, text in enumerate(states, start=1):
        path.write_text(text, encoding="utf-8")
        now = datetime(2026, 5, day, 9, tzinfo=UTC)
        source = add_file(store, path, given=Given(), now=now, encoder=encoder).source
    return source


def test_what_went_and_what_came(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    changed = HELD.replace("Fourteen", "Forty")
    source = stored(store, tmp_path, encoder, f"{HELD}\n\n{PAID}", f"{changed}\n\n{PAID}")
    (new, _) = store.passages(source.id)
    assert earlier_states(store, [source]) == {
        source.id: Earlier(datetime(2026, 5, 1, 9, tzinfo=UTC), (HELD,), frozenset((new.id,)))
    }


def test_a_source_with_one_state_has_none_before(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    assert earlier_states(store, [stored(store, tmp_path, encoder, HELD, HELD)]) == {}


def test_all_of_the_last_states_are_read(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    days = [f"{HELD.replace('Fourteen', str(day))}\n\n{PAID}" for day in range(20, 27)]
    source = stored(store, tmp_path, encoder, *days, LOST)
    found = earlier_states(store, [source])[source.id]
    assert found.taken.day == 3
    assert found.gone == (*(HELD.replace("Fourteen", str(n)) for n in (26,)), PAID, *found.gone[2:])
    assert len(found.gone) == 6
    assert len(found.new) == 1


def test_what_came_back_is_neither_gone_nor_new(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    source = stored(store, tmp_path, encoder, HELD, PAID, HELD)
    found = earlier_states(store, [source])[source.id]
    assert (found.gone, found.new) == ((PAID,), frozenset())


def test_a_lost_or_unreadable_state_is_left_out(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    source = stored(store, tmp_path, encoder, HELD, PAID, LOST)
    first, second, _ = store.snapshots(source.id)
    path_of(store.snapshots_folder, second.sha256).unlink()
    assert earlier_states(store, [source])[source.id].gone == (HELD,)
    path_of(store.snapshots_folder, first.sha256).write_bytes(b"other")
    assert earlier_states(store, [source]) == {}
