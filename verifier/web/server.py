"""Opening the desk: its parts put together, and the server that answers browsers."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from claims.errors import BadConfiguration
from verifier.config import Config
from verifier.desk.accounts import Accounts
from verifier.desk.accounts_schema import ACCOUNTS
from verifier.desk.drafts import DRAFTS, Drafts
from verifier.desk.store import Desk
from verifier.desk.tables import Tables
from verifier.web.access import Access
from verifier.web.app import application
from verifier.web.checking import Checks
from verifier.web.jobs import Jobs
from verifier.web.office import Office, utc_now

if TYPE_CHECKING:
    from sources.fetched import PageFetcher
    from sources.store import Store

_BACKLOG = 128
#: Milliseconds that what a browser asks for waits for another program that writes to the desk's file: longer
#: than any of ours takes, shorter than anybody waits for a page.
PATIENCE = 10_000


def drafts_folder(desk: Path) -> Path:
    """Where the bytes of drafts lie: beside the desk's file."""
    return desk.parent / f"{desk.stem}.drafts"


@contextmanager
def accounts_in(desk: Path) -> Iterator[Accounts]:
    """The users of the desk in the file at `desk`, which is made where there is none."""
    with closing(Tables.open(desk, ACCOUNTS)) as tables:
        yield Accounts(tables)


@contextmanager
def opened(
    *,
    desk: Path,
    store: Store,
    config: Config,
    access: Access,
    machine_user: str,
    clock: Callable[[], datetime] = utc_now,
    fetcher: PageFetcher | None = None,
    patience: int = PATIENCE,
) -> Iterator[Office]:
    """An open desk. Drafts whose newest version was never checked, as where the power went, are queued.

    Args:
        desk: its file, which is made where there is none.
        store: the cited sources; stays the caller's to close.
        config: the newsroom's settings.
        access: how it is reached.
        machine_user: who works here where nobody needs to sign in.
        clock: the time that is written down.
        fetcher: fetches pages that an editor asks for; the usual one where None.
        patience: milliseconds to wait for another program that writes to the file.

    Raises:
        StoreError: the file can't be opened.
        BadConfiguration: others can reach it, and it has no users.
    """
    with ExitStack() as kept:
        tables = kept.enter_context(closing(Tables.open(desk, ACCOUNTS, DRAFTS, patience=patience)))
        accounts = Accounts(tables)
        if not access.local and not accounts.any():
            raise BadConfiguration(
                "verifier serve",
                "others can reach this address, and the desk has no users yet",
                "Add one first: verifier serve users add NAME --role admin.",
            )
        decided = kept.enter_context(closing(Desk.open(desk, patience=patience)))
        jobs = kept.enter_context(closing(Jobs()))
        drafts = Drafts(tables, drafts_folder(desk))
        checks = Checks(store=store, config=config, desk=decided, drafts=drafts, jobs=jobs, clock=clock)
        for draft in reversed(drafts.all()):
            last = decided.last_check(draft.article)
            if last is None or last.sha256 != draft.sha256:
                checks.ask(draft)
        yield Office(
            store=store,
            config=config,
            desk=decided,
            drafts=drafts,
            checks=checks,
            accounts=accounts,
            access=access,
            jobs=jobs,
            machine_user=machine_user,
            clock=clock,
            fetcher=fetcher,
        )


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free.

    Raises:
        BadConfiguration: it can't be had, as where another program has the port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host.strip("[]"), port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        raise BadConfiguration(
            f"--host {host} --port {port}",
            f"the desk can't listen there ({error.strerror or error})",
            "Choose another --port, or close the desk that has it.",
        ) from None
    return made


def server_for(
    office: Office, *, certificate: Path | None = None, key: Path | None = None, behind_proxy: bool = False
) -> uvicorn.Server:
    """The server of an open desk, to be run with a listening socket. It writes no log of requests.

    Args:
        office: the desk.
        certificate, key: files to speak TLS with; None for plain HTTP.
        behind_proxy: True where a proxy on this machine tells the browser's address.

    Raises:
        BadConfiguration: certificate and key can't be used.
    """
    settings = uvicorn.Config(
        application(office),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        ssl_certfile=certificate,
        ssl_keyfile=key,
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=5,
    )
    try:
        settings.load()
    except OSError as error:  # OpenSSL's errors are such as well
        raise BadConfiguration(
            "--certificate and --key",
            f"they can't be used ({error.strerror or error})",
            "Give a certificate and the key that belongs to it, both as PEM.",
        ) from None
    return uvicorn.Server(settings)
