"""The exit statuses of the command line."""

from __future__ import annotations

from enum import IntEnum

from claims.errors import FetchError, UnreadableInput, VerifierError


class ExitStatus(IntEnum):
    """What a command tells the shell. When several hold, UNREADABLE stands before FINDINGS."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    FAULT = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MEANINGS: dict[ExitStatus, str] = {
    ExitStatus.CLEAN: "done, and no finding at or above `--fail-on`",
    ExitStatus.FINDINGS: "done, with findings at or above `--fail-on`, damage found in the store, a "
    "rule whose examples fail, or a report that does not come out again",
    ExitStatus.USAGE: "a wrong option, setting, store or report; nothing was written",
    ExitStatus.UNREADABLE: "an article, source or web address that can't be read or checked; the others were "
    "still done",
    ExitStatus.FAULT: "a fault in the program itself, shown with a traceback to report",
    ExitStatus.INTERRUPTED: "interrupted with Ctrl-C; nothing half-written is left",
    ExitStatus.PIPE_CLOSED: "the program that read the output stopped reading",
}


def status_of(error: VerifierError) -> ExitStatus:
    """The exit status that `error` leads to."""
    unreadable = isinstance(error, UnreadableInput | FetchError)
    return ExitStatus.UNREADABLE if unreadable else ExitStatus.USAGE
