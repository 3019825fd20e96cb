"""All rules that a run knows: ours, those of plugins and those of the newsroom, no id twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.errors import BadConfiguration
from verifier.rules import RULES, Rule

ID = re.compile(r"[A-Z]{3}\d{3}")
OURS = frozenset(r.id[:3] for r in RULES)
_REMEDY = "Take three capital letters of your own and three digits, such as HOU001."


def known_rules(added: Iterable[tuple[str, Rule]]) -> tuple[Rule, ...]:
    """Our rules, and behind them those that are `added`, each given with who adds it.

    Raises:
        BadConfiguration: an id is no id, has a prefix of ours, or is taken by another of the rules.
    """
    owners: dict[str, str] = {}
    found = list(RULES)
    for owner, rule in added:
        subject = f"{owner}, {rule.id}"
        if ID.fullmatch(rule.id) is None:
            raise BadConfiguration(subject, "this is not the id of a rule", _REMEDY)
        if rule.id[:3] in OURS:
            raise BadConfiguration(subject, f"ids with {rule.id[:3]} are this program's own", _REMEDY)
        if rule.id in owners:
            raise BadConfiguration(subject, f"{owners[rule.id]} has a rule with this id", "Give it another.")
        owners[rule.id] = owner
        found.append(rule)
    return tuple(found)
