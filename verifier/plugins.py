"""The plugins that are installed beside this program, found by their entry points, and what they add."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import pluggy

from claims.errors import BadConfiguration
from verifier import hookspecs
from verifier.render import FORMS, Form
from verifier.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin and what it adds.

    Attributes:
        name: of its entry point.
        package: the distribution that brings it.
        version: of that distribution.
    """

    name: str
    package: str
    version: str
    rules: tuple[Rule, ...] = ()
    lexicons: tuple[Path, ...] = ()
    forms: tuple[tuple[str, Form], ...] = ()

    def error(self, reason: str, remedy: str = "") -> BadConfiguration:
        """The error to raise where something is wrong with it."""
        out = f"take it away with: pip uninstall {self.package}."
        return BadConfiguration(str(self), reason, remedy or f"Put the plugin right, or {out}")

    def __str__(self) -> str:
        return f"plugin {self.name} ({self.package} {self.version})"


def find_plugins() -> tuple[Plugin, ...]:
    """The plugins that are installed, by name, each with what it adds.

    Raises:
        BadConfiguration: a plugin can't be loaded, fails, gives what its hooks don't ask for, or names a form
            of report that is there already.
    """
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    found: dict[str, Plugin] = {}
    for point in sorted(entry_points(group=hookspecs.GROUP), key=lambda p: (p.name, p.value)):
        plugin = _named(point)
        if plugin.name in found:
            raise plugin.error(f"{found[plugin.name]} has the same name")
        _tried(plugin, partial(manager.register, _tried(plugin, point.load), name=point.name))
        found[plugin.name] = plugin
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        name = str(manager.get_name(error.plugin))
        raise found[name].error(f"it has a hook that there isn't ({error})") from error
    return _without_clashes(
        replace(
            plugin,
            rules=_given(plugin, manager.hook.verifier_rules, Rule),
            lexicons=_given(plugin, manager.hook.verifier_lexicons, Path),
            forms=_forms(plugin, manager.hook.verifier_forms),
        )
        for plugin in found.values()
    )


def _named(point: EntryPoint) -> Plugin:
    if point.dist is None:
        return Plugin(point.name, point.value, "")
    return Plugin(point.name, point.dist.name, point.dist.version)


def _tried(plugin: Plugin, call: Callable[[], Any]) -> Any:
    """What `call` gives. What goes wrong in it is the plugin's fault, and the error says so."""
    try:
        return call()
    except Exception as error:  # anything may go wrong in code of others
        raise plugin.error(f"it fails ({type(error).__name__}: {error})") from error


def _items(plugin: Plugin, hook: pluggy.HookCaller) -> list[Any]:
    """What the plugin's own function for `hook` gives, as a list."""
    return [
        item
        for implementation in hook.get_hookimpls()
        if implementation.plugin_name == plugin.name
        for item in _tried(plugin, partial(_called, implementation.function))
    ]


def _called(function: Callable[[], Any]) -> list[Any]:
    given = function()
    return list(given.items() if isinstance(given, Mapping) else given)


def _given(plugin: Plugin, hook: pluggy.HookCaller, kind: type) -> tuple[Any, ...]:
    items = _items(plugin, hook)
    for item in items:
        if not isinstance(item, kind):
            raise plugin.error(f"{hook.name} gives {item!r}, which is no {kind.__name__}")
    return tuple(items)


def _forms(plugin: Plugin, hook: pluggy.HookCaller) -> tuple[tuple[str, Form], ...]:
    found = []
    for item in _items(plugin, hook):
        match item:
            case (str(name), Form() as form):
                found.append((name, replace(form, package="")))
            case _:
                raise plugin.error(f"{hook.name} gives {item!r}, which is no name with a Form")
    return tuple(found)


def _without_clashes(plugins: Iterable[Plugin]) -> tuple[Plugin, ...]:
    owners = dict.fromkeys(FORMS, "this program")
    found = tuple(plugins)
    for plugin in found:
        for name, _ in plugin.forms:
            if name in owners:
                raise plugin.error(f"the form of report {name!r} is that of {owners[name]} already")
            owners[name] = str(plugin)
    return found
