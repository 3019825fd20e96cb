import pytest

from claims.document import Span
from verifier.compare.context import same_scope, shared_matter, view, view_at, views
from verifier.compare.support import lexical_support, merged_spans, semantic_support
from verifier.types import Outcome


def test_all_words_there():
    signal = lexical_support("Guards held 85 sailors.", "On Monday guards held 85 sailors at the pier.")
    assert signal.outcome is Outcome.AGREES
    assert signal.score == 1.0
    assert signal.claim_spans == ()


def test_unsupported_words_are_marked():
    claim = "Guards held 85 sailors in Oru."
    signal = lexical_support(claim, "Guards held 85 sailors.")
    assert signal.outcome is Outcome.PARTLY
    assert [s.of(claim) for s in signal.claim_spans] == ["Oru"]
    assert '"Oru"' in signal.detail


@pytest.mark.parametrize(
    ("claim", "passage"), [("Guards held sailors.", "Rain fell."), ("It was.", "It was so."), ("", "x")]
)
def test_silent(claim, passage):
    signal = lexical_support(claim, passage)
    assert signal.outcome is Outcome.SILENT
    assert signal.score is None


def test_a_figure_weighs_more_than_a_word():
    claim = "Guards held 85 sailors."
    without_figure = lexical_support(claim, "Guards held sailors.").score
    without_word = lexical_support(claim, "Guards 85 sailors.").score
    assert without_figure < without_word


def test_words_far_apart_support_less():
    claim = "Petra Hald chairs the harbour board."
    together = lexical_support(claim, "Petra Hald chairs the harbour board of Oru.").score
    apart = lexical_support(claim, "Petra came. Hald chairs a club. The harbour froze. A board fell.").score
    assert apart < together - 0.1


def test_kin_words_and_demonyms_count():
    assert lexical_support("Kenyan detention camps", "Camps in Kenya held detainees").score > 0.3
    assert lexical_support("Workers protested", "The employees protested").outcome is Outcome.AGREES


def test_semantic():
    assert semantic_support(None).outcome is Outcome.SILENT
    assert semantic_support(0.61234567).score == 0.6123
    assert semantic_support(-0.2).score is None
    assert semantic_support(1.2).score == 1.0


def test_merged_spans():
    assert merged_spans([Span(5, 8), Span(0, 3), Span(2, 4)]) == (Span(0, 4), Span(5, 8))


def test_views_are_exact():
    text = "The port closed. Boats left for Oru."
    assert [v.span.of(text) for v in views(text)] == ["The port closed.", "Boats left for Oru."]
    assert view_at(text, text.index("Oru")).span.of(text) == "Boats left for Oru."
    assert view_at("", 0).stems == frozenset()


def test_matter_and_scope():
    assert shared_matter(view("Boats left the port"), view("The boat leaves the port")) == 1.0
    assert shared_matter(view("It was"), view("x")) == 0.0
    assert same_scope(view("Guards in Oru left"), view("The guards of Oru stayed"))
    assert not same_scope(view("Guards in Oru left"), view("The guards of Bena left"))
