"""Signing in and out, and the page on which an admin keeps the users."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from verifier.desk.accounts import SHORTEST_PASSWORD, Role
from verifier.web import sessions
from verifier.web.errors import too_often
from verifier.web.forms import Sent, chosen, posted, sent_by_anybody
from verifier.web.office import office_of
from verifier.web.pages import go, show, trouble

HOME = "/people"
_ROLES = {role.name.lower(): role for role in Role}


def sign_in_page(request: Request) -> Response:
    """The form to sign in."""
    return go("/") if sessions.visitor_of(request) else show(request, "sign_in.html", wrong=False)


async def sign_in(request: Request) -> Response:
    """Sign in with a name and a password."""
    form = await sent_by_anybody(request)
    return await run_in_threadpool(_signed_in, request, form)


def _signed_in(request: Request, form: Sent) -> Response:
    office = office_of(request)
    name, password = form.text("name"), form.texts.get("password", "")
    address = request.client.host if request.client else ""
    wait = office.limits.begin(name, address)
    if wait > 0:
        return trouble(request, too_often(wait))
    token = office.accounts.sign_in(name, password, now=office.clock())
    if token is None:
        return show(request, "sign_in.html", status=401, wrong=True)
    office.limits.succeeded(name, address)
    response = go("/")
    # Another token than before, so that one which somebody planted is worth nothing.
    sessions.remember(request, response, token)
    return response


async def sign_out(request: Request) -> Response:
    """End the session."""
    await sent_by_anybody(request)
    office = office_of(request)
    await run_in_threadpool(office.accounts.end_session, request.cookies.get(sessions.COOKIE, ""))
    response = go(sessions.SIGN_IN)
    sessions.forget(request, response)
    return response


def listing(request: Request) -> Response:
    """The users."""
    sessions.require(request, Role.ADMIN)
    users = office_of(request).accounts.users()
    return show(request, "people.html", people=users, shortest=SHORTEST_PASSWORD)


async def add(request: Request) -> Response:
    """A new user."""
    _, form = await posted(request, Role.ADMIN)
    office, role = office_of(request), _ROLES[chosen(form.text("role"), _ROLES)]
    password = form.texts.get("password", "")
    await run_in_threadpool(office.accounts.add, form.text("name"), role, password, now=office.clock())
    return go(HOME)


async def change_role(request: Request) -> Response:
    """Give a user another role."""
    _, form = await posted(request, Role.ADMIN)
    role = _ROLES[chosen(form.text("role"), _ROLES)]
    await run_in_threadpool(office_of(request).accounts.set_role, form.text("name"), role)
    return go(HOME)


async def change_password(request: Request) -> Response:
    """Give a user another password."""
    _, form = await posted(request, Role.ADMIN)
    password = form.texts.get("password", "")
    await run_in_threadpool(office_of(request).accounts.set_password, form.text("name"), password)
    return go(HOME)


async def remove(request: Request) -> Response:
    """Forget a user."""
    _, form = await posted(request, Role.ADMIN)
    await run_in_threadpool(office_of(request).accounts.remove, form.text("name"))
    return go(HOME)


ROUTES = [
    Route("/sign-in", sign_in_page),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/people", listing),
    Route("/people", add, methods=["POST"]),
    Route("/people/role", change_role, methods=["POST"]),
    Route("/people/password", change_password, methods=["POST"]),
    Route("/people/remove", remove, methods=["POST"]),
]
