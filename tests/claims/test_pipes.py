"""The quicker steps give what spaCy's own give."""

from __future__ import annotations

import importlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from benchmarks.record import load_lines
from claims import language, pipes, word_forms, word_vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FROZEN = Path(__file__).parents[1] / "frozen"
HARD = [
    "",
    " ",
    "  Two  spaces here , said Mr. Bo  . ",
    "I can't. They ain't going to; we're gonna, they've got ta, let's, c'mon, y'all!",
    "There's no water. There were 3 of them on May 3, 2021 in the U.N.'s New York office",
    "Johannesburg",
    "Dr Ana-Lucía O'Brien-Sørensen of Port-au-Prince paid €1.5m (£1.3m) on Tuesday. Nobody knew.",
]


@pytest.fixture(scope="module")
def original() -> Language:
    package: Any = importlib.import_module(language.MODEL)
    pipeline: Language = package.load()
    return pipeline


def texts() -> list[str]:
    lines = load_lines(FROZEN / "annotated.jsonl") + load_lines(FROZEN / "unseen.jsonl")
    return [paragraph for line in lines for paragraph in line["text"].split("\n")] + HARD


def told(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (t.text, t.tag_, t.dep_, t.head.i, t.pos_, str(t.morph), t.lemma_, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


def test_the_same_annotations(original: Language) -> None:
    given = texts()
    assert [told(d) for d in language.model().pipe(given)] == [told(d) for d in original.pipe(given)]


def test_one_document_at_a_time(original: Language) -> None:
    for text in HARD:
        assert told(language.model()(text)) == told(original(text))


def test_a_full_memory_changes_nothing(original: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_forms, "REMEMBERED", 3)
    forms = word_forms.WordForms(original)
    for text in ("The union said on Monday that two cranes had failed again.", "Nobody was hurt."):
        doc = original(text, disable=["ner"])
        before = told(doc)
        forms([doc])
        assert told(doc) == before
    assert len(forms._known) == len(["Nobody", "was", "hurt", "."])


def test_what_follows_an_expletive_is_learned_apart(original: Language) -> None:
    """Whichever text comes first: a verb after "there" is another word than the same verb elsewhere."""
    forms = word_forms.WordForms(original)
    for text in ("And there never were any.", "There never is a queue.", "The pier is old. There is a pier."):
        doc = original(text, disable=["ner"])
        before = told(doc)
        forms([doc])
        assert told(doc) == before


def test_longer_patterns_are_those_that_are_known(original: Language) -> None:
    """Each pattern of several words starts with a word of SPLIT, or changes what follows an expletive."""
    ruler: Any = original.get_pipe("attribute_ruler")
    longer = [(p["index"], w) for p in ruler.patterns for w in p["patterns"] if len(w) > 1]
    assert longer
    for index, words in longer:
        first = words[0]
        if first.get("DEP") == "expl":
            assert index == 1
            continue
        lower = first["LOWER"]
        assert lower in word_forms.SPLIT if isinstance(lower, str) else lower == {"REGEX": "^y'?$"}


def test_what_patterns_read_of_a_word_is_known(original: Language) -> None:
    ruler: Any = original.get_pipe("attribute_ruler")
    words = [word for each in ruler.patterns for pattern in each["patterns"] for word in pattern]
    assert {key for word in words for key in word} == {"TAG", "LOWER", "DEP", "IS_SPACE"}
    asked = [word["LOWER"] for word in words if "LOWER" in word]
    assert {key for each in asked if isinstance(each, dict) for key in each} == {"IN", "REGEX"}


def vectors_of(nlp: Language) -> word_vectors.WordVectors:
    step: Any = nlp.get_pipe("tok2vec")
    return word_vectors.WordVectors(step.model)


def test_vectors_are_those_of_the_network(original: Language) -> None:
    docs = [original.make_doc(text) for text in texts() if text]
    step: Any = original.get_pipe("tok2vec")
    np.testing.assert_allclose(
        vectors_of(original)(docs), np.concatenate(step.model.predict(docs)), rtol=0, atol=1e-5
    )


@pytest.mark.parametrize("remembered", [3, 50_000])
def test_vectors_are_the_same_to_the_bit_whatever_was_read_before(
    original: Language, monkeypatch: pytest.MonkeyPatch, remembered: int
) -> None:
    monkeypatch.setattr(word_vectors, "REMEMBERED", remembered)
    docs = [original.make_doc(text) for text in texts() if text]
    vectors = vectors_of(original)
    vectors(docs[::-1])
    for start in range(0, len(docs), 7):
        some = docs[start : start + 7]
        assert vectors(some).tobytes() == vectors_of(original)(some).tobytes()


def test_no_more_words_are_remembered_than_that(original: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_vectors, "REMEMBERED", 20)
    vectors = vectors_of(original)
    for text in texts():
        if doc := original.make_doc(text):
            vectors([doc])
            assert len(vectors._known) <= max(20, len(doc))


def test_several_threads_read_the_same(original: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_vectors, "REMEMBERED", 200)
    monkeypatch.setattr(word_forms, "REMEMBERED", 200)
    given = texts()
    alone = [told(d) for d in original.pipe(given)]
    pipeline = language.model()
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: [told(pipeline(text)) for text in given[:300]], range(4)):
            assert found == alone[:300]


def test_long_documents_are_annotated_by_fewer_at_a_time(
    original: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipes, "WORDS", 30)
    seen: list[int] = []
    step = pipes._Step(lambda docs: seen.append(sum(map(len, docs))))
    docs = [original.make_doc(text) for text in texts()]
    assert list(step.pipe(docs)) == docs
    assert sum(seen) == sum(map(len, docs))
    assert max(seen) < 30 + max(map(len, docs))
