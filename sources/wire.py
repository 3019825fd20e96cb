"""An httpx transport that connects only to addresses that were validated, and keeps a deadline.

The address is pinned below HTTP and TLS, so that the Host header, the server name and the certificate check
stay those of the host. The deadline holds over the whole exchange: connecting, the handshake, headers sent
byte by byte, the body.
"""
# ruff: noqa: ARG002 - httpcore's interface passes time limits of its own, which the deadline replaces.

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import httpcore
import httpx

Clock = Callable[[], float]
_CONNECT_SECONDS = 10.0


class PinnedTransport(httpx.BaseTransport):
    """Carries requests to one host.

    Args:
        host: the only host that it connects for.
        addresses: where to connect, in order.
        deadline: on `clock`; whatever isn't done by then fails with httpx.TimeoutException.
        trust: how certificates are checked; needed for https.
    """

    def __init__(
        self,
        host: str,
        addresses: Sequence[str],
        *,
        deadline: float,
        clock: Clock,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust,
            max_connections=1,
            http1=True,
            http2=False,
            network_backend=_PinnedBackend(host, addresses, deadline=deadline, clock=clock),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` and give the response with its body still to be read.

        Raises:
            httpx.ConnectError: no address took the connection, so nothing was sent.
            httpx.TimeoutException: the deadline has passed.
            httpx.NetworkError, httpx.ProtocolError: anything else, a certificate that can't be trusted too.
        """
        wired = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": {}},
        )
        with _translated():
            response = self._pool.handle_request(wired)
        if not isinstance(response.stream, Iterable):
            raise httpx.ProtocolError("the response has no body that can be read")
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response.stream))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _translated:  # noqa: N801
    """Turns httpcore's errors into httpx's, as httpx's own transport does."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _Unreached):
            raise httpx.ConnectError(str(error)) from error
        if isinstance(error, httpcore.TimeoutException):
            raise httpx.ReadTimeout(str(error)) from error
        if isinstance(error, httpcore.ProtocolError):
            raise httpx.RemoteProtocolError(str(error)) from error
        if isinstance(error, httpcore.NetworkError):
            raise httpx.NetworkError(str(error)) from error


class _Unreached(httpcore.ConnectError):
    """No address took the connection. What fails after that, such as a certificate check, is never this."""


class _Deadline:
    def __init__(self, deadline: float, clock: Clock) -> None:
        self._deadline, self._clock = deadline, clock

    def left(self, *, at_most: float = float("inf")) -> float:
        seconds = self._deadline - self._clock()
        if seconds <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return min(seconds, at_most)


class _PinnedBackend(httpcore.NetworkBackend):
    def __init__(self, host: str, addresses: Sequence[str], *, deadline: float, clock: Clock) -> None:
        self._host, self._addresses = host, tuple(addresses)
        self._deadline = _Deadline(deadline, clock)
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if host.strip("[]") != self._host:
            raise httpcore.ConnectError(f"{host} was not validated")
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in self._addresses:
            try:
                stream = self._sockets.connect_tcp(
                    address,
                    port,
                    timeout=self._deadline.left(at_most=_CONNECT_SECONDS),
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _TimedStream(stream, self._deadline)
        raise _Unreached(str(failed or "no address to connect to")) from failed


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
