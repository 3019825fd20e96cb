"""How often the program is wrong, by kind of text, topic and English: python -m benchmarks.limits.

Sixty short texts of our own, labelled before the program saw them (`tests/frozen/limits.jsonl`).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any

from benchmarks.record import RESULTS, ROOT, annotate, load_lines, put_between, table, write_result
from tests.frozen.scoring import ATTRIBUTED, best_match, same_speaker
from verifier.limits import LIMITS

CORPUS = ROOT / "tests" / "frozen" / "limits.jsonl"
PAGE = ROOT / "docs" / "limits.md"
DIMENSIONS = {"genre": "kind of text", "topic": "topic", "english": "English"}
_OWN_VOICE = "reported_fact"
_NO_CLAIM = "not_a_claim"
# What the report calls a kind of text: wire reports and features can't be told apart by their words.
_TOLD_AS = {"wire": "news", "feature": "news", "press_release": "press_release", "transcript": "transcript"}
_BEGIN, _END = "<!-- measured: benchmarks/limits.py writes from here -->", "<!-- to here -->"
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence of the corpus: its text, where it stands, and what a careful editor says of it."""

    text: str
    span: list[int]
    kind: str
    speaker: str | None
    said: str | None


def document(item: Mapping[str, Any]) -> tuple[str, list[Labelled]]:
    """The text of an item, its paragraphs apart, and its sentences in order."""
    text, found = "", []
    for paragraph in item["paragraphs"]:
        text += "\n\n" if text else ""
        for number, (words, kind, speaker, said) in enumerate(paragraph):
            text += " " if number else ""
            found.append(Labelled(words, [len(text), len(text) + len(words)], kind, speaker, said))
            text += words
    return text, found


def counted(labels: Sequence[Labelled], found: list[dict[str, Any]]) -> Counter[str]:
    """What came of one text.

    Args:
        labels: its sentences as labelled.
        found: its sentences as `verifier annotate` writes them.

    Returns:
        `sentences` and those of a `wrong` kind; `attributed`, those that are somebody's, and `right`, those
        of them that were given to that speaker; `given`, those that were given to anybody; `unattributed`
        claims, which nobody named answers for; `missed`, those of them that are not told as such; and
        `false_alarms`, what is told as an unattributed claim and is none.
    """
    counts = Counter(texts=1, words=sum(len(label.text.split()) for label in labels))
    for label in labels:
        guess = best_match(label.span, found)
        theirs, given = label.kind in ATTRIBUTED, guess["kind"] in ATTRIBUTED
        nobodys = label.kind != _NO_CLAIM and label.speaker is None
        told = guess["kind"] not in (None, _NO_CLAIM) and guess["speaker"] is None
        right = theirs and given and same_speaker(label.speaker, guess["speaker"])
        counts += Counter(
            sentences=1,
            wrong=guess["kind"] != label.kind,
            attributed=theirs,
            given=given,
            right=right,
            unattributed=nobodys,
            missed=nobodys and not told,
            false_alarms=told and not nobodys,
        )
        if label.said is not None:
            counts += Counter({label.said: 1, f"{label.said}_right": right})
    return counts


def measure(items: Sequence[Mapping[str, Any]], found: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The counts of all items, and by each value of each dimension."""
    groups: dict[str, dict[str, Counter[str]]] = {name: {} for name in (*DIMENSIONS, "told_as")}
    everything: Counter[str] = Counter()
    for item in items:
        counts = counted(document(item)[1], found[item["id"]])
        everything += counts
        places = {name: item[name] for name in DIMENSIONS} | {"told_as": _TOLD_AS[item["genre"]]}
        for name, value in places.items():
            groups[name][value] = groups[name].get(value, Counter()) + counts
    by = {
        name: {value: dict(sorted(c.items())) for value, c in each.items()} for name, each in groups.items()
    }
    return {"all": dict(sorted(everything.items())), "by": by}


def run() -> dict[str, Any]:
    """The figures of the program as it is, on the whole corpus."""
    items = load_lines(CORPUS)
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predicted.jsonl"
        annotate([{"id": item["id"], "text": document(item)[0]} for item in items], predictions)
        found = {line["id"]: line["sentences"] for line in load_lines(predictions)}
    return measure(items, found)


def interval(part: int, whole: int) -> tuple[float, float]:
    """Where the true share lies in 95 of 100 such samples: Wilson's score interval (1927), in 0..1."""
    if not whole:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + _CONFIDENCE) / 2)
    share, scale = part / whole, 1 + z * z / whole
    middle = (share + z * z / (2 * whole)) / scale
    reach = z / scale * (share * (1 - share) / whole + z * z / (4 * whole * whole)) ** 0.5
    return max(0.0, middle - reach), min(1.0, middle + reach)


def share(part: int, whole: int) -> str:
    """ "8 % (5 to 12)", or nothing where the whole is nothing."""
    low, high = (100 * edge for edge in interval(part, whole))
    return f"{100 * part / whole:.0f} % ({low:.0f} to {high:.0f})" if whole else "-"


HEAD = (
    "",
    "texts",
    "sentences",
    "wrong kind",
    "speaker found",
    "speaker right",
    "unattributed claims missed",
    "missed per 1,000 words",
    "false alarms per 1,000 words",
)


def row(name: str, counts: Mapping[str, int]) -> tuple[object, ...]:
    """A row of the tables: shares in percent, with their intervals."""
    at = Counter(counts)
    words = at["words"]
    return (
        name.replace("_", " "),
        at["texts"],
        at["sentences"],
        share(at["wrong"], at["sentences"]),
        share(at["right"], at["attributed"]),
        share(at["right"], at["given"]),
        share(at["missed"], at["unattributed"]),
        f"{1000 * at['missed'] / words:.1f}",
        f"{1000 * at['false_alarms'] / words:.1f}",
    )


def render_page() -> str:
    """docs/limits.md with the figures of results/limits.json in their place."""
    figures = json.loads((RESULTS / "limits.json").read_text(encoding="utf-8"))["figures"]
    return put_between(PAGE.read_text(encoding="utf-8"), _BEGIN, _END, "\n\n".join(_tables(figures)))


def _tables(figures: Mapping[str, Any]) -> Iterator[str]:
    yield _markdown([HEAD, row("all", figures["all"])])
    for name, title in DIMENSIONS.items():
        yield f"By {title}:"
        rows = [row(value, counts) for value, counts in figures["by"][name].items()]
        yield _markdown([(title, *HEAD[1:]), *rows])
    everything = Counter(figures["all"])
    yield "By how it is said:"
    said = [(said, everything[said], share(everything[f"{said}_right"], everything[said])) for said in _SAID]
    yield _markdown([("words", "sentences", "speaker found"), *said])


_SAID = ("direct", "indirect", "mixed")


def _markdown(rows: Sequence[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(map(str, cells))} |" for cells in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def told(figures: Mapping[str, Any]) -> str:
    """`verifier/limits.toml`: what reports tell of texts of each kind."""
    wanted = ("texts", "sentences", "wrong", "attributed", "right")
    tables = [
        f"[{name}]\n" + "".join(f"{key} = {Counter(counts)[key]}\n" for key in wanted)
        for name, counts in sorted(figures["by"]["told_as"].items())
    ]
    return "\n".join(["# Counts on labelled texts, written by `python -m benchmarks.limits`.", *tables])


def _rows(figures: Mapping[str, Any]) -> Iterable[Sequence[object]]:
    yield HEAD
    yield row("all", figures["all"])
    for each in figures["by"].values():
        yield from (row(value, counts) for value, counts in each.items())


def main() -> None:
    """Measure, print the table, write results/limits.json, what reports tell, and docs/limits.md."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    figures = run()
    print(table(list(_rows(figures))))
    print(f"Written to {write_result('limits', figures)}")
    LIMITS.write_text(told(figures), encoding="utf-8")
    PAGE.write_text(render_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
