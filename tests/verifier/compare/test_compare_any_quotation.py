"""Any quotation of any text: what was copied is found as it is, what was changed never taken for it."""

from hypothesis import given
from hypothesis import strategies as st

from verifier.compare.quote import compare_quotation
from verifier.compare.words import tokenize
from verifier.types import QuoteState

# Words of several spellings, of several parts, and of no letters are among them.
WORDS = st.sampled_from(
    [
        *(
            "harbour",
            "harbor",
            "boats",
            "held",
            "the",
            "of",
            "and",
            "not",
            "minister’s",
            "minister's",
            "organise",
        ),
        *(
            "river-police",
            "riverpolice",
            "can’t",
            "3.5",
            "£300,000",
            "five",
            "5",
            "per cent",
            "percent",
            "Łódź",
        ),
        *(
            "naïve",
            "U.S.",
            "in 2019",
            "a",
            "“Nobody”",
            "(so",
            "it)",
            "—",
            "said",
            "40%",
            "Mr. Holm",
            "re-elected",
        ),
    ]
)
STOPS = st.sampled_from(["", "", "", ",", ".", ";", "?", "\n\n"])
TEXTS = st.lists(st.tuples(WORDS, STOPS).map("".join), min_size=1, max_size=30)
SAME = (QuoteState.VERBATIM, QuoteState.NORMALISED)


def keys(text: str) -> list[str]:
    return [word.key for word in tokenize(text)]


@st.composite
def copied(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text, and the words of a quotation copied from it."""
    words = draw(TEXTS)
    start = draw(st.integers(0, len(words) - 1))
    return " ".join(words), words[start : draw(st.integers(start + 1, len(words)))]


@given(copied())
def test_what_is_copied_stands_there_word_for_word(case: tuple[str, list[str]]) -> None:
    text, words = case
    quotation = " ".join(words)
    found = compare_quotation(quotation, text)
    if not keys(quotation):
        assert found.state is QuoteState.ABSENT
        return
    assert found.state is QuoteState.VERBATIM
    assert found.score == 1.0
    assert found.span is not None
    assert keys(found.span.of(text)) == keys(quotation)


@given(copied(), st.data())
def test_with_one_word_changed_it_is_never_the_same(case: tuple[str, list[str]], data: st.DataObject) -> None:
    text, words = case
    at = data.draw(st.integers(0, len(words) - 1))
    quotation = " ".join([*words[:at], "quartz", *words[at + 1 :]])
    found = compare_quotation(quotation, text)
    assert found.state not in SAME
    assert found.score < 1.0


@given(copied(), st.data())
def test_the_diff_leads_from_one_to_the_other(case: tuple[str, list[str]], data: st.DataObject) -> None:
    text, words = case
    at = data.draw(st.integers(0, len(words) - 1))
    instead = data.draw(st.sampled_from([(), ("quartz",), ("quartz", words[at])]))
    quotation = " ".join([*words[:at], *instead, *words[at + 1 :]])
    found = compare_quotation(quotation, text)
    if found.state in (QuoteState.VERBATIM, QuoteState.ABSENT):
        assert found.changes == ()
        return
    assert found.span is not None
    assert "".join(keys(" ".join(change.article for change in found.changes))) == "".join(keys(quotation))
    if found.state is not QuoteState.PARTIAL:
        assert "".join(keys(" ".join(change.source for change in found.changes))) == "".join(
            keys(found.span.of(text))
        )
