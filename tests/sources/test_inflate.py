"""Unzipping within limits: each holds to the byte, and before what is beyond it is unpacked."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from sources.inflate import Inflater, TooMuch

MILLION = 1_000_000


def inflater(
    *, zipped: bool = True, wire: int = 10**7, inflated: int = 10**7, ratio: int = 10**4
) -> Inflater:
    return Inflater(zipped=zipped, wire=wire, inflated=inflated, ratio=ratio)


def whole(body: bytes, taker: Inflater, *, size: int = 1000) -> bytes:
    """What comes of `body`, fed in pieces of `size` bytes."""
    for start in range(0, len(body), size):
        taker.feed(body[start : start + size])
    return taker.finish()


@pytest.mark.parametrize("size", [1, 2, 7, 1000, 100_000])
def test_inflating_in_chunks_of_any_size(size: int) -> None:
    text = bytes(range(256)) * 2000
    zipped = gzip.compress(text) + gzip.compress(b"") + gzip.compress(b"end")
    assert whole(zipped, inflater(), size=size) == text + b"end"
    assert whole(text[:999], inflater(zipped=False), size=size) == text[:999]


@pytest.mark.parametrize("zipped", [True, False])
def test_a_body_of_nothing(zipped: bool) -> None:
    assert Inflater(zipped=zipped, wire=1, inflated=1, ratio=1).finish() == b""


@pytest.mark.parametrize("zipped", [True, False])
def test_no_more_comes_in_than_the_limit(zipped: bool) -> None:
    body = gzip.compress(b"The port was closed.") if zipped else b"The port was closed."
    assert whole(body, inflater(zipped=zipped, wire=len(body)), size=7) == b"The port was closed."
    with pytest.raises(TooMuch, match=r"^it is larger than 0 MB$"):
        whole(body, inflater(zipped=zipped, wire=len(body) - 1), size=7)
    with pytest.raises(TooMuch, match=r"^it is larger than 3 MB$"):
        whole(b"x" * (3 * MILLION + 1), inflater(zipped=zipped, wire=3 * MILLION), size=4 * MILLION)


def test_no_more_comes_out_than_the_limit() -> None:
    body = gzip.compress(b"x" * 2 * MILLION)
    assert len(whole(body, inflater(inflated=2 * MILLION))) == 2 * MILLION
    with pytest.raises(TooMuch, match=r"^it unpacks to more than 1 MB$"):
        whole(body, inflater(inflated=2 * MILLION - 1))
    with pytest.raises(TooMuch, match=r"^it unpacks to more than 2 MB$"):
        whole(gzip.compress(b"x" * (2 * MILLION + 1)), inflater(inflated=2 * MILLION))
    assert len(whole(b"xy", inflater(zipped=False, inflated=2))) == 2
    with pytest.raises(TooMuch, match="unpacks to more than"):
        whole(b"xyz", inflater(zipped=False, inflated=2))


def test_the_ratio_counts_from_the_first_million() -> None:
    small, large = gzip.compress(b"x" * MILLION), gzip.compress(b"x" * (MILLION + 1))
    assert len(whole(small, inflater(ratio=1))) == MILLION
    with pytest.raises(TooMuch, match=r"^it unpacks to more than 1 times its size$"):
        whole(large, inflater(ratio=1))


def test_the_ratio_holds_to_the_byte() -> None:
    # Unzipped, what came in is all that came of it: once its size, and no more than that.
    assert len(whole(b"x" * 2 * MILLION, inflater(zipped=False, ratio=1), size=MILLION)) == 2 * MILLION


@pytest.mark.parametrize(
    "body",
    [
        b"no gzip at all",
        zlib.compress(b"x"),
        gzip.compress(b"x") + zlib.compress(b"y"),
        gzip.compress(b"x")[2:],
    ],
    ids=["text", "zlib", "zlib after gzip", "headless"],
)
def test_what_is_not_gzip_is_damaged(body: bytes) -> None:
    with pytest.raises(TooMuch, match=r"^its compression is damaged$"):
        whole(body, inflater())


def test_a_body_that_breaks_off() -> None:
    body = gzip.compress(bytes(range(256)) * 999)
    for cut in (5, len(body) // 2, len(body) - 1):
        with pytest.raises(TooMuch, match=r"^it breaks off before its end$"):
            whole(body[:cut], inflater())


def test_a_bomb_is_not_unpacked_to_be_measured() -> None:
    bomb = gzip.compress(b"\0" * 20 * MILLION)
    tracemalloc.start()
    try:
        with pytest.raises(TooMuch):
            inflater(inflated=MILLION).feed(bomb)
        assert tracemalloc.get_traced_memory()[1] < 5 * MILLION
    finally:
        tracemalloc.stop()
