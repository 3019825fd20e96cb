"""One desk for all tests that leave it as it was, with one draft that was checked against one source."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from verifier.desk import accounts

from .browser import open_desk

ARTICLE = """# Port deal signed

The Harbour Ministry said it had detained 63 people on 4 March 2026. Prices have risen by 40 percent.

"We will not rest until the port is safe," the ministry said.
"""
SOURCE = """<html><head><title>36 detained at the port</title>
<meta name="author" content="Press office"><meta property="og:site_name" content="Harbour Ministry"></head>
<body><article><h1>36 detained at the port</h1>
<p>The Harbour Ministry said it had detained 36 people on 4 March 2026.</p>
<p>"We shall not rest until the port is safe," the ministry said.</p></article></body></html>"""


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """What makes a password slow to guess makes a test slow that signs in twenty times."""
    kept, accounts._hasher = (
        accounts._hasher,
        lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1),
    )
    yield
    accounts._hasher = kept


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    with open_desk(tmp_path_factory.mktemp("desk")) as made:
        browser = made.browser()
        browser.get("/sources").send(
            "/sources/files",
            files=[("files", ("release.html", SOURCE.encode()))],
            publisher="Harbour Ministry",
            published="2026-03-05",
            kind="press_release",
        )
        made.settle()
        assert browser.drop("port.md", ARTICLE).status == 200
        yield made


@pytest.fixture
def browser(desk):
    return desk.browser()


@pytest.fixture
def draft(desk):
    """The address of the draft's page."""
    found = next(each for each in desk.office.drafts.all() if each.article == "port.md")
    return f"/drafts/{found.id}"
