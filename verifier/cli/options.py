"""What several commands share: the options, and where the store is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.reading import READERS

if TYPE_CHECKING:
    from sources.store import Store
    from verifier.config import Config

STORE_FILE = "sources.db"
INPUT_FORMATS = tuple(READERS)
COLOURS = ("auto", "always", "never")

ADD_ONE = "Add one with: verifier sources add FILE."

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

store_option: Decorator = click.option(
    "--store",
    metavar="URL",
    help="Database of the sources: a file, or an SQLAlchemy URL. By default the one that verifier.toml "
    "names, else sources.db beside verifier.toml, else the one in your data folder.",
)
no_store_option: Decorator = click.option(
    "--no-store", is_flag=True, help="Check the attributions alone, against no sources."
)
input_format_option: Decorator = click.option(
    "--input-format",
    type=click.Choice(INPUT_FORMATS),
    help="Read the article as this format instead of telling it by its name and bytes.",
)


def _format_option(*choices: str) -> Decorator:
    """--format with these choices, the first by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to print the result.",
    )


table_or_json_option = _format_option("table", "json")
text_or_json_option = _format_option("text", "json")
text_json_or_csv_option = _format_option("text", "json", "csv")


def refuse_both(store: str | None, no_store: bool) -> None:
    """Raises UsageError where a store is named and none is wanted."""
    if store is not None and no_store:
        raise click.UsageError("--store and --no-store exclude each other.")


def refuse_unknown_form(form: str, config: Config) -> None:
    """Raises UsageError, naming those that are near, where there is no such form of report."""
    from verifier.rules import near

    if form not in config.forms:
        raise click.UsageError(
            f"{form!r} is not one of the forms of report. {near(form, list(config.forms))}"
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: its URL, the folder of its snapshots, and its file where it is an SQLite file."""

    url: str
    snapshots: Path
    file: Path | None

    @property
    def exists(self) -> bool:
        """False where opening the store would make a new one."""
        return self.file is None or self.file.exists()


def place_of_store(given: str | None, config: Config) -> Place:
    """Where the sources are: as given on the command line, else as configured, else in the usual place.

    The folder of snapshots that is configured is that of the configured store, and of no other.

    Raises:
        StoreError: what is given is no database URL.
    """
    place = _place(given or config.store, config)
    own = config.snapshots if given in (None, config.store) else None
    return replace(place, snapshots=own) if own is not None else place


def _place(named: str | None, config: Config) -> Place:
    from verifier.config import expanded

    if named is None:
        return _file(_usual_folder(config) / STORE_FILE)
    if "://" not in named:
        return _file(expanded(Path(named), subject="--store").absolute())
    scheme, _, rest = named.partition(":///")
    if scheme.split("+")[0] == "sqlite" and rest and not rest.startswith((":memory:", "file:")):
        return _file(Path(rest).absolute())
    from sources.places import folder_name

    return Place(named, data_folder() / folder_name(named), None)


def _file(path: Path) -> Place:
    return Place(f"sqlite:///{path}", path.parent / f"{path.stem}.snapshots", path)


def _usual_folder(config: Config) -> Path:
    return config.path.parent if config.path is not None else data_folder()


def data_folder() -> Path:
    """The user's folder for what the program keeps."""
    from platformdirs import user_data_path

    return user_data_path("verifier", appauthor=False)


def open_store(given: str | None) -> Store:
    """Open the store for writing, making it where there is none. Raises StoreError where that fails."""
    from claims.errors import StoreError
    from sources.store import Store
    from verifier.config import load_config

    place = place_of_store(given, load_config())
    if place.file is not None:
        from sources.sql import PRIVATE

        try:
            place.file.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
        except OSError as error:
            raise StoreError(
                str(place.file.parent),
                f"the folder can't be made ({error.strerror})",
                "Choose another --store.",
            ) from error
    return Store.open(place.url, snapshots=place.snapshots)


def open_existing_store(given: str | None, config: Config) -> Store | None:
    """Open the store for reading. None where there is none yet in the usual place.

    Raises:
        StoreError: it can't be opened, or the one that was asked for isn't there.
    """
    place = place_of_store(given, config)
    if place.exists:
        # Loading the library for databases takes longer than checking a short draft.
        from sources.store import Store

        return Store.open(place.url, snapshots=place.snapshots)
    if given is not None:
        from claims.errors import StoreError

        remedy = "Check the name, or make it with: verifier sources add."
        raise StoreError(str(place.file), "there is no store of sources here", remedy)
    return None


def open_filled_store(given: str | None) -> Store:
    """Open the store for a command that makes no sense without one. Raises StoreError where there is none."""
    from claims.errors import StoreError
    from verifier.config import load_config

    config = load_config()
    store = open_existing_store(given, config)
    if store is None:
        subject = str(place_of_store(given, config).file)
        raise StoreError(subject, "there is no store of sources yet", ADD_ONE)
    return store
