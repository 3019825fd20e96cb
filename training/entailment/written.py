"""Claims that were written against texts, and the pairs that they make with them.

`written.jsonl` beside this module holds the claims, a JSON object a line: "text" (id or title of the text),
"claim", "label", "kind", "unsupported" (the words at fault, as they stand in the claim) and of some true ones
"rests_on" (for paragraphs of the text, counted from 1, which words nothing else bears out). Some of the texts
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
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from claims.document import Span
from training.entailment.data import Pair, Part, part_of, read_items
from verifier.compare.entailment import Label
from verifier.compare.window import read_together

CLAIMS = Path(__file__).with_name("written.jsonl")
PAGES = Path(__file__).with_name("pages.jsonl")
ORIGIN, CITING, NATURAL = "written", "written_citing", "written_natural"
#: The set of each kind, where it is not the first: what is said by those who cite a page, or sum it up, is
#: harder to read than the rest.
SETS = {
    "twin gathered": CITING, "twin summary": CITING, "twin near": CITING, "twin short": CITING,
    "brief": CITING, "natural": NATURAL,
}  # fmt: skip
WORDS = 550


def written(texts: Mapping[str, str], path: Path = CLAIMS) -> Iterator[Pair]:
    """The claims about `texts`, by id or title, as pairs; those about others are left out.

    Of a text is given what its claims were written against: see `beginning` and `invented`.
    """
    for item in about(texts, path):
        claim, label = item["claim"], Label[item["label"].upper()]
        wrong = spans(claim, item["unsupported"])
        window = read_together(claim, texts[item["text"]])
        known = wrong or label is Label.SUPPORTED
        origin = SETS.get(item["kind"], ORIGIN)
        yield Pair(claim, window, label, wrong if known else None, origin)


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


def about(texts: Mapping[str, str], path: Path) -> Iterator[dict[str, Any]]:
    """The claims about `texts`, as they stand in the file."""
    return (item for item in read_items(path) if item["text"] in texts)


def spans(claim: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Where words stand in a claim, each where it stands first."""
    places = ((claim.index(w), len(w)) for w in words)
    return tuple(Span(start, start + size) for start, size in places)
