"""`verifier reproduce`: a report made again, and what differs."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.desk import desk_option, open_existing_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.options import open_filled_store, store_option, text_or_json_option
from verifier.cli.progress import busy
from verifier.cli.table import print_json

if TYPE_CHECKING:
    from verifier.differences import Wire


@click.command(short_help="Make a report again, and say what differs.")
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("article", type=click.Path(path_type=Path), required=False)
@store_option
@desk_option
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="The baseline that the report was made with. [default: as verifier.toml says]",
)
@text_or_json_option
def reproduce(
    report: Path, article: Path | None, store: str | None, desk: Path | None, baseline: Path | None, form: str
) -> ExitStatus:
    """Make REPORT again, which `check --format json` wrote, and say what differs.

    First what made it: version, models, rules, sources, settings and so on; then what came of it, sentence
    by sentence and finding by finding. ARTICLE is found by its name from here or beside REPORT, and must have
    the bytes that it had. The exit status is 1 where anything differs but Python, libraries and machine,
    which are told without counting.

    \b
    Examples:
      verifier reproduce report.json
      verifier reproduce report.json drafts/ferry.md --store archive/sources.db
    """
    from verifier.config import load_config
    from verifier.differences import SURROUNDINGS, conditions, results
    from verifier.render.differences import told
    from verifier.reproducing import article_of, made_again, read_report

    before = read_report(report)
    config = load_config()
    if baseline is not None:
        config = replace(config, baseline=baseline.absolute())
    path = article if article is not None else article_of(before, report)
    with ExitStack() as opened:
        held = opened.enter_context(open_filled_store(store)) if _has_store(before) else None
        decided = open_existing_desk(desk, config)
        if decided is not None:
            opened.enter_context(decided)
        decisions = decided.decisions(_name(before)) if decided is not None else ()
        with busy(f"Making the report on {path} again"):
            now = made_again(before, path, store=held, config=config, decisions=decisions)
    under, came = conditions(before, now), results(before, now)
    if form == "json":
        print_json(
            {"conditions": [asdict(each) for each in under], "results": [asdict(each) for each in came]}
        )
    else:
        click.echo(
            told(before["document"]["name"], under, came, sentences=len(before["sentences"])), nl=False
        )
    counts = came or any(each.place[0] != SURROUNDINGS for each in under)
    return ExitStatus.FINDINGS if counts else ExitStatus.CLEAN


def _has_store(report: Wire) -> bool:
    return bool(report["manifest"]["store_sha256"])


def _name(report: Wire) -> str:
    """The name that the desk knows the article by, as `check` has it."""
    return Path(report["manifest"]["input_name"]).name
