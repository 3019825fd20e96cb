"""`verifier serve`: the desk, a web application on this machine."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.metadata import login_name
from verifier.cli.options import Decorator, open_store, place_of_desk, store_option

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROLES = ("reporter", "editor", "admin")
_FALLBACK_NAME = "editor"
_PORT = 8765
_PASSWORD = "Password"

desk_option: Decorator = click.option(
    "--desk", type=click.Path(path_type=Path, dir_okay=False), help="File of what was decided. By default desk.db beside the store."
)
