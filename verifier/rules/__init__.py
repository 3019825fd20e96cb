"""The rules, registered one by one, and how they are run over a checked article."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.document import BlockKind
from claims.errors import BadConfiguration
from claims.types import ClaimKind
from verifier.rules import (
    alleged,
    anonymity,
    arithmetic,
    attribution,
    balance,
    borrowed,
    changed,
    channels,
    citing,
    copied,
    drift,
    fairness,
    figures,
    figures_alone,
    figures_compared,
    headings,
    headlines,
    introductions,
    kept,
    labels,
    marks,
    otherwise,
    placement,
    questions,
    quotation,
    sides,
    sourcing,
    speakerless,
    turned,
    unnamed,
    unread,
    verbs,
    who,
)
from verifier.rules import input as draft
from verifier.rules.reading import block_of, main_claim, quotations_at
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, Finding

if TYPE_CHECKING:
    from verifier.config import Config

RULES: tuple[Rule, ...] = (
    *attribution.RULES,
    *placement.RULES,
    *introductions.RULES,
    *channels.RULES,
    *anonymity.RULES,
    *unnamed.RULES,
    *verbs.RULES,
    *alleged.RULES,
    *balance.RULES,
    *quotation.RULES,
    *speakerless.RULES,
    *marks.RULES,
    *borrowed.RULES,
    *figures.RULES,
    *figures_compared.RULES,
    *figures_alone.RULES,
    *arithmetic.RULES,
    *sourcing.RULES,
    *citing.RULES,
    *copied.RULES,
    *changed.RULES,
    *kept.RULES,
    *otherwise.RULES,
    *drift.RULES,
    *who.RULES,
    *turned.RULES,
    *fairness.RULES,
    *sides.RULES,
    *labels.RULES,
    *headings.RULES,
    *headlines.RULES,
    *draft.RULES,
    *unread.RULES,
    *questions.RULES,
)
"""Every rule, by family. The ids are unique: a test holds them so."""


def rule(name: str, known: Sequence[Rule] = RULES) -> Rule:
    """The rule called `name`, in any case. Raises BadConfiguration with near ids where `known` has none."""
    found = next((r for r in known if r.id == name.upper()), None)
    if found is None:
        raise BadConfiguration(
            f"rule {name!r}", "there is no such rule", near(name.upper(), [r.id for r in known])
        )
    return found


def near(word: str, known: Sequence[str]) -> str:
    """A remedy that names the words of `known` nearest to `word`, or all of them where none is near."""
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(close)}?" if close else f"Known are: {', '.join(known)}."


def running(config: Config | None) -> tuple[Rule, ...]:
    """The rules that run under `config`; None means each of ours, also those that are off by default."""
    if config is None:
        return RULES
    return tuple(
        r for r in config.rules if r.id not in config.disabled and (not r.off or r.id in config.enabled)
    )


def flag(article: CheckedArticle, *, config: Config | None = None) -> tuple[Finding, ...]:
    """What the rules find in `article`, in reading order, nothing twice; see `raised`."""
    return raised(article, config=config).findings


@dataclass(frozen=True, slots=True)
class Raised:
    """What the rules find in an article, and what they ask the desk; both in reading order."""

    findings: tuple[Finding, ...]
    questions: tuple[Finding, ...]


def raised(article: CheckedArticle, *, config: Config | None = None) -> Raised:
    """What all rules make of `article`, nothing twice.

    `config` says which rules there are, which are off, and which weigh more or less than usual; None means
    every rule of ours at its own severity. What the newsroom leaves out of this is `verifier.leaving_out`'s.
    """
    severities = dict(config.severities) if config is not None else {}
    marks = [(r, mark) for r in running(config) for mark in r.check(article) if _kept(article, r, mark)]
    covered = {(less, m.sentence) for r, m in marks if m.sentence is not None for less in r.covers}
    findings = {
        Finding(
            r.id,
            severities.get(r.id, r.severity),
            m.span,
            m.sentence,
            m.message,
            r.action,
            r.title,
            m.against,
        )
        for r, m in marks
        if (r.id, m.sentence) not in covered
    }
    ordered = sorted(findings, key=lambda f: (f.span, -f.severity, f.rule, f.message))
    asking = {r.id for r in running(config) if r.question}
    return Raised(
        tuple(f for f in ordered if f.rule not in asking), tuple(f for f in ordered if f.rule in asking)
    )


def _kept(article: CheckedArticle, r: Rule, mark: Mark) -> bool:
    """False for the speaker's own business and for what makes no claim, unless the rule looks there."""
    if not r.in_quotations and any(q.contains(mark.span) for q in quotations_at(article, mark.span)):
        return False
    if mark.sentence is None:
        return True
    if block_of(article, mark.sentence).kind is BlockKind.BOILERPLATE:
        return False
    return r.in_non_claims or main_claim(article, mark.sentence).claim.kind is not ClaimKind.NONE


__all__ = ["RULES", "Example", "Mark", "Raised", "Rule", "flag", "near", "raised", "rule", "running"]
