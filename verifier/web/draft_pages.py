"""The pages of the drafts: the list, bringing one in, the page of one, and its report to keep."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from claims.reading import ACCEPTED, MAX_BYTES, read_bytes
from verifier.desk.accounts import Role
from verifier.desk.applying import settled
from verifier.desk.drafts import Draft
from verifier.desk.types import Glance
from verifier.render import Look, render
from verifier.web.draft_view import DraftView
from verifier.web.errors import NO_FILE
from verifier.web.filters import Wanted
from verifier.web.forms import File, Sent, chosen, number_in, posted
from verifier.web.jobs import Job
from verifier.web.office import Office, office_of
from verifier.web.pages import go, show
from verifier.web.sessions import require

PASTED = {"markdown": "plain text or Markdown", "html": "HTML"}
_SUFFIXES = {"markdown": ".md", "html": ".html"}
_UNSAFE = re.compile(r"[^\w.-]+")
_COLUMNS = 100
_WORD = ".docx"


@dataclass(frozen=True, slots=True)
class Last:
    """The last check of a draft: when, its findings, and how many are open, where that is at hand."""

    when: datetime
    findings: int
    open: int | None


def listing(request: Request) -> Response:
    """The drafts, what is being checked, and the forms to bring one in."""
    require(request)
    office = office_of(request)
    kept = office.desk.at_a_glance()
    return show(
        request,
        "drafts.html",
        drafts=[(draft, _last(office, draft, kept)) for draft in office.drafts.all()],
        sources=office.store.count(),
        formats=PASTED,
        jobs=[job for job in office.jobs.all() if job.about],
        **_uploads(),
    )


async def bring_files(request: Request) -> Response:
    """Take drafts as files, each of which is an article, and check them."""
    visitor, form = await posted(request, Role.EDITOR)
    if not form.files:
        raise HTTPException(422, NO_FILE)
    draft = None
    for file in form.files:
        draft = await run_in_threadpool(_keep, request, file.name, file, None, visitor.name)
    return go(f"/drafts/{draft.id}" if draft and len(form.files) == 1 else "/")


async def bring_text(request: Request) -> Response:
    """Take a pasted text as a draft, and check it."""
    visitor, form = await posted(request, Role.EDITOR)
    told, name = chosen(form.text("format"), PASTED), form.text("name")
    if not name or not form.text("text"):
        raise HTTPException(422)
    draft = await run_in_threadpool(_keep, request, name, _pasted(form, told), told, visitor.name)
    return go(f"/drafts/{draft.id}")


async def bring_version(request: Request) -> Response:
    """Take an edited version of a draft, and check it."""
    visitor, form = await posted(request, Role.EDITOR)
    draft = draft_of(request)
    if form.files:
        file, told = form.files[0], None
    elif form.text("text"):
        # Pasted from the file as it was, where that was a text.
        told = "html" if draft.file.lower().endswith((".html", ".htm")) else "markdown"
        file = _pasted(form, told)
    else:
        raise HTTPException(422, NO_FILE)
    await run_in_threadpool(_keep, request, draft.article, file, told, visitor.name)
    return go(f"/drafts/{draft.id}")


async def check_again(request: Request) -> Response:
    """Check the newest version of a draft once more."""
    await posted(request, Role.EDITOR)
    draft = draft_of(request)
    office_of(request).checks.ask(draft)
    return go(f"/drafts/{draft.id}")


def one(request: Request) -> Response:
    """A draft beside what the sources say. One that was not checked since the desk was opened is now."""
    require(request)
    office, draft = office_of(request), draft_of(request)
    checked, job = office.checks.at_hand(draft.id), office.checks.job(draft.id)
    if (checked is None or checked.number != draft.number) and job is None:
        job = office.checks.ask(draft)
    values: dict[str, Any] = {"draft": draft, "checked": checked, "view": None, "stale": False}
    if checked is not None:
        decisions = office.desk.decisions(draft.article)
        wanted = Wanted.of(request.query_params)
        values["view"] = DraftView(draft, checked, decisions, wanted, number_in(request, "sentence"))
        values["stale"] = job is None and office.checks.stale(checked)
    return show(
        request, "draft.html", forms=_forms(office, draft), **values, **_work(draft, job), **_uploads()
    )


def work(request: Request) -> Response:
    """What is under way for a draft, and nothing else: asked for again and again until it is done."""
    require(request)
    draft = draft_of(request)
    return show(request, "work.html", **_work(draft, office_of(request).checks.job(draft.id)))


def report(request: Request) -> Response:
    """The report on a draft in one of its forms, as a file to keep."""
    require(request)
    office, draft = office_of(request), draft_of(request)
    form = chosen(request.query_params.get("form", ""), _forms(office, draft))
    checked = office.checks.at_hand(draft.id)
    if checked is None:
        return go(f"/drafts/{draft.id}")
    forms = office.config.forms
    # A later version may have come in since, whose bytes are not those that the report is about.
    version = replace(draft, sha256=checked.report.manifest.input_sha256)
    look = Look(width=_COLUMNS, article=office.drafts.bytes_of(version))
    decided = settled(checked.report, office.desk.decisions(draft.article))
    made = render(decided, form, look, forms=forms)
    suffix = forms[form].suffix
    media = mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"
    name = f"{draft.article}.report{suffix}"
    plain = _UNSAFE.sub("_", name.encode("ascii", "replace").decode())
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(made, media_type=media, headers={"Content-Disposition": told})


def draft_of(request: Request) -> Draft:
    """The draft that an address names. Raises HTTPException (404)."""
    found = office_of(request).drafts.draft(request.path_params["draft"])
    if found is None:
        raise HTTPException(404)
    return found


def _work(draft: Draft, job: Job | None) -> dict[str, Any]:
    return {"jobs": [job] if job is not None else [], "work_at": f"/drafts/{draft.id}/work"}


def _forms(office: Office, draft: Draft) -> tuple[str, ...]:
    """The forms that a report on `draft` can have: comments go into a Word file alone."""
    word = draft.file.lower().endswith(_WORD)
    return tuple(name for name in office.config.forms if word or office.config.forms[name].suffix != _WORD)


def _keep(request: Request, article: str, file: File, format: str | None, who: str) -> Draft:
    office = office_of(request)
    # What can't be read is refused at once, with the reason, and not kept.
    read_bytes(file.data, name=file.name, format=format)
    draft = office.drafts.keep(article, file.data, file=file.name, format=format, who=who, now=office.clock())
    office.checks.ask(draft)
    return draft


def _pasted(form: Sent, format: str) -> File:
    text = form.texts["text"].replace("\r\n", "\n")
    return File(f"pasted{_SUFFIXES[format]}", text.encode("utf-8", "replace"))


def _last(office: Office, draft: Draft, kept: Mapping[str, Glance]) -> Last | None:
    """How the last check of a draft came out, or None where there was none."""
    glance = kept.get(draft.article, Glance())
    checked = office.checks.at_hand(draft.id, used=False)
    if checked is not None:
        left = office.checks.open_in(draft, checked, glance.decided)
        return Last(checked.when, len(checked.report.findings), left)
    return None if glance.checked is None else Last(glance.checked, glance.findings, None)


def _uploads() -> dict[str, Any]:
    return {"accepted": ",".join(ACCEPTED), "most": MAX_BYTES}


ROUTES = [
    Route("/", listing),
    Route("/drafts/files", bring_files, methods=["POST"]),
    Route("/drafts/text", bring_text, methods=["POST"]),
    Route("/drafts/{draft}", one),
    Route("/drafts/{draft}/work", work),
    Route("/drafts/{draft}/version", bring_version, methods=["POST"]),
    Route("/drafts/{draft}/check", check_again, methods=["POST"]),
    Route("/drafts/{draft}/report", report),
]
