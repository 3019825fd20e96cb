"""Claims that were written against texts, and the pairs that they make with them.

`written.jsonl` beside this module holds the claims, a JSON object a line: "text" (id or title of the text),
"claim", "label", "kind" and "unsupported" (the words at fault, as they stand in the claim). Some of the texts
are the news and pages of the training data, of each its first `WORDS` words; they are not here. Others are
pages that were invented for this, in `pages.jsonl` ("id", "text", "apart": not to learn from). Unlike what is
made by changing sentences, true and false claims are equally far from the text's wording.

Kinds, true: "long" (facts of several places), "middle", "short", "summary". Not true:
"part" (a detail stands nowhere), "changed" (one thing is otherwise), "beyond" (a hedge, a plan or an
allegation told as fact), "absent" (the same matter, said nowhere), "stitched" (the text's own words, put
together wrongly). An "atom" is one fact, true or not. Of the kinds that begin with "twin" two lines follow
each other, a true claim and a false one that differ in a word, a phrase or what stands where: "twin detail",
"twin relation" (who did what to whom, and when), "twin fact", "twin strength" (alleged, planned, some), "twin
gathered" (facts of several places in an encyclopaedia's sentence), "twin summary" (with the faults of
automatic summaries), "twin near" (in the text's words, put together wrongly), "twin short". A "natural" one
is a sentence of an encyclopaedia, a draft or a look back that was written before the text that it cites, so
that neither knows the other's words: what the text does not say is mostly further from its words, too, as it
is in life. A "brief" is a sentence of an automatic summary, right or with their faults.

How a claim is written must not tell whether it is true. So true ones are also held against texts that do not
say so: the text most like their own, and their own without the sentence that holds most of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer

from claims.document import Span
from training.entailment.data import Pair, Part, part_of, read_items
from verifier.compare.context import views
from verifier.compare.entailment import Label
from verifier.compare.window import closest_sentences, read_together

CLAIMS = Path(__file__).with_name("written.jsonl")
PAGES = Path(__file__).with_name("pages.jsonl")
ORIGIN, ELSEWHERE, ROBBED = "written", "written_elsewhere", "written_robbed"
CITING, NATURAL = "written_citing", "written_natural"
#: The set of each kind, where it is not the first: what is said by those who cite a page, or sum it up, is
#: harder to read than the rest.
SETS = {
    "twin gathered": CITING, "twin summary": CITING, "twin near": CITING, "twin short": CITING,
    "brief": CITING, "natural": NATURAL,
}  # fmt: skip
WORDS = 550
SEED = 17
# Shares of the true claims, and of those that join facts, that are held against what does not say so.
ELSEWHERE_SHARE, ROBBED_SHARE = 0.35, 0.35
JOINED = ("long", "twin detail", "twin gathered")
# Texts whose words are nearer each other (cosine) tell the same story.
SAME_STORY = 0.4


def written(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """The claims about `texts`, by id or title, as pairs; those about others are left out.

    Of a text is given what its claims were written against: see `beginning` and `invented`.
    """
    for item in _about(texts, path):
        claim, label = item["claim"], Label[item["label"].upper()]
        places = [(claim.index(words), len(words)) for words in item["unsupported"]]
        wrong = tuple(Span(start, start + size) for start, size in places)
        window = read_together(claim, texts[item["text"]])
        known = wrong or label is Label.SUPPORTED
        origin = SETS.get(item["kind"], ORIGIN)
        yield Pair(claim, window, label, wrong if known else None, origin)


def unborne(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """True claims about `texts` with texts that do not say so, always the same."""
    draw = random.Random(SEED)
    likest = _likest(texts)
    for item in _about(texts, path):
        if item["label"] != "supported":
            continue
        name, claim = item["text"], item["claim"]
        if draw.random() < ELSEWHERE_SHARE and name in likest:
            yield from _lacking(claim, texts[likest[name]], ELSEWHERE)
        if item["kind"] in JOINED and draw.random() < ROBBED_SHARE:
            yield from _lacking(claim, _robbed(claim, texts[name]), ROBBED)


def beginning(text: str) -> str:
    """The first `WORDS` words of a text; claims about news and pages that are not here were written so."""
    words = text.split()
    return text if len(words) <= WORDS else " ".join(words[:WORDS])


def invented(part: Part, path: Path = PAGES) -> dict[str, str]:
    """The pages of one part that were invented for this, by id; each is read whole.

    Pages that are `apart` were written to choose by, not to learn from.
    """
    items = read_items(path)
    parts = {i["id"]: Part.FIT if i["apart"] else part_of(i["id"], fit=10) for i in items}
    return {i["id"]: i["text"] for i in items if parts[i["id"]] is part}


def _about(texts: Mapping[str, str], path: Path) -> Iterator[dict[str, Any]]:
    return (item for item in read_items(path) if item["text"] in texts)


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


def _lacking(claim: str, text: str, origin: str) -> Iterator[Pair]:
    if window := read_together(claim, text):
        yield Pair(claim, window, Label.NOT_FOUND, None, origin)
