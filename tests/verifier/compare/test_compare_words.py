import pytest

from verifier.compare.words import (
    content_stems,
    fold,
    joined,
    key,
    merge_compounds,
    sentence_spans,
    stem,
    tokenize,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labour", "labor"),
        ("neighbours", "neighbors"),
        ("organised", "organized"),
        ("analysing", "analyzing"),
        ("Café", "cafe"),
        ("it’s", "it's"),
        ("1,000", "1000"),
        ("seven", "7"),
        ("travelling", "traveling"),
        ("ŁÓDŹ", "lodz"),
        ("centre", "center"),
    ],
)
def test_keys_ignore_house_style(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hour", "hor"), ("four", "for"), ("prise", "prose"), ("cat", "car")]
)
def test_keys_keep_words_apart(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maintain", "maintaining"),
        ("country", "countries"),
        ("stop", "stopped"),
        ("take", "took"),
        ("person", "people"),
        ("raise", "raising"),
        ("church", "churches"),
        ("minister", "minister's"),
        ("quick", "quickly"),
    ],
)
def test_stems_join_inflections(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("bus", "buses of"), ("new", "news"), ("port", "sport")])
def test_stems_keep_words_apart(one, other):
    assert stem(one) != stem(other)


def test_tokens_have_exact_offsets():
    text = "Don’t pay 1,250.50 per cent – said O'Neill, re-elected."
    words = tokenize(text)
    assert [w.text for w in words] == [
        "Don’t", "pay", "1,250.50", "per cent", "said", "O'Neill", "re", "elected",
    ]  # fmt: skip
    assert all(w.span.of(text) == w.text for w in words)
    assert words[3].key == "percent"


def test_content_leaves_out_stop_words():
    assert content_stems(tokenize("The ministers of the town said 12 boats sank")) == [
        "minister", "town", "12", "boat", "sank",
    ]  # fmt: skip


def test_compounds_are_merged_only_where_known():
    text = "the river-police unit"
    merged = merge_compounds(tokenize(text), text, {"riverpolice"})
    assert [w.key for w in merged] == ["the", "riverpolice", "unit"]
    assert merged[1].span.of(text) == "river-police"
    assert merge_compounds(tokenize(text), text, {"other"}) == tokenize(text)


def test_sentences_by_punctuation():
    first = 'Mr. Oren left at 5 p.m. on Monday. "It was 3.5 per cent." She stayed!'
    text = first + "\nNo stop here\n\nEnd. 98. 7 per cent"
    assert [s.of(text) for s in sentence_spans(text)] == [
        "Mr. Oren left at 5 p.m. on Monday.",
        '"It was 3.5 per cent."',
        "She stayed!",
        "No stop here",
        "End.",
        "98. 7 per cent",
    ]


def test_no_sentences_in_blank_text():
    assert sentence_spans("  \n ") == ()


def test_joined_and_fold():
    assert joined([]) == ""
    assert joined(["a"]) == '"a"'
    assert joined(["a", "b", "c"]) == '"a", "b" and "c"'
    assert fold("so\u00adcial") == "social"
