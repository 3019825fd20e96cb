"""Writes `claims/lexicon/frames.toml`: how often each predicate, in each frame, reports.

    python -m training.cues.build --annotated TRAIN.jsonl

The input has one document a line: {"id", "text", "attributions": [{"source", "cue", "content"}]}, each a list
of [start, end] offsets into "text". For every frame that `claims.frames` finds, the count of frames and the
count of those whose content a person marked (character Jaccard of at least 0.5, and a cue in common) give a
rate, shrunk toward the rate of its class. Only words and rates are written, no text.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from claims import cues, language, sentences
from claims.frames import Frame, frames
from claims.reading import read_text

OUTPUT = Path(__file__).parents[2] / "claims" / "lexicon" / "frames.toml"
SHRINK = 3.0
KEEP = 0.35
Key = tuple[str, str, str]


def main() -> None:
    """Reads the corpus, counts, and writes the lexicon."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--annotated", type=Path, required=True, help="annotated documents, JSON Lines")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    with options.annotated.open(encoding="utf-8") as lines:
        counts = count(json.loads(line) for line in lines)
    options.output.write_text(render(*counts), encoding="utf-8")


def count(
    documents: Iterable[dict[str, object]],
) -> tuple[dict[Key, tuple[int, int]], dict[Key, tuple[int, int]]]:
    """(seen, reporting) a (part of speech, lemma, frame), and a (class, part of speech, frame)."""
    words: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    classes: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for document in documents:
        for frame, hit in _judged(document):
            kind = cues.cue_class(frame)
            for table, key in (
                (words, (frame.pos, frame.lemma, frame.name)),
                (classes, (kind.value if kind else "none", frame.pos, frame.name)),
            ):
                table[key][0] += 1
                table[key][1] += hit
    return ({k: (a, b) for k, (a, b) in words.items()}, {k: (a, b) for k, (a, b) in classes.items()})


def render(words: dict[Key, tuple[int, int]], classes: dict[Key, tuple[int, int]]) -> str:
    """The lexicon as TOML: rates of words seen often enough, and the rates of classes as priors."""
    priors = {key: hits / seen for key, (seen, hits) in classes.items() if seen >= 5}
    lines = [
        "# Made by training/cues/build.py: do not edit. How often a predicate in a frame reports (0..1), as",
        "# measured on news in which people marked every attribution. Frames: see claims/frames.py.",
        "# Data: PolNeAR's training split (US political news of 2016; its repository states no licence).",
        "# Words and rates are facts drawn from it; no text of it is here.",
        "",
        "# Rate of a class of words, for words that were not seen.",
        "[priors]",
    ]
    lines += [f'"{" ".join(k)}" = {rate:.2f}' for k, rate in sorted(priors.items()) if rate >= KEEP]
    lines += ["", "[measured]"]
    for key, (seen, hits) in sorted(words.items()):
        rate = (hits + SHRINK * _prior(key, priors)) / (seen + SHRINK)
        if seen >= 2 and (rate >= KEEP or _listed(key)):
            lines.append(f'"{" ".join(key)}" = {rate:.2f}')
    return "\n".join(lines) + "\n"


def _prior(key: Key, priors: dict[Key, float]) -> float:
    kind = cues.class_of(key[1], key[0])
    return priors.get((kind.value if kind else "none", key[0], key[2]), 0.0)


def _listed(key: Key) -> bool:
    return cues.class_of(key[1], key[0]) is not None


def _judged(document: dict[str, object]) -> Iterator[tuple[Frame, bool]]:
    """Every frame outside other attributions' content, and whether a person marked it."""
    text = str(document["text"])
    gold = [
        (_chars(text, a["content"]), {i for s, e in a["cue"] for i in range(s, e)})
        for a in document["attributions"]  # type: ignore[attr-defined]
    ]
    cue_chars = set().union(*(cue for _, cue in gold)) if gold else set()
    content_chars = set().union(*(content for content, _ in gold)) if gold else set()
    read = read_text(text)
    for block in language.parse(read, sentences.segments(read)):
        for frame in frames(block.doc):
            at = block.start + frame.predicate.idx
            if at in content_chars and at not in cue_chars:
                continue
            content = _chars(
                text, [(block.start + t.idx, block.start + t.idx + len(t)) for t in frame.content]
            )
            cue = {block.start + t.idx + k for t in frame.cue for k in range(len(t))}
            best = max(gold, key=lambda g: _jaccard(content, g[0]), default=(set(), set()))
            yield frame, _jaccard(content, best[0]) >= 0.5 and bool(cue & best[1])


def _chars(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {i for s, e in spans for i in range(s, e) if not text[i].isspace()}


def _jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


if __name__ == "__main__":
    main()
