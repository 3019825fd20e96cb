"""Where the warm process is looked for, and what isn't trusted."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from verifier.warm import place, wire
from verifier.warm.client import handed_over
from verifier.warm.process import listen

pytestmark = pytest.mark.skipif(sys.platform not in place.SYSTEMS, reason="there is none on this system")


@pytest.fixture
def listening(monkeypatch):
    """A socket where this process would look for one; its path must be short."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as made:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        Path(place.folder()).mkdir(0o700)
        made.bind(place.address())
        made.listen()
        yield made


def test_it_is_found(listening):
    assert place.where_to_knock() == place.address()


@pytest.mark.parametrize("mode", [0o750, 0o701, 0o770, 0o1777])
def test_a_folder_that_others_can_enter_is_not_trusted(listening, mode):
    Path(place.folder()).chmod(mode)
    assert place.where_to_knock() is None


def test_a_folder_of_somebody_elses_is_not_trusted(listening, monkeypatch):
    folder, address = place.folder(), place.address()
    uid = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
    monkeypatch.setattr(place, "folder", lambda: folder)
    monkeypatch.setattr(place, "address", lambda: address)
    assert place.where_to_knock() is None


def test_a_link_to_a_folder_is_not_trusted(listening, tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    (other / Path(place.folder()).name).symlink_to(place.folder())
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(other))
    assert place.where_to_knock() is None


def test_a_file_is_no_socket(listening):
    address = Path(place.address())
    address.unlink()
    address.touch()
    assert place.where_to_knock() is None


def test_without_a_folder_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "nowhere"))
    assert place.where_to_knock() is None


def test_a_peer_of_somebody_elses_is_known(monkeypatch):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert wire.is_same_user(ours)
        uid = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
        assert not wire.is_same_user(ours)


def test_where_nobody_answers_the_work_is_done_here(listening, monkeypatch):
    """One that accepts and says nothing, one that says another thing, one that hangs up, one that is dead."""
    monkeypatch.setattr("verifier.warm.client.PATIENCE", 0.05)
    assert handed_over(["check", "x"], place.address()) is None
    listening.settimeout(5)
    for answer in (b"x", b""):
        code = f"import socket,sys; s=socket.socket(fileno=0); c=s.accept()[0]; c.send({answer!r}); c.close()"
        with subprocess.Popen([sys.executable, "-c", code], stdin=listening):
            assert handed_over(["check", "x"], place.address()) is None
    listening.close()
    assert handed_over(["check", "x"], place.address()) is None


def test_a_socket_that_a_dead_process_left_is_replaced(listening):
    listening.close()
    assert Path(place.address()).exists()
    with listen(place.address()) as again:
        assert again.getsockname() == place.address()
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect(place.address())


def test_one_that_is_alive_is_not(listening):
    def answer():
        with listening.accept()[0] as client:
            client.send(wire.READY)

    answering = threading.Thread(target=answer)
    answering.start()
    assert listen(place.address()) is None
    answering.join()
