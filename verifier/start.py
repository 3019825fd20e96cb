"""The entry point of the `verifier` command: loads the command line, or finds somebody who has it loaded."""

from __future__ import annotations

import os
import sys

from claims.errors import VerifierError
from verifier.warm.place import where_to_knock


def main() -> None:
    """Run the command line with the arguments of the process, and exit with its status."""
    arguments = sys.argv[1:]
    path = where_to_knock() if may_hand_over(arguments) else None
    if path is not None:
        from verifier.warm.client import handed_over

        try:
            status = handed_over(arguments, path)
        except VerifierError as error:
            from verifier.cli import tell
            from verifier.cli.exit import ExitStatus

            tell(error)
            status = ExitStatus.FAULT
        if status is not None:
            sys.exit(status)
    from verifier.cli import main as do_it_here

    do_it_here()


def may_hand_over(arguments: list[str]) -> bool:
    """True for a check that may be done by a desk that is open."""
    cold = "--cold" in arguments or os.environ.get("VERIFIER_COLD") or "_VERIFIER_COMPLETE" in os.environ
    return arguments[:1] == ["check"] and not cold
