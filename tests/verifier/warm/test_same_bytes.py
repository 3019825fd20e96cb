"""What a check through the desk's warm process writes is what the process itself would have written."""

import os
import subprocess
import sys

import pytest

from verifier.cli import run
from verifier.render import FORMS

from .desk import DRAFT, open_desk

CHECK = ("check", "draft.md", "--store", "sources.db")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched as Linux shows them")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(tmp_path_factory.mktemp("w")) as made:
        yield made


@pytest.fixture
def here(desk, monkeypatch, capfdbinary):
    """The same in this process."""
    monkeypatch.chdir(desk.folder)

    def call(*arguments):
        capfdbinary.readouterr()
        status = run(arguments)
        return int(status), *capfdbinary.readouterr()

    return call


@pytest.mark.parametrize("form", FORMS)
def test_each_form(desk, here, form):
    done = desk.run(*CHECK, "--format", form)
    assert done == here(*CHECK, "--format", form)
    assert done[0] == 1
    assert done[1]


def test_a_process_of_its_own(desk):
    """The one that all others stand for: a cold process."""
    assert desk.run(*CHECK) == desk.run(*CHECK, cold=True)
