"""Files that people write beside their drafts: settings, rules, actors, a baseline, lists of articles."""

from __future__ import annotations

from claims.actors import Actors
from claims.errors import BadConfiguration, UnreadableInput
from verifier.baseline import read_baseline, to_text
from verifier.batch.items import content, entries
from verifier.cli.lines import read_lines
from verifier.config import read_config
from verifier.rules.house import house_rules
from verifier.types import Severity

from .target import Target, refused, written


def settings(data: bytes) -> None:
    """A `verifier.toml`."""
    with written(data, ".toml") as path, refused(BadConfiguration, about=str(path.parent)):
        config = read_config(path)
        assert config.path == path
        assert set(config.disabled).isdisjoint(config.enabled)
        assert config.format in config.forms
        assert all(isinstance(severity, Severity) for _, severity in config.severities)
        assert all(
            place is None or place.is_absolute()
            for place in (config.snapshots, config.desk, config.baseline, config.encoder, *config.lexicons)
        )


def house(data: bytes) -> None:
    """A newsroom's own rules."""
    with written(data, ".toml") as path, refused(BadConfiguration, about=str(path)):
        rules = house_rules(path)
        assert len({rule.id for rule in rules}) == len(rules)
        assert all(rule.hits and rule.misses and rule.asked_by for rule in rules)


def actors(data: bytes) -> None:
    """A newsroom's own file of people and bodies."""
    with written(data, ".toml") as path, refused(BadConfiguration, about=str(path)):
        known = Actors.default().with_file(path)
        assert len(known.bodies) >= len(Actors.default().bodies)


def baseline(data: bytes) -> None:
    """A baseline: what is read is written as the same again."""
    with written(data, ".json") as path, refused(BadConfiguration, about=str(path)):
        found = read_baseline(path)
        again = to_text(found)
        path.write_text(again, encoding="utf-8")
        assert to_text(read_baseline(path)) == again


def lines(data: bytes) -> None:
    """JSON Lines of claims and passages."""
    with written(data, ".jsonl") as path, refused(UnreadableInput, about=str(path)):
        for number, value in read_lines(path, ("id", "claim")):
            assert number > 0
            assert isinstance(value["claim"], str)


def articles(data: bytes) -> None:
    """A list of articles for a batch: every line that names one gives its bytes, or says why it can't."""
    suffix = ".jsonl" if data.lstrip().startswith(b"{") else ".txt"
    with written(data, suffix) as path, path.open("rb") as source:
        for entry in entries(path):
            entry.name.encode()
            assert len(entry.ident) >= 32
            # What a path leads to is not of the input's making.
            if entry.path is None:
                with refused(UnreadableInput, about=entry.name):
                    assert isinstance(content(entry, source), bytes)


TARGETS = (
    Target("settings", settings, longest=6_000),
    Target("house", house, longest=6_000),
    Target("actors", actors, longest=6_000),
    Target("baseline", baseline, longest=6_000),
    Target("lines", lines, longest=6_000),
    Target("articles", articles, longest=6_000),
)
