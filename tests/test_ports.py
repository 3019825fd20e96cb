"""Ports of servers that the tests and benchmarks run: nobody else's, and a server that fails says why."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from benchmarks import ports, postgres


def _taken() -> socket.socket:
    held = socket.socket()
    held.bind(("127.0.0.1", ports.free_port()))
    held.listen()
    return held


def test_none_of_them_is_handed_out_to_a_passing_connection() -> None:
    given = Path("/proc/sys/net/ipv4/ip_local_port_range")
    if not given.exists():
        pytest.skip("which ports are handed out is told by Linux only")
    assert ports.OWN.stop <= int(given.read_text().split()[0])


def test_a_port_where_somebody_listens_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with _taken() as held:
        port = held.getsockname()[1]
        monkeypatch.setattr(ports, "OWN", range(port, port + 1))
        with pytest.raises(OSError, match=f"no port of 127.0.0.1 from {port} to {port} is free"):
            ports.free_port()
    assert ports.free_port() == port


def test_a_server_that_does_not_start_shows_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    if not postgres.installed():
        pytest.skip(postgres.MISSING)
    with _taken() as held:
        port = held.getsockname()[1]
        monkeypatch.setattr(postgres, "free_port", lambda: port)
        with pytest.raises(RuntimeError, match=f"(?s)on port {port}.*in use"), postgres.running():
            pytest.fail("it started beside another")
