import dataclasses

import pytest

from claims.document import Span
from verifier.render.places import Place, file_of, is_own_text, place_of, uri_of

from .builder import report


def named(name):
    return dataclasses.replace(report().article.analysis.document, name=name)


@pytest.mark.parametrize(
    ("name", "file", "uri"),
    [
        ("draft.md", "draft.md", "draft.md"),
        ("drafts/ä b.md", "drafts/ä b.md", "drafts/%C3%A4%20b.md"),
        ("./draft.md", "draft.md", "draft.md"),
        ("<stdin>", "stdin", "stdin"),
        ("/srv/ada/secret/draft.md", "draft.md", "draft.md"),
        ("../../etc/draft.md", "draft.md", "draft.md"),
        ("C:\\Users\\ada\\draft.md", "draft.md", "draft.md"),
        ("\\\\server\\share\\draft.md", "draft.md", "draft.md"),
        ("//server/share/draft.md", "draft.md", "draft.md"),
        ("javascript:alert(1)", "javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("a?b#c%d.md", "a?b#c%d.md", "a%3Fb%23c%25d.md"),
        ("x\udc80\n.md", "x\udc80\n.md", "x%ED%B2%80%0A.md"),
    ],
)
def test_a_file_is_named_within_its_folder_and_as_a_uri(name, file, uri):
    assert (file_of(named(name)), uri_of(named(name))) == (file, uri)


def test_a_place_is_one_of_the_text_as_read():
    document = report().article.analysis.document
    start = document.text.index("What the ministry says…")
    place = place_of(document, Span(start, start + len("What the ministry says…")))
    assert place.span.of(document.original) == "What the ministry saysâ€¦"
    assert dataclasses.astuple(place)[1:] == (4, 1, 4, 26)


def test_a_place_over_two_lines_and_an_empty_one():
    document = report().article.analysis.document
    end = document.text.index("\n")
    two = place_of(document, Span(end - 3, end + 4))
    assert two == Place(Span(end - 3, end + 4), 1, end - 2, 2, 4)
    empty = place_of(document, Span(end, end))
    assert (empty.line, empty.column) == (empty.end_line, empty.end_column) == (1, end + 1)


@pytest.mark.parametrize(
    ("format", "own"), [("plain", True), ("markdown", True), ("docx", False), ("html", False)]
)
def test_lines_are_those_of_the_file_for_plain_text_alone(format, own):
    assert is_own_text(dataclasses.replace(named("draft"), format=format)) is own
