"""The options that say what a source is, shared by `sources add` and `sources set`."""

from __future__ import annotations

import dataclasses
import getpass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from claims.errors import BadConfiguration
from verifier.cli.options import Decorator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sources.given import Given
    from sources.recorded import Details

KINDS = ("document", "press_release", "report", "interview", "wire", "news")

_OPTIONS: tuple[Decorator, ...] = (
    click.option("--title", help="Title, where the document's own isn't good."),
    click.option("--publisher", help="The body that answers for it."),
    click.option("--author", help="Who wrote it."),
    click.option("--date", "published", metavar="YYYY-MM-DD", help="The day it was published."),
    click.option("--kind", type=click.Choice(KINDS), help="What it is."),
    click.option(
        "--on-background/--on-record",
        default=None,
        help="On background its words may be used, but not with its name.",
    ),
    click.option(
        "--embargo",
        metavar="DATE",
        help="Nothing from it may be published before: a day, which begins in UTC, or a time with its zone.",
    ),
    click.option("--added-by", metavar="NAME", help="Who brought it in; by default your login name."),
    click.option("--why", metavar="WORDS", help="What it was brought in for."),
)


def metadata_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of these options; it takes them as further keywords."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given_with(about: Mapping[str, Any], *, url: str | None) -> Given:
    """What the options say of a source that is added; an option that isn't given, or is empty, says nothing.

    Raises:
        BadConfiguration: a date can't be read.
    """
    from sources.given import Given

    return Given(**{name: value or None for name, value in _values(about).items()}, url=url)


def details_with(about: Mapping[str, Any], before: Details) -> Details:
    """`before` with what the options say in its place; an empty value takes a detail away.

    Raises:
        BadConfiguration: a date can't be read, or the title is empty.
    """
    values = {name: value for name, value in _values(about).items() if value is not None}
    if not values.get("title", "x").strip():
        raise BadConfiguration("--title", "a source needs a title", "Give one that isn't empty.")
    nothing = {"publisher": None, "author": None, "published": None, "embargo": None}
    cleared = {name: nothing.get(name, value) if value == "" else value for name, value in values.items()}
    return dataclasses.replace(before, **cleared)


def login_name() -> str:
    """The name of whoever runs the program, as the system knows it; empty where it knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _values(about: Mapping[str, Any]) -> dict[str, Any]:
    from sources.source import SourceKind, Terms

    background = about["on_background"]
    terms = Terms.BACKGROUND if background else Terms.ON_RECORD
    return {
        "title": about["title"],
        "publisher": about["publisher"],
        "author": about["author"],
        "published": _day(about["published"]) if about["published"] else about["published"],
        "kind": SourceKind(about["kind"]) if about["kind"] else None,
        "on_record": None if background is None else terms,
        "embargo": _moment(about["embargo"]) if about["embargo"] else about["embargo"],
        "added_by": about["added_by"],
        "why": about["why"],
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadConfiguration("--date", f'"{text}" is not a day', "Write it like 2031-03-04.") from None


def _moment(text: str) -> datetime:
    remedy = "Write it like 2031-03-04, or with a time and its zone like 2031-03-04T18:00+07:00."
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadConfiguration("--embargo", f'"{text}" is neither a day nor a time', remedy) from None
    if moment.tzinfo is None and len(text) > len("2031-03-04"):
        raise BadConfiguration("--embargo", f'"{text}" has no time zone', remedy)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
