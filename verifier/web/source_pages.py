"""The pages of the sources: what is held, adding to it, and one source at a passage."""

from __future__ import annotations

from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from claims.document import Span
from claims.errors import BadConfiguration, UnknownSource
from claims.reading import ACCEPTED, MAX_BYTES
from sources.given import Given
from sources.location import is_url
from sources.source import Passage, Source
from verifier.desk.accounts import Role
from verifier.render.markup import leaned_on, marked
from verifier.web import adding
from verifier.web.errors import NO_FILE
from verifier.web.forms import number_in, posted
from verifier.web.office import Office, office_of
from verifier.web.pages import go, show
from verifier.web.sessions import require

HOME = "/sources"


def listing(request: Request) -> Response:
    """What is held, and the forms to add to it."""
    require(request)
    office = office_of(request)
    return show(
        request,
        "sources.html",
        sources=office.store.sources(),
        jobs=[job for job in office.jobs.all() if not job.about],
        kinds=adding.KINDS,
        accepted=",".join(ACCEPTED),
        most=MAX_BYTES,
    )


async def add_files(request: Request) -> Response:
    """Take files, each of which is a source."""
    visitor, form = await posted(request, Role.EDITOR)
    office, given = office_of(request), adding.given_in(form)
    if not form.files:
        raise HTTPException(422, NO_FILE)
    for file in form.files:
        one = given if len(form.files) == 1 else _shared(given)
        work = adding.add_file(office, file, one, who=visitor.name)
        office.jobs.add(work, title=f"Adding {file.name}", asked=office.clock())
    return go(HOME)


async def add_page(request: Request) -> Response:
    """Fetch the page at an address that the editor gives."""
    visitor, form = await posted(request, Role.EDITOR)
    office, url = office_of(request), form.text("address")
    if not is_url(url):
        raise BadConfiguration(
            "the address",
            f'"{url}" is none of a web page',
            "Write it in full, like https://ministry.example/report.html.",
        )
    work = adding.add_page(office, url, adding.given_in(form), who=visitor.name)
    office.jobs.add(work, title=f"Fetching {url}", asked=office.clock())
    return go(HOME)


def one(request: Request) -> Response:
    """A source, at the passage that was asked for, with the words that a sentence leans on."""
    require(request)
    office = office_of(request)
    source = _source(office, request)
    leaning = _leaning(office, request)
    return show(
        request,
        "source.html",
        source=source,
        kinds=adding.KINDS,
        snapshots=office.store.snapshots(source.id),
        passages=[(p, _marked(p, leaning)) for p in office.store.passages(source.id)],
        wanted=number_in(request, "passage"),
        back=_back(office, request),
    )


async def remove(request: Request) -> Response:
    """Forget a source."""
    visitor, _ = await posted(request, Role.ADMIN)
    office = office_of(request)
    source = await run_in_threadpool(_source, office, request)
    await run_in_threadpool(office.store.remove, source.id, now=office.clock(), actor=visitor.name)
    return go(HOME)


def _shared(given: Given) -> Given:
    """What holds for each of several files: a title and an address are of one alone."""
    return replace(given, title=None, url=None)


def _source(office: Office, request: Request) -> Source:
    try:
        found = office.store.source(request.path_params["source"])
    except UnknownSource:
        raise HTTPException(404) from None
    return found


def _leaning(office: Office, request: Request) -> dict[str, tuple[Span, ...]]:
    """By the text of a passage, the words that the sentence which was come from leans on."""
    checked = office.checks.at_hand(request.query_params.get("draft", ""))
    number = number_in(request, "sentence")
    if checked is None or number is None:
        return {}
    found: dict[str, tuple[Span, ...]] = {}
    for claim in checked.report.article.claims:
        if claim.claim.sentence == number - 1:
            for evidence in claim.evidence:
                text = evidence.passage.text
                found[text] = found.get(text, ()) + leaned_on(evidence)
    return found


def _marked(passage: Passage, leaning: dict[str, tuple[Span, ...]]) -> list[tuple[str, bool]]:
    return marked(passage.text, leaning.get(passage.text, ()))


def _back(office: Office, request: Request) -> str:
    """The sentence that was come from, or nothing."""
    draft = office.drafts.draft(request.query_params.get("draft", ""))
    number = number_in(request, "sentence")
    if draft is None or number is None:
        return ""
    return f"/drafts/{draft.id}?sentence={number}#panel"


ROUTES = [
    Route("/sources", listing),
    Route("/sources/files", add_files, methods=["POST"]),
    Route("/sources/page", add_page, methods=["POST"]),
    Route("/sources/{source}", one),
    Route("/sources/{source}/remove", remove, methods=["POST"]),
]
