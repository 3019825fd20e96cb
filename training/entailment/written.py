"""Claims that were written against texts, and the pairs that they make with them.

`written.jsonl` beside this module holds the claims, a JSON object a line: "text" (id or title of the text),
"claim", "label", "kind" and "unsupported" (the words at fault, as they stand in the claim). The texts are the
news and pages of the training data, of each its first `WORDS` words; they are not here. Unlike what is made
by changing sentences, true and false ones are equally far from the text's wording.

Kinds, true: "long" (facts of several places), "middle", "short", "summary". Not true:
"part" (a detail stands nowhere), "changed" (one thing is otherwise), "beyond" (a hedge, a plan or an
allegation told as fact), "absent" (the same matter, said nowhere), "stitched" (the text's own words, put
together wrongly). An "atom" is one fact, true or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from claims.document import Span
from training.entailment.data import Pair
from verifier.compare.entailment import Label
from verifier.compare.window import read_together

CLAIMS = Path(__file__).with_name("written.jsonl")
ORIGIN = "written"
WORDS = 550


def written(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """The claims about `texts`, by id or title, as pairs; those about others are left out."""
    for line in path.open(encoding="utf-8"):
        item = json.loads(line)
        if item["text"] in texts:
            claim, label = item["claim"], Label[item["label"].upper()]
            places = [(claim.index(words), len(words)) for words in item["unsupported"]]
            wrong = tuple(Span(start, start + size) for start, size in places)
            window = read_together(claim, beginning(texts[item["text"]]))
            known = wrong or label is Label.SUPPORTED
            yield Pair(claim, window, label, wrong if known else None, ORIGIN)


def beginning(text: str) -> str:
    """The first `WORDS` words of a text; the claims were written against these."""
    words = text.split()
    return text if len(words) <= WORDS else " ".join(words[:WORDS])
