"""`verifier serve`: the desk, a web application on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.desk import desk_option, place_of_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.metadata import login_name
from verifier.cli.options import open_store, store_option

if TYPE_CHECKING:
    from verifier.desk.accounts import Accounts

ROLES = ("reporter", "editor", "admin")
PORT = 8765
_NOBODY = "editor"


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
@click.option("--no-warm", is_flag=True, help="Keep nothing loaded for `verifier check`.")
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
    no_warm: bool,
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
    from verifier.config import load_config

    config = load_config()
    context.obj = place_of_desk(desk, config)
    if context.invoked_subcommand is not None:
        return None
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together.")
    from verifier.warm.keeping import kept_warm
    from verifier.web.access import access_at
    from verifier.web.arenas import share_arenas
    from verifier.web.server import listening_socket, opened, server_for

    share_arenas()
    access_at(host, port, public=public, tls=certificate is not None)
    with closing(listening_socket(host, port)) as listening, nullcontext() if no_warm else kept_warm():
        access = access_at(host, listening.getsockname()[1], public=public, tls=certificate is not None)
        with (
            open_store(store) as held,
            opened(
                desk=context.obj,
                store=held,
                config=config,
                access=access,
                machine_user=login_name() or _NOBODY,
            ) as office,
        ):
            server = server_for(office, certificate=certificate, key=key, behind_proxy=public is not None)
            _tell(access.address, secure=access.secure, local=access.local)
            if in_browser:
                click.launch(access.address)
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
def add_user(desk: Path, name: str, role: str) -> ExitStatus:
    """Add a user. Asks for the password.

    A reporter reads and comments; an editor also brings in drafts and sources, and decides; an admin also
    keeps the users, and removes sources.

    \b
    Examples:
      verifier serve users add ada --role admin
    """
    from verifier.desk.accounts import Role

    with _accounts(desk) as accounts:
        accounts.add(name, Role[role.upper()], _asked_password(), now=datetime.now(UTC))
    click.echo(f"added: {name}, {role}")
    return ExitStatus.CLEAN


@users.command("list")
@click.pass_obj
def list_users(desk: Path) -> ExitStatus:
    """List the users with their roles.

    \b
    Examples:
      verifier serve users list
    """
    from verifier.visible import one_line

    with _accounts(desk) as accounts:
        for user in accounts.users():
            click.echo(f"{one_line(user.name)}, {user.role.name.lower()}, since {user.since:%Y-%m-%d}")
    return ExitStatus.CLEAN


@users.command("set")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What they may do from now on.")
@click.option("--password", is_flag=True, help="Ask for another password.")
@click.pass_obj
def set_user(desk: Path, name: str, role: str | None, password: bool) -> ExitStatus:
    """Give a user another role or password, and end their sessions.

    \b
    Examples:
      verifier serve users set ada --role editor
    """
    from verifier.desk.accounts import Role

    if role is None and not password:
        raise click.UsageError("Say what to change: --role or --password.")
    with _accounts(desk) as accounts:
        if role is not None:
            accounts.set_role(name, Role[role.upper()])
        if password:
            accounts.set_password(name, _asked_password())
    click.echo(f"changed: {name}")
    return ExitStatus.CLEAN


@users.command("remove")
@click.argument("name")
@click.pass_obj
def remove_user(desk: Path, name: str) -> ExitStatus:
    """Forget a user. What they decided stays under their name.

    \b
    Examples:
      verifier serve users remove ada
    """
    with _accounts(desk) as accounts:
        accounts.remove(name)
    click.echo(f"removed: {name}")
    return ExitStatus.CLEAN


@contextmanager
def _accounts(desk: Path) -> Iterator[Accounts]:
    from verifier.web.server import accounts_in

    with accounts_in(desk) as accounts:
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
