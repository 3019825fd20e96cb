"""Comments in the markup: kept with their place and words, and never read as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Document
from claims.reading import read_bytes, read_text
from tests.timing import cpu_seconds

from .show import shown

WORD = st.text("abcdefgh", min_size=1, max_size=6)
NOTE = st.text("verifier-ignore 01:,é“", max_size=30).map(
    lambda t: " ".join(t.split()).replace("--", "-").strip("- ")
)
PIECE = st.tuples(st.sampled_from(["word", "comment"]), WORD, NOTE, st.sampled_from([" ", "\n", ""]))
PARAGRAPH = st.tuples(WORD, st.lists(PIECE, max_size=6))
BLOCK = st.one_of(PARAGRAPH, NOTE)


def places(document: Document) -> list[tuple[str, bool]]:
    """Each remark with the words right before it, and whether it stands in a text."""
    return [(document.text[: r.at].split("\n\n")[-1].strip(), r.inside) for r in document.remarks]


@given(blocks=st.lists(BLOCK, min_size=1, max_size=6), end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150)
def test_comments_anywhere_in_markdown_are_kept_and_the_text_is_as_without(blocks, end):
    lines, words, remarks = ["begin"], ["begin"], []
    for block in blocks:
        lines.append("")
        if isinstance(block, str):
            lines.append(f"<!-- {block} -->")
            remarks.append((block, len(words), len(lines), False))
            continue
        first, pieces = block
        lines.append(first)
        words.append(first)
        for kind, word, note, joint in pieces:
            if kind == "comment":
                # At the start of a line it would be a block of its own.
                lines[-1] += f"{joint.strip(chr(10))}<!-- {note} -->"
                remarks.append((note, len(words), len(lines), True))
            elif joint == "\n":
                lines.append(word)
                words.append(word)
            else:
                lines[-1] += f" {word}"
                words.append(word)
    source = end.join(lines)
    document = read_text(source, name="draft.md", format="markdown")
    assert document.text.split() == words
    found = [(r.words, len(document.text[: r.at].split()), r.line, r.inside) for r in document.remarks]
    assert found == remarks
    assert document.original == source
    for block in document.blocks:
        origin = document.offsets.to_origin(block.span)
        assert source[origin.start] == document.text[block.span.start]
        assert source[origin.end - 1] == document.text[block.span.end - 1]


MARKDOWN = """<!-- top -->
# The port <!-- title -->

- one <!-- bullet -->
- two

| place <!-- cell --> |
|---|
| hill |

Said.[^1] <!-- several
lines --> More.

```
<!-- code -->
```

[^1]: A note <!-- in a note -->
<!-- end --> <!-- of it -->
"""


def test_markdown_keeps_comments_in_every_kind_of_block():
    document = read_text(MARKDOWN, name="draft.md", format="markdown")
    assert [(r.words, r.line) for r in document.remarks] == [
        ("top", 1),
        ("title", 2),
        ("bullet", 4),
        ("cell", 7),
        ("several\nlines", 11),
        ("end", 19),
        ("of it", 19),
        ("in a note", 18),
    ]
    assert places(document)[:4] == [("", False), ("The port", True), ("one", True), ("place", True)]
    assert ("paragraph", "<!-- code -->") in shown(document)


PAGE = b"""<!-- top --><!doctype html><html><head><!-- head --></head><body><nav>Menu<!-- menu --></nav>
<article><!-- first --><h1>The port<!-- title --></h1>
<p>One. <!-- in --> Two.<!-- end --></p>
<!-- between --><ul><li>Three <a href="https://port.example/">four</a> <!-- bullet --> </li></ul>
<p><!-- alone --></p><script>// <!-- script --></script></article><!-- after --></body></html><!-- bottom -->
"""


def test_html_keeps_comments_of_the_story_and_around_it():
    document = read_bytes(PAGE, name="page.html")
    assert document.text == "The port\n\nOne. Two.\n\nThree four"
    told = [(r.words, r.line, *place) for r, place in zip(document.remarks, places(document), strict=True)]
    assert told == [
        ("top", 1, "", False),
        ("head", 1, "", False),
        ("menu", 1, "", False),
        ("first", 2, "", False),
        ("title", 2, "The port", True),
        ("in", 3, "One.", True),
        ("end", 3, "One. Two.", True),
        ("between", 4, "One. Two.", False),
        ("bullet", 4, "Three four", True),
        ("alone", 5, "Three four", False),
        ("after", 5, "Three four", False),
        ("bottom", 5, "Three four", False),
    ]
    assert [link.span.of(document.text) for link in document.links] == ["four"]


def test_a_comment_keeps_its_place_where_the_text_is_mended():
    document = read_text("They said â€œnoâ€\x9d. <!-- x --> Then\u200b more.", name="a.md", format="markdown")
    (remark,) = document.remarks
    assert document.text[: remark.at].rstrip() == "They said “no”."


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_many_comments_and_broken_ones_take_time_in_proportion(format):
    def taken(number):
        text = "One.\n\n<div>\n" + "<!-- a -->\n" * number + "</div>\n\n" + "<!-- " * number
        assert len(read_text(text, name="draft", format=format).remarks) >= number
        return cpu_seconds(lambda: read_text(text, name="draft", format=format))

    assert taken(16_000) < 10 * taken(4_000)


def test_other_formats_have_none():
    assert read_text("One. <!-- verifier-ignore --> Two.", name="a.txt").remarks == ()
