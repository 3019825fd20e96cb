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
from verifier.visible import visible

if TYPE_CHECKING:
    from verifier.desk.statistics import RuleCount
    from verifier.rules.rule import Example, Rule


@click.command(short_help="List the rules, explain one, or try one on its examples.")
@click.argument("rule_id", required=False, metavar="[ID]")
@click.option("--stats", is_flag=True, help="Tell how often each rule was shown, and what editors decided.")
@desk_option
@click.option(
    "--test", is_flag=True, help="Try the rule on its own hits and misses; without ID, all of yours."
)
@table_or_json_option
def rule(rule_id: str | None, stats: bool, desk: Path | None, test: bool, form: str) -> ExitStatus:
    """List the rules, or explain the one called ID: why, who asks for it, and examples.

    Rules of verifier.toml's own files and of plugins are among them. --test exits with status 1 where an
    example fails.

    \b
    Examples:
      verifier rule
      verifier rule QUO001
      verifier rule --stats
      verifier rule HOU001 --test
    """
    if desk is not None and not stats:
        raise click.UsageError("--desk goes with --stats.")
    if stats and test:
        raise click.UsageError("--stats and --test exclude each other.")
    if stats:
        return _stats(rule_id, desk, form)
    from verifier.config import load_config
    from verifier.rules import RULES
    from verifier.rules import rule as find

    config = load_config()
    if test:
        own = [each for each in config.rules if each not in RULES]
        return _tried(own if rule_id is None else [find(rule_id, config.rules)])
    if rule_id is not None:
        found = find(rule_id, config.rules)
        if form == "json":
            print_json(_to_wire(found))
        else:
            click.echo(_explained(found))
    elif form == "json":
        print_json([_to_wire(each) for each in config.rules])
    else:
        rows = [[each.id, _weight(each), each.title] for each in config.rules]
        print_table(["Rule", "Severity", "What is wrong"], rows, empty="There are no rules.")
    return ExitStatus.CLEAN


def _stats(rule_id: str | None, given: Path | None, form: str) -> ExitStatus:
    """How often each rule, or the one called `rule_id`, was right over all articles of the desk."""
    from verifier.config import load_config
    from verifier.desk.statistics import count_rules
    from verifier.rules import rule as find

    config = load_config()
    wanted = find(rule_id, config.rules).id if rule_id is not None else None
    desk = open_existing_desk(given, config)
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


def _tried(rules: list[Rule]) -> ExitStatus:
    """Run the examples of `rules` and tell which fail."""
    from sources.encoder import Encoder
    from verifier.trying import failures

    if not rules:
        click.echo("There are no rules of your own to try; name them under [rules] files in verifier.toml.")
        return ExitStatus.CLEAN
    encoder, failed = Encoder(), 0
    for each in rules:
        found = list(failures(each, encoder))
        failed += len(found)
        examples = len(each.hits) + len(each.misses)
        click.echo(f"{each.id}: {examples - len(found)} of {examples} examples pass")
        for failure in found:
            what = "is not flagged" if failure.kind == "hit" else "is flagged"
            click.echo(f"  {failure.kind} {failure.number} {what}: {visible(failure.text)}")
    return ExitStatus.FINDINGS if failed else ExitStatus.CLEAN


def _weight(found: Rule) -> str:
    return found.severity.name.lower() + (", off" if found.off else "")


def _to_wire(found: Rule) -> dict[str, object]:
    from verifier.rules.measured import measured

    counts = measured(found.id)
    return {
        "id": found.id,
        "title": found.title,
        "severity": found.severity.name.lower(),
        "off": found.off,
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
        "lost": list(example.lost),
    }


def _explained(found: Rule) -> str:
    from verifier.rules.measured import measured

    counts = measured(found.id)
    parts = [
        f"{found.id} ({_weight(found)}): {found.title}",
        found.why,
        f"What to do: {found.action}",
        f"On labelled news, {counts.told()}." if counts is not None else "Not measured on labelled news.",
        "Who asks for it:\n" + "\n".join(f"  - {standard}" for standard in found.asked_by),
        "Flagged:\n" + "\n\n".join(_example(example) for example in found.hits),
        "Not flagged:\n" + "\n\n".join(_example(example) for example in found.misses),
    ]
    # A newsroom's own rules and those of plugins are no more to be trusted than a draft.
    return visible("\n\n".join(parts))


def _example(example: Example) -> str:
    lines = [f"  {line}" for line in example.text.split("\n")]
    for publisher, text in example.sources:
        lost = ", its snapshot lost" if publisher in example.lost else ""
        lines.append(f"    held{lost}, from {publisher}: {text}")
    lines += [f"    held before, from {publisher}: {text}" for publisher, text in example.before]
    return "\n".join(lines)
