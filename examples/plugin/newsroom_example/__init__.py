"""What this newsroom adds to attribution-verifier."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsroom_example.rules import LONG
from verifier.hookspecs import hookimpl
from verifier.render import Form
from verifier.rules.rule import Rule


@hookimpl
def verifier_rules() -> Iterable[Rule]:
    """One rule of our own."""
    return [LONG]


@hookimpl
def verifier_lexicons() -> Iterable[Path]:
    """The people and bodies that we write about."""
    return [Path(__file__).with_name("people.toml")]


@hookimpl
def verifier_forms() -> Mapping[str, Form]:
    """`verifier check --format lines`."""
    return {"lines": Form("newsroom_example.lines", ".txt")}
