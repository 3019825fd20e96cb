"""What a comment in the draft switches off: `<!-- verifier-ignore QUO001: we hold the tape -->`.

A comment on its own holds for the next block; one in a text or at its end, for the sentence that it stands in
or behind. `verifier-ignore-start` and `verifier-ignore-end` hold for what lies between, and
`verifier-ignore-file` for the whole draft. docs/configuration.md tells it to editors.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.document import Remark, Span
from claims.types import Analysis
from verifier.left_out import LeftOut, Sifted, Why, sift
from verifier.rules import near
from verifier.types import CheckedArticle, Finding

_OURS = "verifier-"
_HERE, _START, _END, _FILE = (
    "verifier-ignore",
    "verifier-ignore-start",
    "verifier-ignore-end",
    "verifier-ignore-file",
)
_COMMANDS = (_HERE, _START, _END, _FILE)


@dataclass(frozen=True, slots=True)
class _Order:
    """A comment that speaks to this program. `rules` are the ids that it names; none names all."""

    command: str
    rules: tuple[str, ...]
    reason: str
    remark: Remark

    def told(self, what: str) -> str:
        """A note about this comment."""
        line = f"Line {self.remark.line}: the" if self.remark.line is not None else "The"
        return f"{line} comment “{' '.join((self.command, *self.rules))}” {what}"


@dataclass(frozen=True, slots=True)
class _Silence:
    """An order with the stretch of the text that it holds for."""

    order: _Order
    span: Span

    def covers(self, finding: Finding, place: Span) -> bool:
        """True where `finding`, whose sentence is `place`, is one that the order is about."""
        return self.span.contains(place) and (not self.order.rules or finding.rule in self.order.rules)


def by_remarks(article: CheckedArticle, findings: tuple[Finding, ...], *, rules: Sequence[str]) -> Sifted:
    """Leaves out what the draft's own comments switch off.

    What can't be done as it stands is not done and told in a note: a comment that names a rule which is not
    among `rules`, one that leaves nothing out, a start without its end.
    """
    analysis = article.analysis
    notes: list[str] = []
    orders = list(_orders(analysis.document.remarks, rules, notes))
    silences = list(_silences(orders, analysis, notes))

    def judge(finding: Finding) -> LeftOut | None:
        place = _place(analysis, finding)
        silence = next((s for s in silences if s.covers(finding, place)), None)
        return None if silence is None else LeftOut(finding, Why.REMARK, silence.order.reason)

    for silence in silences:
        met = {f.rule for f in findings if silence.covers(f, _place(analysis, f))}
        idle = [rule for rule in silence.order.rules if rule not in met]
        if idle or not met:
            which = f" of {' or '.join(idle)}" if met else ""
            notes.append(silence.order.told(f"leaves nothing out{which}; take it away."))
    sifted = sift(findings, judge)
    return Sifted(sifted.kept, sifted.left_out, tuple(notes))


def _place(analysis: Analysis, finding: Finding) -> Span:
    return finding.span if finding.sentence is None else analysis.sentences[finding.sentence].span


def _orders(remarks: Sequence[Remark], rules: Sequence[str], notes: list[str]) -> Iterator[_Order]:
    for remark in remarks:
        head, _, reason = remark.words.partition(":")
        command, *named = head.replace(",", " ").split() or [""]
        if not command.startswith(_OURS):
            continue
        order = _Order(command, tuple(name.upper() for name in named), " ".join(reason.split()), remark)
        unknown = [name for name in order.rules if name not in rules]
        known = tuple(name for name in order.rules if name in rules)
        if command not in _COMMANDS:
            notes.append(order.told(f"is none that is known. {near(command, _COMMANDS)}"))
        elif unknown:
            notes.append(order.told(f"names a rule that there isn't. {near(unknown[0], rules)}"))
            if known:
                yield _Order(command, known, order.reason, remark)
        elif command == _FILE and not known:
            notes.append(order.told("names no rule and would silence everything; name the rules."))
        else:
            yield order


def _silences(orders: Sequence[_Order], analysis: Analysis, notes: list[str]) -> Iterator[_Silence]:
    started: list[_Order] = []
    for order in orders:
        if order.command == _FILE:
            yield _Silence(order, Span(0, len(analysis.document.text)))
        elif order.command == _START:
            started.append(order)
        elif order.command == _END and started:
            begun = started.pop()
            yield _Silence(begun, Span(_edge(begun, analysis).start, _edge(order, analysis).end))
        elif order.command == _END:
            notes.append(order.told("ends nothing; put verifier-ignore-start before it."))
        elif (span := _stretch(order.remark, analysis)) is not None:
            yield _Silence(order, span)
        else:
            notes.append(order.told("leaves nothing out, for no text follows it; take it away."))
    for order in started:
        notes.append(order.told("has no end, so it was not followed; put verifier-ignore-end behind it."))


def _edge(order: _Order, analysis: Analysis) -> Span:
    """Where a start or an end stands; inside a sentence it takes the whole of it."""
    at, sentences = order.remark.at, analysis.sentences
    before = bisect_left(sentences, at, key=lambda s: s.span.start) - 1
    if before >= 0 and at < sentences[before].span.end:
        return sentences[before].span
    return Span(at, at)


def _stretch(remark: Remark, analysis: Analysis) -> Span | None:
    """What a plain comment holds for: the sentence that it stands in or behind, or else the next block."""
    blocks, sentences = analysis.document.blocks, analysis.sentences
    if not remark.inside:
        following = bisect_left(blocks, remark.at, key=lambda b: b.span.start)
        return blocks[following].span if following < len(blocks) else None
    block = max(0, bisect_right(blocks, remark.at, key=lambda b: b.span.start) - 1)
    before = bisect_left(sentences, remark.at, key=lambda s: s.span.start) - 1
    # One that opens its block stands behind no sentence of it, so it is about the first.
    for index in (before, before + 1):
        if 0 <= index < len(sentences) and sentences[index].block == block:
            return sentences[index].span
    return blocks[block].span
