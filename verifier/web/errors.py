"""What goes wrong at the desk, in words: what is wrong, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from claims.errors import StoreBusy, StoreError, StoreFull, UnreadableInput, VerifierError
from claims.reading import ACCEPTED, MAX_BYTES


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that went wrong.

    Attributes:
        status: of the answer, as in RFC 9110.
        title: what is wrong, in a few words.
        told: what is wrong.
        remedy: what can be done.
        retry_after: seconds until it makes sense to try again, or None.
    """

    status: int
    title: str
    told: str
    remedy: str
    retry_after: int | None = None


_FORM = Trouble(
    403,
    "This form can't be taken",
    "It comes from another page than the desk's own, from before you signed in, or from before the desk was "
    "last opened. Nothing was changed.",
    "Go back, load the page again, and send it once more.",
)
CHANGED = 409
WRONG_HOST = 421
_BUSY_S = 5
_KNOWN = {
    404: Trouble(
        404,
        "There is no such page",
        "The address leads nowhere: it may be mistyped, or what it led to is gone.",
        "Begin at the list of drafts.",
    ),
    405: Trouble(
        405,
        "This can't be done here",
        "The address takes no such request.",
        "Begin at the list of drafts.",
    ),
    CHANGED: Trouble(
        CHANGED,
        "The draft has changed meanwhile",
        "It was checked again since this page was made. Nothing was decided.",
        "Go back, load the page again, and decide on what it shows now.",
    ),
    413: Trouble(
        413,
        "This is too large",
        f"More than {MAX_BYTES // 1_000_000} MB were sent at once. Nothing was kept.",
        "Give the article alone, or several files one after the other.",
    ),
    WRONG_HOST: Trouble(
        WRONG_HOST,
        "The desk is not at this address",
        "Your browser asked for it under a name that is not its own.",
        "Use the address that was shown when the desk was opened.",
    ),
    422: Trouble(
        422,
        "Something is missing",
        "The form holds nothing, or a choice that isn't offered.",
        "Go back, fill in what is missing, and send it once more.",
    ),
    500: Trouble(
        500,
        "A fault in the program",
        "It is not your doing. Nothing half-written is left.",
        "Go back and try again. Its place was written where the desk was started: report it.",
    ),
}
NO_FILE = "file"
_NO_FILE = Trouble(
    422,
    "Something is missing",
    "The form holds nothing.",
    f"Choose a file of one of these types, or paste a text: {', '.join(ACCEPTED)}.",
)
_WRONG = Trouble(
    400, "This can't be understood", "The request is not as the desk's pages send it.", "Go back."
)


def trouble_of(status: int, detail: str = "") -> Trouble:
    """What to say of a request that was answered with `status`; `detail` tells which kind it is."""
    if status == 403:
        return _role(detail.removeprefix("role:")) if detail.startswith("role:") else _FORM
    return _NO_FILE if detail == NO_FILE else _KNOWN.get(status, _WRONG)


def trouble_with(error: VerifierError) -> Trouble:
    """What to say where `error` was raised."""
    told = f"{error.subject}: {error.reason}"
    if isinstance(error, StoreBusy):
        return Trouble(503, "Not at this moment", told, error.remedy, _BUSY_S)
    if isinstance(error, StoreFull):
        return Trouble(507, "There is no room left", f"{told}. Nothing of it was kept.", error.remedy)
    if isinstance(error, StoreError):
        return Trouble(500, "The desk can't use what it keeps", told, error.remedy)
    title = "This can't be read" if isinstance(error, UnreadableInput) else "This can't be done"
    return Trouble(422, title, told, error.remedy)


def too_often(seconds: float) -> Trouble:
    """What to say to somebody who tried too many passwords."""
    left = max(1, round(seconds))
    wait = f"{left} seconds" if left < 120 else f"{round(left / 60)} minutes"
    told = "There were too many wrong passwords for this name, or from this address."
    return Trouble(429, "Wait a moment", told, f"Try again in {wait}.", left)


def _role(role: str) -> Trouble:
    return Trouble(
        403,
        "This is not yours to do",
        f"It takes a user who is {'an' if role[0] in 'AE' else 'a'} {role.lower()}. Nothing was changed.",
        "Ask somebody who is, or an admin for another role.",
    )
