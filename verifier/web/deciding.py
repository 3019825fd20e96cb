"""What an editor decides on the page of a draft."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from claims.types import ClaimKind
from verifier.desk.accounts import Role
from verifier.desk.deciding import on_finding, on_words
from verifier.desk.drafts import Draft
from verifier.desk.matching import sight_of
from verifier.desk.types import Act
from verifier.web.checking import Checked
from verifier.web.draft_pages import draft_of
from verifier.web.errors import CHANGED
from verifier.web.forms import Sent, chosen, posted
from verifier.web.office import office_of
from verifier.web.pages import go
from verifier.web.sessions import Visitor, require

_OF_FINDINGS = (Act.ACCEPT, Act.DISMISS, Act.WRONG, Act.REOPEN)
_OF_SENTENCES = (Act.COMMENT, Act.SPEAKER, Act.KIND, Act.REOPEN)
_LONGEST_NOTE = 5000
_LONGEST_VALUE = 200


async def of_finding(request: Request) -> Response:
    """Decide about a finding."""
    visitor, form = await posted(request, Role.EDITOR)
    return await run_in_threadpool(_of_finding, request, visitor, form)


async def of_sentence(request: Request) -> Response:
    """Comment on a sentence, or correct what the program read of it."""
    visitor, form = await posted(request, Role.REPORTER)
    if form.text("act") != Act.COMMENT:
        await run_in_threadpool(require, request, Role.EDITOR)
    return await run_in_threadpool(_of_sentence, request, visitor, form)


def _of_finding(request: Request, visitor: Visitor, form: Sent) -> Response:
    draft, checked = _at_hand(request, form)
    findings = checked.report.findings
    number = request.path_params["number"]
    if not 1 <= number <= len(findings):
        raise HTTPException(404)
    finding = findings[number - 1]
    if form.text("handle") != sight_of(checked.report.article, finding).handle:
        raise HTTPException(CHANGED)
    office = office_of(request)
    office.desk.record(
        on_finding(
            checked.report,
            finding,
            Act(chosen(form.text("act"), _OF_FINDINGS)),
            article=draft.article,
            who=visitor.name,
            when=office.clock(),
            note=form.text("note")[:_LONGEST_NOTE],
        )
    )
    return _back(draft, form, f"f{number}")


def _of_sentence(request: Request, visitor: Visitor, form: Sent) -> Response:
    draft, checked = _at_hand(request, form)
    sentences, number = checked.report.article.analysis.sentences, request.path_params["number"]
    if not 1 <= number <= len(sentences):
        raise HTTPException(404)
    act = Act(chosen(form.text("act"), _OF_SENTENCES))
    value = form.text("value")[:_LONGEST_VALUE]
    note = form.text("note")[:_LONGEST_NOTE]
    if act is Act.KIND:
        chosen(value, tuple(ClaimKind))
    if (act is Act.SPEAKER and not value) or (act is Act.COMMENT and not note):
        raise HTTPException(422)
    office = office_of(request)
    office.desk.record(
        on_words(
            checked.report.article.analysis,
            sentences[number - 1].span,
            act,
            article=draft.article,
            who=visitor.name,
            when=office.clock(),
            value=value if act in (Act.SPEAKER, Act.KIND) else "",
            note=note,
        )
    )
    if act is not Act.COMMENT:
        # Another speaker or kind is held against other evidence, by other rules.
        office.checks.ask(draft)
    return _back(draft, form, "panel")


def _at_hand(request: Request, form: Sent) -> tuple[Draft, Checked]:
    """The draft and its check, where it is the one that the form was made from."""
    draft = draft_of(request)
    checked = office_of(request).checks.at_hand(draft.id)
    if checked is None or form.text("version") != str(checked.number):
        raise HTTPException(CHANGED)
    return draft, checked


def _back(draft: Draft, form: Sent, place: str) -> Response:
    home = f"/drafts/{draft.id}"
    back = form.text("back")
    # Only to the page that the form stands on.
    return go(f"{back if back == home or back.startswith(home + '?') else home}#{place}")


ROUTES = [
    Route("/drafts/{draft}/findings/{number:int}", of_finding, methods=["POST"]),
    Route("/drafts/{draft}/sentences/{number:int}", of_sentence, methods=["POST"]),
]
