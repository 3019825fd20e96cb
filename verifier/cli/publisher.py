"""`verifier sources publisher`: which names and domains are one publisher."""

from __future__ import annotations

from collections import Counter

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.keeping import now
from verifier.cli.metadata import login_name
from verifier.cli.options import open_filled_store, store_option, text_json_or_csv_option
from verifier.cli.progress import busy
from verifier.cli.table import print_rows


@click.command(short_help="Say which names and domains are one publisher.")
@click.argument("names", nargs=-1, metavar="[PUBLISHER NAME_OR_DOMAIN...]")
@store_option
@click.option("--forget", metavar="NAME", help="Forget a name; of what a publisher is called, all its names.")
@text_json_or_csv_option
def publisher(names: tuple[str, ...], store: str | None, forget: str | None, form: str) -> ExitStatus:
    """Say which names and domains are one publisher. Without a name, list the publishers.

    Sources under one of the names, and those from one of the domains without a publisher, get PUBLISHER, now
    and when they are added. One publisher counts once when a report asks who is independent.

    \b
    Examples:
      verifier sources publisher
      verifier sources publisher "Amnesty International" Amnesty amnesty.org
      verifier sources publisher --forget amnesty.org
    """
    if forget is not None and names:
        raise click.UsageError("--forget goes without other names.")
    if forget is not None:
        return _forget(store, forget)
    return _declare(store, names) if names else _list(store, form)


def _forget(store: str | None, name: str) -> ExitStatus:
    from sources.publishers import forget
    from verifier.visible import one_line

    with open_filled_store(store) as held:
        body = forget(held, name, now=now(), actor=login_name())
    click.echo(one_line(f"forgotten: {name}, a name of {body}. Sources stay as they are recorded."))
    return ExitStatus.CLEAN


def _declare(store: str | None, names: tuple[str, ...]) -> ExitStatus:
    from sources.publishers import declare
    from verifier.config import load_config
    from verifier.encoders import text_encoder
    from verifier.visible import one_line

    with open_filled_store(store) as held, busy("Recording"):
        encoder = text_encoder(load_config())
        changed = declare(held, names[0], names[1:], now=now(), encoder=encoder, actor=login_name())
        called = held.publishers().called[names[0].strip()]
    click.echo(one_line(f"recorded: {', '.join(called)}"))
    for source in changed:
        click.echo(one_line(f"{source.id} {source.title}: publisher is now {source.publisher}"))
    return ExitStatus.CLEAN


def _list(store: str | None, form: str) -> ExitStatus:
    with open_filled_store(store) as held:
        called = held.publishers().called
        counted = Counter(source.publisher for source in held.sources() if source.publisher)
    rows: list[dict[str, str | int | float | None]] = [
        {"publisher": body, "names": ", ".join(called.get(body, (body,))[1:]), "sources": counted[body]}
        for body in sorted(called.keys() | counted.keys())
    ]
    print_rows(form, rows, keys=("publisher", "names", "sources"), empty="No source has a publisher yet.")
    return ExitStatus.CLEAN
