"""Unzipping what a server sends, with limits that hold while it comes in.

A body is never inflated further than the limit before it is counted: `zlib`'s `max_length` stops inside a
chunk, which a library's own decoding of whole chunks does not.
"""

from __future__ import annotations

import zlib

_STEP = 65_536
_RATIO_COUNTS_FROM = 1_000_000


class TooMuch(Exception):
    """The body exceeds a limit, or is damaged; the message says which, as a clause."""


class Inflater:
    """Gathers a body chunk by chunk.

    Args:
        zipped: whether it is gzip (RFC 1952, also of several members).
        wire: bytes that may come in.
        inflated: bytes that may come of it.
        ratio: how many bytes may come of one, counted from the first million.
    """

    def __init__(self, *, zipped: bool, wire: int, inflated: int, ratio: int) -> None:
        self._zipped = zipped
        self._wire, self._inflated, self._ratio = wire, inflated, ratio
        self._came = 0
        self._body = bytearray()
        self._member = zlib.decompressobj(wbits=31)

    def feed(self, chunk: bytes) -> None:
        """Take one more chunk. TooMuch where a limit is exceeded or the bytes are damaged."""
        self._came += len(chunk)
        if self._came > self._wire:
            raise TooMuch(f"it is larger than {self._wire // 1_000_000} MB")
        if not self._zipped:
            self._gather(chunk)
            return
        while chunk:
            if self._member.eof:
                self._member = zlib.decompressobj(wbits=31)
            chunk = self._step(chunk)

    def _step(self, chunk: bytes) -> bytes:
        """Inflate a little of `chunk` and return what is left of it."""
        try:
            self._gather(self._member.decompress(chunk, _STEP))
        except zlib.error as error:
            raise TooMuch("its compression is damaged") from error
        return self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def _gather(self, data: bytes) -> None:
        self._body += data
        size = len(self._body)
        if size > self._inflated:
            raise TooMuch(f"it unpacks to more than {self._inflated // 1_000_000} MB")
        if size > _RATIO_COUNTS_FROM and size > self._ratio * self._came:
            raise TooMuch(f"it unpacks to more than {self._ratio} times its size")

    def finish(self) -> bytes:
        """The whole body. TooMuch where it breaks off."""
        while self._zipped and self._came and not self._member.eof:
            before = len(self._body)
            self._step(b"")
            if len(self._body) == before and not self._member.eof:
                raise TooMuch("it breaks off before its end")
        return bytes(self._body)
