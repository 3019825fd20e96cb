"""What a source said in its earlier snapshots. On both databases, with real files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sources.changes import History, State, histories
from sources.given import Given
from sources.intake import add_file
from sources.snapshot import path_of
from sources.source import Source
from sources.store import Store
from tests.sources.conftest import WordEncoder

HELD = "Fourteen boats were held at Port Vell on Monday."
PAID = "The crews were paid on Friday."
LOST = "Two boats were lost in the storm."


def day(number: int) -> datetime:
    return datetime(2026, 5, number, 9, tzinfo=UTC)


def stored(store: Store, folder: Path, encoder: WordEncoder, *states: str) -> Source:
    path = folder / "notice.txt"
    for number, text in enumerate(states, start=1):
        path.write_text(text, encoding="utf-8")
        source = add_file(store, path, given=Given(), now=day(number), encoder=encoder).source
    return source


def test_what_it_says_now_and_said_before(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    source = stored(store, tmp_path, encoder, f"{HELD}\n\n{PAID}", LOST, PAID)
    assert histories(store, [source]) == {
        source.id: History((PAID,), (State(day(2), (LOST,)), State(day(1), (HELD, PAID))))
    }


def test_a_source_with_one_state_has_no_history(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    assert histories(store, [stored(store, tmp_path, encoder, HELD, HELD)]) == {}


def test_the_last_three_states_are_read(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    states = [HELD.replace("Fourteen", str(number)) for number in range(20, 27)]
    source = stored(store, tmp_path, encoder, *states)
    (history,) = histories(store, [source]).values()
    assert [state.taken for state in history.before] == [day(6), day(5), day(4)]


def test_a_lost_or_damaged_state_is_left_out(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    source = stored(store, tmp_path, encoder, HELD, PAID, LOST)
    first, second, _ = store.snapshots(source.id)
    path_of(store.snapshots_folder, second.sha256).unlink()
    assert [state.passages for state in histories(store, [source])[source.id].before] == [(HELD,)]
    path_of(store.snapshots_folder, first.sha256).write_bytes(b"other")
    assert histories(store, [source]) == {}
