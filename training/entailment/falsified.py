"""True written claims made untrue, by what is done to the text or to the claim.

How a claim is written must not tell whether it is true. So true ones are also held against texts that do not
say so: the text most like their own, and their own without the sentence that holds most of them, or without
the one paragraph that bears out some of their words. And one thing in them is changed: a number, a name, a
date, a negation.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from claims.language import model
from training.entailment.data import Pair
from training.entailment.pieces import pieces_of, text_of
from training.entailment.spoil import Case, Material, spoiled
from training.entailment.written import CLAIMS, about, spans
from verifier.compare.context import views
from verifier.compare.entailment import Label
from verifier.compare.window import closest_sentences, read_together

ELSEWHERE, ROBBED = "written_elsewhere", "written_robbed"
BEREFT, ALTERED = "written_bereft", "written_altered"
SEED = 17
# Shares of the true claims, and of those that join facts, that are held against what does not say so.
ELSEWHERE_SHARE, ROBBED_SHARE = 0.35, 0.35
JOINED = ("long", "twin detail", "twin gathered")
# Kinds that are changed: those that are not one of two that differ in a word already.
CHANGED = ("natural", "brief")
# Texts whose words are nearer each other (cosine) tell the same story.
SAME_STORY = 0.4
# Texts that names and numbers from elsewhere are drawn from.
FAR = 6


def unborne(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """True claims about `texts` with texts that do not say so, always the same."""
    draw = random.Random(SEED)
    likest = _likest(texts)
    for item in _true(texts, path):
        name, claim = item["text"], item["claim"]
        if draw.random() < ELSEWHERE_SHARE and name in likest:
            yield from _lacking(claim, texts[likest[name]], ELSEWHERE)
        if item["kind"] in JOINED and draw.random() < ROBBED_SHARE:
            yield from _lacking(claim, _robbed(claim, texts[name]), ROBBED)


def bereft(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """True claims with their own text, but without a paragraph that alone bears out some of their words."""
    for item in _true(texts, path):
        for rest in item.get("rests_on", ()):
            paragraphs = texts[item["text"]].split("\n\n")
            del paragraphs[rest["paragraph"] - 1]
            yield from _lacking(item["claim"], "\n\n".join(paragraphs), BEREFT, rest["words"])


def altered(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """True claims with one thing changed, held against their own text; always the same."""
    draw = random.Random(SEED)
    items = [i for i in _true(texts, path) if i["kind"] in CHANGED]
    names = sorted({i["text"] for i in items})
    parsed = zip(names, model().pipe((texts[n] for n in names), batch_size=16), strict=True)
    sentences = {name: list(text.sents) for name, text in parsed}
    claims = model().pipe((i["claim"] for i in items), batch_size=64)
    for item, claim in zip(items, claims, strict=True):
        others = draw.sample(names, min(FAR, len(names)))
        far = [s for n in others if n != item["text"] for s in sentences[n]]
        material = Material(sentences[item["text"]], far)
        if changed := spoiled(Case(claim[:], pieces_of(claim), material, draw)):
            said, wrong = text_of(changed[0])
            yield Pair(said, read_together(said, texts[item["text"]]), changed[1], wrong, ALTERED)


def _true(texts: Mapping[str, str], path: Path) -> Iterator[dict[str, Any]]:
    return (item for item in about(texts, path) if item["label"] == "supported")


def _likest(texts: Mapping[str, str]) -> dict[str, str]:
    """For each text the one that shares most of its words, but does not tell its story; none where all do."""
    names = sorted(texts)
    table = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform([texts[n] for n in names])
    likeness = (table @ table.T).toarray()
    likeness[likeness >= SAME_STORY] = -1
    closest = likeness.argmax(axis=1)
    return {name: names[n] for name, n, row in zip(names, closest, likeness, strict=True) if row[n] >= 0}


def _robbed(claim: str, text: str) -> str:
    sentences = views(text)
    closest = closest_sentences(claim, sentences, text)
    if not closest:
        return text
    span = sentences[closest[0]].span
    return text[: span.start] + text[span.end :]


def _lacking(claim: str, text: str, origin: str, words: Sequence[str] | None = None) -> Iterator[Pair]:
    """The pair, if the text has anything to read; `words` of the claim are at fault, where somebody knows."""
    wrong = None if words is None else spans(claim, words)
    if window := read_together(claim, text):
        yield Pair(claim, window, Label.NOT_FOUND, wrong, origin)
