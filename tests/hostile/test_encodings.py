"""Characters that went wrong, or were meant to mislead: what is mended maps back exactly."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Document, Span
from claims.errors import UnreadableInput
from claims.quotes import find_quotations
from claims.reading import read_bytes, read_text
from claims.repair import repair
from tests.claims.test_repair import misread

SAID = "The café’s owner said: “We’ve lost £5 — it’s over… 🙏🏽” and left for the coast."
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def quoted(document: Document) -> list[str]:
    return [quotation.inner.of(document.text) for quotation in find_quotations(document)]


def test_utf8_read_as_cp1252_once_and_twice() -> None:
    once = misread(SAID, "cp1252")
    for broken in (once, misread(once, "cp1252")):
        document = read_text(broken)
        assert document.text == SAID
        assert document.original == broken
        (inner,) = quoted(document)
        assert inner == "We’ve lost £5 — it’s over… 🙏🏽"
        span = find_quotations(document)[0].inner
        assert repair(document.offsets.to_origin(span).of(broken)).text == inner


@pytest.mark.parametrize("encoding", MARKS)
def test_byte_order_marks(encoding: str) -> None:
    document = read_bytes(MARKS[encoding] + SAID.encode(encoding), name="a.txt")
    assert document.text == SAID
    assert document.offsets.to_origin(Span(0, 3)).of(document.original) == "The"
    with pytest.raises(UnreadableInput, match="does not fit that encoding"):
        read_bytes(MARKS[encoding] + b"\xff\xd8\x00\xd8\xff\xff\xff", name="a.txt")


def test_a_byte_order_mark_inside_a_text_and_two_in_a_row() -> None:
    document = read_bytes(codecs.BOM_UTF8 * 2 + "The\ufeff port.".encode(), name="a.txt")
    assert document.text == "The port."
    assert document.offsets.to_origin(Span(4, 8)).of(document.original) == "port"


def test_lone_surrogates() -> None:
    text = "He said: “So\ud83d it\udcff was\udf00.”"
    document = read_text(text)
    assert document.text == "He said: “So\ufffd it\ufffd was\ufffd.”"
    assert document.original == text
    document.text.encode()
    with pytest.raises(UnreadableInput):
        read_bytes(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8a\x00", name="a.txt")
    # UTF-8 has no form for a surrogate; CESU-8 files with them are read as what they are likely to be.
    assert "\ud83d" not in read_bytes(b"<p>So \xed\xa0\xbd\xed\xb8\x80 it was.</p>", name="a.html").text


@pytest.mark.parametrize(
    "emoji",
    [
        "🙏",
        "🙏🏽",
        "👩‍👩‍👧",
        "🇰🇭",
        "⚖️",
        "1️⃣",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_emoji_in_quotations(emoji: str) -> None:
    text = f"She said: “We {emoji} are free {emoji}” and left."
    for given_text in (text, misread(text, "cp1252"), misread(misread(text, "cp1252"), "cp1252")):
        document = read_text(given_text)
        assert quoted(document) == [f"We {emoji} are free {emoji}"]


def test_a_text_with_directions_turned_round() -> None:
    document = read_text("He said: “It was \u202eton\u202c so.”")
    assert document.text == "He said: “It was ton so.”"
    assert [repair_.kind for repair_ in document.repairs] == ["bidi", "bidi"]


WORDS = st.sampled_from(
    [
        "The",
        "café’s",
        "“We’ve",
        "lost”",
        "£5",
        "—",
        "over…",
        "🙏🏽",
        "👩‍👩‍👧",
        "🇰🇭",
        "Łódź",
        "naïve",
        "José",
        "⚖️",
        "10–12",
        "said:",
    ]
)
WRONG = st.sampled_from(
    [
        lambda word: word,
        lambda word: misread(word, "cp1252"),
        lambda word: misread(misread(word, "cp1252"), "cp1252"),
        lambda word: "\u200b" + word,
        lambda word: word + "\ufeff",
        lambda word: "\u202e" + word,
        lambda word: word[:1] + "\x00" + word[1:],
        lambda word: word + "\ud800",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(WORDS, WRONG, st.sampled_from([" ", "  ", "\n", "\r\n"])), min_size=1, max_size=12),
    st.data(),
)
def test_what_a_span_came_from_repaired_is_the_text_at_the_span(
    pieces: list[tuple[str, object, str]], data: st.DataObject
) -> None:
    text = "".join(wrong(word) + space for word, wrong, space in pieces)  # type: ignore[operator]
    mended = repair(text)
    edges = [at for at, character in enumerate(mended.text) if character.isspace()]
    start = data.draw(st.sampled_from([0, *(at + 1 for at in edges)]))
    end = data.draw(st.sampled_from([at for at in (*edges, len(mended.text)) if at >= start]))
    span = Span(start, end)
    assert repair(mended.offsets.to_origin(span).of(text)).text == span.of(mended.text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.sampled_from([*MARKS]))
def test_bytes_of_any_text_map_back(text: str, encoding: str) -> None:
    try:
        document = read_bytes(MARKS[encoding] + text.encode(encoding, "replace"), name="a.txt")
    except UnreadableInput:
        return
    for block in document.blocks:
        origin = document.offsets.to_origin(block.span).of(document.original)
        assert repair(origin).text == block.span.of(document.text)
