"""Who makes a request, whether they may, and whether their own page made it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from verifier.desk.accounts import Role
from verifier.web.office import Office, office_of

COOKIE = "verifier_desk"
FIELD = "token"
SIGN_IN = "/sign-in"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who makes a request.

    Attributes:
        name: as decisions are signed.
        role: what they may do.
        signed_in: False for whoever sits at the machine where nobody needs to sign in.
    """

    name: str
    role: Role
    signed_in: bool

    def may(self, role: Role) -> bool:
        """True where they may do what needs `role`."""
        return self.role >= role


class NotSignedIn(Exception):
    """The page is for those who are signed in."""


def visitor_of(request: Request) -> Visitor | None:
    """Who makes `request`; None for somebody who must sign in first."""
    office = office_of(request)
    if office.access.local and not office.accounts.any():
        return Visitor(office.machine_user, Role.ADMIN, signed_in=False)
    user = office.accounts.user_of(request.cookies.get(COOKIE, ""), now=office.clock())
    return None if user is None else Visitor(user.name, user.role, signed_in=True)


def require(request: Request, role: Role = Role.REPORTER) -> Visitor:
    """Who makes `request`.

    Raises:
        NotSignedIn: nobody that is known.
        HTTPException: 403, where they may not do what needs `role`.
    """
    visitor = visitor_of(request)
    if visitor is None:
        raise NotSignedIn
    if not visitor.may(role):
        raise HTTPException(403, f"role:{role.name}")
    return visitor


def browser_token(request: Request) -> str:
    """What the browser of `request` is known by: its cookie's value, or a new one to be set."""
    token: str | None = getattr(request.state, "browser", None)
    if token is None:
        token = request.cookies.get(COOKIE) or secrets.token_urlsafe(32)
        request.state.browser = token
    return token


def form_token(request: Request) -> str:
    """What a form must carry to be taken from this browser."""
    key = office_of(request).key
    return hmac.digest(key, browser_token(request).encode("utf-8", "replace"), "sha256").hex()


def hold_to_form(request: Request, given: object) -> None:
    """Refuses a form that no page of this desk made for this browser. Raises HTTPException (403)."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    told = isinstance(given, str) and hmac.compare_digest(
        given.encode("utf-8", "replace"), form_token(request).encode()
    )
    if COOKIE not in request.cookies or site != "same-origin" or not told:
        raise HTTPException(403, "form")


def remember(request: Request, response: Response, token: str | None = None) -> None:
    """Give the browser its cookie, where it has none yet or is to get another."""
    if token is None and request.cookies.get(COOKIE):
        return
    office: Office = office_of(request)
    response.set_cookie(
        COOKIE,
        token or browser_token(request),
        httponly=True,
        samesite="strict",
        secure=office.access.secure,
        path="/",
    )


def forget(request: Request, response: Response) -> None:
    """Take the cookie away."""
    response.set_cookie(
        COOKIE,
        "",
        expires=datetime(1970, 1, 1, tzinfo=UTC),
        httponly=True,
        samesite="strict",
        secure=office_of(request).access.secure,
        path="/",
    )
