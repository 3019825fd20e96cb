"""A folder of advisories in the OSV format (https://ossf.github.io/osv-schema/), answered for on loopback.

So an audit can be made where no network is: with what somebody brought, such as the unpacked archive of all
advisories on PyPI that osv.dev offers.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from benchmarks.supplied import plain

Advisory = dict[str, Any]


def read(folder: Path) -> dict[str, list[Advisory]]:
    """The advisories in the JSON files of `folder` and below, by the plain name of each package."""
    found: dict[str, list[Advisory]] = defaultdict(list)
    for path in sorted(folder.rglob("*.json")):
        try:
            advisory = json.loads(path.read_text(encoding="utf-8"))
            names = {plain(a["package"]["name"]) for a in advisory["affected"] if _on_pypi(a)}
        except (ValueError, KeyError, TypeError) as error:
            raise SystemExit(
                f"{path}: this is no advisory in the OSV format ({error!r}). Take it out."
            ) from None
        for name in names:
            found[name].append(advisory)
    if not found:
        raise SystemExit(f"{folder}: it holds no advisory on a package of PyPI. Name a folder of OSV files.")
    return found


def affects(advisory: Advisory, name: str, version: str) -> bool:
    """True where `advisory` concerns this version of the package of this plain name."""
    return any(
        _on_pypi(each)
        and plain(each["package"]["name"]) == name
        and (version in each.get("versions", ()) or any(_within(r, version) for r in each.get("ranges", ())))
        for each in advisory["affected"]
    )


def _on_pypi(affected: Mapping[str, Any]) -> bool:
    return bool(affected["package"]["ecosystem"] == "PyPI")


def _within(span: Mapping[str, Any], version: str) -> bool:
    """The evaluation that the OSV schema describes: the last event at or before the version decides."""
    if span["type"] != "ECOSYSTEM":
        return False
    asked, inside = Version(version), False
    for event in sorted(span["events"], key=lambda e: _at(e)[0]):
        at, opens, after = _at(event)
        if at < asked or (at == asked and not after):
            inside = opens
    return inside


def _at(event: Mapping[str, str]) -> tuple[Version, bool, bool]:
    """Where an event is, whether what follows is affected, and whether it holds only after that version."""
    (kind, at), *_ = event.items()
    try:
        place = Version(at)
    except InvalidVersion:
        place = Version("0")
    return place, kind == "introduced", kind == "last_affected"


@contextmanager
def answering(advisories: Mapping[str, list[Advisory]]) -> Iterator[str]:
    """The address at which queries are answered as osv.dev does (POST /v1/query), until the end."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer one query."""
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = plain(asked["package"]["name"])
            met = [a for a in advisories.get(name, ()) if affects(a, name, asked["version"])]
            body = json.dumps({"vulns": met} if met else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Tell nobody."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
    finally:
        server.shutdown()
        server.server_close()
