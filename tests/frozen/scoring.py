"""Scores the program's sentences against the frozen sample's labels."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

ATTRIBUTED = frozenset({"government_claim", "ngo_allegation", "attributed_claim"})
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "for", "by", "in", "and"})


def _words(name: str) -> set[str]:
    found = re.findall(r"\w+", re.sub(r"['’]s\b", "", name.casefold()))
    return {word for word in found if word not in _SMALL_WORDS}


def same_speaker(gold: str | None, found: str | None) -> bool:
    """True where both are absent, or all telling words of one name stand in the other."""
    if gold is None or found is None:
        return gold is found
    wanted, given = _words(gold), _words(found)
    return bool(given) and (wanted <= given or given <= wanted)


def best_match(span: list[int], sentences: list[dict[str, Any]]) -> dict[str, Any]:
    """The found sentence that shares most characters with `span`; an empty one where none does."""

    def shared(sentence: dict[str, Any]) -> int:
        return min(span[1], int(sentence["end"])) - max(span[0], int(sentence["start"]))

    best = max(sentences, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else {"kind": None}


def score(documents: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Percentages over all labelled sentences.

    Args:
        documents: the frozen sample.
        found: for each document's id, the sentences as `verifier annotate` writes them.

    Returns:
        `kind` over all sentences; `own_voice_recall` and `own_voice_precision` of reported_fact; `type` and
        `speaker` over sentences that both sides call attributed; `branch` over those both call government.
    """
    right, all_ = Counter[str](), Counter[str]()

    def count(name: str, good: bool) -> None:
        all_[name] += 1
        right[name] += good

    for document in documents:
        for span, label in zip(document["sentences"], document["labels"], strict=True):
            guess = best_match(span, found[document["id"]])
            count("kind", guess["kind"] == label["kind"])
            if label["kind"] == "reported_fact":
                count("own_voice_recall", guess["kind"] == "reported_fact")
            if guess["kind"] == "reported_fact":
                count("own_voice_precision", label["kind"] == "reported_fact")
            if label["kind"] in ATTRIBUTED and guess["kind"] in ATTRIBUTED:
                count("type", guess["type"] == label["type"])
                count("speaker", same_speaker(label["speaker"], guess["speaker"]))
                if label["type"] == guess["type"] == "government":
                    count("branch", guess["branch"] == label["branch"])
    return {name: round(100 * right[name] / total, 1) for name, total in sorted(all_.items())}
