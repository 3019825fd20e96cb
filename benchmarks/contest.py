"""This program and its peers on the same texts, in turn, so that what else the machine does meets all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import peers, warm
from benchmarks.timing import Used, ratios, spreads
from benchmarks.workers import Worker

_US = "verifier"
_PARSE = "spaCy parse"
_COSINE = "nearest by cosine"
_TEXTACY = ("textacy", "textacy by paragraph")

#: Texts by the number of the round; round 0 isn't counted.
Texts = Callable[[int], Sequence[str]]


def attribution(texts: Texts, rounds: int) -> dict[str, Any]:
    """How long each attributor takes.

    Returns:
        By attributor its times, documents a CPU second and attributions found; `vs_spacy_parse`, our CPU
        seconds over those of spaCy's parse; and `vs_textacy`, our documents a CPU second over textacy's,
        whichever way of using it is faster.
    """
    runs: dict[str, list[Used]] = {name: [] for name in peers.ATTRIBUTORS}
    found = dict.fromkeys(runs, 0)
    documents = 0
    with ExitStack() as opened:
        workers = {name: opened.enter_context(Worker()) for name in runs}
        for turn in range(rounds + 1):
            given = texts(turn)
            for name, worker in workers.items():
                used, number = worker.call(peers.attribute, name, given)
                if turn:
                    runs[name].append(used)
                    found[name] += number
            documents += len(given) if turn else 0
    cpu = {name: [used.cpu for used in done] for name, done in runs.items()}
    shown = {
        name: {
            **spreads(done),
            "documents_per_cpu_s": round(documents / sum(cpu[name]), 2),
            "attributions": found[name],
        }
        for name, done in runs.items()
    }
    return {
        "documents": documents,
        "by": shown,
        "vs_spacy_parse": ratios(cpu[_US], cpu[_PARSE]),
        "vs_textacy": ratios(min((cpu[name] for name in _TEXTACY), key=sum), cpu[_US]),
    }


def checking(sources: Sequence[str], texts: Texts, rounds: int, folder: Path) -> dict[str, Any]:
    """How long adding `sources` and checking texts against them takes, here and by the nearest sentence.

    Args:
        sources: what both hold.
        texts: the articles.
        rounds: how many of them count.
        folder: an empty one, for our store.

    Returns:
        By checker the times of a check, and the CPU seconds of adding; `vs_cosine`, our CPU seconds of a
        check over the other's.
    """
    ours: list[Used] = []
    other: list[Used] = []
    with Worker() as verifier, Worker() as nearest:
        adding = {_US: verifier.call(warm.add, sources, folder), _COSINE: nearest.call(peers.hold, sources)}
        for turn in range(rounds + 1):
            given = texts(turn)
            ours.append(verifier.call(warm.check, given, folder)[0])
            other.append(nearest.call(peers.nearest, given)[0])
    runs = {_US: ours[1:], _COSINE: other[1:]}
    return {
        "by": {
            name: {**spreads(done), "add_cpu_s": round(adding[name].cpu, 2)} for name, done in runs.items()
        },
        "vs_cosine": ratios([used.cpu for used in runs[_US]], [used.cpu for used in runs[_COSINE]]),
    }
