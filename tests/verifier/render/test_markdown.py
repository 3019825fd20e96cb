"""Text from outside inside Markdown, read by a Markdown parser: it shows, and nothing of it acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from verifier.render.markdown import plain, quoted
from verifier.visible import one_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ACTIVE = st.text(alphabet=st.sampled_from("ab1 \n\t\\`*_{}[]()#+-=.!|<>&~:/@$^\"'“”\x1b\u202e"), max_size=40)


def shown(tokens):
    """The text of inline tokens; fails where one is more than text or code."""
    (inline,) = [t for t in tokens if t.type == "inline"]
    assert {t.type for t in inline.children} <= {"text", "code_inline"}
    return "".join(t.content for t in inline.children)


@given(ACTIVE)
def test_it_reads_as_it_was_written(text):
    tokens = PARSER.parse("Says " + plain(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert shown(tokens) == f"Says {one_line(text).strip()}".strip()


@given(ACTIVE.filter(lambda text: text.strip()))
def test_a_quotation_holds_one_paragraph_and_no_more(text):
    tokens = PARSER.parse(quoted(text))
    kinds = [t.type for t in tokens]
    assert kinds == ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]
    assert shown(tokens) == one_line(text).strip()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://evil.example/x now", "see `https://evil.example/x` now"),
        ("www.evil.example", "`www.evil.example`"),
        ("mail a@evil.example", "mail `a@evil.example`"),
        ("a`@`b", "``a`@`b``"),
        ("`@", "`` `@ ``"),
        ("Rock & *roll*", "Rock \\& \\*roll\\*"),
        ("1.2 million", "1.2 million"),
    ],
)
def test_what_programs_make_links_of_stands_as_code(text, written):
    assert plain(text) == written


@pytest.mark.parametrize(
    "opening", ["# a", "- a", "+ a", "1. a", "2) a", "> a", "===", "---", "```", "| a |"]
)
def test_the_start_of_a_line_begins_nothing(opening):
    assert shown(PARSER.parse(quoted(opening))) == opening
