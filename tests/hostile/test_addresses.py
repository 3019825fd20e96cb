"""What a draft may link to so that the newsroom's machine talks to its own network: none of it is reached."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpcore
import pytest

from claims.errors import FetchError
from sources.fetch import Fetcher
from sources.netguard import is_public

V4 = {
    "this network": "0.0.0.0",
    "private 10": "10.1.2.3",
    "private 172.16": "172.16.0.1",
    "private 172.31": "172.31.255.255",
    "private 192.168": "192.168.1.1",
    "shared (carrier NAT)": "100.64.0.1",
    "cloud metadata in shared space": "100.100.100.200",
    "loopback": "127.0.0.1",
    "loopback, its end": "127.255.255.254",
    "link-local": "169.254.0.1",
    "cloud metadata": "169.254.169.254",
    "protocol assignments": "192.0.0.8",
    "protocol assignments, anycast": "192.0.0.9",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.7",
    "documentation 3": "203.0.113.9",
    "6to4 relay": "192.88.99.1",
    "benchmark": "198.18.0.1",
    "benchmark, its end": "198.19.255.255",
    "multicast": "224.0.0.1",
    "multicast, its end": "239.255.255.255",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
}
V6 = {
    "unspecified": "::",
    "loopback": "::1",
    "discard": "100::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "benchmark": "2001:2::1",
    "documentation": "2001:db8::1",
    "documentation, new": "3fff::1",
    "6to4 of a public one": "2002:808:808::1",
    "segment routing": "5f00::1",
    "NAT64 of a public one": "64:ff9b::808:808",
    "NAT64, local": "64:ff9b:1::1",
    "unique local": "fc00::1",
    "unique local, in use": "fd12:3456::1",
    "link-local": "fe80::1",
    "link-local, its end": "febf::1",
    "site-local": "fec0::1",
    "site-local, its end": "feff::1",
    "multicast": "ff02::1",
    "mapped public": "::ffff:8.8.8.8",
}


def spelled(text: str) -> Iterator[str]:
    """The hosts that all mean the IPv4 address `text` to one program or another."""
    address = IPv4Address(text)
    a, b, c, d = address.packed
    number = int(address)
    high, low = f"{a << 8 | b:x}", f"{c << 8 | d:x}"
    yield text
    yield f"{text}."
    yield f"{number}"
    yield f"{number:#x}"
    yield f"{number:#o}".replace("0o", "0")
    yield f"{a:#x}.{b:#x}.{c:#x}.{d:#x}"
    yield f"0{a:o}.0{b:o}.0{c:o}.0{d:o}"
    yield f"{a:04o}.{b}.{c}.{d}"
    yield f"{a}.{b << 16 | c << 8 | d}"
    yield f"{a}.{b}.{c << 8 | d}"
    yield f"{a:#x}.{b}.{c << 8 | d}"
    yield "".join(chr(ord(x) + 0xFEE0) if x.isdigit() else "。" for x in text)
    yield text.replace(".", "%2e", 1)
    yield f"%{ord(text[0]):x}{text[1:]}"
    yield f"[::ffff:{text}]"
    yield f"[::FFFF:{high}:{low}]"
    yield f"[0:0:0:0:0:ffff:{high}:{low}]"
    yield f"[::{high}:{low}]"
    yield f"[64:ff9b::{high}:{low}]"
    yield f"[64:ff9b::{text}]"
    yield f"[64:ff9b:1::{high}:{low}]"
    yield f"[2002:{high}:{low}::1]"
    yield f"[2001:0:808:808:0:0:{int(high, 16) ^ 0xFFFF:x}:{int(low, 16) ^ 0xFFFF:x}]"


@pytest.fixture(autouse=True)
def wire(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a socket would have been opened to: no test here opens one."""
    reached: list[tuple[str, int]] = []

    def connect_tcp(self: object, host: str, port: int, **options: object) -> httpcore.NetworkStream:
        reached.append((host, port))
        raise httpcore.ConnectError("nobody is there")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    return reached


def unasked(host: str, port: int) -> tuple[str, ...]:
    raise AssertionError(f"the resolver was asked for {host}:{port}")


def refused(url: str, fetcher: Fetcher) -> str:
    """Why `url` was refused, by the guard and not by a connection."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert "connection" not in caught.value.reason, url
    return caught.value.reason


@pytest.mark.parametrize("address", V4.values(), ids=V4.keys())
def test_an_inside_ipv4_address_is_refused_in_every_spelling(
    address: str, wire: list[tuple[str, int]]
) -> None:
    assert not is_public(ip_address(address))
    fetcher = Fetcher(resolve=unasked, pause=0)
    hosts = list(spelled(address))
    assert len(hosts) == 23
    for host in hosts:
        refused(f"http://{host}/", fetcher)
        refused(f"https://{host}:443/a?b=c", fetcher)
    assert wire == []


@pytest.mark.parametrize("address", V6.values(), ids=V6.keys())
def test_an_inside_ipv6_address_is_refused_in_every_spelling(
    address: str, wire: list[tuple[str, int]]
) -> None:
    found = IPv6Address(address)
    assert not is_public(found)
    fetcher = Fetcher(resolve=unasked, pause=0)
    for spelling in (address, found.exploded, found.compressed, found.exploded.upper()):
        assert "not on the public internet" in refused(f"http://[{spelling}]/", fetcher)
    for zone in ("%25eth0", "%eth0", "%25", "%251"):
        refused(f"http://[{address}{zone}]/", fetcher)
    assert wire == []


@pytest.mark.parametrize("address", [*V4.values(), *V6.values()])
def test_a_name_that_leads_to_an_inside_address_is_refused(address: str, wire: list[tuple[str, int]]) -> None:
    # Such as 127.0.0.1.nip.example, which a public resolver answers so.
    fetcher = Fetcher(resolve=lambda host, port: (address,), pause=0)
    assert "not on the public internet" in refused("http://inside.example/", fetcher)
    assert wire == []


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8@127.0.0.1/",
        "http://a.example:80@127.0.0.1/",
        "http://127.0.0.1\\@a.example/",
        "http://a.example\\.127.0.0.1/",
        "http://user:word@a.example/",
        "http://@a.example/",
        "http:///127.0.0.1/",
        "http://a.example#@127.0.0.1/\r\nHost: b",
        "http://ⓛocalhost/",
        "http://ｌｏｃａｌｈｏｓｔ/",
        "http://localhost./",
        "http://localhost。/",
        "http://printer.local．/",
        "http://127.0.0.1。/",
        "http://x../",
        "http://LOCALHOST/",
        "http://x.localhost/",
        "http://metadata.google.internal/",
        "http://printer.local/",
        "http://1.0.0.127.in-addr.arpa/",
        "http://127.0.0.1.0x1/",
        "http://1.2.3.08/",
        "http://０ｘ７ｆ.1/",
        "http://1.1.1.1 &@127.0.0.1/",
        "http://127.1/",
        "http://[::]/",
        "http://[::1/",
        "http://[127.0.0.1]/",
        "http://x..example/",
        "http://-x.example/",
        "http://xn--a.example/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://a.example/",
        "gopher://127.0.0.1:6379/_x",
        "dict://127.0.0.1:11211/",
        "jar:http://a.example!/",
        "//a.example/",
        "http://a.example:22/",
        "https://a.example:80/",
        "http://a.example:443/",
        "http://a.example:0/",
        "http://a.example:65536/",
        "http://a.example:-1/",
    ],
)
def test_misleading_addresses_are_refused(url: str, wire: list[tuple[str, int]]) -> None:
    refused(url, Fetcher(resolve=lambda host, port: ("8.8.8.8",), pause=0))
    assert wire == []


def test_a_public_address_is_not_refused(wire: list[tuple[str, int]]) -> None:
    for url in ("http://8.8.8.8/", "http://bücher.example/", "http://a.example./"):
        with pytest.raises(FetchError, match="connection failed"):
            Fetcher(resolve=lambda host, port: ("8.8.8.8",), pause=0).fetch(url)
    assert set(wire) == {("8.8.8.8", 80)}


@pytest.mark.parametrize("inside", [*V4.values(), *V6.values(), "fe80::1%eth0"])
def test_one_inside_address_refuses_the_whole_answer(inside: str, wire: list[tuple[str, int]]) -> None:
    for answer in (("8.8.8.8", inside), (inside, "8.8.8.8"), ("8.8.8.8", "2606:2800:21f:cb07::1", inside)):
        fetcher = Fetcher(resolve=lambda host, port, answer=answer: answer, pause=0)  # type: ignore[misc]
        assert "not on the public internet" in refused("https://a.example/", fetcher)
    assert wire == []


def test_rebinding_changes_nothing_because_the_resolver_is_asked_once(wire: list[tuple[str, int]]) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("8.8.8.8",) if len(asked) == 1 else ("127.0.0.1",)

    with pytest.raises(FetchError, match="connection failed"):
        Fetcher(resolve=rebinding, pause=0).fetch("http://a.example/")
    assert asked == ["a.example"]
    # Tried once more, because nobody took the connection: at the address that was validated.
    assert wire == [("8.8.8.8", 80), ("8.8.8.8", 80)]
