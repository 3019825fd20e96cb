"""A PostgreSQL server, as the tests of the store start it."""

from tests.sources.conftest import server

__all__ = ["server"]
