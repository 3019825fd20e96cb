"""`verifier judge`: claims held against the text of their source, for measuring and for other programs."""

from __future__ import annotations

import time
from pathlib import Path

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.lines import Line, work_through
from verifier.worker import cores

_PLACES = 4


@click.command(short_help="Hold the claims of a JSON Lines file against their sources.")
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(path_type=Path))
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes work at most.  [default: as many as there are cores]",
)
def judge(source: Path, target: Path, *, jobs: int | None) -> ExitStatus:
    """Say of every claim in a JSON Lines file whether its source supports it.

    IN has lines {"id", "claim", "source_text"}. OUT gets one line for each, with "verdict" (supported,
    partly_supported, contradicted, not_found, unsure), "score" (support in 0..1), "evidence" (spans that
    count characters of "source_text") and "secs" (CPU seconds). Where there are many pairs, several processes
    share them.

    \b
    Examples:
      verifier judge claims.jsonl verdicts.jsonl
      verifier judge claims.jsonl verdicts.jsonl --jobs 1
    """
    keys = ("id", "claim", "source_text")
    number = work_through(
        source, target, keys=keys, work=_judged, message="Judging", processes=jobs or cores()
    )
    click.echo(f"{number} claims judged in {target}", err=True)
    return ExitStatus.CLEAN


def _judged(line: Line, place: str) -> Line:  # noqa: ARG001  as work_through calls it
    from verifier.judge import judge as decide

    started = time.process_time()
    judgement = decide(line["claim"], line["source_text"])
    return {
        "id": line["id"],
        "verdict": judgement.verdict.value,
        "score": round(judgement.score, _PLACES),
        "evidence": [[span.start, span.end] for span in judgement.evidence],
        "secs": round(time.process_time() - started, 6),
    }
