"""`verifier rule`: what the rules are, who asks for them, and what they flag."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.desk import desk_option, open_existing_desk
from verifier.cli.exit import ExitStatus
from verifier.cli.options import table_or_json_option
from verifier.cli.table import print_json, print_table

if TYPE_CHECKING:
    from verifier.desk.statistics import RuleCount
    from verifier.rules.rule import Example, Rule


@click.command(short_help="List the rules, or explain one.")
@click.argument("rule_id", required=False, metavar="[ID]")
@click.option("--stats", is_flag=True, help="Tell how often each rule was shown, and what editors decided.")
@desk_option
@table_or_json_option
def rule(rule_id: str | None, stats: bool, desk: Path | None, form: str) -> ExitStatus:
    """List the rules, or explain the one called ID: why, who asks for it, and examples.

    \b
    Examples:
      verifier rule
      verifier rule QUO001
      verifier rule --stats
    """
    if desk is not None and not stats:
        raise click.UsageError("--desk goes with --stats.")
    if stats:
        return _stats(rule_id, desk, form)
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


def _stats(rule_id: str | None, given: Path | None, form: str) -> ExitStatus:
    """How often each rule, or the one called `rule_id`, was right over all articles of the desk."""
    from verifier.config import load_config
    from verifier.desk.statistics import count_rules
    from verifier.rules import rule as find

    wanted = find(rule_id).id if rule_id is not None else None
    desk = open_existing_desk(given, load_config())
    counts: tuple[RuleCount, ...] = ()
    if desk is not None:
        with desk:
            counts = count_rules(desk.checks(), desk.decisions())
    counts = tuple(c for c in counts if wanted in (None, c.rule))
    if form == "json":
        print_json([asdict(c) | {"share_accepted": _share(c)} for c in counts])
        return ExitStatus.CLEAN
    rows = [
        [c.rule, *(str(number) for number in (c.shown, c.accepted, c.dismissed, c.wrong)), _percent(c)]
        for c in counts
    ]
    columns = ["Rule", "Shown", "Accepted", "Dismissed", "Wrong", "Share accepted"]
    print_table(columns, rows, empty="Nothing was reviewed yet; begin with: verifier review ARTICLE.")
    return ExitStatus.CLEAN


def _share(counted: RuleCount) -> float | None:
    share = counted.share_accepted
    return None if share is None else round(share, 4)


def _percent(counted: RuleCount) -> str:
    share = counted.share_accepted
    return "" if share is None else f"{share:.0%}"


def _to_wire(found: Rule) -> dict[str, object]:
    return {
        "id": found.id,
        "title": found.title,
        "severity": found.severity.name.lower(),
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
    parts = [
        f"{found.id} ({found.severity.name.lower()}): {found.title}",
        found.why,
        f"What to do: {found.action}",
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
