"""The values of leaving findings out: what was left out, why, and what the editor should know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from verifier.types import CheckedArticle, Finding


class Why(StrEnum):
    """What left a finding out: a comment in the draft, the newsroom's settings, or its baseline."""

    REMARK = "remark"
    SETTINGS = "settings"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A finding that is not shown, and the reason in words; `note` is empty where nobody gave one."""

    finding: Finding
    why: Why
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings after one step or all of them: those that stay, those left out, and notes for the editor."""

    kept: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


Step = Callable[[CheckedArticle, tuple[Finding, ...]], Sifted]
"""Takes an article and the findings that are still there; nothing may get lost on the way."""


def sift(findings: tuple[Finding, ...], judge: Callable[[Finding], LeftOut | None]) -> Sifted:
    """`findings` in two: those for which `judge` gives None stay, the others are left out as it says."""
    judged = [(finding, judge(finding)) for finding in findings]
    return Sifted(
        tuple(finding for finding, out in judged if out is None),
        tuple(out for _, out in judged if out is not None),
    )
