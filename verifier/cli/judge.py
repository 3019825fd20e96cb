"""`verifier judge`: claims held against the text of their source, for measuring and for other programs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.lines import Line, work_through

if TYPE_CHECKING:
    from sources.encoder import TextEncoder

_PLACES = 4


@click.command(short_help="Hold the claims of a JSON Lines file against their sources.")
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(path_type=Path))
def judge(source: Path, target: Path) -> ExitStatus:
    """Say of every claim in a JSON Lines file whether its source supports it.

    IN has lines {"id", "claim", "source_text"}. OUT gets one line for each, with "verdict" (supported,
    partly_supported, contradicted, not_found, unsure), "score" (support in 0..1), "evidence" (spans that
    count characters of "source_text") and "secs".

    \b
    Examples:
      verifier judge claims.jsonl verdicts.jsonl
    """
    keys = ("id", "claim", "source_text")
    number = work_through(source, target, keys=keys, work=_judged, message="Judging")
    click.echo(f"{number} claims judged in {target}", err=True)
    return ExitStatus.CLEAN


def _judged(line: Line, place: str) -> Line:  # noqa: ARG001  as work_through calls it
    from verifier.judge import judge as decide

    started = time.perf_counter()
    judgement = decide(line["claim"], line["source_text"], encoder=_similarities)
    return {
        "id": line["id"],
        "verdict": judgement.verdict.value,
        "score": round(judgement.score, _PLACES),
        "evidence": [[span.start, span.end] for span in judgement.evidence],
        "secs": round(time.perf_counter() - started, 6),
    }


def _similarities(claim: str, texts: Sequence[str]) -> Sequence[float]:
    """Cosine of `claim` to each of `texts`, rounded so that noise in the last digits decides nothing."""
    vectors = _encoder().encode([claim, *texts])
    return [round(float(vector @ vectors[0]), _PLACES) for vector in vectors[1:]]


@lru_cache(maxsize=1)
def _encoder() -> TextEncoder:
    from sources.encoder import Encoder

    return Encoder()
