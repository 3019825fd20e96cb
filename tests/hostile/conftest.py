"""A web site on loopback, for tests of what hostile ones do."""

from __future__ import annotations

from tests.sources.conftest import site

__all__ = ["site"]
