"""What the commands that use the desk share: the option, and where its file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.options import Decorator, data_folder

if TYPE_CHECKING:
    from verifier.config import Config
    from verifier.desk.store import Desk

DESK_FILE = "desk.db"

desk_option: Decorator = click.option(
    "--desk",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File of what editors decided. By default the one that verifier.toml names, else desk.db in your "
    "data folder.",
)


def place_of_desk(given: Path | None, config: Config) -> Path:
    """Where the desk is: as given on the command line, else as configured, else in the usual place."""
    from verifier.config import expanded

    return expanded(given or config.desk or data_folder() / DESK_FILE, subject="--desk").absolute()


def open_desk(given: Path | None, config: Config) -> Desk:
    """Open the desk, making it where there is none. Raises StoreError where that fails."""
    from verifier.desk.store import Desk

    return Desk.open(place_of_desk(given, config))


def open_existing_desk(given: Path | None, config: Config) -> Desk | None:
    """Open the desk; None where nobody has decided anything yet.

    Raises:
        StoreError: it can't be opened, or the one that was asked for isn't there.
    """
    place = place_of_desk(given, config)
    if place.exists():
        return open_desk(given, config)
    if given is not None:
        from claims.errors import StoreError

        remedy = "Check the name, or make it with: verifier review."
        raise StoreError(str(place), "there is no desk here", remedy)
    return None
