"""`verifier sources`: what the newsroom holds as evidence."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.errors import VerifierError
from verifier.cli import tell
from verifier.cli.asking import quotes, statements
from verifier.cli.bulk import add_container, is_container
from verifier.cli.check import read_article
from verifier.cli.copies import copies_of, in_a_word
from verifier.cli.exit import ExitStatus, status_of
from verifier.cli.holdings import listing, remove, search, show
from verifier.cli.keeping import correct, now, verify
from verifier.cli.metadata import given_with, login_name, metadata_options
from verifier.cli.options import (
    input_format_option,
    open_existing_store,
    open_store,
    store_option,
    table_or_json_option,
)
from verifier.cli.progress import steps
from verifier.cli.publisher import publisher
from verifier.cli.table import print_json, print_table

if TYPE_CHECKING:
    from claims.document import Document
    from sources.encoder import TextEncoder
    from sources.fetch import Fetcher
    from sources.intake import Given, Outcome
    from sources.source import Source
    from sources.store import Store


@click.group(short_help="Keep the sources that articles are checked against.")
def sources() -> None:
    """Keep the sources that articles are checked against.

    \b
    Examples:
      verifier sources add statement.pdf --publisher "Interior Ministry" --kind press_release
      verifier sources cited draft.docx --fetch
      verifier sources search "phones seized"
    """


@sources.command()
@click.argument("locations", nargs=-1, required=True, metavar="PATH_OR_URL...")
@store_option
@metadata_options
@click.option("--url", help="The web address that a file was saved from.")
def add(locations: tuple[str, ...], store: str | None, url: str | None, **about: Any) -> ExitStatus:
    """Add files and web pages to the store. Adding the same thing twice changes nothing.

    Of a folder, a zip file or a web archive (WARC, WACZ) every file or page is a source of its own.

    \b
    Examples:
      verifier sources add statement.pdf --publisher "Interior Ministry" --date 2031-03-04
      verifier sources add https://example.org/report.html --kind report
      verifier sources add memo.docx --on-background --embargo 2031-03-09 --why "port strike story"
      verifier sources add documents.zip notes/
    """
    if (len(locations) > 1 or any(map(is_container, locations))) and (about["title"] or url):
        raise click.UsageError("--title and --url go with one source at a time.")
    from sources.fetch import Fetcher
    from verifier.config import load_config
    from verifier.encoders import text_encoder

    # One of each for all sources: the model is loaded once, and one host is asked at one pace.
    encoder, fetcher = text_encoder(load_config()), Fetcher()
    given = given_with(about, url=url)
    done: list[str | VerifierError] = []
    with open_store(store) as held:
        for location in steps(locations, total=len(locations), message="Adding"):
            try:
                if is_container(location):
                    done += add_container(held, location, given, encoder=encoder, now=now, actor=login_name())
                else:
                    done.append(_add(held, location, given, encoder=encoder, fetcher=fetcher))
            except VerifierError as error:
                done.append(error)
    for outcome in done:
        if isinstance(outcome, VerifierError):
            tell(outcome)
        else:
            click.echo(outcome, err=outcome.startswith("left out: "))
    return max(status_of(each) if isinstance(each, VerifierError) else ExitStatus.CLEAN for each in done)


def _add(store: Store, location: str, given: Given, *, encoder: TextEncoder, fetcher: Fetcher) -> str:
    from sources.intake import add_file, add_url
    from sources.location import is_url
    from verifier.render.visible import one_line

    if is_url(location):
        added = add_url(
            store, location, fetcher=fetcher, given=given, now=now(), encoder=encoder, actor=login_name()
        )
    else:
        added = add_file(store, Path(location), given=given, now=now(), encoder=encoder, actor=login_name())
    source = added.source
    by = f", {source.publisher}" if source.publisher else ""
    told = f"{added.state.value}: {source.id} {source.title}{by}"
    return one_line(f"{told}{in_a_word(copies_of(store, source), source)}")


@sources.command(short_help="List what an article links to; fetch it with --fetch.")
@click.argument("article")
@store_option
@input_format_option
@click.option("--fetch", is_flag=True, help="Fetch what the store doesn't hold yet. This uses the network.")
@click.option("--refresh", is_flag=True, help="With --fetch: fetch the others anew as well.")
@table_or_json_option
def cited(
    article: str, store: str | None, input_format: str | None, fetch: bool, refresh: bool, form: str
) -> ExitStatus:
    """List every link and footnote of ARTICLE, and whether the store holds it.

    \b
    Examples:
      verifier sources cited draft.docx
      verifier sources cited draft.docx --fetch
    """
    if refresh and not fetch:
        raise click.UsageError("--refresh goes with --fetch.")
    from sources.intake import cited_urls
    from verifier.config import load_config

    document = read_article(article, input_format)
    if fetch:
        with open_store(store) as held:
            rows = [_outcome(held, outcome) for outcome in _fetch(held, document, refresh=refresh)]
    else:
        found = open_existing_store(store, load_config())
        with found or nullcontext():
            rows = [_listed(found, url) for url in cited_urls(document)]
    if form == "json":
        print_json(rows)
    else:
        cells = [[r[key] or "" for key in ("url", "state", "source", "title", "reason")] for r in rows]
        print_table(
            ["Address", "State", "Source", "Title", "Remark"], cells, empty="The article links to nothing."
        )
    failed = any(row["state"] == "failed" for row in rows)
    return ExitStatus.UNREADABLE if failed else ExitStatus.CLEAN


def _fetch(store: Store, document: Document, *, refresh: bool) -> tuple[Outcome, ...]:
    from sources.fetch import Fetcher
    from sources.intake import add_cited
    from verifier.config import load_config
    from verifier.encoders import text_encoder

    return add_cited(
        store,
        document,
        fetcher=Fetcher(),
        now=now,
        encoder=text_encoder(load_config()),
        actor=login_name(),
        refresh=refresh,
        progress=_tell_page,
    )


def _tell_page(number: int, total: int, url: str) -> None:
    from verifier.render.visible import one_line

    click.echo(f"Page {number} of {total}: {one_line(url)}", err=True)


def _outcome(store: Store, outcome: Outcome) -> dict[str, str | None]:
    source = outcome.added.source if outcome.added is not None else store.by_location(outcome.url)
    return _row(outcome.url, outcome.result.value, source, outcome.reason)


def _listed(store: Store | None, url: str) -> dict[str, str | None]:
    source = store.by_location(url) if store is not None else None
    return _row(url, "held" if source is not None else "not held", source, "")


def _row(url: str, state: str, source: Source | None, reason: str) -> dict[str, str | None]:
    held = (
        {"source": source.id, "title": source.title}
        if source is not None
        else {"source": None, "title": None}
    )
    return {"url": url, "state": state, **held, "reason": reason}


for _command in (listing, show, search, quotes, statements, correct, publisher, verify, remove):
    sources.add_command(_command)
