"""Which findings the newsroom doesn't want to see: the one place where any is left out, and always with why.

A further reason is a step of its own in `leave_out`, and a value of `Why`.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from verifier.baseline import by_baseline, read_baseline
from verifier.fingerprint import speakers_of
from verifier.left_out import LeftOut, Sifted, Step, Why, sift
from verifier.remarks import by_remarks

if TYPE_CHECKING:
    from verifier.config import Config, Ignore
    from verifier.types import CheckedArticle, Finding


def leave_out(
    article: CheckedArticle, findings: tuple[Finding, ...], *, config: Config, path: Path | None = None
) -> Sifted:
    """What stays of `findings`, what is left out of them, and what the editor should know of that.

    Args:
        path: where the article lies, for settings and baselines that know articles by their place; None
            where it comes from no file.

    Raises:
        BadConfiguration: the baseline can't be read.
    """
    name = article.analysis.document.name
    folder = config.path.parent if config.path is not None else Path.cwd()
    names = (place_below(folder, path) or name, name, PurePath(name).name)
    steps: list[Step] = [
        partial(by_remarks, rules=[r.id for r in config.rules]),
        partial(by_settings, entries=config.ignore, names=names),
    ]
    if config.baseline is not None:
        place = place_below(config.baseline.parent, path) or name
        entries = read_baseline(config.baseline).of(place)
        steps.append(partial(by_baseline, entries=entries, file=config.baseline.name))
    whole = Sifted(findings)
    for step in steps:
        done = step(article, whole.kept)
        whole = Sifted(done.kept, (*whole.left_out, *done.left_out), (*whole.notes, *done.notes))
    return whole


def place_below(folder: Path, path: Path | None) -> str | None:
    """`path` as seen from `folder`, with slashes; None where it isn't in it."""
    if path is None or not path.resolve().is_relative_to(folder.resolve()):
        return None
    return path.resolve().relative_to(folder.resolve()).as_posix()


def by_settings(
    article: CheckedArticle,
    findings: tuple[Finding, ...],
    *,
    entries: tuple[Ignore, ...],
    names: tuple[str, ...],
) -> Sifted:
    """Leaves out what an entry of `ignore` in verifier.toml matches; `names` are those of the article."""

    def judge(finding: Finding) -> LeftOut | None:
        entry = next((e for e in entries if _matches(article, finding, e, names)), None)
        return None if entry is None else LeftOut(finding, Why.SETTINGS, entry.reason)

    return sift(findings, judge)


def _matches(article: CheckedArticle, finding: Finding, entry: Ignore, names: tuple[str, ...]) -> bool:
    if entry.rule is not None and entry.rule != finding.rule:
        return False
    if entry.path is not None and not any(fnmatchcase(name, entry.path) for name in names):
        return False
    if entry.speaker is None:
        return True
    speakers = speakers_of(article, finding) if finding.sentence is not None else ()
    return entry.speaker.casefold() in {name.casefold() for name in speakers}
