"""What the networks gave, kept between checks: the same report, less work, and no harm from the file."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from claims import tagger
from claims.analysis import analyse
from claims.reading import read_text
from claims.recall import recalled, recalling
from sources.encoder import Encoder
from verifier.compare import entailment, networks
from verifier.memory import Readings, remembering

TEXT = """The Harbour Ministry said on Tuesday that it had taken 12 ferries out of service.

“We will not wait,” said Mara Ellison, who speaks for the ministry. A charity accused it of hiding 300 boats.
"""


class Kept(dict[bytes, bytes]):
    """A memory that counts."""

    def put(self, key: bytes, value: bytes) -> None:
        assert key not in self
        self[key] = value


def never() -> bytes:
    raise AssertionError("this was known")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / "readings.db"


def keep(file: Path, number: int) -> None:
    with remembering(file):
        for n in range(number, number + 50):
            recalled("square", str(n).encode(), lambda n=n: str(n * n).encode())


def test_without_a_memory_everything_is_made():
    assert recalled("a", b"b", lambda: b"c") == b"c"


def test_what_was_made_is_given_again(file):
    with remembering(file):
        assert recalled("a", b"b", lambda: b"c") == b"c"
        assert recalled("a", b"b", never) == b"c"
    with remembering(file):
        assert recalled("a", b"b", never) == b"c"
        assert recalled("a2", b"b", lambda: b"d") == b"d"
        assert recalled("a", b"b2", lambda: b"") == b""
    with remembering(file):
        assert recalled("a", b"b2", never) == b""
    assert recalled("a", b"b", lambda: b"e") == b"e"


def test_networks_give_the_same_from_memory_and_are_not_asked(monkeypatch):
    loaded, network, encoder = tagger.networks(), networks.network(networks.FIRST), Encoder()
    if loaded is None or network is None:
        pytest.skip("needs the networks")
    document = read_text(TEXT)
    pair = ("12 ferries were taken out of service.", "The ministry has taken 11 ferries out of service.")
    found = []
    kept = Kept()
    for memory in (None, kept, kept):
        with recalling(memory):
            entailment.read_pair.cache_clear()
            if len(found) == 2:
                monkeypatch.setattr(tagger, "_read_window", lambda *_: never())
                monkeypatch.setattr(Encoder, "_row", lambda *_: never())
                network = networks.Network(lambda *_: never(), network.tokenizer, network.digest)
            found.append(
                (analyse(document), entailment.read_pair(network, *pair), encoder.encode([TEXT]).tobytes())
            )
    assert found[0] == found[1] == found[2]
    assert len(kept) == 3
    assert np.frombuffer(found[0][2], dtype=np.float32).shape == (384,)
    entailment.read_pair.cache_clear()


def test_the_file_is_private_and_holds_no_text(file):
    with remembering(file):
        analyse(read_text(TEXT))
        Encoder().encode(["The Harbour Ministry"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    held = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert len(held) > 2000
    assert not any(word.encode() in held for word in ("Harbour", "Ministry", "Ellison", "ferries"))


@pytest.mark.parametrize("harm", [b"", b"no database at all " * 100])
def test_a_file_that_is_no_database_is_made_anew(file, harm):
    file.parent.mkdir()
    file.write_bytes(harm)
    keep(file, 0)
    with remembering(file):
        assert recalled("square", b"7", never) == b"49"


def test_a_value_that_was_changed_is_made_again(file):
    keep(file, 0)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE reading SET value = substr(value, 1, 8) || x'39'")
    with remembering(file):
        assert recalled("square", b"7", lambda: b"49") == b"49"
    with remembering(file):
        assert recalled("square", b"7", never) == b"49"


def test_where_no_file_can_be_everything_is_made(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder would be")
    with remembering(tmp_path / "cache" / "readings.db"):
        assert recalled("a", b"b", lambda: b"c") == b"c"


def test_a_file_that_somebody_holds_locked_is_done_without(file, monkeypatch):
    monkeypatch.setattr("verifier.memory._WAIT", 0.05)
    keep(file, 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with remembering(file):
            assert recalled("new", b"b", lambda: b"c") == b"c"
    with remembering(file):
        assert recalled("new", b"b", lambda: b"d") == b"d"


def test_the_oldest_give_way(file):
    with remembering(file):
        pass
    with closing(sqlite3.connect(file)) as connection:
        for n in range(40):
            readings = Readings(connection, most=200_000)
            readings.put(bytes([n]) * 32, bytes(10_000))
            readings.write()
        left = [bytes([n]) * 32 for n in range(40) if Readings(connection).get(bytes([n]) * 32) is not None]
    assert 10 <= len(left) <= 20
    assert left[-1] == bytes([39]) * 32
    assert left == [bytes([n]) * 32 for n in range(40 - len(left), 40)]


def test_several_processes_at_once(file):
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(keep, [file] * 8, range(0, 400, 50)))
    with remembering(file):
        assert recalled("square", b"399", never) == b"159201"
        assert all(recalled("square", str(n).encode(), never) == str(n * n).encode() for n in range(400))
