"""`verifier annotate`: attributions and sentence kinds of a corpus, for measuring and for other programs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.lines import Line, work_through

if TYPE_CHECKING:
    from claims.attribution import Tagger
    from claims.document import OffsetMap, Span
    from claims.types import Analysis

_PLACES = 6


@click.command(short_help="Find who says what in the texts of a JSON Lines file.")
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(path_type=Path))
@click.option(
    "--tagger",
    type=click.Choice(("both", "learned", "rules")),
    default="both",
    show_default=True,
    help="What finds the attributions: the learned tagger, the rules, or both weighed against each other.",
)
def annotate(source: Path, target: Path, *, tagger: str) -> ExitStatus:
    """Find who says what in every text of a JSON Lines file.

    IN has lines {"id", "text"}. OUT gets one line for each, with "attributions" (spans of source, cue and
    content, and the confidence), "sentences" (kind, speaker, type, branch), "secs" (wall time) and "cpu" (CPU
    time), which leave the start of the program out. All spans count characters of "text" as it was given.

    \b
    Examples:
      verifier annotate corpus.jsonl found.jsonl
      verifier annotate --tagger rules corpus.jsonl found.jsonl
    """
    work = partial(_annotated, tagger=_loaded(tagger))
    number = work_through(source, target, keys=("id", "text"), work=work, message="Annotating")
    click.echo(f"{number} texts annotated in {target}", err=True)
    return ExitStatus.CLEAN


def _loaded(tagger: str) -> Tagger:
    """The tagger by its name, with its models loaded, so that the first text's time is its own."""
    from claims import language
    from claims.analysis import TAGGERS
    from claims.tagger import networks

    language.model()
    if tagger != "rules":
        networks()
    return TAGGERS[tagger]


def _annotated(line: Line, place: str, *, tagger: Tagger) -> Line:
    from claims.analysis import analyse
    from claims.reading import read_text

    wall, cpu = time.perf_counter(), time.process_time()
    empty = not line["text"].strip()
    found = EMPTY if empty else to_line(analyse(read_text(line["text"], name=place), tagger=tagger))
    return {
        "id": line["id"],
        **found,
        "secs": round(time.perf_counter() - wall, _PLACES),
        "cpu": round(time.process_time() - cpu, _PLACES),
    }


EMPTY: Line = {"attributions": [], "sentences": []}


def to_line(analysis: Analysis) -> Line:
    """What was found in a text, with offsets into the text as read."""
    offsets = analysis.document.offsets
    attributions = [
        {
            "source": _pairs(offsets, each.source),
            "cue": _pairs(offsets, each.cue),
            "content": _pairs(offsets, each.content),
            "confidence": each.confidence,
        }
        for each in analysis.attributions
    ]
    sentences = []
    for sentence in analysis.sentences:
        claim, place = analysis.main_claim(sentence.index), offsets.to_origin(sentence.span)
        speaker = claim.speaker
        branch = speaker.branch if speaker is not None else None
        sentences.append(
            {
                "start": place.start,
                "end": place.end,
                "kind": claim.kind.value,
                "speaker": speaker.name if speaker is not None else None,
                "type": speaker.type.value if speaker is not None else None,
                "branch": branch.value if branch is not None else None,
            }
        )
    return {"attributions": attributions, "sentences": sentences}


def _pairs(offsets: OffsetMap, spans: Iterable[Span]) -> list[list[int]]:
    origins = (offsets.to_origin(span) for span in spans)
    return [[origin.start, origin.end] for origin in origins]
