"""Addresses in their normal form, and policies. What is denied is in `tests/hostile/test_addresses.py`."""

from __future__ import annotations

import socket
import threading
import time
from ipaddress import ip_address

import pytest

from claims.errors import FetchError
from sources.netguard import Policy, Target, is_public, parse, system_resolver, validate
from tests.words import tells_what_to_do


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07::1", "100.128.0.1"])
def test_public(address: str) -> None:
    assert is_public(ip_address(address))


def unasked(host: str, port: int) -> tuple[str, ...]:
    raise AssertionError(f"the resolver was asked for {host}:{port}")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://a.example/", "only http and https"),
        ("//a.example/", "only http and https"),
        ("gopher://a.example/", "only http and https"),
        ("http://user@a.example/", "user name"),
        ("http://user:word@a.example/", "user name"),
        ("http://@a.example/", "user name"),
        ("http:///x", "no host"),
        ("http://./x", "no host"),
        ("http://a.example:99999/", "not a proper web address"),
        ("http://[::1/", "not a proper web address"),
        ("http://[1.2.3.4]/", "not a proper"),
        ("http://[v1.a]/", "not a proper address"),
        ("http://[fe80::1%25eth0]/", "not a proper|local network"),
        ("http://[fe80::1%eth0]/", "not a proper|local network"),
        ("http://a.example/\r\nHost: b", "not a proper web address"),
        ("http://a.exa\tmple/", "not a proper web address"),
        ("http://a.example\\@b.example/", "not a proper web address"),
        ("http://a b.example/", "not a proper web address"),
        ("http://a.example/" + "x" * 5000, "not a proper web address"),
        ("http://a..example/", "not a proper host"),
        ("http://-a.example/", "not a proper host"),
    ],
)
def test_urls_that_are_refused(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        parse(url)
    assert len(str(caught.value)) < 400


AGAIN, BY_HAND = "Copy the address again from the browser.", "Download the page yourself and add the file."


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("http://a b.example/", AGAIN),
        ("http://a.example:99999/", AGAIN),
        ("http:///x", AGAIN),
        ("http://user@a.example/", "Remove everything before the @"),
        ("ftp://a.example/", BY_HAND),
        ("http://a..example/", BY_HAND),
        ("http://1.2.3.08/", BY_HAND),
        ("http://[v1.a]/", BY_HAND),
        ("http://a.example/" + "x" * 5000, AGAIN),
    ],
)
def test_a_refusal_names_the_address_and_what_to_do(url: str, remedy: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse(url)
    assert caught.value.subject == url[:200]
    assert caught.value.remedy.startswith(remedy)
    assert tells_what_to_do(caught.value)


def test_an_address_may_be_long_but_not_longer() -> None:
    url = "https://a.example/".ljust(4096, "x")
    assert parse(url).url == url
    with pytest.raises(FetchError, match="not a proper web address"):
        parse(url + "x")


@pytest.mark.parametrize("letter", ["\x00", "\x1f", " ", "\\", "\x7f", "\x80", "\x9f"])
def test_letters_that_no_address_has(letter: str) -> None:
    with pytest.raises(FetchError, match="not a proper web address"):
        parse(f"https://a.example/x{letter}y")


@pytest.mark.parametrize("letter", ["!", "X", "~", "\xa0", "é"])
def test_letters_that_an_address_may_have(letter: str) -> None:
    assert parse(f"https://a.example/x{letter}y").url == f"https://a.example/x{letter}y"


@pytest.mark.parametrize(
    ("url", "normal", "host", "port"),
    [
        ("HTTP://A.Example", "http://a.example/", "a.example", 80),
        ("https://a.example.:443/x?y=1#z", "https://a.example/x?y=1", "a.example", 443),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443),
        ("https://ａ。example/", "https://a.example/", "a.example", 443),
        ("http://[2606:2800:21f:cb07:0::1]:8080/", "http://[2606:2800:21f:cb07::1]:8080/", None, 8080),
        ("http://8.8.8.8/", "http://8.8.8.8/", "8.8.8.8", 80),
    ],
)
def test_urls_in_normal_form(url: str, normal: str, host: str | None, port: int) -> None:
    target = parse(url)
    scheme = normal.partition(":")[0]
    assert target == Target(normal, scheme, host or "2606:2800:21f:cb07::1", port)


def answering(*addresses: str):
    return lambda host, port: addresses


def test_all_public_answers_are_kept_in_order() -> None:
    target = parse("https://a.example/")
    found = validate(
        target, policy=Policy(), resolve=answering("2606:2800:21f:cb07::1", "8.8.8.8"), seconds=1
    )
    assert found == ("2606:2800:21f:cb07::1", "8.8.8.8")


def refusal(url: str, **options) -> FetchError:
    """How `url` is refused, though its form is right."""
    target = parse(url)
    with pytest.raises(FetchError) as caught:
        validate(target, **{"policy": Policy(), "resolve": unasked, "seconds": 1, **options})
    assert caught.value.subject == target.url
    assert tells_what_to_do(caught.value)
    return caught.value


@pytest.mark.parametrize("answer", [(), ("not an address",), ("8.8.8.8", "not an address")])
def test_no_usable_answer_is_refused(answer: tuple[str, ...]) -> None:
    error = refusal("http://a.example/", resolve=answering(*answer))
    assert "no address was found" in error.reason
    assert "connection" in error.remedy


def test_names_and_addresses_of_the_inside_are_refused_by_name() -> None:
    for url in ("http://localhost/", "http://intranet/", "http://wiki.corp/"):
        error = refusal(url)
        assert "local network" in error.reason
        assert error.remedy == BY_HAND
    assert "10.0.0.1" in refusal("http://10.0.0.1/").reason
    error = refusal("http://a.example:8080/", resolve=answering("8.8.8.8"))
    assert "port 8080" in error.reason
    assert error.remedy == BY_HAND


def test_the_resolver_is_asked_for_the_host_and_the_port() -> None:
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        asked.append((host, port))
        return ("8.8.8.8",)

    validate(parse("https://www.a.example/"), policy=Policy(), resolve=resolve, seconds=1)
    assert asked == [("www.a.example", 443)]


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_resolver_that_fails_or_hangs() -> None:
    def failing(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror("no such name")

    def unspeakable(host: str, port: int) -> tuple[str, ...]:
        raise UnicodeError("label too long")

    daemons: list[bool] = []

    def hanging(host: str, port: int) -> tuple[str, ...]:
        daemons.append(threading.current_thread().daemon)
        time.sleep(5)
        return ("8.8.8.8",)

    for resolve in (failing, unspeakable, hanging):
        started = time.monotonic()
        with pytest.raises(FetchError, match="no address was found"):
            validate(parse("http://a.example/"), policy=Policy(), resolve=resolve, seconds=0.2)
        assert time.monotonic() - started < 3
    # The thread that is left behind doesn't keep the program from ending.
    assert daemons == [True]


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_where_no_time_is_left_no_answer_is_waited_for(seconds: float) -> None:
    asked = threading.Event()

    def slow(host: str, port: int) -> tuple[str, ...]:
        asked.wait(0.5)
        return ("8.8.8.8",)

    error = refusal("http://a.example/", resolve=slow, seconds=seconds)
    asked.set()
    assert "no address was found" in error.reason


def test_ports() -> None:
    target = parse("http://a.example:8080/")
    with pytest.raises(FetchError, match="port 8080"):
        validate(target, policy=Policy(), resolve=answering("8.8.8.8"), seconds=1)
    with pytest.raises(FetchError, match="port 443"):
        validate(parse("http://a.example:443/"), policy=Policy(), resolve=answering("8.8.8.8"), seconds=1)
    policy = Policy(ports=frozenset({8080}))
    assert validate(target, policy=policy, resolve=answering("8.8.8.8"), seconds=1) == ("8.8.8.8",)


def test_loopback_is_allowed_by_policy_and_nothing_else_with_it() -> None:
    policy = Policy(allow_loopback=True)
    here = parse("http://127.0.0.1:8123/")
    assert validate(here, policy=policy, resolve=unasked, seconds=1) == ("127.0.0.1",)
    named = parse("http://localhost:8123/")
    assert validate(named, policy=policy, resolve=answering("127.0.0.1"), seconds=1) == ("127.0.0.1",)
    for answer in (("10.0.0.1",), ("127.0.0.1", "10.0.0.1"), ("127.0.0.1", "8.8.8.8")):
        with pytest.raises(FetchError, match="not on the public internet"):
            validate(parse("http://a.example/"), policy=policy, resolve=answering(*answer), seconds=1)
    with pytest.raises(FetchError, match="port 8080"):
        validate(parse("http://a.example:8080/"), policy=policy, resolve=answering("8.8.8.8"), seconds=1)


def test_the_system_resolver_gives_each_address_once() -> None:
    found = system_resolver("localhost", 80)
    assert found
    assert len(found) == len(set(found))
    assert all(ip_address(a).is_loopback for a in found)
    assert system_resolver("127.0.0.2", 80) == ("127.0.0.2",)
