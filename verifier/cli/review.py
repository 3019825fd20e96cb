"""`verifier review`: the findings of an article one by one, and what the editor decides on each."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from verifier.cli.check import STDIN, bytes_of, checked, name_of
from verifier.cli.desk import desk_option, open_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.metadata import login_name
from verifier.cli.options import (
    input_format_option,
    no_store_option,
    open_existing_store,
    refuse_both,
    store_option,
)


@click.command(short_help="Go through the findings of an article and decide on each.")
@click.argument("article", metavar="ARTICLE")
@store_option
@no_store_option
@input_format_option
@desk_option
@click.option("--as", "who", metavar="NAME", help="Who decides. [default: your login name]")
@click.option("--all", "everything", is_flag=True, help="Go through what was decided before as well.")
def review(
    article: str,
    store: str | None,
    no_store: bool,
    input_format: str | None,
    desk: Path | None,
    who: str | None,
    everything: bool,
) -> ExitStatus:
    """Go through the findings of ARTICLE, the gravest first, and decide on each.

    Each is answered by a line: a letter, and after it a note, a name or a kind; ? lists the letters. What is
    decided is kept at once: after q or Ctrl-C the same command goes on from there.

    \b
    Examples:
      verifier review draft.docx
      verifier review draft.docx --as "Lena Brandt"
      verifier review draft.docx --all
    """
    if article == STDIN:
        raise click.UsageError("The answers come from standard input; give the article as a file.")
    refuse_both(store, no_store)
    from verifier.cli.reviewing import Review
    from verifier.config import load_config

    config, name = load_config(), name_of(article)
    with ExitStack() as opened:
        kept = opened.enter_context(open_desk(desk, config))
        held = None if no_store else open_existing_store(store, config)
        if held is not None:
            opened.enter_context(held)
        decisions = kept.decisions(name)
        report = checked(article, bytes_of(article), held, config, input_format, decisions)
        Review(kept, name, report, who=(who or login_name()).strip() or "nobody").run(everything=everything)
    return ExitStatus.CLEAN
