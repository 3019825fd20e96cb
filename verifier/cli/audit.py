"""`verifier audit`: who changed what in the store, and whether that log can be believed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.options import open_filled_store, store_option, table_or_json_option, text_or_json_option
from verifier.cli.table import print_json, print_table

if TYPE_CHECKING:
    from sources.audit import Chain, Entry


@click.group(short_help="Who changed what in the store, and whether that log is whole.")
def audit() -> None:
    """Who changed what in the store, and whether that log is whole.

    Each entry of the log carries the hash of the one before it, so a change to a part of it shows. Whoever
    owns the store can still write the whole log anew. That shows against a head that you kept elsewhere:
    every report names the head of its day.

    \b
    Examples:
      verifier audit show
      verifier audit verify
    """


@audit.command()
@store_option
@click.option("--head", metavar="HASH", help="A head from a report: tell whether the log once ended in it.")
@text_or_json_option
def verify(store: str | None, head: str | None, form: str) -> ExitStatus:
    """Follow the log from its first entry to its last, and name the first that doesn't hold.

    The exit status is 1 where one doesn't, or where --head is not in the log.

    \b
    Examples:
      verifier audit verify
      verifier audit verify --head 3c9909afec25354d551dae21590bb26e38d53f2173b8d3dc3eee4c047e7ab1c1
    """
    from sources.audit import holds, walk

    with open_filled_store(store) as held, held.reading() as session:
        chain = walk(session)
        known = None if head is None else holds(session, head.strip().lower())
    if form == "json":
        print_json(chain_to_wire(chain) | {"asked": head, "known": known})
    else:
        click.echo(told(chain))
        if known is not None:
            click.echo("The head that you gave is in the log." if known else _unknown(chain))
    return ExitStatus.CLEAN if chain.broken is None and known is not False else ExitStatus.FINDINGS


def _unknown(chain: Chain) -> str:
    whole = " It was written anew, or cut short." if chain.broken is None else ""
    return f"The head that you gave is not in the log.{whole}"


def told(chain: Chain) -> str:
    """What a walk along the log found, in words."""
    if chain.broken is not None:
        return f"The audit log is broken at entry {chain.broken.number}: {chain.broken.reason}."
    entries = "1 entry" if chain.entries == 1 else f"{chain.entries:,} entries"
    return f"The audit log is whole: {entries}, head {chain.head}"


def chain_to_wire(chain: Chain) -> dict[str, Any]:
    """What a walk along the log found, as JSON has it."""
    broken = chain.broken and {"entry": chain.broken.number, "reason": chain.broken.reason}
    return {"entries": chain.entries, "head": chain.head, "broken": broken}


@audit.command()
@store_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Entries at most.")
@table_or_json_option
def show(store: str | None, limit: int, form: str) -> ExitStatus:
    """Show the last entries of the log, newest first.

    \b
    Examples:
      verifier audit show
      verifier audit show --limit 100 --format json
    """
    from sources.audit import newest

    with open_filled_store(store) as held, held.reading() as session:
        entries = newest(session, limit)
    if form == "json":
        print_json([_to_wire(entry) for entry in entries])
        return ExitStatus.CLEAN
    rows = [
        [str(e.number), e.time[: len("2031-03-04T18:00:00")], e.actor, e.action, e.subject, _what(e)]
        for e in entries
    ]
    print_table(["Entry", "Time (UTC)", "Who", "Did", "Source", "What"], rows, empty="The log is empty.")
    return ExitStatus.CLEAN


def _to_wire(entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry.number,
        "time": entry.time or None,
        "actor": entry.actor,
        "action": entry.action,
        "source": entry.subject,
        "detail": _detail(entry),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _detail(entry: Entry) -> dict[str, Any]:
    """The detail of an entry; as text in a field of its own where a forged one is no object."""
    try:
        detail = json.loads(entry.detail)
    except ValueError:
        detail = None
    return detail if isinstance(detail, dict) else {"unreadable": entry.detail}


def _what(entry: Entry) -> str:
    detail = _detail(entry)
    changes = detail.get("changes")
    parts = [str(detail.get("title") or detail.get("unreadable") or "")]
    if isinstance(changes, dict):
        parts += [f"{name}: {_pair(pair)}" for name, pair in changes.items()]
    if isinstance(names := detail.get("names"), list):
        parts = [", ".join(map(str, names)) or "forgotten"]
    return "; ".join(parts)


def _pair(pair: Any) -> str:
    return " -> ".join(str(side or "none") for side in pair) if isinstance(pair, list) else str(pair)
