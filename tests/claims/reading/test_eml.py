from datetime import date

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes

from .real import places, read
from .show import leads, shown


def test_a_message():
    document = read("answer.eml")
    assert document.format == "eml"
    assert shown(document)[0] == ("headline", "Boats held at Vell: our answer – final")
    assert places(document)[:4] == [
        ("message header", "Boats held at Vell: our answer – final"),
        ("message header", "From: Ada Lorn <ada.lorn@harbourwatch.example>"),
        ("message header", "To: Newsdesk <desk@vellpost.example>"),
        ("message header", "Date: Tue, 04 Mar 2031 09:12:44 +0100"),
    ]
    assert places(document)[-2:] == [
        ("quoted reply", "Is it true that fourteen boats were held?"),
        ("quoted reply", "The ministry says nine."),
    ]
    assert leads(document)["Is it true that fourteen boats were held?"] == "On Monday, Odd Lie wrote:"
    assert [kind for kind, _ in shown(document)][-2:] == ["quote", "quote"]
    metadata = document.metadata
    assert (metadata.title, metadata.author) == ("Boats held at Vell: our answer – final", "Ada Lorn")
    assert metadata.published == date(2031, 3, 4)
    assert document.notes == (
        'The attachment "log.csv" was not read; save it and add it as a source of its own.',
    )


HEAD = b"From: desk@vellpost.example\r\nSubject: =?utf-8?q?The_caf=C3=A9?=\r\n"


def test_a_body_in_html_alone():
    body = b"Content-Type: text/html; charset=cp1252\r\n\r\n<p>The caf\xe9 was <a href='https://a.example/x'>shut</a>.</p>"
    document = read_bytes(HEAD + body, name="a.eml")
    assert shown(document) == [
        ("headline", "The café"),
        ("cell", "From: desk@vellpost.example"),
        ("paragraph", "The café was shut."),
    ]
    link = document.links[0]
    assert (link.span.of(document.text), link.url) == ("shut", "https://a.example/x")
    assert document.metadata.author == "desk@vellpost.example"


def test_footnotes_of_a_body_in_html_are_kept():
    body = (
        b"Content-Type: text/html\r\n\r\n<p>Nine were held.<a href='#f1' id='r1'>[1]</a></p>"
        b"<p id='f1'><a href='#r1'>[1]</a> The log, <a href='https://a.example/log'>page 4</a>.</p>"
    )
    document = read_bytes(HEAD + body, name="a.eml")
    (note,) = document.footnotes
    assert document.text[note.mark.start - 4 : note.mark.end] == "held."
    assert (note.text, note.urls) == ("The log, page 4.", ("https://a.example/log",))


def test_a_forwarded_message_and_an_unnamed_attachment_are_told():
    data = HEAD + (
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee below, please.\r\n--x\r\n"
        b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nInner words.\r\n--x\r\n"
        b"Content-Type: image/png\r\nContent-Disposition: attachment\r\n\r\nabc\r\n--x--\r\n"
    )
    document = read_bytes(data, name="a.eml")
    assert "Inner words." not in document.text
    assert document.notes == (
        "A forwarded message was not read; save it and add it as a source of its own.",
        "The attachment without a name (image/png) was not read; save it and add it as a source of its own.",
    )


@pytest.mark.parametrize(
    "head",
    [
        b"Date: not a date\r\nSubject: x\r\n",
        b"Date: Tue, 04 Mar 2031 09:12:44 +99999999999999\r\nSubject: x\r\n",
        b"From: =?x?q?\r\nSubject: x\r\n",
        b"Subject: x\r\nContent-Type: text/plain; charset=none-such\r\n",
        b'Subject: x\r\nContent-Type: text/plain; charset="a\0b"\r\n',
        b"Subject: x\r\nContent-Transfer-Encoding: base65\r\n",
    ],
)
def test_broken_headers_stop_nothing(head):
    assert "Nine were held." in read_bytes(head + b"\r\nNine were held.\r\n", name="a.eml").text


def test_what_is_no_message():
    with pytest.raises(UnreadableInput, match="no header"):
        read_bytes(b"Nine were held.\n", name="a.eml")
    nested = HEAD
    for number in range(1_500):
        nested += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
    with pytest.raises(UnreadableInput, match=r"nested|parts|damaged"):
        read_bytes(nested + b"\r\nx", name="a.eml")


def test_bytes_in_a_broken_header_are_shown_as_unreadable():
    document = read_bytes(b"Date: a\rFrom: Ad\xffa\r\n\r\nNine boats.", name="a.eml")
    assert document.metadata.author == "Ad\ufffda"
