"""The examples of docs/python-api.md give what the page says."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest


def test_each_example_gives_what_the_page_says(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = repository / "docs" / "python-api.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 20
    assert done.failed == 0
