import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from claims.document import Span
from verifier.render.excerpt import excerpt


def marked_words(lines):
    """The text that stands right above the carets."""
    found = []
    for line in lines:
        cells, word = 0, ""
        for character in line.text:
            width = cell_len(character)
            if width and line.carets[cells : cells + 1] == "^":
                word += character
            cells += width
        if word:
            found.append(word)
    return " ".join(found)


@pytest.mark.parametrize("width", [20, 30, 44, 80])
@pytest.mark.parametrize("words", ["Officers", "1,200 phones", "yesterday.", "in the harbour town"])
def test_carets_stand_under_the_words(width, words):
    text = "Officers seized 1,200 phones and some “old” papers in the harbour town on a wet night, yesterday."
    start = text.index(words)
    lines = excerpt(text, Span(start, start + len(words)), width=width, most=9)
    assert marked_words(lines) == words
    assert all(cell_len(line.text) <= width for line in lines)


def test_wide_and_acting_characters_move_the_carets():
    text = "港口 \x1b[2J\u202e 1,200 phones"
    start = text.index("1,200")
    lines = excerpt(text, Span(start, start + 5), width=60)
    assert marked_words(lines) == "1,200"
    assert "\x1b" not in lines[0].text


def test_a_long_sentence_is_cut_around_the_words():
    text = "word " * 100 + "HERE " + "word " * 100
    start = text.index("HERE")
    lines = excerpt(text, Span(start, start + 4), width=40)
    assert len(lines) == 3
    assert marked_words(lines) == "HERE"
    assert lines[0].text.startswith("… ")
    assert lines[-1].text.endswith(" …")


def test_nothing_marked_has_no_carets():
    assert [line.carets for line in excerpt("Some words.", Span(3, 3), width=40)] == [""]
    assert [line.text for line in excerpt("", Span(0, 0), width=40)] == [""]


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(10, 60))
def test_any_text_fits_its_width(text, one, other, width):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    lines = excerpt(text, Span(start, end), width=width)
    assert 1 <= len(lines) <= 3
    assert all(cell_len(line.text) <= width + 2 for line in lines)
