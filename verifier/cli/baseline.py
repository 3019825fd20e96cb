"""`verifier baseline`: writes down the findings that are there already, so that only new ones are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import UnreadableInput
from verifier.cli import tell
from verifier.cli.check import bytes_of, checked
from verifier.cli.exit import ExitStatus
from verifier.cli.options import (
    input_format_option,
    no_store_option,
    open_existing_store,
    refuse_both,
    store_option,
)
from verifier.cli.output import refuse_overwriting, write_file

if TYPE_CHECKING:
    from verifier.baseline import Baseline
    from verifier.config import Config


@click.command(short_help="Write down old findings, so that only new ones are told.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path),
    help="The file to write. [default: as verifier.toml says, else verifier-baseline.json beside it or here]",
)
@click.option("--prune", is_flag=True, help="Only take out what these articles no longer have.")
@store_option
@no_store_option
@input_format_option
def baseline(
    articles: tuple[str, ...],
    file: Path | None,
    prune: bool,
    store: str | None,
    no_store: bool,
    input_format: str | None,
) -> ExitStatus:
    """Check each ARTICLE and write its findings to a baseline; `check` then leaves them out.

    A finding is known by its rule, its sentence and its speakers: it stays known when lines move, and comes
    back when the sentence changes. What the baseline knows of other articles is kept. Check with the same
    sources as here.

    \b
    Examples:
      verifier baseline archive/*.md
      verifier check --baseline verifier-baseline.json archive/ferry.md
      verifier baseline --prune archive/ferry.md
    """
    refuse_both(store, no_store)
    from verifier.baseline import Baseline, entries_of, read_baseline, to_text
    from verifier.config import load_config
    from verifier.leaving_out import place_below

    config = load_config()
    path = _file(file, config)
    refuse_overwriting(path, map(Path, articles))
    before = read_baseline(path) if path.exists() or prune else Baseline()
    known, status = before, ExitStatus.CLEAN
    held = None if no_store else open_existing_store(store, config)
    try:
        for article in articles:
            try:
                data = bytes_of(article)
                report = checked(article, data, held, replace(config, baseline=None), input_format)
            except UnreadableInput as error:
                tell(error)
                status = ExitStatus.UNREADABLE
                continue
            entries = entries_of(report.article, report.findings)
            name = place_below(path.parent, Path(article)) or report.manifest.input_name
            known = known.pruned(name, entries) if prune else known.with_article(name, entries)
    finally:
        if held is not None:
            held.close()
    write_file(path, to_text(known))
    click.echo(_told(path, before, known), err=True)
    if config.baseline is None and file is None:
        click.echo(f'Use it with: baseline = "{path.name}" in verifier.toml.', err=True)
    return status


def _file(given: Path | None, config: Config) -> Path:
    from verifier.baseline import FILE_NAME

    folder = config.path.parent if config.path is not None else Path.cwd()
    return given.absolute() if given is not None else config.baseline or folder / FILE_NAME


def _told(path: Path, before: Baseline, known: Baseline) -> str:
    from verifier.render.words import count

    old, new = before.count(), known.count()
    return f"{path}: {count(new, 'finding')} known, {old} before"
