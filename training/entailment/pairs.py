"""Makes the pairs to train on: the labelled ones, and ones made of plain news by changing its sentences.

    python -m training.entailment.pairs --evidence FOLDER --news NEWS.jsonl [MORE.jsonl ...] --output PAIRS

NEWS has lines {"id", "text"}. From each text sentences are taken, shortened and reworded so that the text
still bears them out (supported), and changed in one thing so that it does not (contradicted, not found).
Writes four files into PAIRS: the network learns from train.jsonl; then from harder.jsonl, where texts are
long and lack what is claimed, or half of it; then from written.jsonl, claims that people would make of news,
among some of the harder pairs. From fit.jsonl is learned how far to trust it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.language import model
from training.entailment.data import (
    Pair,
    Part,
    labelled,
    pages,
    part_of,
    part_of_page,
    read_items,
    write_pairs,
)
from training.entailment.falsified import altered, bereft, unborne
from training.entailment.missing import ORIGINS as MISSING
from training.entailment.missing import missing, without_sentence
from training.entailment.pieces import Pieces, made_up, pieces_of, text_of, tidy, without
from training.entailment.shorten import droppable, pulled_out, shortened
from training.entailment.spoil import Case, Material, spoiled
from training.entailment.wider import wider
from training.entailment.written import beginning, invented, written
from verifier.compare.entailment import Label
from verifier.compare.window import read_together

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

SEED = 17
MAX_WORDS, MIN_WORDS = 45, 8
FAR = 200
TEXT_WORDS = 900
# Harder pairs that are learned again with the written ones, so that they are not forgotten.
AMONG = 4000
# Shares of what is learned first, and of the many made, that are learned with the harder pairs.
AGAIN = {
    "absent": 0.25, "joined": 0.35, "begin_train": 0.15, "breakingnli_train": 0.05, "cadnli_train": 0.08,
    "feverdev_train": 0.12, "fm2_dev": 1.0, "made": 0.12, "made_detail": 0.15, "mnli_rec_train": 0.12,
    "summedits_sentence": 0.35, "summedits_whole": 0.4,
}  # fmt: skip


def main() -> None:
    """Reads the sets, writes the pairs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--evidence", type=Path, required=True, help="folder of the labelled pairs")
    parser.add_argument("--news", type=Path, nargs="+", required=True, help="plain texts, JSON Lines")
    parser.add_argument("--without", type=Path, help="JSON Lines whose texts, by id, are left out")
    parser.add_argument("--output", type=Path, required=True, help="folder for the pairs")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    texts = _texts(options.news, options.without)
    of_pages = pages(options.evidence)
    about = {i["title"]: i["source_text"] for i in of_pages}
    whole = texts | _longest(of_pages)
    for part in (Part.TRAIN, Part.FIT):
        of_part = {name: t for name, t in texts.items() if part_of(name, fit=10) is part}
        of_part |= {title: t for title, t in about.items() if part_of_page(title) is part}
        draw = random.Random(SEED)
        plain = list(labelled(options.evidence, part))
        made = list(_made(list(of_part.values())))
        read = {name: beginning(whole[name]) for name in of_part} | invented(part)
        claimed = [*written(read), *unborne(read), *bereft(read), *altered(read)]
        harder = [p for p in made if p.origin in MISSING] + list(wider(plain, draw))
        plain += [p for p in made if p.origin not in MISSING]
        if part is Part.TRAIN:
            _write(options.output / "train.jsonl", plain)
            harder = [p for p in harder if draw.random() < AGAIN.get(p.origin, 1)]
            harder += [p for p in plain if draw.random() < AGAIN[p.origin]]
            _write(options.output / "harder.jsonl", harder)
            among = draw.sample(harder, min(AMONG, len(harder)))
            _write(options.output / "written.jsonl", [*claimed, *among])
        else:
            _write(options.output / "fit.jsonl", [*plain, *harder, *claimed])


def _write(path: Path, pairs: Sequence[Pair]) -> None:
    write_pairs(path, pairs)
    counts = Counter((p.origin, p.label.name) for p in pairs)
    rows = (f"\n  {o} {label} {n}" for (o, label), n in sorted(counts.items()))
    print(path.name, len(pairs), *rows, flush=True)


def _longest(items: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The whole page of each title: of some pairs a sentence of it was taken out."""
    found: dict[str, str] = {}
    for item in items:
        if len(item["source_text"]) > len(found.get(item["title"], "")):
            found[item["title"]] = item["source_text"]
    return found


def _texts(files: Sequence[Path], without_ids: Path | None) -> dict[str, str]:
    left_out = set()
    if without_ids:
        left_out = {item["id"] for item in read_items(without_ids)}
    items = [item for path in files for item in read_items(path)]
    return {i["id"]: i["text"] for i in items if i["id"] not in left_out}


def _made(texts: Sequence[str]) -> Iterator[Pair]:
    draw, apart = random.Random(SEED), random.Random(SEED)
    lines = [" ".join(t.split()[:TEXT_WORDS]) for t in texts]
    far: list[Words] = []
    for text, doc in zip(lines, model().pipe(lines, batch_size=16), strict=True):
        sentences = [s for s in doc.sents if _is_statement(s)]
        yield from missing(text, sentences, apart)
        if far:
            for sentence in sentences:
                near = [s for s in sentences if s is not sentence]
                yield from _of_sentence(
                    sentence, text, Material(near, draw.sample(far, min(12, len(far)))), draw
                )
        far += sentences
        far = draw.sample(far, min(FAR, len(far)))


def _is_statement(sentence: Words) -> bool:
    words = [w for w in sentence if not w.is_punct and not w.is_space]
    return (
        MIN_WORDS <= len(words) <= MAX_WORDS
        and sentence.text.rstrip("\"”'’ ")[-1:] == "."
        and any(w.dep_ in ("nsubj", "nsubjpass", "expl") for w in sentence)
    )


def _of_sentence(sentence: Words, text: str, material: Material, draw: random.Random) -> Iterator[Pair]:
    true = shortened(sentence, draw)
    if len(true) < 5:
        return
    chance = draw.random()
    if chance < 0.12:
        for said in pulled_out(sentence)[:1]:
            yield _pair(said, text, Label.SUPPORTED)
            if wrong := spoiled(Case(sentence, said, material, draw)):
                yield _pair(wrong[0], text, wrong[1])
    if chance < 0.36:
        yield _pair(true, text, Label.SUPPORTED)
    if 0.2 < chance < 0.6 and (wrong := spoiled(Case(sentence, true, material, draw))):
        yield _pair(wrong[0], text, wrong[1])
    if 0.6 < chance < 0.64:
        yield _pair(true, without_sentence(text, sentence), Label.NOT_FOUND, known=False)
    if 0.64 < chance < 0.78:
        yield from _unstated_detail(sentence, text, draw)


def _pair(pieces: Pieces, text: str, label: Label, *, known: bool = True) -> Pair:
    claim, spans = text_of(pieces)
    return Pair(claim, read_together(claim, text), label, spans if known else None, "made")


def _unstated_detail(sentence: Words, text: str, draw: random.Random) -> Iterator[Pair]:
    """The whole sentence as the claim, and a source whose sentence lacks one of its details."""
    heads = [h for h in droppable(sentence, narrow=False) if 2 <= len(list(h.subtree)) <= 15]
    if not heads:
        return
    gone = {w.i for w in draw.choice(heads).subtree}
    rest, _ = text_of(without(pieces_of(sentence), gone))
    claim, spans = text_of(
        tidy([p for w in sentence for p in (made_up([w]) if w.i in gone else pieces_of([w]))])
    )
    source = without_sentence(text, sentence, rest)
    detail = tuple(s for s in spans if s.of(claim).isalnum())
    yield Pair(claim, read_together(claim, source), Label.NOT_FOUND, detail, "made_detail")
    if draw.random() < 0.5:
        yield Pair(rest, read_together(rest, source), Label.SUPPORTED, (), "made_detail")


if __name__ == "__main__":
    main()
