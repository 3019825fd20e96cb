"""A source that changes after it was cited: python examples/changing_source.py FOLDER

A ministry's page is served from this machine. A draft cites it, the page is fetched and kept, and the draft
holds. Then the ministry changes a figure on its page: fetched again it is told as changed, the snapshot of
before is still there, and the report says what the page said when it was first stored.
"""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from claims.reading import read_bytes
from sources.cited import add_cited
from sources.encoder import Encoder
from sources.fetch import Fetcher
from sources.netguard import Policy
from sources.store import Store
from verifier import __version__
from verifier.pipeline import check
from verifier.render import Look, render
from verifier.types import Report

_PAGE = """<!doctype html>
<html lang="en"><head><title>Barges moved from the Lower Canal</title>
<meta property="og:site_name" content="Ministry of Canals"></head>
<body><article><h1>Barges moved from the Lower Canal</h1>
<p>The Ministry of Canals moved {count} barges from the Lower Canal to the winter basin on Tuesday.</p>
<p>The canal stays closed to ships until the first of March, when the new lock gates will be in place.</p>
</article></body></html>
"""
_DRAFT = """# Barges moved

The Ministry of Canals moved 140 barges to the winter basin, according to [its notice]({url}).
"""


class _Notice(BaseHTTPRequestHandler):
    """Serves the page as it stands."""

    count = 140

    def do_GET(self) -> None:
        """Send the page."""
        body = _PAGE.format(count=type(self).count).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def run(folder: Path) -> tuple[Report, Report]:
    """Show it all with a store in `folder`; returns the reports of before and after the change."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Notice)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/notices/barges"
    document = read_bytes(_DRAFT.format(url=url).encode(), name="barges.md")
    # Only code can allow this machine itself as a place to fetch from.
    fetcher = Fetcher(version=__version__, policy=Policy(allow_loopback=True), pause=0)
    encoder = Encoder()
    print(_DRAFT.format(url=url))
    try:
        with Store.open(f"sqlite:///{folder / 'changing.db'}", snapshots=folder / "changing") as store:

            def fetch(*, refresh: bool) -> None:
                for outcome in add_cited(
                    store, document, fetcher=fetcher, now=_now, encoder=encoder, refresh=refresh
                ):
                    print(f"Fetched {outcome.url}: {outcome.result.value}")

            fetch(refresh=False)
            before = check(document, store=store, encoder=encoder)
            _tell("The draft against the page", before)
            _Notice.count = 114
            print("The ministry changes its page: 114 barges instead of 140.\n")
            fetch(refresh=True)
            (source,) = store.sources()
            for snapshot in store.snapshots(source.id):
                print(f"Kept: {snapshot.taken:%Y-%m-%d %H:%M:%S} UTC, sha256 {snapshot.sha256}")
            after = check(document, store=store, encoder=encoder)
            _tell("The same draft against the page as it is now", after)
    finally:
        server.shutdown()
        server.server_close()
    return before, after


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(heading: str, report: Report) -> None:
    print(f"\n{heading}:\n")
    print(render(report, "terminal", Look(findings_only=True)))


if __name__ == "__main__":
    run(Path(sys.argv[1]))
