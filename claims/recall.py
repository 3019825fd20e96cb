"""What a network gave before for the same input, where somebody keeps it: asked for here, kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Protocol


class Memory(Protocol):
    """Keeps values by keys of 32 bytes, for as long as it likes."""

    def get(self, key: bytes) -> bytes | None:
        """The value at `key`, as it was put there, or None."""

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value` at `key`."""


_memory: ContextVar[Memory | None] = ContextVar("memory", default=None)


@contextmanager
def recalling(memory: Memory | None) -> Iterator[None]:
    """Have `recalled` ask `memory` inside the block; None has it ask nobody."""
    before = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(before)


def recalled(what: str, given: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, or gave before.

    Args:
        what: says all that the value depends on beside `given`: what it is, and the hash of what makes it.
        given: what it is made from.
        make: makes it.
    """
    memory = _memory.get()
    if memory is None:
        return make()
    key = sha256(what.encode() + b"\0" + given).digest()
    value = memory.get(key)
    if value is None:
        value = make()
        memory.put(key, value)
    return value
