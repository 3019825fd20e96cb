"""Making a decision: about a finding, or about a sentence. What stands for several of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from claims.document import Span
from claims.types import Analysis
from verifier.desk.anchor import anchor_of
from verifier.desk.matching import sight_of
from verifier.desk.types import Act, Decision
from verifier.types import Finding, Report


def on_finding(
    report: Report, finding: Finding, act: Act, *, article: str, who: str, when: datetime, note: str = ""
) -> Decision:
    """The decision of `who` on a finding of `report`, not yet recorded.

    Args:
        act: ACCEPT, DISMISS, WRONG, COMMENT or REOPEN.
        article: the name that the desk knows the article by.
        when: with a time zone.
        note: why, in the editor's words.
    """
    sight = sight_of(report.article, finding)
    return Decision(
        article=article,
        act=act,
        anchor=anchor_of(report.article.analysis.document, sight.span),
        rule=finding.rule,
        fingerprint=sight.digest,
        words=sight.words,
        note=note,
        who=who,
        when=when,
    )


def on_words(
    analysis: Analysis,
    span: Span,
    act: Act,
    *,
    article: str,
    who: str,
    when: datetime,
    value: str = "",
    note: str = "",
) -> Decision:
    """The decision of `who` on a sentence, or on the part of it that one of several claims makes.

    Args:
        span: of the sentence or the part, in the repaired text.
        act: SPEAKER, KIND, COMMENT or REOPEN.
        article: the name that the desk knows the article by.
        when: with a time zone.
        value: the speaker's name or the value of the kind; of REOPEN which of both is undone, empty for both.
        note: why, in the editor's words.

    Raises:
        ValueError: `value` is no kind of claim, or an empty name.
    """
    anchor = anchor_of(analysis.document, span)
    return Decision(article=article, act=act, anchor=anchor, value=value, note=note, who=who, when=when)


def digests(decisions: Sequence[Decision]) -> Iterator[str]:
    """The digest of none of `decisions`, of the first, of the first two, and so on to all of them.

    Comments and times don't count, because no report depends on them. Where nothing counts it is empty.
    """
    total, counted = hashlib.sha256(), False
    yield ""
    for made in decisions:
        if made.act is not Act.COMMENT:
            told = (made.act.value, made.anchor, made.rule, made.fingerprint, made.words, made.value)
            total.update(repr((*told, made.note, made.who)).encode("utf-8", "surrogatepass"))
            counted = True
        yield total.hexdigest() if counted else ""


def digest(decisions: Sequence[Decision]) -> str:
    """What stands for all of `decisions`, as sha256 in hexadecimal; see `digests`."""
    *_, last = digests(decisions)
    return last
