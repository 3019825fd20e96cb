"""How long sources are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sources.encoder import Encoder
from sources.intake import add_file
from sources.lengths import lengths
from sources.store import Store


def test_passages_are_counted_for_the_sources_asked_for(tmp_path: Path) -> None:
    now, encoder = datetime(2026, 5, 4, tzinfo=UTC), Encoder()
    with Store.open(f"sqlite:///{tmp_path / 'sources.db'}", snapshots=tmp_path / "snapshots") as store:
        ids = []
        for name, paragraphs in (("short", 1), ("long", 3)):
            path = tmp_path / f"{name}.txt"
            path.write_text("\n\n".join(f"The pier was inspected in year {n}." for n in range(paragraphs)))
            ids.append(add_file(store, path, now=now, encoder=encoder).source.id)
        assert lengths(store, ids) == {ids[0]: 1, ids[1]: 3}
        assert lengths(store, ids[1:]) == {ids[1]: 3}
        assert lengths(store, []) == {}
