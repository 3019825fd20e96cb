"""`verifier sources set|verify`: correcting what is recorded of a source, and whether the store is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from verifier.cli.audit import chain_to_wire, told
from verifier.cli.exit import ExitStatus
from verifier.cli.metadata import details_with, login_name, metadata_options
from verifier.cli.options import open_filled_store, store_option, text_or_json_option
from verifier.cli.progress import busy
from verifier.cli.table import print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sources.recorded import Change
    from sources.verify import Damage, Verification


def now() -> datetime:
    """The time that the store records for what is done now."""
    return datetime.now(UTC)


@click.command("set", short_help="Correct what is recorded of a source.")
@click.argument("source_id", metavar="ID")
@store_option
@metadata_options
def correct(source_id: str, store: str | None, **about: Any) -> ExitStatus:
    """Correct what is recorded of a source. What you don't name stays; an empty value takes a detail away.

    The audit log keeps what was recorded before. ID can be shortened as long as it is clear.

    \b
    Examples:
      verifier sources set 3f9c --publisher "Interior Ministry" --date 2031-03-04
      verifier sources set 3f9c --on-background --embargo 2031-03-09T06:00+07:00
      verifier sources set 3f9c --embargo ""
    """
    if all(value is None for value in about.values()):
        raise click.UsageError("Say what to set, such as --publisher.")
    from sources.correcting import correct as record
    from sources.recorded import recorded
    from verifier.config import load_config
    from verifier.encoders import text_encoder
    from verifier.visible import one_line

    with open_filled_store(store) as held:
        source = held.source(source_id)
        details = details_with(about, recorded(source))
        encoder = text_encoder(load_config())
        with busy("Recording"):
            changes = record(held, source.id, details, now=now(), encoder=encoder, actor=login_name())
    for line in _lines(changes):
        click.echo(one_line(f"{source.id} {line}"))
    return ExitStatus.CLEAN


def _lines(changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes:
        yield f"{change.name}: {change.old or 'none'} -> {change.new or 'none'}"
    if not changes:
        yield "unchanged: this is recorded of it already"


@click.command(short_help="Check that nothing in the store was changed or lost.")
@store_option
@text_or_json_option
def verify(store: str | None, form: str) -> ExitStatus:
    """Check that nothing in the store was changed or lost since it was put in.

    Every snapshot is hashed again, the audit log is followed from its first entry to its last, and each
    source is held against what the log last says of it. What is damaged is named with what leans on it. The
    exit status is 1 where anything is.

    \b
    Examples:
      verifier sources verify
      verifier sources verify --format json
    """
    from sources.verify import verify as check

    with open_filled_store(store) as held, busy("Hashing the snapshots"):
        found = check(held)
    if form == "json":
        print_json(_to_wire(found))
    else:
        from verifier.visible import one_line

        for line in _told(found):
            click.echo(one_line(line))
    return ExitStatus.CLEAN if found.whole else ExitStatus.FINDINGS


def _told(found: Verification) -> Iterator[str]:
    hurt = len(found.damaged)
    yield f"Snapshots: {found.snapshots:,} looked at, {hurt or 'none'} damaged"
    for damage in found.damaged:
        yield f"{damage.harm.value}: {damage.path}"
        yield from _leaning(damage)
    for stray in found.strays:
        what = f"source {stray.source}" if stray.source else "the names of the publisher"
        yield f"altered: {what} {stray.title}: {stray.reason}"
    for reason in found.meddling:
        yield f"altered: the database: {reason}"
    yield told(found.chain)


def _leaning(damage: Damage) -> Iterator[str]:
    for leaning in damage.leaning:
        counts = f"{leaning.passages} of its passages and {leaning.statements} of its statements"
        what = counts if leaning.passages else "an older state of it"
        yield f"leans on it: source {leaning.source.id} {leaning.source.title}, {what}"


def _to_wire(found: Verification) -> dict[str, Any]:
    return {
        "whole": found.whole,
        "snapshots": found.snapshots,
        "damaged": [
            {
                "sha256": damage.sha256,
                "path": damage.path,
                "harm": damage.harm.value,
                "leaning": [
                    {
                        "source": leaning.source.id,
                        "title": leaning.source.title,
                        "passages": leaning.passages,
                        "statements": leaning.statements,
                    }
                    for leaning in damage.leaning
                ],
            }
            for damage in found.damaged
        ],
        "altered": [{"source": s.source, "title": s.title, "reason": s.reason} for s in found.strays],
        "database": list(found.meddling),
        "audit": chain_to_wire(found.chain),
    }
