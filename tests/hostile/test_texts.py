"""RTF files, e-mails, tables and subtitles: none takes too much, none stops the program."""

from __future__ import annotations

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes, rows
from tests.claims.reading.packed import peak_below
from tests.claims.reading.real import FILES

from .measured import attempted

NAMES = ("quay-libreoffice.rtf", "answer.eml", "costs-libreoffice.csv", "talk.srt", "talk.vtt")


@pytest.mark.parametrize("name", NAMES)
def test_files_cut_short_anywhere(name: str) -> None:
    data = (FILES / name).read_bytes()
    for at in range(1, len(data), max(1, len(data) // 25)):
        attempted(data[:at], name)


@pytest.mark.parametrize("name", NAMES)
def test_files_with_noise_in_them(name: str) -> None:
    data = (FILES / name).read_bytes()
    for at in range(0, len(data), max(1, len(data) // 25)):
        for noise in (b"\0", b"\xff\xfe", b"{" * 50, b"-->", b'"', b"\r", b"\\bin999999999 ", b"9" * 5_000):
            attempted(data[:at] + noise + data[at:], name)


def test_rtf_groups_and_words_without_end() -> None:
    for piece in (b"{}", b"\\b", b"{\\*\\x"):
        with peak_below(30_000_000), pytest.raises(UnreadableInput, match="groups and control words"):
            read_bytes(b"{\\rtf1 " + piece * 2_100_000 + b"}", name="a.rtf")


@pytest.mark.parametrize(
    "inside",
    [
        b"\\bin99999999999999999999 x",
        b"\\u99999999999999999999 x",
        b"\\u-99999999999999999999 x",
        b"\\uc99999999999999999999 \\u233 x",
        b"\\ansicpg99999999999999999999 x\\'e9",
        b"{\\fonttbl{\\f0\\fcharset99999 A;}}x",
        b"{\\object\\objdata 0105000002000000}x",
        b'{\\field{\\*\\fldinst INCLUDETEXT "file:///etc/passwd"}{\\fldrslt x}}',
        b'{\\field{\\*\\fldinst HYPERLINK "javascript:alert(1)"}{\\fldrslt x}}',
        b"{\\*\\template file:///etc/passwd}x",
        b"\\'zz x",
    ],
)
def test_rtf_words_with_what_no_program_writes(inside: bytes) -> None:
    text, refused = attempted(b"{\\rtf1\\ansi " + inside + b"}", "a.rtf")
    assert text or "no text" in refused
    assert not any(word in text for word in ("root:", "javascript", "passwd", "0105"))


def test_a_header_that_is_repeated_in_every_row_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two megabytes of header and ten thousand short rows would be twenty gigabytes of text.
    header = b",".join([b"word " * 200] * 20)
    data = header + b"\n" + (b",".join([b"1"] * 20) + b"\n") * 10_000
    monkeypatch.setattr(rows, "MAX_CHARACTERS", 200_000)
    with peak_below(20_000_000):
        document = read_bytes(data, name="a.csv")
    assert len(document.text) < 250_000
    assert document.notes == (
        "The table has more than 200,000 characters in its rows; those from row 12 on were not read.",
    )


@pytest.mark.parametrize(
    "data",
    [
        "²,³\na,b\n".encode(),
        b"9" * 6_000 + b",9\nx,y\n",
        b'"' * 100_001 + b"\n",
        b"," * 100_000 + b"\n" + b"," * 100_000,
        b"a,b\n" + b'"x\n' * 500,
        b"\xff\xfea\x00,\x00b",
        b"=cmd|'/C calc'!A0,b\n1,2\n",
    ],
)
def test_tables_that_no_program_writes(data: bytes) -> None:
    text, refused = attempted(data, "a.csv")
    assert text or refused


def test_rows_and_columns_beyond_their_number() -> None:
    document = read_bytes(b"a,b\n" + b"," * 1_000_000 + b"x\n" + b"c,d\n", name="a.csv")
    assert document.text == "a: c; b: d"


def test_mail_in_mail_in_mail() -> None:
    inner = b"Subject: inner\r\n\r\nNine were held.\r\n"
    for number in range(60):
        edge = b"x%d" % number
        inner = (
            b"Subject: outer\r\nContent-Type: multipart/mixed; boundary="
            + edge
            + b"\r\n\r\n--"
            + edge
            + b"\r\nContent-Type: message/rfc822\r\n\r\n"
            + inner
            + b"\r\n--"
            + edge
            + b"--\r\n"
        )
    text, _ = attempted(inner, "a.eml")
    assert "Nine were held." not in text


@pytest.mark.parametrize(
    "head",
    [
        b"To: " + b"a@b.example, " * 5_000,
        b"X-A: b\r\n" * 20_000 + b"To: a@b.example",
        b"Subject: " + b"=?utf-8?q?=41?= " * 2_000,
        b"Subject: x\r\n " + b"y" * 1_000_000,
        b"Content-Type: text/html; charset=utf-7",
        b"Content-Type: text/plain; charset=rot13",
        b"Content-Type: text/plain; charset=zlib",
        b"Content-Type: text/plain; charset=idna",
        b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"',
        b"From: (((((((((((((((((" * 500,
        b'From: "\0" <a@b.example>',
        b"Date: " + b"9" * 5_000,
    ],
)
def test_mail_headers_that_no_program_writes(head: bytes) -> None:
    text, refused = attempted(b"From: a@b.example\r\n" + head + b"\r\n\r\nNine were held.\r\n", "a.eml")
    assert refused or "From: " in text
    assert "root:" not in text


def test_an_html_mail_is_held_to_the_limits_of_a_page() -> None:
    head = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
    with pytest.raises(UnreadableInput, match="nested more than"):
        read_bytes(head + b"<div>" * 100_000 + b"x", name="a.eml")
    page = b"<p>Nine were held.</p><script>SECRET</script><img src=http://127.0.0.1:1/x onerror=SECRET>"
    assert attempted(head + page, "a.eml") == ("From: a@b.example\n\nNine were held.", "")


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("99:99:99,999 --> 00:00:00,000\nNine were held.", "Nine were held."),
        ("00:00:01,000 --> 00:00:02,000\n" + "<b>" * 50_000 + "Nine were held.", "Nine were held."),
        ("00:00:01,000 --> 00:00:02,000\n" + "<" * 20_000 + " held.", None),
        ("00:00:01,000 --> 00:00:02,000\n<v " + "A" * 50_000 + ">Nine were held.", None),
        ("00:00:01,000 --> 00:00:02,000\n{\\an8}Nine were held.", "Nine were held."),
        ("00:00:01,000 --> 00:00:02,000\nNine &#0;&#xD800;&#99999999999; were held.", None),
    ],
    ids=range(6),
)
def test_subtitles_that_no_program_writes(cue: str, text: str | None) -> None:
    for start, suffix in (("1\n", ".srt"), ("WEBVTT\n\n", ".vtt")):
        found, refused = attempted(f"{start}{cue}\n\n".encode(), f"a{suffix}")
        assert not refused
        assert text in (None, found)
