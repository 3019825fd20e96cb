"""`verifier sources cited`: what a draft links to, and fetching it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from verifier.cli.check import read_article
from verifier.cli.exit import ExitStatus
from verifier.cli.keeping import now
from verifier.cli.metadata import login_name
from verifier.cli.options import (
    input_format_option,
    open_existing_store,
    open_store,
    store_option,
    table_or_json_option,
)
from verifier.cli.progress import tell_left
from verifier.cli.table import print_json, print_table

if TYPE_CHECKING:
    from claims.document import Document
    from sources.intake import Outcome
    from sources.source import Source
    from sources.store import Store

Row = dict[str, str | None]


@click.command(short_help="List what an article links to; fetch it with --fetch.")
@click.argument("article")
@store_option
@input_format_option
@click.option("--fetch", is_flag=True, help="Fetch what the store doesn't hold yet. This uses the network.")
@click.option("--refresh", is_flag=True, help="With --fetch: ask for the others anew as well.")
@table_or_json_option
def cited(
    article: str, store: str | None, input_format: str | None, fetch: bool, refresh: bool, form: str
) -> ExitStatus:
    """List every link and footnote of ARTICLE, and whether the store holds it.

    With --fetch several hosts are asked at once, each for one page at a time. After Ctrl-C the same command
    goes on with what is left. With --refresh a site sends again only what has changed.

    \b
    Examples:
      verifier sources cited draft.docx
      verifier sources cited draft.docx --fetch
    """
    if refresh and not fetch:
        raise click.UsageError("--refresh goes with --fetch.")
    from sources.cited import cited_urls
    from verifier.config import load_config

    document = read_article(article, input_format)
    if fetch:
        rows = _fetch(store, document, refresh=refresh, form=form)
    else:
        found = open_existing_store(store, load_config())
        with found or nullcontext():
            rows = [_listed(found, url) for url in cited_urls(document)]
    _print(rows, form)
    failed = any(row["state"] == "failed" for row in rows)
    return ExitStatus.UNREADABLE if failed else ExitStatus.CLEAN


def _fetch(store: str | None, document: Document, *, refresh: bool, form: str) -> list[Row]:
    from sources.cited import add_cited, cited_urls
    from verifier.cli.web import fetcher
    from verifier.config import load_config
    from verifier.encoders import text_encoder

    rows: list[Row] = []
    with open_store(store) as held:
        outcomes = add_cited(
            held,
            document,
            fetcher=fetcher(),
            now=now,
            encoder=text_encoder(load_config()),
            actor=login_name(),
            refresh=refresh,
            progress=_tell_page,
        )
        try:
            rows += (_outcome(held, outcome) for outcome in outcomes)
        except KeyboardInterrupt:
            _print(rows, form)
            urls = cited_urls(document)
            tell_left(urls[len(rows) :], total=len(urls))
            raise
    return rows


def _print(rows: list[Row], form: str) -> None:
    if form == "json":
        print_json(rows)
        return
    cells = [[row[key] or "" for key in ("url", "state", "source", "title", "reason")] for row in rows]
    print_table(
        ["Address", "State", "Source", "Title", "Remark"], cells, empty="The article links to nothing."
    )


def _tell_page(number: int, total: int, url: str) -> None:
    from verifier.visible import one_line

    click.echo(f"Page {number} of {total}: {one_line(url)}", err=True)


def _outcome(store: Store, outcome: Outcome) -> Row:
    source = outcome.added.source if outcome.added is not None else store.by_location(outcome.url)
    return _row(outcome.url, outcome.result.value, source, outcome.reason)


def _listed(store: Store | None, url: str) -> Row:
    source = store.by_location(url) if store is not None else None
    return _row(url, "held" if source is not None else "not held", source, "")


def _row(url: str, state: str, source: Source | None, reason: str) -> Row:
    held: Row = {"source": None, "title": None}
    if source is not None:
        held = {"source": source.id, "title": source.title}
    return {"url": url, "state": state, **held, "reason": reason}
