"""`verifier sources`: what the newsroom holds as evidence."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.errors import VerifierError
from verifier.cli import tell
from verifier.cli.asking import quotes, statements
from verifier.cli.bulk import add_container, is_container
from verifier.cli.cited import cited
from verifier.cli.copies import copies_of, in_a_word
from verifier.cli.exit import ExitStatus, status_of
from verifier.cli.export import export
from verifier.cli.holdings import listing, remove, search, show
from verifier.cli.keeping import correct, now, verify
from verifier.cli.metadata import given_with, login_name, metadata_options
from verifier.cli.options import open_store, store_option
from verifier.cli.progress import steps, tell_left
from verifier.cli.publisher import publisher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sources.encoder import TextEncoder
    from sources.fetching import Page
    from sources.given import Given
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

    Of a folder, a zip file or a web archive (WARC, WACZ) every file or page is a source of its own. Web pages
    are fetched from several hosts at once. One that is held already is asked for only if it has changed.

    \b
    Examples:
      verifier sources add statement.pdf --publisher "Interior Ministry" --date 2031-03-04
      verifier sources add https://example.org/report.html --kind report
      verifier sources add memo.docx --on-background --embargo 2031-03-09 --why "port strike story"
      verifier sources add documents.zip notes/
    """
    if (len(locations) > 1 or any(map(is_container, locations))) and (about["title"] or url):
        raise click.UsageError("--title and --url go with one source at a time.")
    from sources.fetching import fetch_all
    from verifier.cli.web import fetcher, wanted
    from verifier.config import load_config
    from verifier.encoders import text_encoder

    encoder = text_encoder(load_config())
    given = given_with(about, url=url)
    done: list[str | VerifierError] = []
    left = list(locations)
    with open_store(store) as held, closing(fetch_all(fetcher(), wanted(held, locations))) as pages:
        try:
            for location in steps(locations, total=len(locations), message="Adding"):
                try:
                    if is_container(location):
                        done += add_container(
                            held, location, given, encoder=encoder, now=now, actor=login_name()
                        )
                    else:
                        done.append(_add(held, location, given, encoder=encoder, pages=pages))
                except VerifierError as error:
                    done.append(error)
                left.remove(location)
        except KeyboardInterrupt:
            _tell(done)
            tell_left(left, total=len(locations))
            raise
    _tell(done)
    return max(status_of(each) if isinstance(each, VerifierError) else ExitStatus.CLEAN for each in done)


def _tell(done: list[str | VerifierError]) -> None:
    for outcome in done:
        if isinstance(outcome, VerifierError):
            tell(outcome)
        else:
            click.echo(outcome, err=outcome.startswith("left out: "))


def _add(store: Store, location: str, given: Given, *, encoder: TextEncoder, pages: Iterator[Page]) -> str:
    from sources.intake import add_file, add_page
    from sources.location import is_url
    from verifier.visible import one_line

    if is_url(location):
        page = next(pages)
        if isinstance(page, VerifierError):
            raise page
        added = add_page(store, page, given=given, now=now(), encoder=encoder, actor=login_name())
    else:
        added = add_file(store, Path(location), given=given, now=now(), encoder=encoder, actor=login_name())
    source = added.source
    by = f", {source.publisher}" if source.publisher else ""
    told = f"{added.state.value}: {source.id} {source.title}{by}"
    return one_line(f"{told}{in_a_word(copies_of(store, source), source)}")


for _command in (
    cited,
    listing,
    show,
    search,
    quotes,
    statements,
    correct,
    publisher,
    verify,
    export,
    remove,
):
    sources.add_command(_command)
