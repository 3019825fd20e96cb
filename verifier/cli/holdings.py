"""`verifier sources list|show|search|remove`: looking at the sources that the store holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from verifier.cli.copies import copies_of
from verifier.cli.exit import ExitStatus
from verifier.cli.keeping import now
from verifier.cli.metadata import login_name
from verifier.cli.options import (
    open_existing_store,
    open_filled_store,
    store_option,
    table_or_json_option,
    text_json_or_csv_option,
)
from verifier.cli.progress import busy
from verifier.cli.standing_at import place_of, standing_at
from verifier.cli.table import print_csv, print_json, print_rows, print_table

if TYPE_CHECKING:
    from sources.fetched import Fetch
    from sources.source import Source
    from sources.store import Store

EMPTY = "The store holds no sources yet. Add one with: verifier sources add FILE"
_MOST_HITS = 100


def open_held(given: str | None) -> Store | None:
    """The store for reading; None where there is none yet."""
    from verifier.config import load_config

    return open_existing_store(given, load_config())


def _about(source: Source) -> dict[str, str | None]:
    """All that is recorded of a source. Reports leave out who brought it in and why."""
    from verifier.render.json import source_to_wire

    return source_to_wire(source) | {
        "on_record": source.on_record.value,
        "embargo": source.embargo.isoformat() if source.embargo else None,
        "added_by": source.added_by or None,
        "why": source.why or None,
    }


@click.command("list")
@store_option
@table_or_json_option
def listing(store: str | None, form: str) -> ExitStatus:
    """List all sources.

    \b
    Examples:
      verifier sources list
      verifier sources list --format json
    """
    held = open_held(store)
    if held is None:
        found: list[dict[str, str | None]] = []
    else:
        with held:
            found = [_about(source) for source in held.sources()]
    if form == "json":
        print_json(found)
    else:
        keys = ("id", "title", "publisher", "published", "kind")
        print_table([k.capitalize() for k in keys], [[s[k] or "" for k in keys] for s in found], empty=EMPTY)
    return ExitStatus.CLEAN


@click.command(short_help="Show one source and what it holds.")
@click.argument("source_id", metavar="ID")
@store_option
@click.option("--at", metavar="LOCATOR", help='Only what stands there, such as "page 2" or "paragraph 5".')
@text_json_or_csv_option
def show(source_id: str, store: str | None, at: str | None, form: str) -> ExitStatus:
    """Show one source: where it is from, its snapshots, its copies, its paragraphs and who says what in it.

    ID can be shortened as long as it is clear. LOCATOR is a place as search and reports give it, or a part of
    one. As CSV only the text is printed, a line for each place.

    \b
    Examples:
      verifier sources show 3f9c
      verifier sources show 3f9c --at "page 2, paragraph 5"
      verifier sources show 3f9c --format json
    """
    from sources.fetches import fetches_of

    with open_filled_store(store) as held:
        source = held.source(source_id)
        snapshots = held.snapshots(source.id)
        fetched = fetches_of(held, source.id)
        passages = standing_at(held.passages(source.id), at)
        shown = {p.id for p in passages}
        statements = [s for s in held.statements(source.id) if s.passage.id in shown]
        copies = copies_of(held, source)
    about = _about(source)
    taken = [
        {
            "taken": s.taken.isoformat(),
            "sha256": s.sha256,
            "size": s.size,
            "media_type": s.media_type,
            "fetched": [_fetch_to_wire(fetch) for fetch in fetches],
        }
        for s, fetches in zip(snapshots, fetched, strict=True)
    ]
    said = [
        {
            "passage": s.passage.id,
            "speaker": s.speaker.name,
            "type": s.speaker.type.value,
            "own_voice": s.own_voice,
            "text": s.text,
        }
        for s in statements
    ]
    same = [{"source": s.id, "title": s.title, "publisher": s.publisher} for s in copies]
    text = [{"passage": p.id, "place": str(p.locator), "text": p.text} for p in passages]
    if form == "json":
        print_json(
            {"source": about, "snapshots": taken, "same_text": same, "passages": text, "statements": said}
        )
        return ExitStatus.CLEAN
    if form == "csv":
        print_csv(["place", "text"], [[str(p["place"]), str(p["text"])] for p in text])
        return ExitStatus.CLEAN
    print_table(
        ["", ""],
        [[key.replace("_", " ").capitalize(), value or ""] for key, value in about.items()],
        empty="",
    )
    rows = [[str(s["taken"]), str(s["media_type"]), f"{s['size']:,}", str(s["sha256"])] for s in taken]
    print_table(["Taken", "Type", "Bytes", "sha256"], rows, empty="No snapshot.")
    if same:
        rows = [[s["source"] or "", s["title"] or "", s["publisher"] or ""] for s in same]
        print_table(["Same text, first first", "Title", "Publisher"], rows, empty="")
    ways = [_way(fetch) for fetches in fetched for fetch in fetches]
    if ways:
        print_table(["Fetched", "From", "Over redirects"], ways, empty="")
    print_table(["Place", "Text"], [[str(p["place"]), str(p["text"])] for p in text], empty="No text.")
    attributed = [
        [str(s["speaker"] or ""), str(s["type"]), str(s["text"])] for s in said if not s["own_voice"]
    ]
    print_table(["Speaker", "Type", "Says"], attributed, empty="Nobody is quoted or reported in it.")
    return ExitStatus.CLEAN


def _fetch_to_wire(fetch: Fetch) -> dict[str, Any]:
    return {
        "time": fetch.time.isoformat(),
        "archived": fetch.archived,
        "url": fetch.url,
        "hops": [{"url": hop.url, "status": hop.status} for hop in fetch.hops],
        "headers": [list(header) for header in fetch.headers],
    }


def _way(fetch: Fetch) -> list[str]:
    """When, from where, and over which redirects something was fetched."""
    over = ", ".join(f"{hop.url} ({hop.status})" for hop in fetch.hops[:-1])
    who = ", as an archive says" if fetch.archived else ""
    return [fetch.time.isoformat() + who, f"{fetch.final_url} ({fetch.hops[-1].status})", over]


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@store_option
@click.option(
    "--limit", type=click.IntRange(1, _MOST_HITS), default=8, show_default=True, help="Hits at most."
)
@text_json_or_csv_option
def search(words: tuple[str, ...], store: str | None, limit: int, form: str) -> ExitStatus:
    """Search the sources by words and by meaning.

    \b
    Examples:
      verifier sources search phones seized in the raid
      verifier sources search "border crossing" --limit 3 --format csv
    """
    held = open_held(store)
    hits = []
    if held is not None:
        from sources.search import search as find
        from verifier.config import load_config
        from verifier.encoders import text_encoder

        with held, busy("Searching"):
            hits = list(find(held, " ".join(words), encoder=text_encoder(load_config()), limit=limit))
    rows = [{"score": h.score, **place_of(h.passage), "text": h.passage.text} for h in hits]
    print_rows(form, rows, keys=("score", "source", "title", "place", "text"), empty="Nothing found.")
    return ExitStatus.CLEAN


@click.command()
@click.argument("source_id", metavar="ID")
@store_option
@click.option("-y", "--yes", is_flag=True, help="Don't ask.")
def remove(source_id: str, store: str | None, yes: bool) -> ExitStatus:
    """Forget a source with all its snapshots. At a terminal it asks first.

    \b
    Examples:
      verifier sources remove 3f9c
    """
    from verifier.visible import one_line

    with open_filled_store(store) as held:
        source = held.source(source_id)
        named = one_line(f"{source.id} {source.title}")
        if not yes and sys.stdin.isatty():
            click.confirm(f"Remove {named} and its snapshots for good?", abort=True)
        held.remove(source.id, now=now(), actor=login_name())
    click.echo(f"removed: {named}")
    return ExitStatus.CLEAN
