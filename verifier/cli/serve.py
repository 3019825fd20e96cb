"""`verifier serve`: the desk, a web application on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.metadata import login_name
from verifier.cli.options import Decorator, open_store, place_of_store, store_option

if TYPE_CHECKING:
    from verifier.desk.accounts import Accounts

ROLES = ("reporter", "editor", "admin")
PORT = 8765
_NOBODY = "editor"
_DESK_FILE = "desk.db"

desk_option: Decorator = click.option(
    "--desk",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the drafts, what was decided of them, and the users. [default: desk.db beside the store]",
)


@click.group(invoke_without_command=True, short_help="Open the desk: a web application on this machine.")
@store_option
@desk_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others than this need users.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--public", metavar="URL", help="The address by which others reach it, as through a proxy.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Speak TLS with this certificate (PEM). Needs --key.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The private key of --certificate (PEM).",
)
@click.option("--open", "in_browser", is_flag=True, help="Open the desk in your browser.")
@click.pass_context
def serve(
    context: click.Context,
    store: str | None,
    desk: Path | None,
    host: str,
    port: int,
    public: str | None,
    certificate: Path | None,
    key: Path | None,
    in_browser: bool,
) -> ExitStatus | None:
    """Open the desk, where drafts are checked, read beside their evidence, and decided on.

    It answers to this machine alone, and nobody needs to sign in. With --host or --public others can reach
    it; then it needs users, each with a password and a role. Ctrl-C closes it.

    \b
    Examples:
      verifier serve --open
      verifier serve users add ada --role admin
      verifier serve --public https://desk.newsroom.example
    """
    context.obj = (store, desk)
    if context.invoked_subcommand is not None:
        return None
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together.")
    from verifier.config import load_config
    from verifier.web.access import access_at
    from verifier.web.server import listening_socket, opened, server_for

    access_at(host, port, public=public, tls=certificate is not None)
    with closing(listening_socket(host, port)) as listening:
        access = access_at(host, listening.getsockname()[1], public=public, tls=certificate is not None)
        with (
            open_store(store) as held,
            opened(
                desk=desk_file(store, desk),
                store=held,
                config=load_config(),
                access=access,
                machine_user=login_name() or _NOBODY,
            ) as office,
        ):
            _tell(access.address, secure=access.secure, local=access.local)
            if in_browser:
                click.launch(access.address)
            server = server_for(office, certificate=certificate, key=key, behind_proxy=public is not None)
            server.run(sockets=[listening])
    return ExitStatus.CLEAN


@serve.group()
def users() -> None:
    """Keep the users of the desk.

    \b
    Examples:
      verifier serve users add ada --role admin
      verifier serve users list
    """


@users.command("add")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default="editor", show_default=True, help="What they may do."
)
@click.pass_obj
def add_user(named: tuple[str | None, Path | None], name: str, role: str) -> ExitStatus:
    """Add a user. Asks for the password.

    A reporter reads and comments; an editor also brings in drafts and sources, and decides; an admin also
    keeps the users, and removes sources.
    """
    from verifier.desk.accounts import Role

    with _accounts(named) as accounts:
        accounts.add(name, Role[role.upper()], _asked_password(), now=datetime.now(UTC))
    click.echo(f"added: {name}, {role}")
    return ExitStatus.CLEAN


@users.command("list")
@click.pass_obj
def list_users(named: tuple[str | None, Path | None]) -> ExitStatus:
    """List the users with their roles."""
    from verifier.render.visible import one_line

    with _accounts(named) as accounts:
        for user in accounts.users():
            click.echo(f"{one_line(user.name)}, {user.role.name.lower()}, since {user.since:%Y-%m-%d}")
    return ExitStatus.CLEAN


@users.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What they may do from now on.")
@click.option("--password", is_flag=True, help="Ask for another password.")
@click.pass_obj
def set_user(
    named: tuple[str | None, Path | None], name: str, role: str | None, password: bool
) -> ExitStatus:
    """Give a user another role or password, and end their sessions."""
    from verifier.desk.accounts import Role

    if role is None and not password:
        raise click.UsageError("Say what to change: --role or --password.")
    with _accounts(named) as accounts:
        if role is not None:
            accounts.set_role(name, Role[role.upper()])
        if password:
            accounts.set_password(name, _asked_password())
    click.echo(f"changed: {name}")
    return ExitStatus.CLEAN


@users.command("remove")
@click.argument("name")
@click.pass_obj
def remove_user(named: tuple[str | None, Path | None], name: str) -> ExitStatus:
    """Forget a user. What they decided stays under their name."""
    with _accounts(named) as accounts:
        accounts.remove(name)
    click.echo(f"removed: {name}")
    return ExitStatus.CLEAN


def desk_file(store: str | None, desk: Path | None) -> Path:
    """The desk's file: as given, else beside the store or the settings."""
    from verifier.config import load_config

    if desk is not None:
        return desk.absolute()
    place = place_of_store(store, load_config())
    return (place.file or place.snapshots).parent / _DESK_FILE


@contextmanager
def _accounts(named: tuple[str | None, Path | None]) -> Iterator[Accounts]:
    from verifier.web.server import accounts_in

    with accounts_in(desk_file(*named)) as accounts:
        yield accounts


def _asked_password() -> str:
    # Never an option: arguments can be seen by everybody on the machine, and stay in the shell's history.
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _tell(address: str, *, secure: bool, local: bool) -> None:
    click.echo(f"The desk is open at {address} (Ctrl-C closes it)", err=True)
    if not local and not secure:
        click.echo(
            "  Passwords and drafts can be read on the way: use --certificate, or a proxy with https.",
            err=True,
        )
