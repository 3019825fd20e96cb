"""A desk that is open on loopback, and a browser without script for it: it keeps cookies and sends forms."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from lxml import html

from sources.store import Store
from verifier.config import Config
from verifier.web.access import access_at
from verifier.web.office import Office
from verifier.web.server import listening_socket, opened, server_for

HOST = "127.0.0.1"


@dataclass
class Clock:
    """A clock that tests set forward."""

    time: datetime = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Open:
    """A desk that is open: its address, its parts and its clock."""

    address: str
    office: Office
    clock: Clock
    browsers: list[Browser] = field(default_factory=list)

    def browser(self) -> Browser:
        made = Browser(self)
        self.browsers.append(made)
        return made

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(1200):
            if not any(job.open for job in self.office.jobs.all()):
                return
            time.sleep(0.05)
        raise AssertionError("the jobs don't end")


@contextlib.contextmanager
def open_desk(
    folder: Path, *, clock: Clock | None = None, public: str | None = None, **further: Any
) -> Iterator[Open]:
    """A desk on a free port, with its store and its file in `folder`."""
    clock = clock or Clock()
    with (
        contextlib.closing(listening_socket(HOST, 0)) as listening,
        Store.open(f"sqlite:///{folder / 'sources.db'}", snapshots=folder / "sources.snapshots") as store,
    ):
        port = listening.getsockname()[1]
        with opened(
            desk=folder / "desk.db",
            store=store,
            config=Config(),
            access=access_at(HOST, port, public=public),
            machine_user="ada",
            clock=clock,
            **further,
        ) as office:
            server = server_for(office)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            made = Open(f"http://{HOST}:{port}", office, clock)
            try:
                yield made
            finally:
                for browser in made.browsers:
                    browser.client.close()
                server.should_exit = True
                thread.join(10)
                assert not thread.is_alive()


class Page:
    """An answer, read as a page."""

    def __init__(self, browser: Browser, answer: httpx.Response) -> None:
        self.browser = browser
        self.answer = answer
        self.status = answer.status_code
        self.path = answer.url.path
        page = answer.headers.get("content-type", "").startswith("text/html")
        self.tree = html.fromstring(answer.text) if page else html.Element("html")

    @property
    def text(self) -> str:
        """What can be read on it."""
        return " ".join(self.tree.text_content().split())

    def texts(self, xpath: str) -> list[str]:
        return [" ".join(found.text_content().split()) for found in self.tree.xpath(xpath)]

    def forms(self, action: str) -> list[html.FormElement]:
        return [form for form in self.tree.forms if (form.get("action") or "").endswith(action)]

    def send(
        self, action: str, *, form: int = 0, files: Any = None, follow: bool = True, **fields: str
    ) -> Page:
        """Send one of the forms whose action ends so, with these fields, or others that it has."""
        chosen = self.forms(action)[form]
        values = {name: value for name, value in chosen.form_values() if name != "files"} | fields
        address = f"{self.browser.desk.address}{chosen.get('action')}"
        answer = self.browser.client.post(address, data=values, files=files, follow_redirects=follow)
        return Page(self.browser, answer)


class Browser:
    """One browser."""

    def __init__(self, desk: Open) -> None:
        self.desk = desk
        self.client = httpx.Client(base_url=desk.address, trust_env=False, timeout=60)

    def get(self, address: str, **headers: str) -> Page:
        return Page(self, self.client.get(address, headers=headers, follow_redirects=True))

    def drop(self, name: str, text: str | bytes, address: str = "/", action: str = "/drafts/files") -> Page:
        """Drop a file on a page, and wait until it is checked; gives the page that it led to, loaded anew."""
        data = text.encode() if isinstance(text, str) else text
        page = self.get(address).send(action, files=[("files", (name, data))])
        if page.status != 200:
            return page
        self.desk.settle()
        return self.get(str(page.answer.url))
