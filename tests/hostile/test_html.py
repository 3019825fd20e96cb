"""Web pages that would fill the memory, that hide text, or that point elsewhere."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes, read_text

from .measured import CAP, attempted, grown, read_apart

INNOCENT = "quay-pandoc.html"
# A page is held in memory a few times over: as bytes, as characters, and as those that are read.
PAGE_CAP = 400_000_000


def refused_cheaply(data: bytes, reason: str, folder: Path, cap: int) -> None:
    path = folder / "page.html"
    path.write_bytes(data)
    read = read_apart(path)
    assert reason in (read.error or "")
    assert grown(read, INNOCENT) < cap


def test_a_hundred_thousand_nested_tags(tmp_path: Path) -> None:
    refused_cheaply(b"<div>" * 100_000 + b"x", "nested more than 200 deep", tmp_path, CAP)
    refused_cheaply(b"<b>" * 100_000 + b"x" + b"</b>" * 100_000, "nested more than", tmp_path, CAP)


@pytest.mark.parametrize("tag", ["<p>", "<li>", "<td>", "<div/>", "<ul><li>", "<table><tr><td>", "<b><p>"])
def test_tags_whose_depth_can_not_be_counted(tag: str) -> None:
    text, refused = attempted(f"{tag * 5_000}Nine were held.".encode(), "a.html")
    assert refused or text == "Nine were held."


def test_fifty_megabytes_on_one_line(tmp_path: Path) -> None:
    refused_cheaply(b"<p>" + b"word " * 9_900_000, "without a tag", tmp_path, PAGE_CAP)
    refused_cheaply(b"<i></i>" * 7_000_000, "tags and attributes", tmp_path, PAGE_CAP)


def test_megabytes_on_one_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>Nine boats were held.</p>" * 20_000)
    read = read_apart(path)
    assert read.blocks == 20_000
    assert grown(read, INNOCENT) < PAGE_CAP


def test_boxes_in_boxes_cost_no_more_than_their_number() -> None:
    # Each box asks how much of the story it holds.
    page = "<body>" + "<div class='ad'>" * 190 + "<p>Nine boats were held.</p>" * 2_000
    assert len(read_text(page, format="html").blocks) == 2_000


def test_a_note_that_is_called_again_and_again_is_read_once() -> None:
    page = "<p>x" + "<a href='#n'>1</a>" * 500 + "</p><p id='n'>" + "word " * 2_000 + "</p>"
    notes = read_text(page, format="html").footnotes
    assert len(notes) == 500
    assert len({id(note.text) for note in notes}) == 1


def test_null_bytes_and_controls() -> None:
    page = b"<html><body><p>Ni\0ne <b>we\0re</b> held.<\0script>evil()</script> Two\x01\x02 left.</p></body>"
    text = read_bytes(page, name="a.html").text
    assert text.startswith("Nine were held.")
    assert "\0" not in text
    assert "evil" not in text
    with pytest.raises(UnreadableInput, match="NUL"):
        read_bytes(b"<p>" + b"\0" * 1_000, name="a.html")


def test_nothing_that_a_page_names_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        page = (
            f'<html><head><base href="{url}/base/"><meta http-equiv="refresh" content="0;url={url}/next">'
            f'<link rel="stylesheet" href="{url}/c"><link rel="preload" href="{url}/l">'
            f'<script src="{url}/s"></script><style>@import "{url}/i";</style></head><body>'
            f'<!DOCTYPE x SYSTEM "{url}/dtd"><p>Nine were held.</p><img src="{url}/p"><iframe src="{url}/f">'
            f'</iframe><object data="{url}/o"></object><embed src="{url}/e"><video src="{url}/v"></video>'
            f'<svg><use href="{url}/u#x"/></svg><p>Two left.</p></body></html>'
        )
        document = read_text(page, format="html")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert document.text == "Nine were held.\n\nTwo left."
    assert document.links == ()


@pytest.mark.parametrize(
    ("base", "link", "expected"),
    [
        ("https://post.example/a/", "b", ["https://post.example/a/b"]),
        ("https://post.example/a/", "//other.example/b", ["https://other.example/b"]),
        ("javascript:alert(1)//", "b", []),
        ("file:///etc/", "passwd", []),
        ("data:text/html,", "b", []),
        ("https://[broken", "b", []),
        ("https://post.example/", "javascript:alert(1)", []),
        ("https://post.example/", " java\nscript:alert(1)", []),
        ("https://post.example/", "data:text/html,<script>x</script>", []),
    ],
)
def test_a_base_makes_no_link_of_another_kind(base: str, link: str, expected: list[str]) -> None:
    page = f'<html><head><base href="{base}"></head><body><p>See <a href="{link}">this</a>.</p></body></html>'
    assert [found.url for found in read_text(page, format="html").links] == expected


SCRIPTS = (
    "<script>SECRET said so.</script>",
    '<SCRIPT type=\'application/ld+json\'>{"articleBody": "SECRET said so."}</SCRIPT>',
    "<script><!-- SECRET said so. --></script>",
    "<script>'</p>SECRET said so.<p>'</script>",
    "<style>p::after { content: 'SECRET said so.' }</style>",
    "<noscript><p>SECRET said so.</p></noscript>",
    "<template><p>SECRET said so.</p></template>",
    "<svg><script>SECRET said so.</script><text>SECRET said so.</text></svg>",
    "<math><annotation>SECRET said so.</annotation></math>",
    "<textarea>SECRET said so.</textarea>",
    "<iframe>SECRET said so.</iframe>",
    "<!-- SECRET said so. -->",
    "<![CDATA[ SECRET said so. ]]>",
    "<p onclick='SECRET said so.'></p>",
    "<img alt='' onerror='SECRET said so.'>",
    "<div hidden>SECRET said so.</div>",
    "<div style='display: none'>SECRET said so.</div>",
    "<select><option>SECRET said so.</option></select>",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_text_of_scripts_is_in_no_sentence(script: str) -> None:
    page = f"<html><body><article><p>Nine were held.</p>{script}<p>Two left.</p></article></body></html>"
    document = read_text(page, format="html")
    assert document.text == "Nine were held.\n\nTwo left."
    assert "SECRET" not in repr((document.notes, document.footnotes, document.metadata))
