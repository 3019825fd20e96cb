"""The command line: `verifier`. Each command is a module, loaded when it is called.

Commands return an `ExitStatus`; `run` turns errors into one or two clear lines and a status.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from claims.errors import VerifierError
from verifier import __version__
from verifier.cli.exit import ExitStatus, status_of

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

COMMANDS: dict[str, str] = {
    "check": "verifier.cli.check:check",
    "batch": "verifier.cli.batch:batch",
    "review": "verifier.cli.review:review",
    "sources": "verifier.cli.sources:sources",
    "audit": "verifier.cli.audit:audit",
    "reproduce": "verifier.cli.reproduce:reproduce",
    "serve": "verifier.cli.serve:serve",
    "baseline": "verifier.cli.baseline:baseline",
    "rule": "verifier.cli.rule:rule",
    "watch": "verifier.cli.watch:watch",
    "lsp": "verifier.cli.lsp:lsp",
    "plugins": "verifier.cli.plugins:plugins",
    "annotate": "verifier.cli.annotate:annotate",
    "judge": "verifier.cli.judge:judge",
}

COMPLETION = "_VERIFIER_COMPLETE"


class LazyGroup(click.Group):
    """A group whose commands are imported only when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of the commands, in the order that an editor meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command called `cmd_name`, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101  for the type checker
        return command


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="verifier")
def cli() -> None:
    """Check an article before it is published: who says what, and what the sources say.

    Everything happens on this machine. Only `sources add URL`, `sources cited --fetch`, the form for a web
    page that `serve` shows and `batch --scheduler` use the network.

    \b
    Examples:
      verifier sources add statement.pdf --publisher "Interior Ministry"
      verifier check draft.docx
      verifier check draft.docx --format html --output report.html
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (by default those of the process); returns the exit status."""
    # What a library says while it loads is not for the newsroom.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        outcome = cli.main(
            args=arguments, prog_name="verifier", complete_var=COMPLETION, standalone_mode=False
        )
        sys.stdout.flush()
    except VerifierError as error:
        tell(error)
        return status_of(error)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ExitStatus.USAGE
    except click.ClickException as error:
        error.show()
        return ExitStatus.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("verifier: interrupted, nothing half-written is left", err=True)
        return ExitStatus.INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes once more at its end; that must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.PIPE_CLOSED
    except SystemExit:
        # click leaves so after shell completion, and with status 1, which means findings, on a closed pipe.
        if COMPLETION in os.environ:
            raise
        return ExitStatus.PIPE_CLOSED
    except Exception:  # a fault must not look like findings, which have status 1
        traceback.print_exc()
        return ExitStatus.FAULT
    return int(outcome) if isinstance(outcome, int) else ExitStatus.CLEAN


def tell(error: VerifierError) -> None:
    """Say on stderr what is wrong, and on a line of its own what can be done."""
    from verifier.visible import one_line

    click.echo(f"verifier: {one_line(error.subject)}: {one_line(error.reason)}", err=True)
    click.echo(f"  {one_line(error.remedy)}", err=True)


def main() -> NoReturn:
    """Run the command line in this process, and exit with its status."""
    sys.unraisablehook = _interrupt_again
    status = run()
    # All is done and told. Another Ctrl-C while the interpreter ends would print where it fell.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(status)


def _interrupt_again(lost: UnraisableHookArgs) -> None:
    """Ctrl-C that fell where nothing can be raised, as in a weak reference's callback, comes once more."""
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    again = threading.Timer(0.02, _interrupt)
    again.daemon = True
    again.start()


def _interrupt() -> None:
    main_thread = threading.main_thread().ident
    if main_thread and hasattr(signal, "pthread_kill"):  # also out of a wait
        signal.pthread_kill(main_thread, signal.SIGINT)
    else:  # Windows
        signal.raise_signal(signal.SIGINT)
