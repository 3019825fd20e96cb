"""What hostile sites do to whoever fetches from them: real ones on loopback.

Rebinding, redirects, certificates, floods, bombs and slowness, settings of the environment. Addresses are in
`test_addresses.py`; that `check` opens no socket is held on the whole example, in
`tests/journeys/test_example.py`.
"""

from __future__ import annotations

import gzip
import json
import shutil
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from claims.errors import FetchError
from sources.fetch import Fetcher, Limits
from sources.fetched import Fetched
from sources.netguard import Policy
from tests.hostile.sockets import no_sockets
from tests.sources.site import PAGE, Answer, Site
from tests.sources.test_fetch import LIMITS, known_of


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(limits=LIMITS, policy=Policy(allow_loopback=True), pause=0)


def page_of(fetcher: Fetcher, url: str) -> Fetched:
    page = fetcher.fetch(url)
    assert isinstance(page, Fetched)
    return page


def test_a_name_is_asked_for_once_and_the_connection_pinned(site: Site) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("10.0.0.1",)

    site.page("/a")
    fetcher = Fetcher(policy=Policy(allow_loopback=True), resolve=rebinding)
    page = page_of(fetcher, f"http://paper.example:{site.port}/a")
    assert page.data == PAGE
    assert asked == ["paper.example"]
    assert site.asked[0][1]["host"] == f"paper.example:{site.port}"


def test_five_redirects_but_not_six(site: Site, fetcher: Fetcher) -> None:
    site.page("/0")
    for n in range(1, 7):
        site.redirect(f"/{n}", f"/{n - 1}")
    assert page_of(fetcher, site.url + "/5").data == PAGE
    with pytest.raises(FetchError, match="more than 5 times"):
        fetcher.fetch(site.url + "/6")
    asked = len(site.asked)
    site.redirect("/back", "/loop")
    with pytest.raises(FetchError, match="in a circle"):
        fetcher.fetch(site.redirect("/loop", "/back"))
    assert len(site.asked) == asked + 2


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data", "not on the public internet"),
        ("http://10.0.0.1/", "not on the public internet"),
        ("http://[::ffff:c0a8:101]/", "not on the public internet"),
        ("http://2130706433/", "unusual way"),
        ("file:///etc/passwd", "only http and https"),
        ("FILE:/etc/passwd", "only http and https"),
        ("javascript:alert(1)", "path must be empty"),
        ("ftp://a.example/", "only http and https"),
        ("http://user@a.example/", "user name"),
        ("http://8.8.8.8:22/", "port 22"),
        ("http://8.8.8.8:6379/", "port 6379"),
        ("//[", "no address"),
        ("//10.0.0.1/", "not on the public internet"),
    ],
)
def test_a_redirect_is_checked_as_any_address(site: Site, fetcher: Fetcher, to: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        fetcher.fetch(site.redirect("/away", to))
    assert len(site.asked) == 1


def test_what_is_told_to_one_host_is_not_told_to_the_next(site: Site) -> None:
    fetcher = Fetcher(policy=Policy(allow_loopback=True), resolve=lambda host, port: ("127.0.0.1",), pause=0)
    site.page(
        "/a", status=302, body=b"", Set_Cookie="visit=1", Location=f"http://other.example:{site.port}/a2"
    )
    site.page("/a2")
    known = known_of(f"http://paper.example:{site.port}/a")
    assert isinstance(fetcher.fetch(known.final_url, known), Fetched)
    (_, asked), (_, led) = site.asked
    assert asked["if-none-match"] == '"v1"'
    told = {"if-none-match", "if-modified-since", "cookie", "referer", "authorization", "origin"}
    assert not told & set(led)
    assert led["host"] == f"other.example:{site.port}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for paper.example with its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the program openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "paper.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=paper.example", "-addext", "subjectAltName=DNS:paper.example"]
    subprocess.run(
        [*command, "-keyout", str(path), "-out", str(path) + ".crt"], check=True, capture_output=True
    )
    path.write_text(path.read_text() + Path(str(path) + ".crt").read_text())
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    made = Site(context)
    yield made
    made.close()


def test_a_certificate_is_checked_against_the_name_and_never_let_pass(
    secure: Site, certificate: Path
) -> None:
    accepted: list[object] = []
    accept = secure.server.get_request

    def counted() -> tuple[object, object]:
        accepted.append(None)
        return accept()

    secure.server.get_request = counted  # type: ignore[method-assign, assignment]
    secure.page("/a")
    trust = ssl.create_default_context(cafile=str(certificate))
    local = {"policy": Policy(allow_loopback=True), "resolve": lambda host, port: ("127.0.0.1",), "pause": 0}
    right = f"https://paper.example:{secure.port}/a"
    assert page_of(Fetcher(trust=trust, **local), right).data == PAGE
    assert (len(accepted), len(secure.asked)) == (1, 1)
    for fetcher, url in (
        (Fetcher(**local), right),  # by nobody that we trust
        (Fetcher(trust=trust, **local), f"https://other.example:{secure.port}/a"),  # for another name
        (Fetcher(trust=trust, **local), f"https://127.0.0.1:{secure.port}/a"),
    ):
        accepted.clear()
        with pytest.raises(FetchError, match="certificate can't be trusted"):
            fetcher.fetch(url)
        assert len(accepted) == 1, "it was tried once and never again"
    assert len(secure.asked) == 1


def test_no_tls_at_all_is_no_reason_to_ask_without(site: Site) -> None:
    site.page("/a")
    with pytest.raises(FetchError, match="connection failed"):
        Fetcher(policy=Policy(allow_loopback=True), pause=0).fetch(f"https://127.0.0.1:{site.port}/a")
    assert site.asked == []


def test_a_secure_page_does_not_lead_to_an_insecure_one(secure: Site, site: Site, certificate: Path) -> None:
    secure.redirect("/a", site.page("/b"))
    fetcher = Fetcher(
        trust=ssl.create_default_context(cafile=str(certificate)),
        policy=Policy(allow_loopback=True),
        resolve=lambda host, port: ("127.0.0.1",),
    )
    with pytest.raises(FetchError, match="from a secure address to one that is not"):
        fetcher.fetch(f"https://paper.example:{secure.port}/a")
    assert site.asked == []


def bomb(megabytes: int) -> bytes:
    """So many million zeros in one gzip member, a thousand times smaller; made of one part, repeated."""
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    part = packer.compress(b"\0" * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"")[:10] + part * (megabytes // 10)


FETCH_IN_A_CHILD = """
import json, resource, sys
from claims.errors import FetchError
from sources.fetch import Fetcher, Limits
from sources.netguard import Policy

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

fetcher = Fetcher(policy=Policy(allow_loopback=True), limits=Limits(ratio=int(sys.argv[2])), pause=0)
fetcher.fetch(sys.argv[1] + "/small")
before = peak()
try:
    fetcher.fetch(sys.argv[1] + "/bomb")
except FetchError as error:
    print(json.dumps([error.reason, peak() - before]))
"""


@pytest.mark.parametrize(
    ("ratio", "reason"), [(100, "more than 100 times its size"), (10**6, "more than 40 MB")]
)
def test_a_gzip_bomb_takes_no_more_memory_than_a_page_may_have(
    site: Site, repository: Path, ratio: int, reason: str
) -> None:
    packed = bomb(1000)
    assert len(packed) < 1_100_000
    site.page("/bomb", packed, Content_Encoding="gzip")
    site.page("/small")
    done = subprocess.run(
        [sys.executable, "-c", FETCH_IN_A_CHILD, site.url, str(ratio)],
        cwd=repository,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    told, grown = json.loads(done.stdout)
    assert reason in told
    assert grown < Limits().inflated + 32_000_000


def test_gzip_in_gzip_is_unpacked_once(site: Site, fetcher: Fetcher) -> None:
    once = gzip.compress(PAGE)
    assert page_of(fetcher, site.page("/z", gzip.compress(once), Content_Encoding="gzip")).data == once


@pytest.mark.parametrize(
    "encoding", ["br", "deflate", "gzip, gzip", "gzip,br", "zstd", "compress", "x", "gzip;q=1"]
)
def test_other_encodings_are_refused(site: Site, fetcher: Fetcher, encoding: str) -> None:
    with pytest.raises(FetchError, match="encoding that was not asked for"):
        fetcher.fetch(site.page("/e", Content_Encoding=encoding))


def test_a_gzip_bomb_stops_early(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    with pytest.raises(FetchError, match=r"unpacks to more than (100 times|3 MB)"):
        fetcher.fetch(site.page("/bomb", bomb, Content_Encoding="gzip"))


def test_a_large_body_is_refused_whatever_its_length_says(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="larger than 0 MB"):
        fetcher.fetch(site.page("/large", b"x" * 300_000))


def test_an_endless_body(site: Site, fetcher: Fetcher) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 10_000)

    site.answers["/endless"] = endless
    with pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(site.url + "/endless")


@pytest.mark.parametrize("length", ["500", "999999999999"])
def test_a_length_that_promises_more_than_comes(site: Site, fetcher: Fetcher, length: str) -> None:
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(site.page("/short", Content_Length=length))


def test_a_length_that_promises_less_than_comes(site: Site, fetcher: Fetcher) -> None:
    assert page_of(fetcher, site.page("/long", Content_Length="3")).data == PAGE[:3]
    zipped = gzip.compress(PAGE)
    with pytest.raises(FetchError, match="breaks off"):
        fetcher.fetch(site.page("/zip", zipped, Content_Encoding="gzip", Content_Length="20"))


@pytest.mark.parametrize("length", ["-1", "0x10", "1, 2", "many"])
def test_a_length_that_is_none(site: Site, fetcher: Fetcher, length: str) -> None:
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(site.page("/odd", Content_Length=length))


def drip(first: bytes, then: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        while True:
            handler.wfile.write(then)
            handler.wfile.flush()
            time.sleep(0.1)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n", b"x"),
        drip(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"
        ),
        drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
        drip(b"HTTP/1.1 2", b"0"),
        lambda handler: time.sleep(10),
    ],
    ids=["body", "chunks", "headers", "status", "silence"],
)
def test_a_slow_drip_ends_at_the_deadline(site: Site, answer: Answer) -> None:
    site.answers["/slow"] = answer
    limits = Limits(seconds=0.8)
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0\.8 seconds"):
        Fetcher(limits=limits, policy=Policy(allow_loopback=True)).fetch(site.url + "/slow")
    assert time.monotonic() - started < 4


def test_slow_redirects_share_one_deadline(site: Site) -> None:
    for number in range(5):
        site.redirect(f"/{number}", f"/{number + 1}")
        answer = site.answers[f"/{number}"]

        def late(handler: BaseHTTPRequestHandler, answer: Answer = answer) -> None:
            time.sleep(0.3)
            answer(handler)

        site.answers[f"/{number}"] = late
    fetcher = Fetcher(limits=Limits(seconds=0.8), policy=Policy(allow_loopback=True), pause=0)
    with pytest.raises(FetchError, match=r"longer than 0\.8 seconds"):
        fetcher.fetch(site.url + "/0")
    assert len(site.asked) < 5


@pytest.mark.parametrize(
    "flood",
    [b"X-Long: " + b"y" * 500_000 + b"\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(50_000))],
    ids=["one long", "many"],
)
def test_a_flood_of_headers(site: Site, fetcher: Fetcher, flood: bytes) -> None:
    site.answers["/flood"] = lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + flood + b"\r\n")
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(site.url + "/flood")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        CHUNKED + b"1;" + b"x" * 500_000 + b"\r\nx\r\n0\r\n\r\n",
        CHUNKED + b"0\r\n" + b"X-Long: y\r\n" * 50_000 + b"\r\n",
        CHUNKED + b"fffffffffffffffffffff\r\nx",
        CHUNKED + b"-1\r\nx\r\n0\r\n\r\n",
        HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxxx",
        HEAD + b"X-\0: y\r\nContent-Length: 1\r\n\r\nx",
        HEAD + b" folded: y\r\n\tmore\r\nContent Length: 1\r\n\r\nx",
        b"HTTP/1.1 99999 OK\r\n\r\nx",
        b"\x16\x03\x01\x02\x00" * 1_000,
        b"",
    ],
    ids=[
        *("long chunk line", "trailers without end", "huge chunk", "negative chunk", "two lengths"),
        *("NUL in a header", "folded header", "no such status", "TLS", "nothing"),
    ],
)
def test_an_answer_that_is_no_http_is_refused(site: Site, fetcher: Fetcher, answer: bytes) -> None:
    site.answers["/odd"] = lambda handler: handler.wfile.write(answer)
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(site.url + "/odd")


def test_notices_without_an_answer_end_at_the_deadline(site: Site) -> None:
    def notices(handler: BaseHTTPRequestHandler) -> None:
        while True:
            handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n")

    site.answers["/hints"] = notices
    limits = Limits(seconds=0.8)
    with pytest.raises(FetchError, match=r"longer than 0\.8 seconds"):
        Fetcher(limits=limits, policy=Policy(allow_loopback=True)).fetch(site.url + "/hints")


def test_a_length_beside_chunks_counts_for_nothing(site: Site, fetcher: Fetcher) -> None:
    answer = HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nNine.\r\n0\r\n\r\n"
    site.answers["/both"] = lambda handler: handler.wfile.write(answer)
    assert page_of(fetcher, site.url + "/both").data == b"Nine."


def test_a_page_that_sends_on_without_a_redirect_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    body = b'<meta http-equiv="refresh" content="0;url=/next"><p>Nine were held.</p>'
    site.page("/next")
    page = page_of(fetcher, site.page("/here", body, Refresh="0;url=/next", Link="</next>; rel=preload"))
    assert page.data == body
    assert [path for path, _ in site.asked] == ["/here"]


def test_proxies_and_other_settings_of_the_environment_are_ignored(
    site: Site, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:1")
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "REQUESTS_CA_BUNDLE", "NETRC"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    (tmp_path / ".netrc").write_text("default login lena password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert page_of(fetcher, site.page("/a")).data == PAGE
    assert "authorization" not in site.asked[0][1]
    assert not (tmp_path / "none").exists()


def test_a_socket_would_be_seen(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a")
    with no_sockets() as tried, pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(url)
    assert tried
    with no_sockets() as tried, pytest.raises(FetchError, match="no address was found"):
        Fetcher().fetch("https://paper.example/")
    assert tried == ["paper.example"]
    assert page_of(fetcher, url).data == PAGE
