"""`verifier rule`: what the rules are, who asks for them, and what they flag."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.options import table_or_json_option
from verifier.cli.table import print_json, print_table

if TYPE_CHECKING:
    from verifier.rules.rule import Example, Rule


@click.command(short_help="List the rules, or explain one.")
@click.argument("rule_id", required=False, metavar="[ID]")
@table_or_json_option
def rule(rule_id: str | None, form: str) -> ExitStatus:
    """List the rules, or explain the one called ID: why, who asks for it, and examples.

    \b
    Examples:
      verifier rule
      verifier rule QUO001
    """
    from verifier.rules import RULES
    from verifier.rules import rule as find

    if rule_id is not None:
        found = find(rule_id)
        if form == "json":
            print_json(_to_wire(found))
        else:
            click.echo(_explained(found))
    elif form == "json":
        print_json([_to_wire(each) for each in RULES])
    else:
        rows = [[each.id, each.severity.name.lower(), each.title] for each in RULES]
        print_table(["Rule", "Severity", "What is wrong"], rows, empty="There are no rules.")
    return ExitStatus.CLEAN


def _to_wire(found: Rule) -> dict[str, object]:
    from verifier.rules.measured import measured

    counts = measured(found.id)
    return {
        "id": found.id,
        "title": found.title,
        "severity": found.severity.name.lower(),
        "measured": asdict(counts) if counts is not None else None,
        "why": found.why,
        "action": found.action,
        "asked_by": list(found.asked_by),
        "hits": [_example_to_wire(example) for example in found.hits],
        "misses": [_example_to_wire(example) for example in found.misses],
    }


def _example_to_wire(example: Example) -> dict[str, object]:
    return {
        "text": example.text,
        "sources": [{"publisher": publisher, "text": text} for publisher, text in example.sources],
        "before": [{"publisher": publisher, "text": text} for publisher, text in example.before],
    }


def _explained(found: Rule) -> str:
    from verifier.rules.measured import measured

    counts = measured(found.id)
    parts = [
        f"{found.id} ({found.severity.name.lower()}): {found.title}",
        found.why,
        f"What to do: {found.action}",
        f"On labelled news, {counts.told()}." if counts is not None else "Not measured on labelled news.",
        "Who asks for it:\n" + "\n".join(f"  - {standard}" for standard in found.asked_by),
        "Flagged:\n" + "\n\n".join(_example(example) for example in found.hits),
        "Not flagged:\n" + "\n\n".join(_example(example) for example in found.misses),
    ]
    return "\n\n".join(parts)


def _example(example: Example) -> str:
    lines = [f"  {line}" for line in example.text.split("\n")]
    lines += [f"    held, from {publisher}: {text}" for publisher, text in example.sources]
    lines += [f"    held before, from {publisher}: {text}" for publisher, text in example.before]
    return "\n".join(lines)
