"""A command line to call as a user does, in a folder of its own, with a data folder of its own."""

import sys
from types import SimpleNamespace

import pytest

from verifier.cli import run


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The working folder; no setting and no store of the machine is seen from here."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return work


@pytest.fixture
def verifier(capfdbinary):
    """Runs `verifier` with arguments; gives its status and what it wrote to stdout and stderr."""

    def call(*arguments):
        capfdbinary.readouterr()
        status = run([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return SimpleNamespace(status=int(status), out=out.decode("utf-8"), err=err.decode("utf-8"))

    return call


@pytest.fixture
def stdin(monkeypatch):
    """Puts bytes on standard input."""
    import io

    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give
