"""A PostgreSQL server of the tests' own: one for all of a test process."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

POSTGRES = Path("/usr/lib/postgresql/15/bin")


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own on loopback."""

    url: str
    control: tuple[str, ...]

    def restart(self) -> None:
        subprocess.run([*self.control, "-m", "fast", "restart"], check=True, stdout=subprocess.DEVNULL)

    def emptied(self) -> str:
        """URL of the database of the tests, without anything in it and without anybody connected.

        One for all of them: the files of a database of each test's own take half a minute to delete.
        """
        self.run(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = 'tests'",
            "ALTER DATABASE tests OWNER TO tester",
        )
        self.run(
            "DROP SCHEMA public CASCADE",
            "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
            "GRANT USAGE ON SCHEMA public TO PUBLIC",
            database="tests",
        )
        return f"{self.url}/tests"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Execute statements as the server's administrator."""
        import psycopg

        address = f"{self.url.replace('+psycopg', '')}/{database}"
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server, run by its own user where we are root. The user `guarded` needs the password "right"."""
    if not (POSTGRES / "initdb").exists():
        pytest.skip("PostgreSQL 15 is not installed (Debian: postgresql-15)")
    folder = Path(f"/tmp/attribution-pg-{os.getpid()}")  # short, because the path of a socket is limited
    folder.mkdir()
    prefix: list[str] = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]

    def run(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    data, port = folder / "data", 40_000 + os.getpid() % 20_000
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = (str(POSTGRES / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w")
    try:
        run(str(POSTGRES / "initdb"), "-D", str(data), "-A", "trust", "-U", "tester", "-E", "UTF8")
        rules = data / "pg_hba.conf"
        rules.write_text("host all guarded 127.0.0.1/32 scram-sha-256\n" + rules.read_text())
        run(*control, "start")
        made = Server(f"postgresql+psycopg://tester@127.0.0.1:{port}", (*prefix, *control))
        made.run(
            "CREATE ROLE guarded LOGIN PASSWORD 'right'",
            "CREATE ROLE reporter LOGIN",
            "CREATE DATABASE tests",
        )
        yield made
    finally:
        if (data / "postmaster.pid").exists():
            run(str(POSTGRES / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)
