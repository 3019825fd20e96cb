"""The figures of `benchmarks.speed` as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.record import table

#: What the program is held to: figure, what bounds it, and where.
BOUNDS = {
    "cold_cpu_s": ("at most", 2.5),
    "cold_with_store_cpu_s": ("at most", 4.0),
    "warm_desk_wall_s": ("at most", 0.5),
    "vs_spacy_parse": ("at most", 2.2),
    "vs_textacy": ("at least", 2.0),
    "pairs_per_s": ("at least", 40.0),
    "growth_exponent": ("at most", 1.1),
    "growth_beside_log_sources": ("at most", 1.0),
    "jobs2_speedup": ("at least", 1.7),
}

Rows = list[list[object]]

_SAID = {True: "held", False: "NOT HELD", None: ""}


def shown(figures: Mapping[str, Any]) -> str:
    """All tables, one below the other.

    Args:
        figures: what `benchmarks.speed.measure` gives.
    """
    return "\n\n".join(table(rows) for rows in _tables(figures))


def held(name: str, value: float | None) -> bool | None:
    """Whether a figure keeps within its bound; None where it has none, or wasn't measured."""
    if name not in BOUNDS or value is None:
        return None
    way, bound = BOUNDS[name]
    return value <= bound if way == "at most" else value >= bound


def _tables(figures: Mapping[str, Any]) -> Iterator[Rows]:
    rows = figures["rows"]
    yield [
        ["figure", "value", "bound", ""],
        *(
            [name, value, " ".join(map(str, BOUNDS.get(name, ()))), _SAID[held(name, value)]]
            for name, value in figures.items()
            if name != "rows"
        ),
    ]
    yield [
        ["a new process", "CPU s", "wall s", "peak MB"],
        *([name, *_used(each)] for name, each in rows["cold"].items()),
        [f"sources add: {rows['add']['sources_per_cpu_s']} a CPU s", *_used(rows["add"])],
        *([f"{name}, desk running", *_used(each)] for name, each in (rows["desk"] or {}).items()),
    ]
    for name in ("attribution", "attribution_polnear"):
        if name in rows:
            yield _attribution(name, rows[name])
    yield [
        ["checking", "CPU s", "adding, CPU s"],
        *([name, _told(each["cpu_s"]), each["add_cpu_s"]] for name, each in rows["checking"]["by"].items()),
        ["vs_cosine", _told(rows["checking"]["vs_cosine"]), ""],
    ]
    yield _by_length(rows["by_length"])
    yield _by_store(rows["by_store"])
    yield [["pairs", "value"], *([name, _told(each)] for name, each in rows["pairs"].items())]
    yield [["batch", "value"], *([name, value] for name, value in rows["batch"].items())]


def _attribution(name: str, contest: Mapping[str, Any]) -> Rows:
    return [
        [f"{name}, {contest['documents']} texts", "CPU s a round", "texts a CPU s", "attributions"],
        *(
            [who, _told(each["cpu_s"]), each["documents_per_cpu_s"], each["attributions"]]
            for who, each in contest["by"].items()
        ),
        *([ratio, _told(contest[ratio]), "", ""] for ratio in ("vs_spacy_parse", "vs_textacy")),
    ]


def _by_length(measured: Mapping[str, Any]) -> Rows:
    growth = measured["growth"]
    return [
        ["words", "sentences", "cold CPU s", "peak MB", "warm CPU s", "a CPU s", "with store", "add CPU s"],
        *(
            [
                words,
                row["sentences"],
                _told(row["cold"]["cpu_s"]),
                _told(row["cold"]["peak_mb"]),
                _told(row["warm"]["cpu_s"]),
                row["articles_per_cpu_s"],
                _told(row["warm_with_store"]["cpu_s"]),
                _told(row["add"]["cpu_s"]),
            ]
            for words, row in measured["rows"].items()
        ),
        [
            "grows with the power",
            "",
            "",
            growth["cold_peak_mb"],
            growth["warm"],
            "",
            growth["warm_with_store"],
            growth["add"],
        ],
    ]


def _by_store(measured: Mapping[str, Any]) -> Rows:
    growth = measured["growth"]
    return [
        [
            "sources",
            "cold CPU s",
            "peak MB",
            "warm CPU s",
            "search ms",
            "p95 ms",
            "CPU ms",
            "add CPU s",
            "MB",
        ],
        *(
            [
                sources,
                _told(row["cold"]["cpu_s"]),
                _told(row["cold"]["peak_mb"]),
                _told(row["warm"]["cpu_s"]),
                row["search_ms"]["median"],
                row["search_ms"]["p95"],
                row["search_ms"]["cpu"],
                _told(row["add"]["cpu_s"]),
                row["store_mb"],
            ]
            for sources, row in measured["rows"].items()
        ),
        *(
            [
                words,
                "",
                growth["cold_peak_mb"][fit],
                growth["warm"][fit],
                "",
                "",
                growth["search"][fit],
                growth["add"][fit],
                "",
            ]
            for words, fit in (("grows with the power", "exponent"), ("beside log", "beside_logarithm"))
        ),
    ]


def _used(each: Mapping[str, Any]) -> list[object]:
    return [_told(each[unit]) for unit in ("cpu_s", "wall_s", "peak_mb")]


def _told(spread: Mapping[str, float]) -> str:
    """The median, and the least and the greatest where they differ."""
    median, least, most = (f"{spread[name]:.4g}" for name in ("median", "least", "most"))
    return median if least == most else f"{median} ({least}-{most})"
