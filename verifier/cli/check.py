"""`verifier check`: an article in, an attribution report out. Opens no socket.

Where a desk is open, `verifier.start` has this done by the desk's warm process.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import UnreadableInput
from verifier.cli import tell
from verifier.cli.desk import desk_option, open_existing_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.options import (
    COLOURS,
    input_format_option,
    no_store_option,
    open_existing_store,
    refuse_both,
    refuse_unknown_form,
    store_option,
)
from verifier.cli.output import refuse_overwriting, write_file
from verifier.cli.progress import busy
from verifier.render import FORMS, Form, Look, render, render_all

if TYPE_CHECKING:
    from claims.document import Document
    from sources.store import Store
    from verifier.config import Config
    from verifier.desk.types import Decision
    from verifier.types import Report, Severity

STDIN = "-"
_PLAIN_WIDTH = 100
_FOR_FILES = ("html", "docx")
_WIDEST = 120


@click.command(short_help="Check articles and report who says what.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
@no_store_option
@click.option(
    "--format",
    "form",
    metavar=f"[{'|'.join(FORMS)}]",
    help="Form of the report, also one of a plugin. [default: terminal, or as verifier.toml says]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the report to this file. Several articles need a folder, or a form that joins them: "
    + ", ".join(name for name, form in FORMS.items() if form.joins)
    + ".",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    help="Exit with status 1 from this severity on. [default: error, or as verifier.toml says]",
)
@input_format_option
@desk_option
@click.option("--no-desk", is_flag=True, help="Take no account of what editors decided.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="Leave out the old findings that this file knows. [default: as verifier.toml says]",
)
@click.option("--show-ignored", is_flag=True, help="On the terminal: list what was left out, and why.")
@click.option("-q", "--quiet", is_flag=True, help="On the terminal: the findings only.")
@click.option(
    "--colour",
    "--color",
    "colour",
    type=click.Choice(COLOURS),
    help="Colour on the terminal. [default: auto, or as verifier.toml says]",
)
@click.option(
    "--cold",
    is_flag=True,
    expose_value=False,  # verifier.start reads it, before this module is loaded
    help="Do the work in this process, even where a desk is open.",
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
    baseline: Path | None,
    show_ignored: bool,
    quiet: bool,
    colour: str | None,
) -> ExitStatus:
    """Check each ARTICLE and report who says what, and what the sources say. - reads standard input.

    \b
    Examples:
      verifier check draft.docx
      verifier check draft.md --fail-on warning --quiet
      verifier check draft.docx --format html --output report.html
      verifier check drafts/a.md drafts/b.md --format sarif --output reports.sarif
      pbpaste | verifier check -
    """
    refuse_both(store, no_store)
    if desk is not None and no_desk:
        raise click.UsageError("--desk and --no-desk exclude each other.")
    from verifier.config import load_config
    from verifier.desk.applying import settled

    config = load_config()
    if baseline is not None:
        config = replace(config, baseline=baseline.absolute())
    form = form or config.format
    refuse_unknown_form(form, config)
    joined = config.forms[form].joins and len(articles) > 1 and not (output is not None and output.is_dir())
    names = _destinations(articles, form, output, config.forms, joined=joined)
    limit = _limit(fail_on, config)
    look = look_for(colour or config.colour, to_file=output is not None, quiet=quiet)
    look = replace(look, fail_on=limit, show_ignored=show_ignored)
    statuses, reports = [], []
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
            statuses.append(_status(report, limit))
            if joined:
                reports.append(report)
            else:
                made = render(report, form, replace(look, article=data), forms=config.forms)
                _deliver(made, name, form)
        if reports:
            _deliver(render_all(reports, form, look, forms=config.forms), output, form)
    return max(statuses)


def _destinations(
    articles: Sequence[str], form: str, output: Path | None, forms: Mapping[str, Form], *, joined: bool
) -> list[Path | None]:
    """Where each article's report goes; None is standard output. Those that are joined go to one place."""
    if articles.count(STDIN) > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    if output is None:
        if form in _FOR_FILES and sys.stdout.isatty():
            raise click.UsageError(f"A report as {form} needs --output FILE, or a pipe.")
        if form != "terminal" and len(articles) > 1 and not joined:
            raise click.UsageError(f"Several articles in {form} need --output FOLDER.")
        return [None] * len(articles)
    alone = joined or (len(articles) == 1 and not output.is_dir())
    names = [output] * len(articles) if alone else _names_in(output, articles, forms[form])
    for name in names:
        refuse_overwriting(name, (Path(article) for article in articles if article != STDIN))
    return list(names)


def _names_in(folder: Path, articles: Sequence[str], form: Form) -> list[Path]:
    if not folder.is_dir():
        raise click.UsageError(f"Several articles need a folder that exists as --output: {folder}")
    stems = ["stdin" if article == STDIN else Path(article).name for article in articles]
    if len(set(stems)) < len(stems):
        raise click.UsageError("Two articles have the same file name; check them one by one.")
    return [folder / f"{stem}.report{form.suffix}" for stem in stems]


def look_for(colour: str, *, to_file: bool, quiet: bool) -> Look:
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
        path = None if article == STDIN else Path(article)
        return check_document(document, store=store, config=config, decisions=decisions, path=path)


def name_of(article: str) -> str:
    """The name that the desk knows the file of this name by, or standard input."""
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

    name = "<stdin>" if article == STDIN else _name(Path(article))
    return read_bytes(data, name=name, format=input_format)


def _name(path: Path) -> str:
    """The path as it was given, so that others find the file; the name alone where it leads elsewhere."""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


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
