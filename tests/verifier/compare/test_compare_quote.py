from dataclasses import replace

import pytest

from tests.timing import cpu_seconds
from verifier.compare.quote import compare_quotation
from verifier.compare.turns import turned_by, turning_words
from verifier.compare.words import tokenize
from verifier.thresholds import default_thresholds
from verifier.types import QuoteState

SOURCE = (
    "The minister spoke on Tuesday. We are maintaining and protecting the harbour, the market and the old "
    "bridge in every season, she said. I do not believe that the searches were unlawful. Tenants were "
    "misled, evicted, and threatened by landlords, who labour under the apparent protection of officials "
    "in the capital. We will rebuild the bridge, unless the river floods again. The "
    "river-police unit was set "
    "up by the Prime Minister in 2019. Our schools can’t wait another year – they need teachers now."
)


def state(quotation, text=SOURCE):
    return compare_quotation(quotation, text).state


@pytest.mark.parametrize(
    "quotation",
    [
        "We will rebuild the bridge",
        "the searches were unlawful",
        "Tenants were misled, evicted, and threatened by landlords,",
        "set up by the Prime Minister",
        "unlawful",
    ],
)
def test_words_as_they_stand_are_verbatim(quotation):
    match = compare_quotation(quotation, SOURCE)
    assert match.state is QuoteState.VERBATIM
    assert match.score == 1.0
    assert match.changes == ()
    assert match.span.of(SOURCE) == quotation.strip(",")


@pytest.mark.parametrize(
    "quotation",
    [
        "we will rebuild the bridge",
        "[W]e will rebuild the bridge",
        "Tenants were misled, evicted and threatened by landlords",
        "who labor under the apparent protection of officials",
        "protecting the harbor, the market and the old bridge",
        "Our schools can't wait another year - they need teachers now",
        "Our schools can’t wait another year — they need teachers now",
        "The riverpolice unit was set up",
        "The river police unit was set up",
        "Tenants were misled ... by landlords",
        "Tenants were misled … by landlords",
        "Tenants were misled [...] by landlords",
        "Tenants were misled . . . by landlords",
        "The river-police unit was set up by [Olga Berg] in 2019",
        "The [city's] river-police unit was set up by the Prime Minister",
        "The river-police unit [sic] was set up by the Prime Minister",
        "The river\u00adpolice unit was set up",
    ],
)
def test_style_alone_is_normalised(quotation):
    match = compare_quotation(quotation, SOURCE)
    assert match.state is QuoteState.NORMALISED
    assert match.score == 1.0
    assert match.detail


@pytest.mark.parametrize(
    ("article", "source"),
    [("organise", "organize"), ("programme", "program"), ("travelled", "traveled"), ("analyse", "analyze")],
)
def test_spelling_variants_are_named(article, source):
    match = compare_quotation(
        f"They {article} it for the whole town", f"They {source} it for the whole town."
    )
    assert match.state is QuoteState.NORMALISED
    assert f'"{article}" where the source has "{source}"' in match.detail


def test_bracket_says_what_it_stands_for():
    match = compare_quotation("was set up by [Olga Berg] in 2019", SOURCE)
    assert '"[Olga Berg]" stands for the source\'s "the Prime Minister"' in match.detail


@pytest.mark.parametrize(
    ("quotation", "said"),
    [
        ("maintain and protect the harbour, the market and the old bridge", '"maintain" is inflected'),
        (
            "The river-police unit was founded by the Prime Minister in 2019",
            '"founded" where the source has "set up"',
        ),
        ("Tenants were evicted and threatened by landlords", 'source\'s "misled" is left out unmarked'),
        ("We will soon rebuild the bridge, unless the river floods again", '"soon" is not in the source'),
        (
            "who labour under the alleged protection of officials in the capital",
            '"alleged" where the source has "apparent"',
        ),
        ("I believe that the searches were unlawful", 'source\'s "do not" is left out unmarked'),
    ],
)
def test_other_words_are_altered_and_named(quotation, said):
    match = compare_quotation(quotation, SOURCE)
    assert match.state is QuoteState.ALTERED
    assert said in match.detail
    assert 0.5 < match.score <= 1.0


def test_word_diff_keeps_the_article_in_order():
    quotation = "The river-police unit was founded by the Prime Minister in 2019"
    changes = compare_quotation(quotation, SOURCE).changes
    ours = " ".join(c.article for c in changes if c.article)
    assert [w.key for w in tokenize(ours)] == [w.key for w in tokenize(quotation)]
    assert [(c.article, c.source) for c in changes if c.article != c.source] == [("founded", "set up")]


@pytest.mark.parametrize(
    "quotation",
    [
        "misled, evicted, and threatened by the criminals who own the whole street",
        "We will rebuild the bridge and then cancel every tax on boats",
    ],
)
def test_a_good_part_is_partial(quotation):
    match = compare_quotation(quotation, SOURCE)
    assert match.state is QuoteState.PARTIAL
    assert match.changes[-1].source == ""


@pytest.mark.parametrize(
    "quotation",
    [
        "We owe nothing to anybody at all",
        "maintain",
        "protect the",
        "of the and in",
        "",
        "…",
        "the bridge was sold for scrap",
    ],
)
def test_absent(quotation):
    match = compare_quotation(quotation, SOURCE)
    assert match.state is QuoteState.ABSENT
    assert match.score == 0.0
    assert match.span is None
    assert match.changes == ()


def test_nothing_stands_in_an_empty_source():
    assert state("We will rebuild the bridge", "") is QuoteState.ABSENT


def test_parts_far_apart_are_joined_from_two_places():
    text = "The dam is safe today. " + "The weather was fine that week. " * 20 + "Nobody will be moved."
    match = compare_quotation("The dam is safe … Nobody will be moved", text)
    assert match.state is QuoteState.NORMALISED
    assert "joined from two places" in match.detail


def test_parts_in_another_order_are_not_the_same_words():
    match = compare_quotation("they need teachers now … Our schools can't wait another year", SOURCE)
    assert match.state is QuoteState.ALTERED
    assert "another order" in match.detail


def test_an_ellipsis_with_one_invented_part_is_partial():
    match = compare_quotation(
        "Tenants were misled, evicted, and threatened … and nobody paid us a penny", SOURCE
    )
    assert match.state is QuoteState.PARTIAL
    assert "and nobody paid us a penny" in match.detail


@pytest.mark.parametrize(
    ("quotation", "word"),
    [
        ("the searches were unlawful", "not"),
        ("We will rebuild the bridge", "unless"),
        ("I … believe that the searches were unlawful", "not"),
    ],
)
def test_a_cut_that_turns_the_meaning_is_told(quotation, word):
    match = compare_quotation(quotation, SOURCE)
    assert "may turn the meaning" in match.detail
    assert f'"{word}"' in match.detail


def test_a_harmless_cut_is_not_told():
    assert "turn the meaning" not in compare_quotation("Tenants were misled, evicted", SOURCE).detail


def test_turned_by_stops_at_marks():
    text = "It was not so. The road is open, he said: the bridge will not open."
    start = text.index("The road is open")
    from claims.document import Span

    assert turned_by(text, Span(start, start + len("The road is open"))) == ""
    assert turning_words(tokenize("they can't and won't, unless paid")) == ["can't", "won't", "unless"]


@pytest.mark.parametrize(
    "quotation",
    ["Our schools can't wait", "the searches were unlawful", "maintain and protect the harbour, the market"],
)
def test_curly_for_straight_marks_changes_no_state_or_score(quotation):
    straight, curly = SOURCE.replace("’", "'"), SOURCE
    a, b = compare_quotation(quotation, straight), compare_quotation(quotation, curly)
    assert a.score == b.score
    same = {QuoteState.VERBATIM, QuoteState.NORMALISED}
    assert a.state is b.state or {a.state, b.state} <= same


def test_changing_a_word_moves_the_state():
    quotation = "Tenants were misled, evicted, and threatened by landlords"
    assert state(quotation) is QuoteState.VERBATIM
    assert state(quotation.replace("landlords", "soldiers")) is QuoteState.ALTERED
    assert state(quotation.replace("were misled", "were not misled")) is QuoteState.ALTERED


def test_unrelated_text_around_does_not_matter():
    filler = "The council also discussed parking and the summer fair. "
    quotation = "The river-police unit was founded by the Prime Minister in 2019"
    alone, among = (
        compare_quotation(quotation, SOURCE),
        compare_quotation(quotation, filler * 40 + SOURCE + filler * 40),
    )
    assert (alone.state, alone.score, alone.changes) == (among.state, among.score, among.changes)


def test_a_long_source_takes_no_quadratic_time():
    def seconds(times):
        text = SOURCE * times
        quotation = "The river-police unit was founded by some other minister in 2019"
        return cpu_seconds(lambda: compare_quotation(quotation, text), of=1)  # the second time it remembers

    seconds(1)
    assert seconds(400) < 40 * max(seconds(40), 0.005)


def test_every_gap_that_may_turn_the_meaning_is_told():
    match = compare_quotation("He … pays his men … it rains", "He never pays his men unless it rains.")
    assert match.turned == 'it leaves out "never"; it leaves out "unless"'
    assert match.detail.endswith(
        'it holds "never"; what was left out may turn the meaning: it holds "unless".'
    )


def test_every_spelling_is_told():
    match = compare_quotation("the harbor labor was cheap", "The harbour labour was cheap.")
    assert match.detail == (
        'The same words; differs in spelling: "harbor" where the source has "harbour", '
        '"labor" where the source has "labour".'
    )


@pytest.mark.parametrize(("between", "joined"), [(60, False), (61, True)])
def test_how_far_apart_two_places_are(between, joined):
    text = "The dam is safe" + " today" * between + " nobody will be moved."
    match = compare_quotation("The dam is safe … nobody will be moved", text)
    assert ("joined from two places" in match.detail) is joined


def test_altered_parts_far_apart_are_each_told():
    text = (
        "The new dam is safe today. "
        + "The weather was fine that week. " * 20
        + "Nobody at all will be moved."
    )
    match = compare_quotation("The old dam is safe today … Nobody at all will be paid", text)
    assert (match.state, match.score) == (QuoteState.ALTERED, 0.8333)
    assert match.span.of(text) == text.strip(".")
    assert match.detail == (
        'The article\'s words are not the source\'s; "old" where the source has "new". '
        'The article\'s words are not the source\'s; "paid" where the source has "moved".'
    )
    strict = replace(default_thresholds(), quote_altered=0.9)
    assert compare_quotation(
        "The old dam is safe today … Nobody at all will be paid", text, thresholds=strict
    ).state is (QuoteState.PARTIAL)


def test_invented_parts_are_absent():
    match = compare_quotation("the cows can fly by night … the pigs sing", SOURCE)
    assert match.state is QuoteState.ABSENT


def test_words_that_are_only_inflected_count_as_there():
    strict = replace(default_thresholds(), quote_altered=0.9)
    quotation = "maintain and protect the harbour, the market and the old bridge"
    assert compare_quotation(quotation, SOURCE, thresholds=strict).state is QuoteState.ALTERED
    other = quotation.replace("maintain", "explain").replace("protect", "project")
    assert compare_quotation(other, SOURCE, thresholds=strict).state is QuoteState.PARTIAL
