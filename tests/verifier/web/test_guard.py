"""What holds for every request: the host, the size, the headers, and the pages for what is refused."""

import asyncio
import socket
import threading
import time

import httpx
import pytest

from claims.errors import BadConfiguration, StoreError
from verifier.web.access import access_at
from verifier.web.app import application

from .browser import open_desk


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", "localhost.evil.example", ""],
)
def test_another_host_is_refused(desk, host):
    answer = httpx.get(desk.address, headers={"Host": host}, trust_env=False)
    assert answer.status_code in (400, 421)
    assert "port.md" not in answer.text
    assert desk.office.machine_user not in answer.text


def test_two_hosts_are_refused(desk):
    port = desk.address.rpartition(":")[2]
    with socket.create_connection(("127.0.0.1", int(port))) as wire:
        hosts = f"Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"
        wire.sendall(f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        answer = wire.makefile("rb").read()
    assert answer.split()[1] in (b"400", b"421")


def test_the_names_of_this_machine_are_answered(desk):
    port = desk.address.rpartition(":")[2]
    for name in ("localhost", "LOCALHOST", "127.0.0.1"):
        answer = httpx.get(desk.address, headers={"Host": f"{name}:{port}"}, trust_env=False)
        assert answer.status_code == 200


def test_every_answer_has_the_headers(desk, browser, draft):
    addresses = [
        "/",
        draft,
        "/sources",
        "/help",
        "/people",
        "/nowhere",
        "/static/desk.js",
        "/static/base.css",
    ]
    for address in addresses:
        headers = browser.get(address).answer.headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
    refused = httpx.get(desk.address, headers={"Host": "evil.example"}, trust_env=False)
    assert refused.headers["content-security-policy"].startswith("default-src 'none'")


def test_pages_hold_no_script_or_style_of_their_own(browser, draft):
    for address in ("/", draft, f"{draft}?sentence=2", "/sources", "/help", "/people"):
        page = browser.get(address)
        assert page.status == 200
        assert page.tree.xpath("//script/@src") == ["/static/desk.js"]
        assert not page.tree.xpath("//script[text()] | //style | //@style | //@*[starts-with(name(), 'on')]")
        assert not page.tree.xpath("//*[starts-with(@href, 'http') or starts-with(@src, 'http')]")


@pytest.mark.parametrize(
    ("address", "status", "remedy"),
    [
        ("/nowhere", 404, "Begin at the list of drafts"),
        ("/drafts/0000000000000000", 404, "Begin at the list of drafts"),
        ("/sources/nothing", 404, "Begin at the list of drafts"),
        ("/static/../app.py", 404, ""),
        ("/static/%2e%2e%2fapp.py", 404, ""),
        (f"/drafts/x/findings/{'9' * 5000}", 404, "Begin at the list of drafts"),
    ],
)
def test_what_is_not_there_says_what_to_do(browser, address, status, remedy):
    page = browser.get(address)
    assert page.status == status
    assert remedy in page.text


@pytest.mark.parametrize(
    ("page", "action", "fields", "remedy"),
    [
        ("/", "/drafts/files", {}, ".docx"),
        ("/", "/drafts/text", {"name": "a", "text": " "}, "fill in what is missing"),
        ("/sources", "/sources/files", {}, ".docx"),
        ("/sources", "/sources/page", {"address": "ministry.example"}, "like https://ministry.example/"),
    ],
)
def test_a_form_that_can_not_be_taken_says_what_to_do_with_it(browser, page, action, fields, remedy):
    answer = browser.get(page).send(action, **fields)
    assert answer.status == 422
    assert remedy in answer.text
    assert (".docx" in answer.text) == (remedy == ".docx")


def test_a_wrong_method_says_what_to_do(browser):
    answer = browser.client.delete("/")
    assert answer.status_code == 405
    assert "Begin at the list of drafts" in answer.text


def test_too_much_is_refused(desk):
    """Told beforehand, and not."""
    start = b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.txt"\r\n\r\n'

    def endless():
        yield start
        for _ in range(60):
            yield b"x" * 1_000_000

    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for content in (start + b"x" * 52_000_000, endless()):
        with httpx.Client(base_url=desk.address, trust_env=False) as client:
            client.get("/")
            answer = client.post("/drafts/files", content=content, headers=kind)
        assert answer.status_code == 413
        assert "50 MB" in answer.text


def test_what_is_too_much_is_not_read_to_its_end(desk):
    """The application is asked as a server asks it: how much does it take?"""
    host = desk.address.removeprefix("http://").encode()
    asked, answers = [], []

    async def receive():
        asked.append(1)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    async def send(message):
        answers.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/drafts/files",
        "query_string": b"",
        "headers": [(b"host", host), (b"content-type", b"application/x-www-form-urlencoded")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 1),
        "scheme": "http",
    }
    asyncio.run(application(desk.office, most_sent=20_000)(scope, receive, send))
    assert answers[0]["status"] == 413
    assert len(asked) == 21


@pytest.mark.parametrize(
    ("host", "public", "hosts", "secure", "local"),
    [
        ("127.0.0.1", None, {"127.0.0.1:80", "localhost:80", "[::1]:80"}, False, True),
        ("localhost", None, {"localhost:80"}, False, True),
        ("::1", None, {"[::1]:80"}, False, True),
        ("10.0.0.5", None, {"10.0.0.5:80", "10.0.0.5"}, False, False),
        ("127.0.0.1", "https://desk.example", {"desk.example", "desk.example:443"}, True, False),
        ("0.0.0.0", "http://desk.example:8000/", {"desk.example:8000"}, False, False),
    ],
)
def test_under_which_names_it_answers(host, public, hosts, secure, local):
    access = access_at(host, 80, public=public)
    assert hosts <= access.hosts
    assert (access.secure, access.local) == (secure, local)


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("0.0.0.0", None),
        ("::", None),
        ("desk.example", None),
        ("127.0.0.1", "desk.example"),
        ("127.0.0.1", "ftp://desk.example"),
        ("127.0.0.1", "https://desk.example/path"),
        ("127.0.0.1", "https://user:pass@desk.example"),
    ],
)
def test_an_address_that_can_not_be_held_to_is_refused(host, public):
    with pytest.raises(BadConfiguration) as refused:
        access_at(host, 80, public=public)
    assert refused.value.remedy


def test_others_reach_no_desk_without_users(tmp_path):
    with pytest.raises(BadConfiguration) as refused, open_desk(tmp_path, public="https://desk.example"):
        pass
    assert "users add" in refused.value.remedy


def test_a_desk_that_does_not_open_leaves_nothing_open(tmp_path, monkeypatch):
    def broken(*_):
        raise StoreError("desk.db", "the database reports: no", "Do this.")

    monkeypatch.setattr("verifier.desk.drafts.Drafts.all", broken)
    before = threading.enumerate()
    with pytest.raises(StoreError), open_desk(tmp_path):
        pass
    assert [thread for thread in threading.enumerate() if thread not in before] == []


def test_a_fault_is_told_without_the_words_of_a_draft(desk, browser, monkeypatch, capfd):
    def broken(*_):
        raise ValueError("words of a draft: " + "".join(reversed("terces")))

    monkeypatch.setattr(type(desk.office.drafts), "all", broken)
    page = browser.get("/")
    assert page.status == 500
    assert "Nothing half-written is left" in page.text
    assert page.answer.headers["content-security-policy"]
    told = ""
    for _ in range(100):
        told += "".join(capfd.readouterr())
        if "ValueError" in told and "broken" in told:
            break
        time.sleep(0.05)
    assert "ValueError" in told
    assert "secret" not in told + page.answer.text
