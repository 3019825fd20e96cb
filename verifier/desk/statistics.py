"""How often each rule was right, as the editors say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from verifier.desk.types import Act, Decision, KeptCheck

_COUNTED = {Act.ACCEPT: "accepted", Act.DISMISS: "dismissed", Act.WRONG: "wrong", Act.REOPEN: ""}


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What became of the findings of a rule, each finding of an article counted once.

    Attributes:
        rule: its id.
        shown: findings that were shown at the desk.
        accepted: those that an editor found right, by the last decision on each; so the others.
        dismissed: those that were no problem there.
        wrong: those in which the program was mistaken.
    """

    rule: str
    shown: int
    accepted: int
    dismissed: int
    wrong: int

    @property
    def share_accepted(self) -> float | None:
        """Accepted ones among those decided on, 0..1; None where none was."""
        decided = self.accepted + self.dismissed + self.wrong
        return self.accepted / decided if decided else None


def count_rules(checks: Iterable[KeptCheck], decisions: Iterable[Decision]) -> tuple[RuleCount, ...]:
    """The counts of each rule that was shown or decided on, by its id.

    Args:
        checks: all that were kept.
        decisions: all that were made, in their order.
    """
    shown = {(c.article, f.rule, f.fingerprint, f.words) for c in checks for f in c.findings}
    last: dict[tuple[str, str, str, str], str] = {}
    for made in decisions:
        if made.rule is not None and made.fingerprint is not None and made.act in _COUNTED:
            last[made.article, made.rule, made.fingerprint, made.words] = _COUNTED[made.act]
    shows = Counter(rule for _, rule, _, _ in shown | last.keys())
    ends = Counter((rule, end) for (_, rule, _, _), end in last.items())
    return tuple(
        RuleCount(rule, number, *(ends[rule, end] for end in ("accepted", "dismissed", "wrong")))
        for rule, number in sorted(shows.items())
    )
