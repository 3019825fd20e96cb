"""What of a draft an editor wants to see: by kind, speaker, rule, severity, verdict and what was decided.

A speaker stands in an address as a digest, so that no word of a draft gets into addresses.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from claims.types import ClaimKind
from verifier.desk.types import State
from verifier.render.page import SentenceView
from verifier.render.words import rule_title, speaker_name
from verifier.terms import ATTRIBUTION, KINDS, QUOTES, SEVERITIES, SUBSTANCE
from verifier.types import CheckedClaim, Finding

STATES: dict[State, str] = {
    State.OPEN: "open",
    State.ACCEPTED: "accepted",
    State.DISMISSED: "dismissed",
    State.WRONG: "marked wrong",
}
_SEVERITIES = {severity.name.lower(): label for severity, label in SEVERITIES.items()}
_VERDICTS = {
    **{f"a-{verdict.value}": f"Said so? {label}" for verdict, label in ATTRIBUTION.items()},
    **{f"b-{verdict.value}": f"Is it so? {label}" for verdict, label in SUBSTANCE.items()},
    **{f"q-{state.value}": f"Quotation: {label}" for state, label in QUOTES.items()},
}
_OF_SENTENCES = ("kind", "speaker", "verdict")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter: its value in an address, its label, how many there are, whether it holds."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What holds now; empty wants everything. The names are those of the fields in the address."""

    kind: str = ""
    speaker: str = ""
    rule: str = ""
    severity: str = ""
    verdict: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """What an address asks for; other fields of it are left alone."""
        return replace(cls(), **{name: query[name][:80] for name in cls.__slots__ if query.get(name)})

    @property
    def anything(self) -> bool:
        """True where something is filtered."""
        return self != Wanted()

    def query(self, **further: object) -> str:
        """The query of an address that asks for this, and for `further`; with its question mark, or empty."""
        asked = {name: getattr(self, name) for name in self.__slots__} | further
        kept = {name: value for name, value in asked.items() if value not in ("", None)}
        return f"?{urlencode(kept)}" if kept else ""

    def takes_sentence(self, view: SentenceView) -> bool:
        """True for a sentence of this kind, speaker and verdict."""
        has = _values_of(view)
        return all(not (asked := getattr(self, name)) or asked in has[name] for name in _OF_SENTENCES)

    def takes_finding(self, finding: Finding, state: State, view: SentenceView | None) -> bool:
        """True for a finding of this rule, severity and state, in a sentence that is wanted."""
        has = _values_of_finding(finding, state)
        if not all(not (asked := getattr(self, name)) or asked == value for name, value in has.items()):
            return False
        if view is None:
            return not (self.kind or self.speaker or self.verdict)
        return self.takes_sentence(view)


def options(
    wanted: Wanted, views: Iterable[SentenceView], findings: Iterable[tuple[Finding, State]]
) -> dict[str, list[Option]]:
    """The choices of each filter, with how many sentences or findings each would leave by itself."""
    sentences = [_values_of(view) for view in views]
    flagged = [_values_of_finding(*each) for each in findings]
    counts = {name: Counter(v for has in sentences for v in has[name]) for name in _OF_SENTENCES}
    counts |= {name: Counter(has[name] for has in flagged) for name in ("rule", "severity", "state")}
    names = {value: name for has in sentences for value, name in has["speaker"].items()}
    labels = {
        "kind": {kind.value: label for kind, label in KINDS.items()},
        "speaker": dict(sorted(names.items(), key=lambda item: (-counts["speaker"][item[0]], item[1]))),
        "verdict": _VERDICTS,
        "rule": {rule: f"{rule} {rule_title(rule)}" for rule in sorted(counts["rule"])},
        "severity": _SEVERITIES,
        "state": {state.value: label for state, label in STATES.items()},
    }
    return {
        name: [
            Option(value, label, counts[name][value], getattr(wanted, name) == value)
            for value, label in known.items()
            if counts[name][value] or getattr(wanted, name) == value
        ]
        for name, known in labels.items()
    }


def _values_of(view: SentenceView) -> dict[str, dict[str, str]]:
    """The values of a sentence by filter; of speakers also how they are called."""
    made = [checked for checked in view.claims if checked.claim.kind is not ClaimKind.NONE]
    names = {speaker_name(checked.claim.speaker) for checked in made}
    return {
        "kind": {view.kind.value: ""},
        "speaker": {_digest(name): name for name in names},
        "verdict": dict.fromkeys([*_verdicts(made), *(f"q-{q.state.value}" for q in view.quotations)], ""),
    }


def _verdicts(made: Iterable[CheckedClaim]) -> Iterator[str]:
    for checked in made:
        if checked.verdict.attribution is not None:
            yield f"a-{checked.verdict.attribution.value}"
        yield f"b-{checked.verdict.substance.value}"


def _values_of_finding(finding: Finding, state: State) -> dict[str, str]:
    return {"rule": finding.rule, "severity": finding.severity.name.lower(), "state": state.value}


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
