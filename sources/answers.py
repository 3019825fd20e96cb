"""Reading an answer of the web: what its status means, where it leads on, and what type it has."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from claims.errors import FetchError
from sources import netguard
from sources.fetched import REDIRECTS, Headers, first_of
from sources.media import READABLE, UNTOLD

#: The header that says what can be read.
ACCEPTED = ", ".join(READABLE) + ", */*;q=0.1"
DOWNLOAD = "Download the page yourself and add the file."
CHECK = "Check the address in a browser."

_REASONS = {
    401: "the page asks for a password",
    402: "the page asks for payment",
    403: "the site doesn't give this page to programs",
    404: "the page is not there",
    410: "the page was taken down",
    429: "the site asks to come again later",
    503: "the site is too busy",
}


class Page(NamedTuple):
    """The body of an answer, with its type and the reader for it as `type_of` gives them."""

    data: bytes
    media_type: str
    format: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request brought; `page` is there where the status is 200."""

    status: int
    headers: Headers
    page: Page | None

    def header(self, name: str) -> str:
        """The value of the first header called `name`; empty where there is none."""
        return first_of(self.headers, name)

    @property
    def location(self) -> str:
        """Where it redirects to, as the server wrote it; empty where it doesn't."""
        return self.header("location") if self.status in REDIRECTS else ""


def check_status(url: str, answer: Answer, *, conditional: bool) -> None:
    """Raises FetchError where `answer` is neither a page nor a redirect.

    Args:
        url: where it came from.
        conditional: whether the page was asked for only if it has changed, so that 304 is an answer too.
    """
    if answer.page is not None or answer.location or (conditional and answer.status == 304):
        return
    reason = _REASONS.get(answer.status, "the site answers with an error")
    raise FetchError(url, f"{reason} (HTTP {answer.status})", DOWNLOAD)


def onward(target: netguard.Target, location: str) -> netguard.Target:
    """Where a redirect of `target` to `location` leads.

    Raises:
        FetchError: it leads to no address, to one that isn't safe, or from https to http.
    """
    try:
        joined = urljoin(target.url, location)
    except ValueError as error:
        raise FetchError(target.url, "it redirects to something that is no address", DOWNLOAD) from error
    if target.scheme == "https" and urlsplit(joined).scheme == "http":
        raise FetchError(target.url, "it redirects from a secure address to one that is not", DOWNLOAD)
    return netguard.parse(joined)


def type_of(url: str, content_type: str) -> tuple[str, str | None]:
    """The media type that a Content-Type header tells, and the reader for it.

    Raises:
        FetchError: it is none that can be read.
    """
    told = content_type.partition(";")[0].strip().lower()
    if told in READABLE:
        return told, READABLE[told]
    if told in UNTOLD:
        return "application/octet-stream", None
    raise FetchError(url, f'"{told}" can\'t be read as a source', "Add a text, web page, PDF or Word file.")


def why_failed(error: Exception) -> str:
    """Why a connection failed, as a clause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate can't be trusted ({cause.verify_message})"
        cause = cause.__cause__ or cause.__context__
    return f"the connection failed ({error or type(error).__name__})"
