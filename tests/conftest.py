"""Fixtures for all tests."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import server as server

# The same examples in every run: a red build is a change, not a draw. The long search draws others each time.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("long" if os.environ.get("VERIFIER_LONG_TESTS") else "steady")

REPOSITORY = Path(__file__).resolve().parent.parent
#: Where tests are shared out among processes, these files are taken first, so that none waits at the end.
LONGEST = (
    "test_desk.py",
    "test_offline.py",
    "test_fuzzing.py",
    "test_killed.py",
    "test_pairs.py",
    "test_html_browser.py",
    "test_cluster.py",
    "test_examples.py",
    "test_misses.py",
    "test_rules.py",
)


def pytest_configure() -> None:
    """Ctrl-C does what it does in a terminal: whatever a shell starts in the background ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; else the order stays."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def _data_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Stores, decisions and the open desk of whoever runs the tests play no part in them."""
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root folder of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of labelled data, which is not part of the project; the test skips where it is absent."""
    named = os.environ.get("VERIFIER_SHARED")
    folder = Path(named) if named else REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the labelled data: set VERIFIER_SHARED to its folder, or put it beside the clone")
    return folder


@pytest.fixture(scope="session")
def seed_article(shared_data: Path) -> Path:
    """The article that the hard cases come from; the test skips where it is absent."""
    article = shared_data / "seed" / "article.txt"
    if not article.is_file():
        pytest.skip(f"needs {article.name} in the seed folder of the labelled data")
    return article
