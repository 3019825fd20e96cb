"""What a form sends, read only from the desk's own pages and by those who may; a number in an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from claims.reading import MAX_BYTES
from verifier.desk.accounts import Role
from verifier.web.sessions import FIELD, Visitor, hold_to_form, require

_MOST_FILES = 200
_MOST_FIELDS = 50
#: Bytes of a form from somebody who has not signed in: a name and a password.
_MOST_OF_ANYBODY = 20_000
#: Digits of a number in an address: more than any of ours has.
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent: its name, without any folder, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: its texts by the names of their fields, and its files."""

    texts: Mapping[str, str]
    files: tuple[File, ...]

    def text(self, name: str) -> str:
        """The text of a field without blanks around it; empty where it was not sent."""
        return self.texts.get(name, "").strip()


async def sent_by_anybody(request: Request) -> Sent:
    """The form of `request`, from somebody who may be nobody that is known: a short one.

    Raises:
        HTTPException: 403 where no page of the desk made it for this browser; 400 where it doesn't say that
            it is short, and nothing of it was read.
    """
    told = request.headers.get("content-length", "")
    if not told.isdecimal() or int(told) > _MOST_OF_ANYBODY:
        raise HTTPException(400)
    return await _sent(request)


async def _sent(request: Request) -> Sent:
    """The form of `request`.

    Raises:
        HTTPException: 403 where no page of the desk made it for this browser; 413 where it is too large.
    """
    limits = {"max_files": _MOST_FILES, "max_fields": _MOST_FIELDS, "max_part_size": MAX_BYTES}
    async with request.form(**limits) as form:
        hold_to_form(request, form.get(FIELD))
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        return Sent(texts, await _files(form))


async def posted(request: Request, role: Role) -> tuple[Visitor, Sent]:
    """Who sends the form of `request`, and what.

    Raises:
        NotSignedIn: nobody that is known sends it; nothing of it was read.
        HTTPException: 403 where no page of the desk made it for this browser, or it takes a user with `role`;
            413 where it is too large.
    """
    visitor = await run_in_threadpool(require, request, role)
    return visitor, await _sent(request)


def chosen(text: str, known: Iterable[str]) -> str:
    """`text` where it is one of `known`. Raises HTTPException (422)."""
    if text not in known:
        raise HTTPException(422)
    return text


def number_in(request: Request, name: str) -> int | None:
    """The number that the address of `request` gives under `name`; None where there is none."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


async def _files(form: FormData) -> tuple[File, ...]:
    found = []
    for _, value in form.multi_items():
        if isinstance(value, UploadFile) and value.filename:
            # Some browsers tell the path too.
            name = value.filename.replace("\\", "/").rsplit("/", 1)[-1]
            found.append(File(name or "draft", await value.read()))
    return tuple(found)
