"""Whether a claim finds its source: python -m benchmarks.retrieval --data FOLDER [--sets wice_dev ...].

The sources of all sets of labelled pairs are cut into passages and put into one store; each claim asks for
its own. What is told is recall at ten: the share of a set's claims whose source is among the first ten
sources found by words, by vectors, and by both fused. Claims that are not borne out count as well: their
source is the one to be read.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.evidence import SETS, pairs_of
from benchmarks.record import table, write_result
from claims.reading import read_text
from sources import rarity
from sources.adding import Addition, Details
from sources.encoder import Encoder, TextEncoder
from sources.passages import cut
from sources.search import search
from sources.store import Store
from sources.vectors import index_of

_TOP = 10
# Passages asked for: enough that ten sources are among them where several passages of one are found.
_DEPTH = 100


def fill(store: Store, texts: Sequence[str], encoder: TextEncoder) -> dict[str, str]:
    """Put each of `texts` into `store` as a source of its own; returns the sources' ids by text."""
    ids = {}
    for text in texts:
        passages = cut(read_text(text))
        if passages:
            addition = Addition(
                data=text.encode(),
                media_type="text/plain",
                location=f"https://held.example/{hashlib.sha256(text.encode()).hexdigest()}",
                taken=datetime(2026, 3, 4, tzinfo=UTC),
                details=Details("Source"),
                passages=passages,
                statements=(),
                vectors=tuple(v.tobytes() for v in encoder.encode([p.text for p in passages])),
                encoder=encoder.sha256,
            )
            ids[text] = store.add(addition).source.id
    return ids


def found_by(store: Store, claim: str, encoder: TextEncoder) -> dict[str, list[str]]:
    """The ids of the first ten sources that `claim` finds, by words, by vectors, and by both."""
    index = index_of(store, encoder)
    total = index.refresh(store)
    with store.reading() as session:
        by_words = rarity.find(session.connection(), claim, total=total).numbers[:_DEPTH]
    by_vectors = index.compare(store, encoder.encode([claim])[0]).best(_DEPTH).tolist()
    fused = [hit.passage.id for hit in search(store, claim, encoder=encoder, limit=_DEPTH)]
    found = {"lexical": by_words, "vector": by_vectors, "fused": fused}
    passages = store.passages_numbered({n for numbers in found.values() for n in numbers})
    return {
        name: list(dict.fromkeys(passages[n].source.id for n in numbers))[:_TOP]
        for name, numbers in found.items()
    }


def measure(
    sets: Mapping[str, Sequence[dict[str, Any]]], encoder: TextEncoder
) -> dict[str, dict[str, float]]:
    """Recall at ten of each way to search, for the claims of each set, among the sources of all."""
    texts = list(dict.fromkeys(pair["source_text"] for pairs in sets.values() for pair in pairs))
    figures = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{folder}/sources.db", snapshots=Path(folder)) as store,
    ):
        ids = fill(store, texts, encoder)
        passages = index_of(store, encoder).refresh(store)
        print(f"{len(ids):,} sources, {passages:,} passages", file=sys.stderr, flush=True)
        for name, pairs in sets.items():
            hits = {"lexical": 0, "vector": 0, "fused": 0}
            asked = dict.fromkeys((p["claim"], p["source_text"]) for p in pairs)
            wanted = [(claim, ids[text]) for claim, text in asked if text in ids]
            for claim, gold in wanted:
                for way, found in found_by(store, claim, encoder).items():
                    hits[way] += gold in found
            shares = {way: round(100 * count / len(wanted), 1) for way, count in hits.items()}
            figures[name] = {"claims": len(wanted), **shares}
            print(name, figures[name], file=sys.stderr, flush=True)
    return figures


def main() -> None:
    """Measure, print a table and write results/retrieval.json."""
    parser = argparse.ArgumentParser(description="Whether a claim finds its source.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the labelled data")
    parser.add_argument("--sets", nargs="*", choices=SETS, help="only these sets; writes no file")
    options = parser.parse_args()
    sets = {name: pairs_of(options.data, name) for name in options.sets or SETS}
    figures = measure(sets, Encoder())
    keys = ("claims", "lexical", "vector", "fused")
    print(table([["set", *keys], *([name, *(row[k] for k in keys)] for name, row in figures.items())]))
    if not options.sets:
        print(f"Written to {write_result('retrieval', figures)}")


if __name__ == "__main__":
    main()
