"""A PostgreSQL server of our own, on loopback, gone when it is done with."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ports import free_port

POSTGRES = Path("/usr/lib/postgresql/15/bin")
MISSING = "PostgreSQL 15 is not installed (Debian: postgresql-15)"


@dataclass(frozen=True)
class Server:
    """A server that runs: its URL without a database, the command that controls it, and whose it is."""

    url: str
    control: tuple[str, ...]
    user: str | None

    def restart(self) -> None:
        """Stop it, breaking off every connection, and start it again."""
        restart = [*self.control, "-m", "fast", "restart"]
        subprocess.run(restart, check=True, stdout=subprocess.DEVNULL, user=self.user)

    def drop_connections(self, database: str) -> None:
        """Break off all that are connected to a database; none is left."""
        self.run(
            f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{database}'"
        )

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Execute statements as the server's administrator."""
        import psycopg

        address = f"{self.url.replace('+psycopg', '')}/{database}"
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def installed() -> bool:
    """True where there is a PostgreSQL to run."""
    return (POSTGRES / "initdb").exists()


@contextmanager
def running() -> Iterator[Server]:
    """A server, run by its own user where we are root; it trusts "tester", and "guarded" with a password.

    Raises:
        RuntimeError: it does not start; the server's own log is in the message.
    """
    # Short, because the path of a socket is limited.
    folder = Path(tempfile.mkdtemp(prefix="attribution-pg-", dir="/tmp"))
    user = "postgres" if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, user=user)

    data, port, log = folder / "data", free_port(), folder / "log"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = (str(POSTGRES / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(log), "-w")
    try:
        run(str(POSTGRES / "initdb"), "-D", str(data), "-A", "trust", "-U", "tester", "-E", "UTF8")
        rules = data / "pg_hba.conf"
        rules.write_text("host all guarded 127.0.0.1/32 scram-sha-256\n" + rules.read_text())
        try:
            run(*control, "start")
        except subprocess.CalledProcessError as error:
            said = log.read_text(errors="replace") if log.exists() else "nothing"
            raise RuntimeError(f"PostgreSQL did not start on port {port}; its log says: {said}") from error
        yield Server(f"postgresql+psycopg://tester@127.0.0.1:{port}", control, user)
    finally:
        if (data / "postmaster.pid").exists():
            run(str(POSTGRES / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)
