"""Web archives (WARC, ISO 28500): each answer that can be read, with its address and the time it was had."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import IO, Any
from urllib.parse import unquote, urljoin, urlsplit

from claims.errors import UnreadableInput
from claims.reading import ACCEPTED
from sources.fetched import REDIRECTS, Fetch, Hop, kept
from sources.location import is_url, name_of
from sources.media import READABLE, UNTOLD
from sources.snapshot import sha256_of

MAX_RECORDS = 200_000
_KINDS = ("response", "resource")
_REDIRECTS = tuple(map(str, REDIRECTS))
_MOST_HOPS = 20
_REMEDY = "Make the archive again, or add the pages by themselves."


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a web archive.

    Attributes:
        url: its target; of a `resource` that is a file, the file's path.
        data: the body, without chunking and compression; None where the record is none to read.
        media_type: as the server said.
        format: the reader for it, a key of `claims.reading.READERS`; None where its bytes must tell.
        taken: the date of the record, in UTC.
        fetch: how whoever made the archive had it from the web, over the redirects that stand before it.
        reason: why a record that should be read isn't, as a clause; then `remedy` is what can be done.
    """

    url: str = ""
    data: bytes | None = None
    media_type: str | None = None
    format: str | None = None
    taken: datetime | None = None
    fetch: Fetch | None = None
    reason: str = ""
    remedy: str = ""


def records(file: Any, *, name: str, limit: int, total: int) -> Iterator[Record]:
    """The records of a web archive, packed or not, in its order.

    Args:
        file: the open archive, in bytes.
        name: what it is called in errors.
        limit: bytes that one body may have.
        total: bytes that all of them may have together. Past it, or past `MAX_RECORDS`, reading ends.

    Raises:
        UnreadableInput: it is no web archive, or damaged.
    """
    iterator = import_module("warcio.archiveiterator").ArchiveIterator
    errors = import_module("warcio.exceptions").ArchiveLoadFailed
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    read = count = 0
    way: list[_Redirect] = []
    try:
        given = iterator(file)
        while True:
            # warcio writes what it finds odd to stderr, with the bytes of the archive in it.
            with redirect_stderr(io.StringIO()):
                record = next(given, None)
                found = _record(record, limit, way) if record is not None else None
            if found is None:
                return
            count += 1
            if count > MAX_RECORDS:
                yield Record(reason=f"it has more than {MAX_RECORDS:,} records", remedy=_REMEDY)
                return
            read += len(found.data or b"")
            if found.reason or read > total:
                # To skip the rest of a body is to inflate it, so reading can't go on past a large one.
                reason = found.reason or f"its pages have more than {total:,} bytes"
                yield Record(found.url, reason=f"{reason}; the archive was read up to here", remedy=_REMEDY)
                return
            yield found
    except (
        errors,
        OSError,
        EOFError,
        ValueError,
        OverflowError,
        KeyError,
        AttributeError,
        TypeError,
    ) as error:
        reason = f"it is damaged and can't be read as a web archive ({type(error).__name__})"
        raise UnreadableInput(name, reason, _REMEDY) from error


@dataclass(frozen=True, slots=True)
class _Redirect:
    hop: Hop
    to: str


def _record(record: Any, limit: int, way: list[_Redirect]) -> Record:
    """What a record holds. `way` has the redirects right before it, and is brought up to date."""
    url = _target(record)
    if record.rec_type not in _KINDS or not url:
        return Record(url)
    headers = record.http_headers
    before = tuple(each.hop for each in way) if way and way[-1].to == url else ()
    way.clear()
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        way += _redirects(before, url, headers)
        return Record(url)
    told = (headers.get_header("Content-Type") if headers else record.content_type) or ""
    media_type = told.partition(";")[0].strip().lower()
    if media_type not in READABLE and not (media_type in UNTOLD and name_of(url).endswith(ACCEPTED)):
        return Record(url)
    data = _body(record.content_stream(), limit)
    if data is None:
        return Record(url, reason=f"a page in it is larger than {limit // 1_000_000} MB")
    taken, fetch = _taken(record), None
    if headers is not None and taken is not None:
        hops = (*before, Hop(url, 200))
        fetch = Fetch(hops[0].url, hops, kept(headers.headers), taken, sha256_of(data), archived=True)
    return Record(url, data, media_type, READABLE.get(media_type), taken, fetch)


def _target(record: Any) -> str:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>")
    if record.rec_type == "resource" and url.startswith("file:"):
        with suppress(ValueError):
            return unquote(urlsplit(url).path)
    return url if is_url(url) else ""


def _redirects(before: tuple[Hop, ...], url: str, headers: Any) -> list[_Redirect]:
    """The redirects to go on with after an answer that is none to read: none where it leads nowhere."""
    location = headers.get_header("Location") if headers is not None else None
    status = headers.get_statuscode() if location else ""
    if status not in _REDIRECTS or len(before) >= _MOST_HOPS:
        return []
    try:
        to = urljoin(url, location).partition("#")[0]
    except ValueError:
        return []
    return [*(_Redirect(hop, "") for hop in before), _Redirect(Hop(url, int(status)), to)]


def _body(stream: IO[bytes], limit: int) -> bytes | None:
    """The whole body, or None where it has more bytes than `limit`."""
    found = bytearray()
    while piece := stream.read(65_536):
        found += piece
        if len(found) > limit:
            return None
    return bytes(found)


def _taken(record: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # no date, or one before the year 1
        return None
