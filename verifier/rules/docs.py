"""The reference of the rules as Markdown, made from the rules themselves."""

from __future__ import annotations

from sources.details import Given
from verifier.rules import RULES
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
a look, a **suggestion** a matter of style. The precision of these rules has not been measured yet; until it
has, only rules with a narrow check are errors. A **question** is what no program can tell: it stands apart
from the findings, for a person to answer. Nothing inside quotation marks is flagged but by the rules on
quotations and figures: how people speak is their business.

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
    rows = [f"| [{r.id}](#{r.id.lower()}) | {r.title} | {_weight(r)} |" for r in RULES]
    return "\n".join(["| Rule | What is wrong | Severity |", "|---|---|---|", *rows]) + "\n"


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


def _example(example: Example) -> str:
    given = dict(example.given)
    held = [
        f"[held: {publisher}{_given(given.get(publisher))}] {text}" for publisher, text in example.sources
    ]
    held += [f"[held before: {publisher}] {text}" for publisher, text in example.before]
    return "\n\n".join([example.text, *held])
