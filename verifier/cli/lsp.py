"""`verifier lsp`: findings, evidence and quick fixes inside a text editor."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.desk import desk_option, open_desk, place_of_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.metadata import login_name
from verifier.cli.options import no_store_option, open_existing_store, refuse_both, store_option

if TYPE_CHECKING:
    from claims.document import Document
    from verifier.desk.types import Decision
    from verifier.types import Finding, Report


@click.command(short_help="Serve a text editor by the Language Server Protocol.")
@store_option
@no_store_option
@desk_option
def lsp(store: str | None, no_store: bool, desk: Path | None) -> ExitStatus:
    """Check Markdown and plain text while it is written, in any editor that speaks the protocol.

    The editor starts this command and talks to it over standard input and output. Findings come as
    diagnostics; the pointer over a sentence shows whose it is and what the sources say; quick fixes attribute
    a sentence, ignore a rule or dismiss a finding. docs/editors.md tells how to set up some editors.

    \b
    Examples:
      verifier lsp
      verifier lsp --store ~/newsroom/sources.db
    """
    refuse_both(store, no_store)
    from verifier.config import load_config
    from verifier.desk.applying import settled
    from verifier.desk.deciding import on_finding
    from verifier.desk.types import Act
    from verifier.editor.server import serve
    from verifier.pipeline import check

    held = None if no_store else open_existing_store(store, load_config())

    def checked(document: Document, folder: Path | None) -> Report:
        # Settings are those of the draft's folder, read each time, so that a change of them is seen.
        config = load_config(folder)
        decisions: tuple[Decision, ...] = ()
        if place_of_desk(desk, config).exists():
            with open_desk(desk, config) as decided:
                decisions = decided.decisions(document.name)
        path = folder / document.name if folder is not None else None
        report = check(document, store=held, config=config, decisions=decisions, path=path)
        return settled(report, decisions)

    def dismiss(report: Report, finding: Finding, folder: Path | None) -> None:
        name, now = report.article.analysis.document.name, datetime.now(UTC)
        with open_desk(desk, load_config(folder)) as decided:
            who = login_name() or "nobody"
            decided.record(on_finding(report, finding, Act.DISMISS, article=name, who=who, when=now))

    try:
        serve(checked, dismiss).start_io()
    finally:
        if held is not None:
            held.close()
    return ExitStatus.CLEAN
