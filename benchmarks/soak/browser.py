"""A browser without script, as far as the desk needs one: cookies, pages, and their forms; it notes all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
from lxml import html

from benchmarks.soak.types import Asked, Log

_PATIENCE_S = 120
# The desk closes a connection that nobody used for five seconds. A browser whose request crosses with that
# asks again by itself; this one does not, and keeps none so long.
_KEPT_S = 2.0
_SIGN_IN = "/sign-in"
_SERVER_ERROR, _SEE_OTHER, _OK = 500, 303, 200


class NotGiven(Exception):
    """The page that was wanted did not come; the log has why."""


class Page:
    """A page that came."""

    def __init__(self, address: str, text: str) -> None:
        self.address = address
        self.tree = html.fromstring(text)

    @property
    def text(self) -> str:
        """What can be read on it."""
        return " ".join(self.tree.text_content().split())

    @property
    def under_way(self) -> bool:
        """True while the desk has work in hand that the page waits for."""
        return bool(self.tree.xpath("//*[@data-poll]"))

    @property
    def work(self) -> str:
        """Where that work alone is told, as the desk's script asks for it; empty where nowhere."""
        return next(iter(self.tree.xpath("//@data-poll")), "")

    @property
    def shows_report(self) -> bool:
        """True for the page of a draft whose report is at hand."""
        return bool(self.tree.xpath("//*[@id='panel']"))

    def links(self, xpath: str) -> list[str]:
        """Where the links go that are found so, without the place on the page."""
        return [link.get("href").partition("#")[0] for link in self.tree.xpath(xpath)]

    def forms(self, action: str) -> list[html.FormElement]:
        """The forms whose action ends so."""
        return [form for form in self.tree.forms if (form.get("action") or "").endswith(action)]


class Browser:
    """One user's browser.

    Args:
        address: of the desk.
        name, password: of the user, who signs in wherever the desk asks for it.
        log: what takes note.
        clock: seconds since the run began.
    """

    def __init__(
        self, address: str, name: str, password: str, *, log: Log, clock: Callable[[], float]
    ) -> None:
        self.name = name
        self._password = password
        self._log = log
        self._clock = clock
        limits = httpx.Limits(keepalive_expiry=_KEPT_S)
        self._client = httpx.Client(base_url=address, trust_env=False, timeout=_PATIENCE_S, limits=limits)

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def get(self, page: str, address: str) -> Page:
        """The page at `address`, called `page` in the log. Raises NotGiven."""
        answer = self._asked(page, "GET", address)
        if answer.headers.get("location") == _SIGN_IN:
            self._sign_in()
            answer = self._asked(page, "GET", address)
        if answer.status_code == _SEE_OTHER:
            answer = self._asked(page, "GET", answer.headers["location"])
        if answer.status_code != _OK:
            raise NotGiven
        return Page(address, answer.text)

    def keep(self, page: str, address: str) -> None:
        """A file, as a report, whose bytes are of no more interest."""
        self._asked(page, "GET", address)

    def send(self, page: str, form: html.FormElement, *, files: Any = None, **fields: str) -> str | None:
        """Send a form with these fields or others that it has.

        Returns:
            Where to go on, without the place on the page; None where the form was not taken.
        """
        values = {name: value for name, value in form.form_values() if name != "files"} | fields
        answer = self._asked(page, "POST", form.get("action"), data=values, files=files)
        location = answer.headers.get("location", "")
        taken = answer.status_code == _SEE_OTHER and location != _SIGN_IN
        return location.partition("#")[0] if taken else None

    def _sign_in(self) -> None:
        form = Page(_SIGN_IN, self._asked("sign in", "GET", _SIGN_IN).text).forms(_SIGN_IN)
        if not form or self.send("sign in", form[0], name=self.name, password=self._password) is None:
            raise NotGiven

    def _asked(self, page: str, method: str, address: str, **options: Any) -> httpx.Response:
        at = self._clock()
        try:
            answer = self._client.request(method, address, **options)
        except httpx.TransportError as error:
            self._log.asked.append(Asked(page, at, self._clock() - at, None, type(error).__name__))
            raise NotGiven from None
        trouble = answer.status_code >= _SERVER_ERROR
        told = _words_of_trouble(answer.text) if trouble else ""
        retry = "retry-after" in answer.headers
        self._log.asked.append(Asked(page, at, self._clock() - at, answer.status_code, told, retry))
        return answer


def _words_of_trouble(text: str) -> str:
    """What the page says is wrong, and what can be done; empty where it is no page of the desk's."""
    found = html.fromstring(text or "<p></p>").xpath("//main//p[not(a)]")
    return " ".join(" ".join(each.text_content().split()) for each in found)
