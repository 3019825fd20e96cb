import pytest

from claims.document import Span
from claims.quotes import find_quotations, is_speech, whole_quotations
from claims.reading import read_text


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotations(read_text(text))]


def test_curly_and_straight_marks_give_the_same_words() -> None:
    curly = "The mayor said “the bridge is safe” and left."
    straight = curly.replace("“", '"').replace("”", '"')
    assert inner(curly) == inner(straight) == ["the bridge is safe"]


def test_guillemets_and_low_marks_are_read() -> None:
    assert inner("He called it «a new start» for the harbour.") == ["a new start"]


def test_single_marks_are_told_from_apostrophes() -> None:
    assert inner("The minister’s aide said ‘nobody’s job is at risk,’ and left.") == [
        "nobody’s job is at risk,"
    ]


def test_a_possessive_plural_does_not_close_a_single_quotation() -> None:
    assert inner("She said ‘the workers’ rights were gone,’ and sat down.") == [
        "the workers’ rights were gone,"
    ]


def test_decades_and_contractions_open_nothing() -> None:
    assert inner("Back in the '90s it wasn't so, the dockers' union said.") == []


def test_single_marks_inside_double_marks_stay_part_of_the_outer_quotation() -> None:
    assert inner("“He said ‘never’ to us,” she said.") == ["He said ‘never’ to us,"]


def test_a_quotation_that_runs_on_is_open() -> None:
    text = "“We began in March, the engineer said.\n\n“We ended in May.”"
    first, second = find_quotations(read_text(text))
    assert (first.closed, second.closed) == (False, True)
    assert first.span.of(text) == "“We began in March, the engineer said."


def test_inches_open_nothing() -> None:
    assert inner('The pipe is 12" wide and 40" long.') == []


def test_two_openings_in_one_block_are_two_quotations() -> None:
    text = "“First we waited. “Then we left,” said the driver."
    assert [q.closed for q in find_quotations(read_text(text))] == [False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We did it for you”", True),
        ("“a tax by another name”", True),
        ("“Never,”", True),
        ("“The Red Neck Country Club”", False),
        ("“47 percent”", False),
    ],
)
def test_titles_and_short_terms_are_no_speech(text: str, expected: bool) -> None:
    (quotation,) = find_quotations(read_text(text))
    assert is_speech(text, quotation) is expected


def test_spans_grow_to_whole_quotations() -> None:
    text = "He called it “a plain lie” twice."
    (quotation,) = find_quotations(read_text(text))
    lie = Span(text.index("lie"), text.index("lie") + 3)
    assert whole_quotations([Span(0, 2), lie], [quotation]) == [Span(0, 2), quotation.span]
