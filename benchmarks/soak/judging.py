"""Which promises were broken: pure functions over what was noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import mean, median, quantiles

from benchmarks.soak.types import Asked, Broken, Decided, Disturbed, Life, Sample, within

#: Seconds after a disturbance in which what it left undone may still show.
GRACE_S = 2.0
#: Checks from a start of the desk with which it fills what it keeps at hand: models, and the reports on 30
#: drafts. And the seconds that must follow for a life to be judged by.
STARTING, LEAST_S = 40, 180.0
#: The last tenth of a life may have this many times what the second had; of files and threads, some more:
#: they come and go with requests.
FLAT, _SPARE = 1.10, 8
# The desk was opened anew, and the form is from before; the draft was checked anew meanwhile.
_EXPECTED = (200, 303, 403, 409)
_UNAVAILABLE, _SERVER_ERROR = 503, 500


def lost(decided: Iterable[Decided], kept: Sequence[str]) -> Iterator[Broken]:
    """Decisions that were taken and do not stand, or stand twice.

    Args:
        decided: those that were sent.
        kept: the comments of all that the desk's file holds.
    """
    held = Counter(kept)
    for each in decided:
        if each.answered and not held[each.note]:
            yield Broken("no decision is lost", each.at, f"{each.note} on {each.draft} is not in the file")
        if held[each.note] > 1:
            yield Broken("no decision stands twice", each.at, f"{each.note} stands {held[each.note]} times")
        if each.shown is False:
            yield Broken("no decision is lost", each.at, f"the page after {each.note} did not show it")
    strange = held.keys() - {each.note for each in decided}
    for note in sorted(strange):
        yield Broken("comments stay as they are", None, f"nobody sent {note!r}")


def unshown(
    decided: Iterable[Decided], pages: Mapping[tuple[str, int], tuple[str, frozenset[str]]]
) -> Iterator[Broken]:
    """Decisions that were taken and that the pages do not show at the end.

    Args:
        decided: those that were sent.
        pages: by draft and sentence, the words of its page and the handles of the findings on it. A
            decision on a finding that is gone has no place on it.
    """
    for each in decided:
        words, handles = pages[each.draft, each.sentence]
        has_place = not each.handle or each.handle in handles
        if each.answered and has_place and each.note not in words:
            told = f"sentence {each.sentence} of {each.draft} does not show {each.note}"
            yield Broken("no decision is lost", each.at, told)


def unexplained(asked: Iterable[Asked], disturbed: Sequence[Disturbed]) -> Iterator[Broken]:
    """Answers that nothing which happened explains, or that say in no words what to do."""
    for each in asked:
        cause = within(each.at, each.at + each.took, disturbed, grace=GRACE_S)
        what = f"{each.page}: {each.status or 'no answer'} {each.told}".strip()
        if each.status is None or each.status >= _SERVER_ERROR:
            if cause is None:
                yield Broken("no failure without a cause", each.at, what)
            if each.status is not None and (each.status == _SERVER_ERROR or not each.told):
                yield Broken("a failure says what to do", each.at, what)
            if each.status == _UNAVAILABLE and not each.retry:
                yield Broken("a failure says what to do", each.at, f"{what} (no Retry-After)")
        elif each.status not in _EXPECTED:
            yield Broken("no user is blamed for it", each.at, what)


def grown(lives: Iterable[Life], checks: Sequence[float]) -> Iterator[Broken]:
    """Lives of the desk at whose end it held more than near their beginning; see `tenths_of`."""
    for life in lives:
        for name, value in MEASURES.items():
            tenths = tenths_of(life, value, checks)
            spare = _SPARE if name in ("open files", "threads") else 0
            if tenths and tenths[-1] > FLAT * tenths[1] + spare:
                told = f"{name}: {tenths[1]:.0f} in the second tenth, {tenths[-1]:.0f} in the last"
                yield Broken("memory, files and threads stay flat", life.samples[-1].at, told)


MEASURES: dict[str, Callable[[Sample], float]] = {
    "memory of the desk, MB": lambda sample: sample.desk,
    "memory of the process for checks, MB": lambda sample: sample.warm,
    "open files": lambda sample: sample.files,
    "threads": lambda sample: sample.threads,
}
"""What is to stay flat, in words."""


def tenths_of(life: Life, value: Callable[[Sample], float], checks: Sequence[float]) -> list[float]:
    """The mean of each tenth of a life after its start-up; none of one that is too short to be judged.

    Args:
        life: the life.
        value: what of each sample.
        checks: when a check was done, over all lives.
    """
    done = sorted(at for at in checks if at >= life.start)
    late = [sample for sample in life.samples if len(done) >= STARTING and sample.at >= done[STARTING - 1]]
    if not late or late[-1].at - late[0].at < LEAST_S:
        return []
    edges = [late[0].at + (late[-1].at - late[0].at) * place / 10 for place in range(11)]
    parts = [
        [value(sample) for sample in late if start <= sample.at <= stop] for start, stop in pairwise(edges)
    ]
    return [round(mean(part), 1) if part else 0.0 for part in parts]


def latencies(asked: Iterable[Asked], disturbed: Sequence[Disturbed]) -> dict[str, dict[str, float]]:
    """Count, median, 95th percentile and greatest, in seconds, by page, where nothing disturbed."""
    by_page: dict[str, list[float]] = {}
    for each in asked:
        if within(each.at, each.at + each.took, disturbed, grace=GRACE_S) is None:
            by_page.setdefault(each.page, []).append(each.took)
    return {page: _spread(took) for page, took in sorted(by_page.items())}


def _spread(took: Sequence[float]) -> dict[str, float]:
    high = quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]
    told = {"count": len(took), "median_s": median(took), "p95_s": high, "most_s": max(took)}
    return {name: round(value, 3) for name, value in told.items()}
