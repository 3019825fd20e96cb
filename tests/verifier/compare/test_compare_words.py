import pytest

from verifier.compare.words import (
    fold,
    is_content,
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
        ("neighbourhoods", "neighborhoods"),
        ("colourless", "colorless"),
        ("honourable", "honorable"),
        ("armoured", "armored"),
        ("marshaller", "marshaler"),
        ("organisational", "organizational"),
        ("paralysing", "paralyzing"),
        ("%", "percent"),
        ("l\u200dabour", "labor"),
        ("o\u02bcclock", "o'clock"),
        ("ﬁne", "fine"),
        ("Đà Nẵng", "da nang"),
    ],
)
def test_keys_ignore_house_style(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hour", "hor"), ("tour", "tor"), ("four", "for"), ("prise", "prose"), ("cat", "car"), ("a,b", "ab")],
)
def test_keys_keep_words_apart(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "forms",
    [
        "maintain maintaining", "country countries", "stop stopped stopping stops", "take took taken taking",
        "person people", "raise raising", "church churches church's churches'", "quick quickly",
        "box boxes", "dish dishes", "loss losses", "buzz buzzes buzzed", "fill filled", "miss missed",
        "plan planned", "hope hoped hoping", "city cities", "die died dies dead", "marry marries married",
        "win won", "man men", "meet met", "run ran", "see saw seen", "eat ate", "lead led", "hide hid hidden",
        "agree agreed", "free freed", "exceed exceeded", "use used using", "try tried tries", "need needed",
        "gas gases", "hero heroes", "labour labours labors",
    ],
)  # fmt: skip
def test_stems_join_inflections(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("bus", "buses of"), ("new", "news"), ("port", "sport")])
def test_stems_keep_words_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word",
    [
        "bus",
        "news",
        "crisis",
        "status",
        "glass",
        "red",
        "sing",
        "only",
        "king",
        "spring",
        "need",
        "speed",
        "bring",
        "gull",
        "its",
        "gas",
        "2019",
        "a3s",
    ],
)  # fmt: skip
def test_what_only_looks_inflected_is_its_own_stem(word):
    assert stem(word) == word


def test_tokens_have_exact_offsets():
    text = "Don’t pay 1,250.50 per cent – said O'Neill, re-elected."
    words = tokenize(text)
    assert [w.text for w in words] == [
        "Don’t", "pay", "1,250.50", "per cent", "said", "O'Neill", "re", "elected",
    ]  # fmt: skip
    assert all(w.span.of(text) == w.text for w in words)
    assert words[3].key == "percent"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("per cent", ["per cent"]), ("at 5 per-cent", ["at", "5", "per-cent"]),
        ("per  cent", ["per", "cent"]), ("cent per cent", ["cent", "per cent"]),
        ("a cent", ["a", "cent"]), ("as per cents", ["as", "per", "cents"]),
    ],
)  # fmt: skip
def test_per_cent_is_one_word(text, words):
    assert [w.text for w in tokenize(text)] == words
    assert all(w.span.of(text) == w.text for w in tokenize(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5 US officers", ["5", "officers"]), ("no cannot hardly", ["cannot", "hardly"]),
        ("It didn't, he's the ministry's clerk", ["ministry's", "clerk"]),
        ("at 3 o'clock x left", ["3", "o'clock", "left"]),
    ],
)  # fmt: skip
def test_words_that_tell_something(text, told):
    assert [w.text for w in tokenize(text) if is_content(w)] == told


def test_content_leaves_out_stop_words():
    words = tokenize("The ministers of the town said 12 boats sank")
    assert [w.key for w in words if is_content(w)] == ["ministers", "town", "12", "boats", "sank"]


def test_compounds_are_merged_only_where_known():
    text = "the river-police unit"
    merged = merge_compounds(tokenize(text), text, {"riverpolice"})
    assert [w.key for w in merged] == ["the", "riverpolice", "unit"]
    assert merged[1].span.of(text) == "river-police"
    assert merge_compounds(tokenize(text), text, {"other"}) == tokenize(text)


@pytest.mark.parametrize(
    ("text", "known", "keys"),
    [
        ("the sea wall was long", "seawall", "the seawall was long"),
        ("the sea, wall was long", "seawall", "the sea wall was long"),
        ("so it is", "soit", "so it is"),
        ("a sea bed", "seabed", "a sea bed"),
        ("air-lift sea wall", "airlift seawall", "airlift seawall"),
    ],
)
def test_which_neighbours_make_a_compound(text, known, keys):
    assert [w.key for w in merge_compounds(tokenize(text), text, set(known.split()))] == keys.split()


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


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two", ["One.", "Two"]), ("one. two", ["one. two"]), ("A\nB", ["A", "B"]),
        ("Mr. X. Y came", ["Mr. X. Y came"]), ("  He left.\t", ["He left."]), ("98. 7 is", ["98. 7 is"]),
        ("It is 9. 7 is", ["It is 9. 7 is"]),
        ("In 98. The end", ["In 98.", "The end"]), ("It was so. 7 is", ["It was so.", "7 is"]),
        ("At No.\nHe left", ["At No.", "He left"]), ("(It ends.)  Next", ["(It ends.)", "Next"]), ("", []),
    ],
)  # fmt: skip
def test_where_sentences_end(text, sentences):
    assert [s.of(text) for s in sentence_spans(text)] == sentences


def test_no_sentences_in_blank_text():
    assert sentence_spans("  \n ") == ()


def test_joined_and_fold():
    assert joined([]) == ""
    assert joined(["a"]) == '"a"'
    assert joined(["a", "b", "c"]) == '"a", "b" and "c"'
    assert fold("so\u00adcial") == "social"
