from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import BlockKind
from claims.errors import UnreadableInput
from claims.reading import read_bytes, read_text
from tests.timing import cpu_seconds

from .show import leads, links, shown, words

DRAFT = """---
title: "The port *again*"
author: [Jane Doe, Ivo Hadd]
date: 2031-03-04
publisher: Harbour Post
tags:
  - port
  - police
url: https://post.example/port
lang: en
---
# Police search **the port**

By Jane Doe

The ministry &mdash; which *declined* to answer &amp; left\\* &mdash; said [the report][r] was wrong.[^1]
A [second *link*](http://example.org/a_b) stands here,
and <https://example.net/x> too.

Harbour Watch stated:

> “They were **not** told,
> and they were not asked.”
>
> “Nobody was.”

## What was found

It accused the ministry of:

- beatings
  - of [children](http://n.example)
- `forced` confessions

<!-- the editor's own note -->

| Place | Held |
|-------|------|
| Port  | 12   |
| Hill  | *13* |

[r]: http://example.org/report "title"
[^1]: The report, p. 4, see <http://example.org/f>
    and [annex](http://example.org/g).
"""


@pytest.fixture(params=["\n", "\r\n"])
def document(request):
    return read_text(DRAFT.replace("\n", request.param), format="markdown")


def test_blocks(document):
    assert shown(document) == [
        ("headline", "Police search the port"),
        ("caption", "By Jane Doe"),
        (
            "paragraph",
            "The ministry — which declined to answer & left* — said the report was wrong.\n"
            "A second link stands here,\nand https://example.net/x too.",
        ),
        ("paragraph", "Harbour Watch stated:"),
        ("quote", "“They were not told,\nand they were not asked.”"),
        ("quote", "“Nobody was.”"),
        ("heading", "What was found"),
        ("paragraph", "It accused the ministry of:"),
        ("bullet", "beatings"),
        ("bullet", "of children"),
        ("bullet", "forced confessions"),
        ("cell", "Place"),
        ("cell", "Held"),
        ("cell", "Port"),
        ("cell", "12"),
        ("cell", "Hill"),
        ("cell", "13"),
        ("footnote", "The report, p. 4, see http://example.org/f\nand annex."),
    ]
    lead = leads(document)
    assert lead["“Nobody was.”"] == "Harbour Watch stated:"
    assert lead["of children"] == lead["forced confessions"] == "It accused the ministry of:"


def test_the_text_maps_to_the_file(document):
    file = document.original
    for needle in ("which", "declined", "the report", "second", "link", "children", "forced", "13", "annex"):
        at = document.text.index(needle)
        span = document.blocks[0].span.__class__(at, at + len(needle))
        assert document.offsets.to_origin(span).of(file) == needle
    for segment in document.offsets.segments:
        text, origin = segment.span.of(document.text), segment.origin.of(file)
        assert len(text) != len(origin) or text == origin
    dash = document.text.index("—")
    assert document.offsets.to_origin(document.blocks[0].span.__class__(dash, dash + 1)).of(file) == "&mdash;"


def test_links_and_footnotes(document):
    assert links(document) == [
        ("the report", "http://example.org/report"),
        ("second link", "http://example.org/a_b"),
        ("https://example.net/x", "https://example.net/x"),
        ("children", "http://n.example"),
        ("http://example.org/f", "http://example.org/f"),
        ("annex", "http://example.org/g"),
    ]
    (note,) = document.footnotes
    assert document.text[: note.mark.end].endswith("said the report was wrong.")
    assert note.mark.of(document.text) == "."
    assert note.label == "1"
    assert note.text == "The report, p. 4, see http://example.org/f and annex."
    assert note.urls == ("http://example.org/f", "http://example.org/g")


def test_front_matter(document):
    metadata = document.metadata
    assert metadata.title == "The port *again*"
    assert metadata.author == "Jane Doe, Ivo Hadd"
    assert metadata.publisher == "Harbour Post"
    assert metadata.published == date(2031, 3, 4)
    assert metadata.url == "https://post.example/port"
    assert metadata.language == "en"


def test_text_between_two_rules_is_no_front_matter():
    document = read_text("---\n\nNine were held.\n\n---\n\nTwo left.", format="markdown")
    assert shown(document) == [("paragraph", "Nine were held."), ("paragraph", "Two left.")]


def test_code_breaks_and_pictures():
    text = "Nine  \nwere held\\\nhere<br>now ![a map](map.png) then.\n\n"
    text += "```\nraw *text*\n[^1]: no note\n```\n\n    in deep\n"
    document = read_text(text, format="markdown")
    assert shown(document) == [
        ("paragraph", "Nine\nwere held\nhere\nnow  then."),
        ("paragraph", "raw *text*\n[^1]: no note"),
        ("paragraph", "in deep"),
    ]
    raw = document.blocks[1].span
    assert document.offsets.to_origin(raw).of(text) == "raw *text*\n[^1]: no note"


def test_content_that_the_parser_changes_maps_as_a_whole():
    text = "| A |\n|---|\n| one \\| two |\n\nEnd.\n"
    document = read_text(text, format="markdown")
    assert words(document, 1) == "one | two"
    assert "one \\| two" in document.offsets.to_origin(document.blocks[1].span).of(text)
    assert document.offsets.to_origin(document.blocks[2].span).of(text) == "End."


def test_html_inside_is_told():
    document = read_text("Nine were held.\n\n<div>\nHidden words\n</div>\n\n<!-- no -->\n", format="markdown")
    assert document.notes == ("Line 3: HTML inside the Markdown was not read.",)
    assert shown(document) == [("paragraph", "Nine were held.")]


def test_marks_in_odd_places():
    document = read_text("**a*b* c** ~~gone~~ [x][y] a_b_c 3 * 4 [^9]", format="markdown")
    assert words(document, 0) == "ab c gone [x][y] a_b_c 3 * 4 [^9]"


def test_a_file_of_comments_alone_is_refused():
    with pytest.raises(UnreadableInput, match="no text"):
        read_bytes(b"<!-- nothing -->", name="a.md")


MARKS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](http://e.org)",
    "#",
    "&amp;",
    "word",
    "\\",
    "|",
    "[^1]",
    "<b>",
    "<https://e.org>",
    "ü",
]
MARKS += ["> ", "- ", "1. ", " and ", "\n", "\n\n", "\t", "    ", "|---|\n", "[^1]: note\n", "\0"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(MARKS)).map("".join))
def test_any_markup_maps_to_its_file(text):
    try:
        document = read_text("Start. " + text, format="markdown")
    except UnreadableInput:
        return
    at = 0
    for segment in document.offsets.segments:
        assert segment.origin.start >= at
        at = segment.origin.end
        one, other = segment.span.of(document.text), segment.origin.of(document.original)
        assert len(one) != len(other) or one == other.replace("\0", "\ufffd") or other == "\0"
    assert at <= len(document.original)
    assert all(b.kind is not BlockKind.BOILERPLATE or b.reason for b in document.blocks)


def test_a_zero_byte_in_a_footnote_is_one_character_of_the_file():
    document = read_text("It was so.[^1]\n\n[^1]: See the a\0b.\n", format="markdown")
    note = document.blocks[-1]
    assert note.span.of(document.text) == "See the a\ufffdb."
    assert document.offsets.to_origin(note.span).of(document.original) == "See the a\0b."


def test_a_footnote_in_code_that_is_never_closed_is_code():
    document = read_text("It was so.\n\n```\n[^1]: See the act.\n", format="markdown")
    assert [block.span.of(document.text) for block in document.blocks] == ["It was so.", "[^1]: See the act."]


def test_code_ends_where_its_marks_stand_alone_and_footnotes_keep_their_place():
    text = "It sank[^a].\n\n```\n``` x\n[^b]: code\n````\n\n[^a]: See it.\n\n~~~\nno end\n[^b]: See that.\n"
    document = read_text(text, format="markdown")
    assert [(note.label, note.text) for note in document.footnotes] == [("a", "See it.")]
    said = [block.span.of(document.text) for block in document.blocks]
    assert said == ["It sank.", "``` x\n[^b]: code", "See it.", "no end\n[^b]: See that."]
    back = [document.offsets.to_origin(block.span).start for block in document.blocks]
    assert back == sorted(back)


def test_of_two_footnotes_with_one_label_the_later_is_meant_and_neither_is_lost():
    text = "It sank[^1].\n\n[^1]: See it.\n\nNobody drowned.\n\n[^1]: See that.\n"
    document = read_text(text, format="markdown")
    assert [note.text for note in document.footnotes] == ["See that."]
    said = [block.span.of(document.text) for block in document.blocks]
    assert said == ["It sank.", "See it.", "Nobody drowned.", "See that."]


def test_time_grows_with_the_marks_of_a_long_footnote_not_with_their_square():
    def seconds(times):
        text = "Text" + "[^a]" * times + "\n\n[^a]: " + "word *a* " * times
        return cpu_seconds(lambda: read_text(text, format="markdown"))

    seconds(10)
    assert seconds(400) < 24 * max(seconds(50), 0.002)
