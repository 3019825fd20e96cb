"""`verifier sources quotes|statements`: who has these words, and what somebody said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.holdings import open_held
from verifier.cli.options import store_option, text_json_or_csv_option
from verifier.cli.progress import busy
from verifier.cli.standing_at import place_of
from verifier.cli.table import print_rows

if TYPE_CHECKING:
    from claims.types import Speaker

_MOST = 1000


class Day(click.ParamType[date]):
    """A day, as `YYYY-MM-DD`."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that `value` names; a usage error where it names none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a day. Write it like 2031-03-04.', param, ctx)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@store_option
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, show_default=True, help="Passages at most."
)
@text_json_or_csv_option
def quotes(words: tuple[str, ...], store: str | None, limit: int, form: str) -> ExitStatus:
    """Find who has these words, in all sources.

    An ellipsis ("...", "[...]") stands for words left out. Case, accents and punctuation are not told apart;
    small slips are found and told.

    \b
    Examples:
      verifier sources quotes "we will not wait until the ferries fall apart"
      verifier sources quotes "we will not wait ... fall apart" --format csv
    """
    from sources.quotations import find_quotation

    held = open_held(store)
    found = []
    if held is not None:
        with held, busy("Searching"):
            found = list(find_quotation(held, " ".join(words), limit=limit))
    rows = [
        {
            "match": q.match.value,
            "similarity": q.similarity,
            **place_of(q.passage),
            "words": " … ".join(span.of(q.passage.text) for span in q.spans),
            "text": q.passage.text,
        }
        for q in found
    ]
    keys = ("match", "similarity", "source", "title", "place", "words")
    print_rows(form, rows, keys=keys, empty="No source has these words.")
    return ExitStatus.CLEAN


@click.command()
@click.option("--speaker", required=True, metavar="NAME", help="A person or a body; a surname will do.")
@click.option("--since", type=Day(), metavar="YYYY-MM-DD", help="Only in sources from this day on.")
@click.option("--until", type=Day(), metavar="YYYY-MM-DD", help="Only in sources up to this day.")
@store_option
@text_json_or_csv_option
def statements(
    speaker: str, since: date | None, until: date | None, store: str | None, form: str
) -> ExitStatus:
    """List everything that a speaker said, by date.

    For a body it has what is said in its name as well. Sources without a date come last; with --since or
    --until they are left out.

    \b
    Examples:
      verifier sources statements --speaker Ellison
      verifier sources statements --speaker "Interior Ministry" --since 2031-03-01 --format csv
    """
    from sources.said import said_by
    from verifier.compare.speaker import is_meant

    held = open_held(store)
    found = []
    if held is not None:
        with held, busy("Searching"):

            def meant(theirs: Speaker) -> bool:
                return is_meant(speaker, theirs)

            found = list(said_by(held, meant, since=since, until=until))
    rows = [
        {
            "speaker": s.speaker.name,
            "role": s.speaker.role,
            "organisation": s.speaker.organisation,
            **place_of(s.passage),
            "own_voice": s.own_voice,
            "text": s.text,
        }
        for s in found
    ]
    keys = ("published", "speaker", "organisation", "source", "title", "place", "text")
    print_rows(form, rows, keys=keys, empty="The store shows nobody by this name to have said anything.")
    return ExitStatus.CLEAN
