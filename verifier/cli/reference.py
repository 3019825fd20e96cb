"""The reference of the command line as Markdown, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from verifier.cli import cli
from verifier.cli.exit import MEANINGS

_WIDTH = 88
_HEAD = """\
# Command line

Made from `verifier/cli` by `render_reference`; a test holds both together.

`verifier COMMAND --help` says the same. Settings that hold for every run go into `verifier.toml`, in the
folder where you work or above it; an option given on the command line comes first.

## Where the store is

| what is given | the store |
|---|---|
| `--store URL` | that file or database |
| `store = "..."` in `verifier.toml` | that file (from the folder of `verifier.toml`) or database |
| a `verifier.toml` without it | `sources.db` beside it |
| none of these | `sources.db` in your data folder |

Snapshots lie in the folder that `snapshots` in `verifier.toml` names, else beside the file:
`sources.snapshots` for `sources.db`. Those of a database on a server lie in your data folder, where
nobody else sees them: see [a store for several desks](shared-store.md). `check` reads the store and
never makes one.

## Colour

`--colour auto` follows the terminal, `NO_COLOR`, `FORCE_COLOR` and `TERM`. `always` and `never`
overrule them.
"""


def render_reference() -> str:
    """The whole of docs/cli.md: exit statuses, then every command with its help."""
    statuses = [f"| {status.value} | {meaning} |" for status, meaning in MEANINGS.items()]
    table = "\n".join(["## Exit status", "", "| status | meaning |", "|---|---|", *statuses])
    parts = [_HEAD, f"{table}\n"]
    root = click.Context(cli, info_name="verifier", **{**cli.context_settings, "terminal_width": _WIDTH})
    for context in _contexts(root):
        text = context.command.get_help(context)
        parts.append(f"## {context.command_path}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


def _contexts(context: click.Context) -> Iterator[click.Context]:
    """`context` and, where its command is a group, those of its commands, however deep."""
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None:
                yield from _contexts(click.Context(command, parent=context, info_name=name))
