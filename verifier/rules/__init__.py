"""The rules, registered one by one, and how they are run over a checked article."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import TYPE_CHECKING

from claims.document import BlockKind
from claims.errors import BadConfiguration
from claims.types import ClaimKind
from verifier.rules import (
    anonymity,
    arithmetic,
    attribution,
    changed,
    citing,
    copied,
    drift,
    fairness,
    figures,
    figures_alone,
    figures_compared,
    headings,
    headlines,
    otherwise,
    questions,
    quotation,
    sides,
    sourcing,
    turned,
    unread,
    verbs,
)
from verifier.rules import input as draft
from verifier.rules.reading import block_of, claims_of, main_claim, quotations_at
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, Finding

if TYPE_CHECKING:
    from verifier.config import Config, Ignore

RULES: tuple[Rule, ...] = (
    *attribution.RULES,
    *anonymity.RULES,
    *verbs.RULES,
    *quotation.RULES,
    *figures.RULES,
    *figures_compared.RULES,
    *figures_alone.RULES,
    *arithmetic.RULES,
    *sourcing.RULES,
    *citing.RULES,
    *copied.RULES,
    *changed.RULES,
    *otherwise.RULES,
    *drift.RULES,
    *turned.RULES,
    *fairness.RULES,
    *sides.RULES,
    *headings.RULES,
    *headlines.RULES,
    *draft.RULES,
    *unread.RULES,
    *questions.RULES,
)
"""Every rule, by family. The ids are unique: a test holds them so."""


def rule(name: str) -> Rule:
    """The rule called `name`, in any case. Raises BadConfiguration with near ids where there is none."""
    found = next((r for r in RULES if r.id == name.upper()), None)
    if found is None:
        raise BadConfiguration(
            f"rule {name!r}", "there is no such rule", near(name.upper(), [r.id for r in RULES])
        )
    return found


def near(word: str, known: list[str]) -> str:
    """A remedy that names the words of `known` nearest to `word`, or all of them where none is near."""
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(close)}?" if close else f"Known are: {', '.join(known)}."


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

    `config` says which rules are off, which weigh more or less than usual, and what the newsroom has decided
    to ignore; None means every rule at its own severity.
    """
    disabled = config.disabled if config is not None else ()
    severities = dict(config.severities) if config is not None else {}
    marks = [
        (r, mark)
        for r in RULES
        if r.id not in disabled
        for mark in r.check(article)
        if _kept(article, r, mark)
    ]
    covered = {(less, m.sentence) for r, m in marks if m.sentence is not None for less in r.covers}
    findings = {
        Finding(r.id, severities.get(r.id, r.severity), m.span, m.sentence, m.message, r.action)
        for r, m in marks
        if (r.id, m.sentence) not in covered
    }
    ignore = config.ignore if config is not None else ()
    left = (f for f in findings if not any(_ignored(article, f, entry) for entry in ignore))
    ordered = sorted(left, key=lambda f: (f.span, -f.severity, f.rule, f.message))
    asking = {r.id for r in RULES if r.question}
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


def _ignored(article: CheckedArticle, finding: Finding, entry: Ignore) -> bool:
    if entry.rule is not None and entry.rule != finding.rule:
        return False
    name = article.analysis.document.name
    if entry.path is not None and not any(fnmatchcase(n, entry.path) for n in (name, PurePath(name).name)):
        return False
    if entry.speaker is None:
        return True
    claims = claims_of(article, finding.sentence) if finding.sentence is not None else ()
    speakers = (c.claim.speaker for c in claims)
    names = {s.name.casefold() for s in speakers if s is not None and s.name}
    return entry.speaker.casefold() in names


__all__ = ["RULES", "Example", "Mark", "Raised", "Rule", "flag", "near", "raised", "rule"]
