"""Passages: what stands together, what is left out, and that every text is a slice of the document."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.document import Block, BlockKind, Document, OffsetMap, Span
from sources.passages import cut
from tests.sources.conftest import make_document
from tests.timing import cpu_seconds

B, H, P, Q = BlockKind.BULLET, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE


def texts(document: Document, **options: int) -> list[str]:
    found = cut(document, **options)  # type: ignore[arg-type]
    assert all(c.locator.span.of(document.text) == c.text for c in found)
    return [c.text for c in found]


def test_a_paragraph_is_a_passage_and_a_heading_its_context() -> None:
    found = cut(make_document((H, "Findings"), "Boats were held.", "Crews were freed."))
    assert [(c.text, c.context, c.locator.paragraph) for c in found] == [
        ("Boats were held.", "Findings", 1),
        ("Crews were freed.", "Findings", 2),
    ]
    assert str(found[1].locator) == "paragraph 2"


def test_a_list_stands_with_its_lead_in() -> None:
    document = make_document(
        "Boats were held in:", (B, "Vell: 9"), (B, "Ostra: 5"), "The rest sailed.", lead_ins={1: 0, 2: 0}
    )
    assert texts(document) == ["Boats were held in:\n- Vell: 9\n- Ostra: 5", "The rest sailed."]


def test_a_list_without_lead_in_stands_together_but_not_across_headings() -> None:
    document = make_document((H, "North"), (B, "one"), (B, "two"), (H, "South"), (B, "three"))
    assert texts(document) == ["one\n- two", "three"]


def test_a_block_quote_stands_with_the_words_that_introduce_it() -> None:
    document = make_document("The ministry stated:", (Q, "We held no one."), "It rained.", lead_ins={1: 0})
    assert texts(document) == ["The ministry stated:\n\nWe held no one.", "It rained."]


def test_a_lead_in_that_is_a_heading_is_context() -> None:
    found = cut(make_document((H, "Response:"), (B, "Denied."), (B, "Confirmed."), lead_ins={1: 0, 2: 0}))
    assert [(c.text, c.context) for c in found] == [("Denied.\n- Confirmed.", "Response:")]


def test_boilerplate_and_marks_without_words_are_left_out() -> None:
    document = make_document(
        "First.", (BlockKind.BOILERPLATE, "Share this page"), "|", "Second.", (BlockKind.HEADLINE, "Third")
    )
    assert texts(document) == ["First.", "Second."]


def test_a_long_list_is_cut_between_bullets_and_keeps_its_lead_in_as_context() -> None:
    bullets = [(B, f"{n} boats in town {n}") for n in range(10, 20)]
    document = make_document("Held:", *bullets, lead_ins=dict.fromkeys(range(1, 11), 0))
    found = cut(document, limit=90)
    assert len(found) > 1
    assert found[0].text.startswith("Held:\n- 10 boats")
    assert all(len(c.text) <= 90 for c in found)
    assert all(c.context == "Held:" for c in found[1:])
    assert {c.locator.paragraph for c in found} == {1}
    assert sum(c.text.count("boats") for c in found) == 10


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentences = ["Dr. Lorn counted nine boats.", "Four more came at 6.30 p.m.", "They left."]
    text = " ".join(sentences)
    spans = [Span(text.index(s), text.index(s) + len(s)) for s in sentences]
    found = cut(make_document(text), sentences=spans, limit=60)
    assert [c.text for c in found] == [" ".join(sentences[:2]), "They left."]


def test_without_sentences_it_is_cut_between_words_and_at_worst_inside_one() -> None:
    assert texts(make_document("aaa bbb ccc ddd"), limit=8) == ["aaa bbb", "ccc ddd"]
    assert texts(make_document("abcdefghij"), limit=4) == ["abcd", "efgh", "ij"]


def test_the_page_is_that_of_the_first_words() -> None:
    text = "One.\nTwo."
    blocks = (Block(Span(0, 4), P, page=3), Block(Span(5, 9), P, page=4))
    document = Document("a.pdf", "pdf", text, blocks, text, OffsetMap.identity(9), "0" * 64)
    assert [str(c.locator) for c in cut(document)] == ["page 3, paragraph 1", "page 4, paragraph 2"]


def test_an_empty_document_has_none() -> None:
    assert cut(make_document()) == ()


words = st.text(alphabet="ab .", min_size=1, max_size=60)
kinds = st.sampled_from([B, H, P, Q, BlockKind.CELL, BlockKind.BOILERPLATE])


@given(st.lists(st.tuples(kinds, words), max_size=12), st.integers(5, 80))
def test_nothing_is_lost_or_said_twice(parts: list[tuple[BlockKind, str]], limit: int) -> None:
    document = make_document(*parts)
    found = cut(document, limit=limit)
    spans = [c.locator.span for c in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = [
        b.span
        for b in document.blocks
        if b.kind not in (H, BlockKind.BOILERPLATE) and b.span.of(document.text).strip(" .")
    ]
    for span in kept:
        for offset in range(span.start, span.end):
            if document.text[offset] not in " .":
                assert sum(s.start <= offset < s.end for s in spans) == 1


def test_a_place_of_the_format_stands_in_the_locator_and_parts_passages() -> None:
    text = "Vell: 9\n\nOstra: 5"
    blocks = (
        Block(Span(0, 7), BlockKind.CELL, at="row 2"),
        Block(Span(9, 17), BlockKind.CELL, at="row 3"),
    )
    document = Document("a.csv", "csv", text, blocks, text, OffsetMap.identity(len(text)), "0" * 64)
    found = cut(document)
    assert [(c.text, str(c.locator)) for c in found] == [("Vell: 9", "row 2"), ("Ostra: 5", "row 3")]


def test_paragraphs_are_counted_in_a_place_that_holds_several() -> None:
    text = "Boats were held.\n\nCrews were freed.\n\nThe port reopened."
    blocks = (
        Block(Span(0, 16), P, at="chapter 1, Vell"),
        Block(Span(18, 35), P, at="chapter 1, Vell"),
        Block(Span(37, 55), P, at="chapter 2, Ostra"),
    )
    document = Document("a.epub", "epub", text, blocks, text, OffsetMap.identity(len(text)), "0" * 64)
    assert [str(c.locator) for c in cut(document)] == [
        "chapter 1, Vell, paragraph 1",
        "chapter 1, Vell, paragraph 2",
        "chapter 2, Ostra",
    ]


def test_a_long_text_is_cut_in_proportion_to_its_length() -> None:
    def seconds(count: int) -> float:
        document = make_document("Nine boats of the harbour were held. " * count)
        sentences = [Span(37 * n, 37 * n + 36) for n in range(count)]
        assert len(cut(document, sentences=sentences)) > count / 40
        return cpu_seconds(lambda: cut(document, sentences=sentences))

    assert seconds(30_000) < 12 * seconds(6_000), "with its square it would be 25 times"
