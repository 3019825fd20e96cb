import pytest

from claims.document import Span
from verifier.compare.context import same_scope, shared_matter, view, view_at, views
from verifier.compare.support import lexical_support, merged_spans, semantic_support, word_weight
from verifier.compare.words import tokenize
from verifier.types import Outcome

ALL = "The passage has all of the claim's telling words."


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


@pytest.mark.parametrize(
    ("claim", "passage", "outcome", "score", "detail", "lacking"),
    [
        ("Guards held 85 sailors.", "On Monday guards held 85 sailors.", Outcome.AGREES, 1.0, ALL, []),
        # Far apart in a sentence, or in two, words are less than side by side.
        ("Guards held sailors.", "Guards in the cold dark night at the far old pier were held by sailors.",
         Outcome.AGREES, 0.9462, ALL, []),
        ("Guards held sailors.", "Guards came. The sailors were held.", Outcome.AGREES, 0.8924, ALL, []),
        ("Guards of the firm held sailors.", "Guards of the firm were asleep. Sailors were held.",
         Outcome.AGREES, 0.9427, ALL, []),
        # A word of one family is part of the word; a demonym is its country.
        ("The committee investigated corruption.", "An investigation of corrupt acts by a committee.",
         Outcome.AGREES, 0.82, ALL, []),
        ("Kenyan guards", "Guards of Kenya.", Outcome.AGREES, 0.8, ALL, []),
        ("guards", "The guards.", Outcome.AGREES, 1.0, ALL, []),
        ("corruption", "A corrupt man.", Outcome.AGREES, 0.56, ALL, []),
        ("Guards held 85 sailors in Oru.", "Guards held 85 sailors.", Outcome.PARTLY, 0.7602,
         'The passage has nothing for "Oru".', ["Oru"]),
        ("Oru is far; Oru is old and 12 miles off.", "An old town.", Outcome.PARTLY, 0.0973,
         'The passage has nothing for "Oru", "far", "12" and "miles".', ["Oru", "far", "Oru", "12", "miles"]),
        ("Guards held sailors.", "Rain fell.", Outcome.SILENT, None,
         "The passage has none of the claim's words.", ["Guards", "held", "sailors"]),
        ("It was.", "It was so.", Outcome.SILENT, None, "The claim has no words to look for.", []),
    ],
)  # fmt: skip
def test_how_much_of_the_words_is_there(claim, passage, outcome, score, detail, lacking):
    signal = lexical_support(claim, passage)
    assert (signal.name, signal.outcome, signal.score, signal.detail) == ("lexical", outcome, score, detail)
    assert [s.of(claim) for s in signal.claim_spans] == lacking


@pytest.mark.parametrize(
    ("text", "first", "weight"),
    [
        ("85", True, 1.6),
        ("Oru", False, 1.4),
        ("Oru", True, 0.75),
        ("go", False, 2 / 3),
        ("internationally", False, 1.2),
    ],
)
def test_figures_and_names_tell_most(text, first, weight):
    (word,) = tokenize(text)
    assert word_weight(word, first=first) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("similarity", "outcome", "score"),
    [(None, Outcome.SILENT, None), (-0.2, Outcome.SILENT, None), (0.00004, Outcome.SILENT, None),
     (0.5, Outcome.PARTLY, 0.5), (0.123456, Outcome.PARTLY, 0.1235), (1.2, Outcome.PARTLY, 1.0)],
)  # fmt: skip
def test_nearness_in_meaning_never_agrees(similarity, outcome, score):
    signal = semantic_support(similarity)
    assert (signal.name, signal.outcome, signal.score) == ("semantic", outcome, score)
    if similarity is None:
        assert signal.detail == "Their nearness in meaning was not measured."
    else:
        assert signal.detail.startswith(f"Nearness in meaning {score or 0:.2f} of 1; it does not tell")
