"""Makes the answer to a request: a page from its template, or the way to the next page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from claims.errors import StoreError
from verifier.desk.accounts import Role
from verifier.desk.types import Act
from verifier.render import markup
from verifier.render.decided import value_shown
from verifier.render.words import rule_title
from verifier.web import sessions
from verifier.web.errors import WRONG_HOST, Trouble, trouble_of
from verifier.web.filters import STATES
from verifier.web.sessions import Visitor


def show(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """The page of this template, with what all pages show, and the browser's cookie where it has none."""
    return _page(request, template, sessions.visitor_of(request), status, values)


def _page(
    request: Request, template: str, visitor: Visitor | None, status: int, values: Mapping[str, Any]
) -> Response:
    text = (
        templates()
        .get_template(template)
        .render(
            visitor=visitor,
            token=sessions.form_token(request),
            here=request.url.path,
            **values,
        )
    )
    response = HTMLResponse(text, status_code=status)
    sessions.remember(request, response)
    return response


def go(address: str) -> Response:
    """The answer to a form that was taken: look at this page now."""
    return RedirectResponse(address, status_code=303)


def trouble(request: Request, found: Trouble) -> Response:
    """The page that says what is wrong and what can be done; it needs nothing that may be in trouble."""
    try:
        # A page elsewhere whose name was made to lead here is not told who works here.
        visitor = None if found.status == WRONG_HOST else sessions.visitor_of(request)
    except StoreError:
        visitor = None
    response = _page(request, "trouble.html", visitor, found.status, {"trouble": found})
    if found.retry_after is not None:
        response.headers["Retry-After"] = str(found.retry_after)
    return response


def refuse(request: Request, status: int, detail: str = "") -> Response:
    """The page for a request that is refused with this status."""
    return trouble(request, trouble_of(status, detail))


ACTS: dict[Act, str] = {
    Act.ACCEPT: "accepted",
    Act.DISMISS: "dismissed",
    Act.WRONG: "marked wrong",
    Act.COMMENT: "comment",
    Act.SPEAKER: "speaker corrected to",
    Act.KIND: "kind corrected to",
    Act.REOPEN: "reopened",
}
FORM_NAMES = {
    "terminal": "plain text",
    "html": "web page",
    "json": "JSON",
    "docx": "comments in the Word file",
    "reply-sheet": "reply sheet",
    "fact-sheet": "fact sheet",
    "jsonl": "JSON Lines",
    "csv": "table (CSV)",
    "sarif": "SARIF",
    "github": "GitHub annotations",
    "junit": "JUnit XML",
    "annotation": "Web Annotations",
    "claimreview": "ClaimReview",
}


@cache
def templates() -> Environment:
    """The templates of the desk."""
    made = markup.environment(PackageLoader("verifier.web", "templates"))
    made.globals |= {"Role": Role, "ACTS": ACTS, "STATES": STATES, "FORM_NAMES": FORM_NAMES}
    made.filters |= {"rule_title": rule_title, "when": when, "day": day, "value_shown": value_shown}
    return made


def when(moment: datetime) -> str:
    """A moment as the desk shows it: in UTC, to the minute."""
    return moment.astimezone(UTC).strftime("%-d %B %Y, %H:%M UTC")


def day(moment: datetime) -> str:
    """The day of a moment, in UTC."""
    return moment.astimezone(UTC).strftime("%-d %B %Y")
