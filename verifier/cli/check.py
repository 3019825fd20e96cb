"""`verifier check`: an article in, an attribution report out. Opens no socket."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import UnreadableInput
from verifier.cli import tell
from verifier.cli.desk import desk_option, open_existing_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.options import COLOURS, input_format_option, open_existing_store, store_option
from verifier.cli.output import refuse_overwriting, write_file
from verifier.cli.progress import busy
from verifier.render import FORMS, Look, render

if TYPE_CHECKING:
    from claims.document import Document
    from sources.store import Store
    from verifier.config import Config
    from verifier.desk.types import Decision
    from verifier.types import Report, Severity

STDIN = "-"
_PLAIN_WIDTH = 100
_WIDEST = 120


@click.command(short_help="Check articles and report who says what.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
@click.option("--no-store", is_flag=True, help="Check the attributions alone, against no sources.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="Form of the report. [default: terminal, or as verifier.toml says]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the report to this file; a folder where there are several articles.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    help="Exit with status 1 from this severity on. [default: error, or as verifier.toml says]",
)
@input_format_option
@desk_option
@click.option("--no-desk", is_flag=True, help="Take no account of what editors decided.")
@click.option("-q", "--quiet", is_flag=True, help="On the terminal: the findings only.")
@click.option(
    "--colour",
    "--color",
    "colour",
    type=click.Choice(COLOURS),
    help="Colour on the terminal. [default: auto, or as verifier.toml says]",
)
def check(
    articles: tuple[str, ...],
    store: str | None,
    no_store: bool,
    form: str | None,
    output: Path | None,
    fail_on: str | None,
    input_format: str | None,
    desk: Path | None,
    no_desk: bool,
    quiet: bool,
    colour: str | None,
) -> ExitStatus:
    """Check each ARTICLE and report who says what, and what the sources say. - reads standard input.

    \b
    Examples:
      verifier check draft.docx
      verifier check draft.md --fail-on warning --quiet
      verifier check draft.docx --format html --output report.html
      pbpaste | verifier check -
    """
    if store is not None and no_store:
        raise click.UsageError("--store and --no-store exclude each other.")
    if desk is not None and no_desk:
        raise click.UsageError("--desk and --no-desk exclude each other.")
    from verifier.config import load_config
    from verifier.desk.applying import settled

    config = load_config()
    form = form or config.format
    names = _destinations(articles, form, output)
    look = _look(colour or config.colour, to_file=output is not None, quiet=quiet)
    limit = _limit(fail_on, config)
    statuses = []
    with ExitStack() as opened:
        decided = None if no_desk else open_existing_desk(desk, config)
        if decided is not None:
            opened.enter_context(decided)
        held = None if no_store else open_existing_store(store, config)
        if held is not None:
            opened.enter_context(held)
        for article, name in zip(articles, names, strict=True):
            try:
                data = bytes_of(article)
                decisions = decided.decisions(name_of(article)) if decided is not None else ()
                report = checked(article, data, held, config, input_format, decisions)
                if decided is not None:
                    report = settled(report, decisions)
            except UnreadableInput as error:
                tell(error)
                statuses.append(ExitStatus.UNREADABLE)
                continue
            _deliver(render(report, form, replace(look, article=data)), name, form)
            statuses.append(_status(report, limit))
    return max(statuses)


def _destinations(articles: Sequence[str], form: str, output: Path | None) -> list[Path | None]:
    """Where each article's report goes; None is standard output."""
    if articles.count(STDIN) > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    if output is None:
        if form == "html" and sys.stdout.isatty():
            raise click.UsageError("An HTML report needs --output FILE, or a pipe.")
        if form != "terminal" and len(articles) > 1:
            raise click.UsageError(f"Several articles in {form} need --output FOLDER.")
        return [None] * len(articles)
    alone = len(articles) == 1 and not output.is_dir()
    names = [output] if alone else _names_in(output, articles, form)
    for name in names:
        refuse_overwriting(name, (Path(article) for article in articles if article != STDIN))
    return list(names)


def _names_in(folder: Path, articles: Sequence[str], form: str) -> list[Path]:
    if not folder.is_dir():
        raise click.UsageError(f"Several articles need a folder that exists as --output: {folder}")
    stems = ["stdin" if article == STDIN else Path(article).name for article in articles]
    if len(set(stems)) < len(stems):
        raise click.UsageError("Two articles have the same file name; check them one by one.")
    return [folder / f"{stem}.report{FORMS[form].suffix}" for stem in stems]


def _look(colour: str, *, to_file: bool, quiet: bool) -> Look:
    """What the terminal can show, as rich finds it; NO_COLOR and TERM count unless colour is asked for."""
    if to_file:
        return Look(
            width=_PLAIN_WIDTH, colours="standard" if colour == "always" else None, findings_only=quiet
        )
    from rich.console import Console

    console = Console(force_terminal=True, no_color=False) if colour == "always" else Console()
    coloured = colour == "always" or (colour == "auto" and console.is_terminal and not console.no_color)
    width = min(console.width, _WIDEST) if sys.stdout.isatty() else _PLAIN_WIDTH
    return Look(
        width=width,
        colours=(console.color_system or _least(colour)) if coloured else None,
        findings_only=quiet,
    )


def _least(colour: str) -> str | None:
    return "standard" if colour == "always" else None


def _limit(given: str | None, config: Config) -> Severity | None:
    from verifier.types import Severity

    if given is None:
        return config.fail_on
    return None if given == "never" else Severity[given.upper()]


def checked(
    article: str,
    data: bytes,
    store: Store | None,
    config: Config,
    input_format: str | None,
    decisions: Sequence[Decision] = (),
) -> Report:
    """The report on `data`, the bytes of `article`, with the speakers and kinds that were decided on.

    Raises:
        UnreadableInput: they can't be read.
    """
    with busy(f"Checking {'standard input' if article == STDIN else article}"):
        from verifier.pipeline import check as check_document

        document = _read(article, data, input_format)
        return check_document(document, store=store, config=config, decisions=decisions)


def name_of(article: str) -> str:
    """The name that reports and the desk know the file of this name by, or standard input."""
    return "<stdin>" if article == STDIN else Path(article).name


def read_article(article: str, input_format: str | None) -> Document:
    """The article in the file of this name, or on standard input. Raises UnreadableInput."""
    return _read(article, bytes_of(article), input_format)


def bytes_of(article: str) -> bytes:
    """What the file of this name holds, or standard input. Raises UnreadableInput."""
    from claims.reading import bytes_at

    return sys.stdin.buffer.read() if article == STDIN else bytes_at(Path(article))


def _read(article: str, data: bytes, input_format: str | None) -> Document:
    from claims.reading import read_bytes

    return read_bytes(data, name=name_of(article), format=input_format)


def _deliver(made: str | bytes, destination: Path | None, form: str) -> None:
    if destination is not None:
        write_file(destination, made)
        click.echo(f"Report written to {destination}", err=True)
        return
    encoding = (sys.stdout.encoding or "utf-8") if form == "terminal" else "utf-8"
    sys.stdout.flush()
    sys.stdout.buffer.write(made if isinstance(made, bytes) else made.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


def _status(report: Report, limit: Severity | None) -> ExitStatus:
    failed = limit is not None and any(finding.severity >= limit for finding in report.findings)
    return ExitStatus.FINDINGS if failed else ExitStatus.CLEAN
