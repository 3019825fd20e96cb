"""A web site on loopback for tests."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.verifier.warm.desk import until

Answer = Callable[[BaseHTTPRequestHandler], None]
PAGE = b"<p>Fourteen boats were held.</p>"


class Site:
    """A server on loopback whose paths answer as the test says, and that remembers what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.open = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                self.close_connection = True
                site.answers[self.path](self)

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            lock = threading.Lock()

            def process_request(self, *args: Any) -> None:
                with self.lock:
                    site.open += 1
                super().process_request(*args)

            def shutdown_request(self, request: Any) -> None:
                super().shutdown_request(request)
                with self.lock:
                    site.open -= 1

            def handle_error(self, *args: object) -> None:
                pass  # the client hangs up on purpose in many tests

        self.server = Server(("127.0.0.1", 0), Handler)
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(
        self, path: str, body: bytes = PAGE, *, status: int = 200, chunked: bool = False, **headers: str
    ) -> str:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            given = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
            for name, value in given.items():
                if value:
                    handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, b"", status=status, Location=to)

    def forget(self) -> None:
        """Forgets what it was asked, also by clients that were killed while they asked."""
        # Connections are accepted in their order, so those before this one have been.
        with socket.create_connection(self.server.server_address[:2], timeout=60) as last:
            last.shutdown(socket.SHUT_WR)
            assert last.recv(1) == b""
        until(lambda: not self.open)
        self.asked.clear()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
