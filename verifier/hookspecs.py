"""What a plugin can add: the hooks, called once for each reading of the settings.

A plugin is a module or object under the entry point group `attribution_verifier`, with functions marked
`@hookimpl` that have these names. docs/plugins.md has one that runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from verifier.render import Form
    from verifier.rules.rule import Rule

GROUP = "attribution_verifier"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def verifier_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Rules to run beside ours. Their ids have a prefix of the plugin's own, as `HOU` in `HOU001`."""


@hookspec
def verifier_lexicons() -> Iterable[Path]:  # type: ignore[empty-body]
    """Files of people and bodies, like those that `lexicon` in verifier.toml names."""


@hookspec
def verifier_forms() -> Mapping[str, Form]:  # type: ignore[empty-body]
    """Forms of report by the name that `--format` takes. `Form.module` is the whole name of a module."""
