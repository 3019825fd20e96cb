"""A PostgreSQL server of the tests' own: one for all of a test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks import postgres

DATABASE = "tests"


class Server(postgres.Server):
    """The server, with one database for all tests."""

    def emptied(self) -> str:
        """URL of the database of the tests, without anything in it and without anybody connected.

        One for all of them: the files of a database of each test's own take half a minute to delete.
        """
        self.drop_connections(DATABASE)
        self.run(f"ALTER DATABASE {DATABASE} OWNER TO tester")
        self.run(
            "DROP SCHEMA public CASCADE",
            "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
            "GRANT USAGE ON SCHEMA public TO PUBLIC",
            database=DATABASE,
        )
        return f"{self.url}/{DATABASE}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server, run by its own user where we are root. The user `guarded` needs the password "right"."""
    if not postgres.installed():
        pytest.skip(postgres.MISSING)
    with postgres.running() as running:
        made = Server(running.url, running.control, running.user)
        made.run(
            "CREATE ROLE guarded LOGIN PASSWORD 'right'",
            "CREATE ROLE reporter LOGIN",
            f"CREATE DATABASE {DATABASE}",
        )
        yield made
