"""`verifier watch`: drafts checked again as often as they are saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import click

from claims.errors import VerifierError
from verifier.cli import tell
from verifier.cli.check import checked, look_for
from verifier.cli.exit import ExitStatus
from verifier.cli.options import (
    COLOURS,
    input_format_option,
    no_store_option,
    open_existing_store,
    refuse_both,
    store_option,
)

if TYPE_CHECKING:
    from verifier.desk.types import KeptCheck
    from verifier.types import Report

# Seconds. Looking at a few files costs nothing, and is the same on all systems and on shared folders.
_PAUSE = 0.3

_Stamp = tuple[int, int, int]


@click.command(short_help="Check drafts again as often as they are saved.")
@click.argument(
    "articles",
    nargs=-1,
    required=True,
    metavar="ARTICLE...",
    type=click.Path(path_type=Path),
)
@store_option
@no_store_option
@click.option(
    "--all", "everything", is_flag=True, help="Show every finding each time, not only the new ones."
)
@input_format_option
@click.option(
    "--colour",
    "--color",
    "colour",
    type=click.Choice(COLOURS),
    default="auto",
    help="Colour on the terminal. [default: auto]",
)
def watch(
    articles: tuple[Path, ...],
    store: str | None,
    no_store: bool,
    everything: bool,
    input_format: str | None,
    colour: str,
) -> ExitStatus:
    """Check each ARTICLE, and again whenever it is saved, until Ctrl-C.

    Tells what is new, what is fixed and what is still open since the check before.

    \b
    Examples:
      verifier watch draft.md
      verifier watch articles/*.docx --all
    """
    refuse_both(store, no_store)
    from claims.reading import bytes_at
    from verifier.config import load_config

    for article in articles:
        bytes_at(article)
    config = load_config()
    held = None if no_store else open_existing_store(store, config)
    kept: dict[Path, KeptCheck] = {}
    try:
        for article in _saved(articles):
            try:
                # The settings are read each time, so that a change of them is seen.
                report = checked(str(article), bytes_at(article), held, load_config(), input_format)
            except VerifierError as error:
                # A draft or settings that are half saved, a store that another program writes to.
                tell(error)
                continue
            before = kept.get(article)
            kept[article] = _kept(report)
            _show(article, before, report, everything=everything, colour=colour)
    except KeyboardInterrupt:
        return ExitStatus.CLEAN
    finally:
        if held is not None:
            held.close()
    return ExitStatus.CLEAN


def _saved(articles: Sequence[Path]) -> Iterator[Path]:
    """Each of `articles` once, then each again whenever its file has changed and is at rest."""
    read: dict[Path, _Stamp | None] = {}
    seen: dict[Path, _Stamp | None] = {article: _stamp(article) for article in articles}
    while True:
        for article, before in seen.items():
            now = seen[article] = _stamp(article)
            if now is not None and now == before and now != read.get(article):
                read[article] = now
                yield article
        sleep(_PAUSE)


def _stamp(path: Path) -> _Stamp | None:
    """What changes with each save, in whatever way a program saves; None while there is no such file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _kept(report: Report) -> KeptCheck:
    from verifier.desk.keeping import kept

    return kept(report.article.analysis.document.name, report, datetime.now(UTC))


def _show(article: Path, before: KeptCheck | None, report: Report, *, everything: bool, colour: str) -> None:
    from verifier.desk.versions import compare
    from verifier.render import render
    from verifier.render.words import count
    from verifier.visible import one_line

    clock = datetime.now().astimezone().strftime("%H:%M:%S")
    if before is None:
        click.echo(f"{clock} {one_line(str(article))}: {count(len(report.findings), 'finding')}")
        shown = report
    else:
        found = compare(before, report)
        told = f"{len(found.new)} new, {len(found.fixed)} fixed, {len(found.open)} still open"
        click.echo(f"{clock} {one_line(str(article))}: {told}")
        for gone in found.fixed:
            click.echo(f"  fixed: {gone.rule} {one_line(gone.message)}")
        shown = report if everything else replace(report, findings=found.new)
    if shown.findings:
        text = render(shown, "terminal", look_for(colour, to_file=False, quiet=True))
        click.echo(text, color=True)
