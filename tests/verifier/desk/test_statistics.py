"""How often a rule was right: each finding once, by the last that was decided on it."""

from __future__ import annotations

from datetime import UTC, datetime

from verifier.desk.statistics import RuleCount, count_rules
from verifier.desk.types import Act, Anchor, Decision, KeptCheck, KeptFinding

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def check(article: str, *findings: tuple[str, str]) -> KeptCheck:
    return KeptCheck(article, "0" * 64, NOW, tuple(KeptFinding(d, r, "w", "m", "s") for r, d in findings))


def decision(article: str, rule: str, digest: str, act: Act) -> Decision:
    return Decision(
        article=article,
        act=act,
        anchor=Anchor("s"),
        rule=rule,
        fingerprint=digest,
        words="w",
        who="L",
        when=NOW,
    )


def test_each_finding_counts_once_by_its_last_decision() -> None:
    checks = [
        check("a", ("VRB001", "1"), ("VRB001", "2"), ("FIG001", "3")),
        check("a", ("VRB001", "1"), ("VRB001", "4")),
        check("b", ("VRB001", "1")),
    ]
    made = [
        decision("a", "VRB001", "1", Act.DISMISS),
        decision("a", "VRB001", "1", Act.ACCEPT),
        decision("a", "VRB001", "1", Act.COMMENT),
        decision("a", "VRB001", "2", Act.WRONG),
        decision("b", "VRB001", "1", Act.ACCEPT),
        decision("a", "VRB001", "4", Act.DISMISS),
        decision("a", "FIG001", "3", Act.DISMISS),
        decision("a", "FIG001", "3", Act.REOPEN),
        decision("a", "QUO001", "8", Act.ACCEPT),
    ]
    assert count_rules(checks, made) == (
        RuleCount("FIG001", 1, 0, 0, 0),
        RuleCount("QUO001", 1, 1, 0, 0),
        RuleCount("VRB001", 4, 2, 1, 1),
    )
    assert [c.share_accepted for c in count_rules(checks, made)] == [None, 1.0, 0.5]
    assert count_rules([], []) == ()
