"""`verifier sources export`: sources as a web archive, for other programs and other stores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import BadConfiguration
from verifier import __version__
from verifier.cli.exit import ExitStatus
from verifier.cli.keeping import now
from verifier.cli.options import open_filled_store, place_of_store, store_option
from verifier.cli.output import refuse_overwriting, replacing
from verifier.cli.progress import busy

if TYPE_CHECKING:
    from sources.source import Source
    from sources.store import Store

_PACKED = ".warc.gz"


@click.command(short_help="Write sources as a web archive (WARC).")
@click.argument("source_ids", nargs=-1, metavar="[ID]...")
@store_option
@click.option("--warc", required=True, metavar="FILE", help="Where to: FILE.warc.gz, or FILE.warc.")
@click.option("--overwrite", is_flag=True, help="Replace FILE where it is there already.")
def export(source_ids: tuple[str, ...], store: str | None, warc: str, overwrite: bool) -> ExitStatus:
    """Write sources with all their snapshots as a web archive (WARC 1.1): those with these IDs, else all.

    What was fetched is there as the site answered, over its redirects and with its headers, but unpacked;
    files are there under their full path. `verifier sources add FILE.warc.gz` reads it into another store.
    An archive can't say on what terms a source was given, nor who published it: those on background or under
    an embargo are left out unless you name them.

    \b
    Examples:
      verifier sources export --warc sources.warc.gz
      verifier sources export 3f9c a01b --warc strike.warc.gz --overwrite
    """
    from sources.warc_writer import write
    from verifier.config import load_config
    from verifier.render.words import count
    from verifier.visible import one_line

    path = Path(warc)
    if not path.name.lower().endswith((_PACKED, ".warc")):
        raise BadConfiguration("--warc", f'"{warc}" is no name of a web archive', f"Name it FILE{_PACKED}.")
    if path.exists() and not overwrite:
        raise BadConfiguration(warc, "the file is there already", "Give --overwrite, or another name.")
    place = place_of_store(store, load_config())
    refuse_overwriting(path, [place.file] if place.file is not None else [])
    with open_filled_store(store) as held, busy("Writing"), replacing(path) as file:
        wanted, left_out = _chosen(held, source_ids)
        number = write(
            held,
            file,
            wanted,
            name=path.name,
            software=f"attribution-verifier/{__version__}",
            now=now(),
            packed=path.name.lower().endswith(_PACKED),
        )
    for source in left_out:
        click.echo(
            one_line(f"left out: {source.id} {source.title}, on background or under an embargo"), err=True
        )
    click.echo(one_line(f"written: {warc}, {count(number, 'source')}"))
    return ExitStatus.CLEAN


def _chosen(store: Store, source_ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Source, ...]]:
    """The ids of the sources to write, and the sources that are left out for the terms they were given on."""
    from sources.source import Terms

    if source_ids:
        return source_ids, ()
    held = store.sources()
    bound = tuple(s for s in held if s.on_record is Terms.BACKGROUND or s.embargo is not None)
    return tuple(s.id for s in held if s not in bound), bound
