"""The desk as an ASGI application: its routes, what guards them, and its pages for errors."""

from __future__ import annotations

from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from claims.errors import VerifierError
from verifier.desk.accounts import Role
from verifier.render import markup
from verifier.render.page import KIND_CLASSES
from verifier.terms import KINDS
from verifier.web import deciding, draft_pages, people, source_pages
from verifier.web.errors import trouble_with
from verifier.web.forms import posted
from verifier.web.guard import MOST_SENT, Guard, Headed
from verifier.web.office import Office, office_of
from verifier.web.pages import go, refuse, show, trouble
from verifier.web.sessions import SIGN_IN, NotSignedIn, require

_STATIC = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def application(office: Office, *, most_sent: int = MOST_SENT) -> ASGIApp:
    """The application of an open desk.

    Args:
        office: what its pages work with.
        most_sent: the most bytes of one request.
    """
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, access=office.access, refuse=refuse, most_sent=most_sent)],
        exception_handlers={
            HTTPException: _refused,
            NotSignedIn: _not_signed_in,
            VerifierError: _told,
            Exception: _fault,
        },
    )
    app.state.office = office
    return Headed(app, secure=office.access.secure)


def _help(request: Request) -> Response:
    require(request)
    return show(request, "help.html", legend=[(KIND_CLASSES[kind], label) for kind, label in KINDS.items()])


async def _dismiss_job(request: Request) -> Response:
    _, form = await posted(request, Role.EDITOR)
    office_of(request).jobs.dismiss(request.path_params["number"])
    return go("/sources" if form.text("back") == "/sources" else "/")


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "base.css":
        return Response(markup.style(name), media_type="text/css")
    if name not in _STATIC:
        raise HTTPException(404)
    data = files("verifier.web").joinpath("static", name).read_bytes()
    return Response(data, media_type=_STATIC[name])


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  for the type checker
    return refuse(request, error.status_code, error.detail)


def _not_signed_in(_: Request, __: Exception) -> Response:
    return go(SIGN_IN)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, VerifierError)  # noqa: S101  for the type checker
    return trouble(request, trouble_with(error))


def _fault(request: Request, _: Exception) -> Response:
    return refuse(request, 500)


ROUTES = [
    *draft_pages.ROUTES,
    *deciding.ROUTES,
    *source_pages.ROUTES,
    *people.ROUTES,
    Route("/help", _help),
    Route("/jobs/{number:int}/dismiss", _dismiss_job, methods=["POST"]),
    Route("/static/{name}", _static),
]
"""Where the desk answers."""
