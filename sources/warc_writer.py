"""Writing sources as a web archive (WARC 1.1, ISO 28500:2017), for other programs and other stores.

A snapshot that was had from the web becomes a `response` record with the status and headers recorded, after
one for each redirect; any other becomes a `resource` record. Bytes are held without the compression and
chunking that they came in, so a response's headers are made to match them; those that no longer hold keep
their value under a name with `X-Archive-Orig-` before it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from typing import IO, Any
from uuid import NAMESPACE_URL, uuid5

from claims.errors import UnreadableInput
from claims.reading import read_bytes
from sources.details import media_type
from sources.fetched import Fetch, Headers
from sources.fetches import fetch_of
from sources.location import address_of, is_url, key_of, name_of
from sources.media import UNTOLD
from sources.schema import SourceRow
from sources.store import Store

_FORMAT = "WARC File Format 1.1"
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_DESCRIPTION = (
    "Sources of a newsroom's store. Content is stored decoded, without Content-Encoding and "
    "Transfer-Encoding; headers were made to match, the original ones are named X-Archive-Orig-*."
)
_OF_THE_WIRE = ("content-encoding", "transfer-encoding")


@dataclass(frozen=True, slots=True)
class _Record:
    """A record to be: a response where it has a status, else a resource."""

    uri: str
    date: datetime
    data: bytes
    media_type: str = ""
    status: int | None = None
    headers: Headers = ()


def write(
    store: Store,
    file: IO[bytes],
    source_ids: Sequence[str] | None = None,
    *,
    name: str,
    software: str,
    now: datetime,
    packed: bool,
) -> int:
    """Write sources with all their snapshots as a web archive, and give how many sources these are.

    The same store gives the same bytes, but for the first record's date.

    Args:
        store: where they are.
        file: where to, open for bytes.
        source_ids: which, by id or how it begins; None for all.
        name: of the file, for the first record.
        software: what wrote it, for the first record.
        now: when, with a time zone.
        packed: whether each record is gzipped, as the suffix ".warc.gz" promises.

    Raises:
        StoreError: there is no such source, or a snapshot is missing or changed.
    """
    writer = import_module("warcio.warcwriter").WARCWriter(file, gzip=packed, warc_version="WARC/1.1")
    if source_ids is None:
        ids = sorted(source.id for source in store.sources())
    else:
        ids = list(dict.fromkeys(store.source(each).id for each in source_ids))
    writer.write_record(_about(writer, name, software, now))
    for source_id in ids:
        for number, record in enumerate(_records(store, source_id)):
            writer.write_record(_made(writer, record, f"{source_id}/{number}"))
    return len(ids)


def _about(writer: Any, name: str, software: str, now: datetime) -> Any:
    fields = {
        "software": software,
        "format": _FORMAT,
        "conformsTo": _STANDARD,
        "description": _DESCRIPTION,
    }
    body = "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode()
    headers = _named("warcinfo", name, now) | {"WARC-Filename": name}
    return writer.create_warc_record(
        "", "warcinfo", payload=io.BytesIO(body), length=len(body), warc_headers_dict=headers
    )


def _records(store: Store, source_id: str) -> Iterator[_Record]:
    """All of a source, oldest first, so that whoever reads it meets its states in their order."""
    with store.reading() as session:
        row = store.row(session, source_id)
        own, *mirrors = _addresses(row)
        fetched = {key_of(url) for s in row.snapshots for f in s.fetches for url in _ends(fetch_of(f))}
        for snapshot in row.snapshots:
            data = store.snapshot_bytes(snapshot.sha256)
            fetches = [fetch_of(fetch) for fetch in snapshot.fetches]
            taken, first = snapshot.taken.replace(tzinfo=UTC), snapshot is row.snapshots[0]
            plain = [own] if not fetches or (first and key_of(own) not in fetched) else []
            if snapshot is row.snapshots[-1]:
                plain += [uri for uri in mirrors if key_of(uri) not in fetched]
            kind = _type(snapshot.media_type, data, name_of(row.location))
            yield from (_Record(uri, taken, data, kind) for uri in plain)
            for fetch in fetches:
                yield from _way(fetch, data, kind)


def _type(recorded: str, data: bytes, name: str) -> str:
    """The media type of a snapshot: as recorded, or where the server told none, as its bytes tell."""
    if recorded not in UNTOLD:
        return recorded
    try:
        return media_type(read_bytes(data, name=name), name)
    except UnreadableInput:
        return recorded


def _way(fetch: Fetch, data: bytes, told: str) -> Iterator[_Record]:
    for hop, following in zip(fetch.hops, fetch.hops[1:], strict=False):
        leads = (("Location", following.url), ("Content-Length", "0"))
        yield _Record(hop.url, fetch.time, b"", status=hop.status, headers=leads)
    headers = _matching(fetch, len(data), told)
    yield _Record(fetch.final_url, fetch.time, data, status=fetch.hops[-1].status, headers=headers)


def _matching(fetch: Fetch, length: int, told: str) -> Headers:
    """The headers of an answer, made to tell the truth of its bytes as they are stored."""
    true = [("Content-Length", str(length))]
    if fetch.header("content-type").strip().lower() in UNTOLD:
        true.insert(0, ("Content-Type", told))
    replaced = {*_OF_THE_WIRE, *(name.lower() for name, _ in true)}
    said = {(name.lower(), value) for name, value in true}
    found = [
        (f"X-Archive-Orig-{name}" if name.lower() in replaced else name, value)
        for name, value in fetch.headers
        if (name.lower(), value.strip()) not in said
    ]
    return (*found, *true)


def _ends(fetch: Fetch) -> tuple[str, str]:
    return fetch.hops[0].url, fetch.final_url


def _addresses(row: SourceRow) -> list[str]:
    """Every address that leads to a source as a URI, the one that it was added from first."""
    own, *mirrors = sorted(row.locations, key=lambda location: (location.mirror, location.key))
    first = row.location if is_url(row.location) else _uri(own.key)
    return [first, *(_uri(each.key) for each in mirrors)]


def _uri(key: str) -> str:
    """The address that `sources.location.key_of` made `key` of, or one that it makes the same of."""
    return address_of(key) or Path(key.removeprefix("file:")).absolute().as_uri()


def _made(writer: Any, record: _Record, place: str) -> Any:
    options: dict[str, Any] = {"payload": io.BytesIO(record.data), "length": len(record.data)}
    kind = "resource"
    if record.status is None:
        options["warc_content_type"] = record.media_type
    else:
        kind, headers = "response", import_module("warcio.statusandheaders").StatusAndHeaders
        lines = [(_line(name), _line(value)) for name, value in record.headers]
        options["http_headers"] = headers(_status(record.status), lines, protocol="HTTP/1.1")
    named = _named(f"{kind}/{place}", record.uri, record.date)
    return writer.create_warc_record(record.uri, kind, warc_headers_dict=named, **options)


def _named(kind: str, what: str, date: datetime) -> dict[str, str]:
    """The date of a record, and an id that is the same whenever it is written."""
    written = date.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    name = uuid5(NAMESPACE_URL, f"{kind} {what} {written}")
    return {"WARC-Record-ID": f"<urn:uuid:{name}>", "WARC-Date": written}


def _status(status: int) -> str:
    known = {each.value: each.phrase for each in HTTPStatus}
    return f"{status} {known.get(status, 'Unknown')}"


def _line(text: str) -> str:
    return " ".join(text.splitlines())
