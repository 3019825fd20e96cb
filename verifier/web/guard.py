"""What holds for every request and answer: the host asked for, the size of what is sent, the headers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claims.reading import MAX_BYTES
from verifier.web.access import Access
from verifier.web.errors import WRONG_HOST
from verifier.web.faults import tell_fault

#: Bytes of a request: a file of the largest size that is read, and the rest of its form.
MOST_SENT = MAX_BYTES + 1_000_000
NOT_FOUND = 404
TOO_LARGE = 413
#: Characters of a path: none of the desk's own is as long.
_LONGEST_PATH = 1000
_PATIENCE = 4

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "connect", "img", "font")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Headed:
    """Puts the security headers on every answer, those to refused requests and faults too.

    A fault goes no further: a server's log would repeat its message, which may hold a draft's words.
    """

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._headers = dict(_HEADERS)
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        try:
            await self._app(scope, receive, headed if scope["type"] == "http" else send)
        except Exception as error:
            tell_fault(error)


class Guard:
    """Refuses requests for another host, and those that send too much, while they are being read.

    Args:
        refuse: makes the page that says why, from the request and the status.
        most_sent: the most bytes of one request.
    """

    def __init__(
        self, app: ASGIApp, *, access: Access, refuse: Callable[[Request, int], Response], most_sent: int
    ) -> None:
        self._app = app
        self._access = access
        self._refuse = refuse
        self._most_sent = most_sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        named = headers.getlist("host")
        if len(named) != 1 or named[0].lower() not in self._access.hosts:
            await self._refuse(Request(scope), WRONG_HOST)(scope, receive, send)
            return
        if len(scope["path"]) > _LONGEST_PATH:
            await self._refuse(Request(scope), NOT_FOUND)(scope, receive, send)
            return
        told = headers.get("content-length", "")
        if told.isdigit() and int(told) > self._most_sent:
            await _let_pass(receive, _PATIENCE * self._most_sent)
            await self._refuse(Request(scope), TOO_LARGE)(scope, receive, send)
            return
        left = self._most_sent

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(TOO_LARGE)
            return message

        await self._app(scope, counted, send)


async def _let_pass(receive: Receive, most: int) -> None:
    """Take what is sent and forget it: a browser shows an answer only once it has sent all."""
    while most > 0:
        message = await receive()
        most -= len(message.get("body", b""))
        if not message.get("more_body", False):
            return
