"""The reference of the rules as Markdown, made from the rules themselves."""

from __future__ import annotations

from sources.given import Given
from verifier.rules import RULES
from verifier.rules.measured import measured, share
from verifier.rules.rule import Example, Rule

_FAMILIES = {
    "ATT": "Is it attributed",
    "ANO": "Sources without a name",
    "VRB": "Reporting verbs",
    "QUO": "Quotations",
    "FIG": "Figures",
    "SRC": "Sources",
    "SAY": "What the sources say",
    "FAI": "Fairness",
    "HED": "Headings",
    "TXT": "The draft itself",
}
_HEAD = """\
# Rules

Made from `verifier/rules` by `render_rules`; a test holds both together.

A finding is a question to the editor, not a verdict. An **error** is worth stopping for, a **warning** worth
a look, a **suggestion** a matter of style. A **question** is what no program can tell: it stands apart
from the findings, for a person to answer. Nothing inside quotation marks is flagged but by the rules on
quotations and figures: how people speak is their business.

The table says how many of a rule's alarms are right, and how many of its faults are found, on short news
items that were invented and labelled for this (`tests/frozen/README.md`). Nearly half of them are clean; the
others have more faults than real copy, and small counts prove little. A rule ought to be an error only while
nine in ten of its alarms are right there, and a warning while seven in ten are; where the table says less of
four alarms or more, the rule is to be mended or to weigh less. `python -m benchmarks.rules` measures again.

Switch a rule off, or give it another weight, in `verifier.toml`:

```toml
[rules]
disabled = ["VRB003"]

[rules.severity]
ATT007 = "suggestion"
```

Rules marked as off keep silent until `enabled` names them. Silence a rule in one place:

```toml
[[ignore]]
rule = "QUO003"
path = "interviews/*"
speaker = "Hana Sato"
```

In the draft itself a comment does the same, and a baseline leaves out old findings: see
[settings](configuration.md#what-you-switch-off), which tell how to write rules of your own as well.
"""


def render_rules() -> str:
    """The whole of docs/rules.md: every rule with who asks for it and its examples."""
    parts = [_HEAD, _table()]
    for family, title in _FAMILIES.items():
        parts.append(f"## {family}: {title}\n")
        parts += [_rule(r) for r in RULES if r.id.startswith(family)]
    return "\n".join(parts)


def _table() -> str:
    rows = [f"| [{r.id}](#{r.id.lower()}) | {r.title} | {_weight(r)} | {_shares(r.id)} |" for r in RULES]
    head = ["| Rule | What is wrong | Severity | Alarms right | Faults found |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _shares(name: str) -> str:
    m = measured(name)
    if m is None:
        return "not measured | not measured"
    return f"{share(m.right, m.alarms) or 'no alarm'} | {share(m.found, m.faults) or 'no fault'}"


def _weight(r: Rule) -> str:
    kind = "question" if r.question else r.severity.name.lower()
    return kind + (", off" if r.off else "")


def _rule(r: Rule) -> str:
    asked = "\n".join(f"- {a}" for a in r.asked_by)
    covers = (
        f"\nWhere it fires, {' and '.join(r.covers)} keeps silent on the same sentence.\n" if r.covers else ""
    )
    return (
        f"### {r.id}\n\n**{r.title}** ({_weight(r)})\n\n{r.why}\n\n"
        f"What to do: {r.action}\n{covers}\nWho asks for it:\n{asked}\n\n"
        f"Flagged:\n{_examples(r.hits)}\nNot flagged:\n{_examples(r.misses)}"
    )


def _examples(examples: tuple[Example, ...]) -> str:
    return "".join(f"\n```text\n{_example(e)}\n```\n" for e in examples)


def _given(given: Given | None) -> str:
    if given is None:
        return ""
    kind = given.kind.value.replace("_", " ") if given.kind is not None else ""
    said = (kind, given.published.isoformat() if given.published is not None else "", given.url or "")
    return "".join(f", {each}" for each in said if each)


def _held(publisher: str, example: Example) -> str:
    return "held, its snapshot lost" if publisher in example.lost else "held"


def _example(example: Example) -> str:
    given = dict(example.given)
    held = [
        f"[{_held(publisher, example)}: {publisher}{_given(given.get(publisher))}] {text}"
        for publisher, text in example.sources
    ]
    held += [f"[held before: {publisher}] {text}" for publisher, text in example.before]
    return "\n\n".join([example.text, *held])
