"""Which addresses may be fetched from: pure functions, but for the one that asks the resolver.

A draft, or a page that it links to, must not make the newsroom's machine talk to its own network. Every host
is resolved once, the answer is refused whole if any address in it isn't public, and the connection goes to an
address from that answer, so that a second answer of the resolver can change nothing (DNS rebinding).

References: IANA special-purpose address registries (RFC 6890); RFC 6052 and 8215 (NAT64), 3056 (6to4), 4380
(Teredo), 3879 (site-local); WHATWG URL standard, "ends in a number"; UTS 46 for international names.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from urllib.parse import SplitResult, urlsplit

from claims.errors import FetchError

Address = IPv4Address | IPv6Address
#: Host and port to addresses; raises OSError where there is no answer.
Resolver = Callable[[str, int], Sequence[str]]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096

# What `is_global` of the standard library lets through although it leads inside, or nowhere.
_DENIED = tuple(
    ip_network(block)
    for block in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
        "::ffff:0:0/96",
    )
)
_INSIDE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "test")


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched beside the public web.

    Attributes:
        ports: besides 80 for http and 443 for https.
        allow_loopback: also this machine itself, at any port. For tests and the demo's own server: set by
            code alone, never by a setting or by anything read.
    """

    ports: frozenset[int] = frozenset()
    allow_loopback: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A validated URL: its normal form without fragment, the host in ASCII, the port."""

    url: str
    scheme: str
    host: str
    port: int


def _refused(
    url: str, reason: str, remedy: str = "Download the page yourself and add the file."
) -> FetchError:
    return FetchError(url[:200], reason, remedy)


def parse(url: str) -> Target:
    """The parts of `url` that a fetch needs.

    Raises:
        FetchError: not http or https, malformed, with a user name, or with an address spelled to mislead.
    """
    if len(url) > _LONGEST or any(c <= " " or c in "\\\x7f" or 0x80 <= ord(c) < 0xA0 for c in url):
        raise _refused(url, "this is not a proper web address", "Copy the address again from the browser.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        reason = f"this is not a proper web address ({error})"
        raise _refused(url, reason, "Copy the address again from the browser.") from error
    if parts.scheme not in _PORTS:
        raise _refused(url, "only http and https addresses can be fetched")
    if parts.username is not None or parts.password is not None:
        raise _refused(
            url, "the address carries a user name", "Remove everything before the @ and try again."
        )
    host = _host(url, parts)
    port = _PORTS[parts.scheme] if port is None else port
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return Target(f"{parts.scheme}://{netloc}{path}{query}", parts.scheme, host, port)


def _host(url: str, parts: SplitResult) -> str:
    host = parts.hostname or ""
    if not host.strip("."):
        raise _refused(url, "the address has no host", "Copy the address again from the browser.")
    if parts.netloc.startswith("["):
        return _ipv6(url, host)
    import idna

    try:
        # Only now: other full stops than "." are full stops of a host name too.
        host = idna.encode(host, uts46=True).decode("ascii").lower().removesuffix(".")
    except idna.IDNAError as error:
        raise _refused(url, f'"{host}" is not a proper host name') from error
    last = host.rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        try:
            return str(IPv4Address(host))
        except ValueError as error:
            raise _refused(url, f'"{host}" is an address spelled in an unusual way') from error
    return host


def _ipv6(url: str, host: str) -> str:
    try:
        address = IPv6Address(host)
    except ValueError as error:
        raise _refused(url, f'"{host}" is not a proper address') from error
    if address.scope_id is not None:
        raise _refused(url, f'"{host}" is an address of the local network')
    return str(address)


def is_public(address: Address) -> bool:
    """True where `address` can only be a host on the public internet."""
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in block for block in _DENIED if block.version == address.version)
    )


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that this machine's resolver gives for `host`, in its order."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


def validate(target: Target, *, policy: Policy, resolve: Resolver, seconds: float) -> tuple[str, ...]:
    """The addresses that a connection to `target` may use, asked for once, in the resolver's order.

    Args:
        target: what `parse` gave.
        policy: what is allowed beside the public web.
        resolve: asks for the addresses of a name; not called for a literal address.
        seconds: how long it may take.

    Raises:
        FetchError: no answer, an address that isn't public, or a port that isn't allowed.
    """
    literal = _literal(target.host)
    inside = target.host.rpartition(".")[2] in _INSIDE_NAMES
    if inside and not policy.allow_loopback:
        raise _refused(target.url, f'"{target.host}" is a name of the local network')
    addresses = [literal] if literal else _ask(target, resolve, seconds)
    loopback = policy.allow_loopback and all(a.is_loopback for a in addresses)
    if not loopback and not all(is_public(a) for a in addresses):
        raise _refused(target.url, f'"{target.host}" leads to an address that is not on the public internet')
    if not loopback and target.port != _PORTS[target.scheme] and target.port not in policy.ports:
        raise _refused(target.url, f"port {target.port} is not a usual port of the web")
    return tuple(str(a) for a in addresses)


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _ask(target: Target, resolve: Resolver, seconds: float) -> list[Address]:
    # The resolver takes no time limit, so it is left behind in its thread when it takes too long. What it
    # answers is taken whole or not at all.
    answers: list[Sequence[str]] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            answers.append(tuple(resolve(target.host, target.port)))

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    try:
        found = [ip_address(text) for answer in answers for text in answer]
    except ValueError:
        found = []
    if not found:
        raise _refused(
            target.url, f'no address was found for "{target.host}"', "Check the address and the connection."
        )
    return found
