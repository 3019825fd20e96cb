"""`verifier plugins`: what other packages add to this program."""

from __future__ import annotations

import click

from verifier.cli.exit import ExitStatus
from verifier.cli.options import table_or_json_option
from verifier.cli.table import print_json, print_table

_COLUMNS = ("Name", "Package", "Version", "Rules", "Lexicons", "Forms")


@click.command(short_help="List the plugins and what they add.")
@table_or_json_option
def plugins(form: str) -> ExitStatus:
    """List the plugins that are installed, and the rules, lexicons and forms of report that they add.

    \b
    Examples:
      verifier plugins
      verifier plugins --format json
    """
    from verifier.plugins import find_plugins

    found = [
        {
            "name": plugin.name,
            "package": plugin.package,
            "version": plugin.version,
            "rules": [rule.id for rule in plugin.rules],
            "lexicons": [path.name for path in plugin.lexicons],
            "forms": [name for name, _ in plugin.forms],
        }
        for plugin in find_plugins()
    ]
    if form == "json":
        print_json(found)
    else:
        rows = [
            [value if isinstance(value, str) else ", ".join(value) for value in plugin.values()]
            for plugin in found
        ]
        print_table(_COLUMNS, rows, empty="There are no plugins.")
    return ExitStatus.CLEAN
