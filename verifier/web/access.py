"""Under which addresses the desk answers, and who can reach it there."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from claims.errors import BadConfiguration

LOOPBACK = "127.0.0.1"
_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Access:
    """How the desk is reached.

    Attributes:
        hosts: the values of the Host header that are answered, in lower case. A page elsewhere whose name was
            made to lead here (DNS rebinding) sends its own name, and is refused.
        secure: True where browsers come by https.
        local: True where only this machine can reach it, so that nobody needs to sign in.
        address: where a browser finds it.
    """

    hosts: frozenset[str]
    secure: bool
    local: bool
    address: str


def access_at(host: str, port: int, *, public: str | None = None, tls: bool = False) -> Access:
    """How a desk is reached that listens on `host` and `port`.

    Args:
        host: an IP address, or "localhost".
        port: the port.
        public: the address by which others reach it, where that is another: "https://desk.example".
        tls: True where the desk itself speaks TLS.

    Raises:
        BadConfiguration: `host` or `public` can't be used.
    """
    scheme = "https" if tls else "http"
    bound = _address(host)
    local = public is None and bound.is_loopback
    if bound.is_unspecified and public is None:
        raise BadConfiguration(
            f"--host {host}",
            "it listens on every address, and the desk must know its own",
            "Name the one address to listen on, or say with --public how others reach it.",
        )
    name = f"[{bound}]" if bound.version == 6 else str(bound)
    names = _LOCAL_NAMES if bound.is_loopback else () if bound.is_unspecified else (name,)
    hosts = {shown for each in names for shown in _with_port(each, port, scheme)}
    address = f"{scheme}://{name}:{port}/"
    if public is not None:
        parts = _public(public)
        scheme, address = parts.scheme, f"{parts.scheme}://{parts.netloc}/"
        hosts |= _with_port(_bracketed(parts.hostname or ""), parts.port or _PORTS[scheme], scheme)
    return Access(frozenset(hosts), scheme == "https", local, address)


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(LOOPBACK if host == "localhost" else host.strip("[]"))
    except ValueError:
        raise BadConfiguration(
            f"--host {host}", "this is no IP address", f"Give one such as {LOOPBACK}, or localhost."
        ) from None


def _public(public: str) -> SplitResult:
    parts = urlsplit(public)
    try:
        usable = parts.scheme in _PORTS and parts.hostname and parts.path in ("", "/") and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username is not None:
        raise BadConfiguration(
            f"--public {public}", "this is no address of a site", "Write it like https://desk.example."
        )
    return parts


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _with_port(name: str, port: int, scheme: str) -> set[str]:
    usual = {name.lower()} if port == _PORTS[scheme] else set()
    return {f"{name}:{port}".lower(), *usual}
