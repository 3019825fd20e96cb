"""The newsroom's settings: `verifier.toml`, found in the working folder or above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.errors import BadConfiguration
from verifier.plugins import Plugin, find_plugins
from verifier.render import FORMS, Form
from verifier.rules import RULES, Rule
from verifier.rules.house import house_rules
from verifier.rules.known import known_rules
from verifier.tables import SEVERITIES, Table, read_table
from verifier.types import Severity

FILE_NAME = "verifier.toml"
COLOURS = ("auto", "always", "never")
_NEVER = "never"
_KEYS = (
    "store",
    "snapshots",
    "desk",
    "fail_on",
    "format",
    "colour",
    "lexicon",
    "encoder",
    "baseline",
    "cache",
    "rules",
    "ignore",
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding the newsroom doesn't want to see. What is None matches everything; the rest must all match.

    Attributes:
        rule: id of the rule.
        path: glob over the article's place below the folder of verifier.toml, or over its name alone.
        speaker: name of a speaker of the sentence, in any case.
        reason: why, in the newsroom's words; may be empty.
    """

    rule: str | None = None
    path: str | None = None
    speaker: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings.

    Attributes:
        store: where the sources are: an SQLAlchemy URL or an absolute path; None for the usual place.
        snapshots: the folder of that store's snapshots, as an absolute path; None for the usual one.
        desk: the file of what editors decide, as an absolute path; None for the usual place.
        fail_on: the least severity that makes the exit status 1; None for never.
        disabled: ids of rules that are off.
        enabled: ids of rules that are off unless they are named here.
        severities: ids of rules with the severity that replaces their own.
        rule_files: the newsroom's own files of rules, as absolute paths.
        ignore: findings not to be shown.
        baseline: the file of old findings not to be shown, as an absolute path, or None.
        lexicons: the newsroom's own files of actors, as absolute paths.
        encoder: folder of a sentence-transformers model to search with; None for the shipped one.
        format: of the report.
        colour: auto, always or never.
        cache: True to keep what the networks gave for the next check; see `verifier.memory`.
        path: the file that this was read from, or None.
        plugins: what other packages add.
        rules: every rule there is: ours, those of plugins and those of `rule_files`.
    """

    store: str | None = None
    snapshots: Path | None = None
    desk: Path | None = None
    fail_on: Severity | None = Severity.ERROR
    disabled: tuple[str, ...] = ()
    enabled: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    rule_files: tuple[Path, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    baseline: Path | None = None
    lexicons: tuple[Path, ...] = ()
    encoder: Path | None = None
    format: str = "terminal"
    colour: str = "auto"
    cache: bool = True
    path: Path | None = None
    plugins: tuple[Plugin, ...] = ()
    rules: tuple[Rule, ...] = RULES

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms of report by the name that `--format` takes."""
        return {**FORMS, **{name: form for plugin in self.plugins for name, form in plugin.forms}}


def find_config(start: Path | None = None) -> Path | None:
    """The nearest `verifier.toml` in `start` (the working folder by default) or above it, or None."""
    folder = (start if start is not None else Path.cwd()).resolve()
    return next((f / FILE_NAME for f in (folder, *folder.parents) if (f / FILE_NAME).is_file()), None)


def load_config(start: Path | None = None) -> Config:
    """The settings that hold in the folder `start`: those of the nearest `verifier.toml`, else the defaults.

    Raises BadConfiguration, naming file and key, for a file that can't be read, a key that isn't known and a
    value that doesn't fit; and for a plugin that fails.
    """
    return config_at(find_config(start))


def config_at(path: Path | None) -> Config:
    """The settings in the file at `path`, the defaults where None. Raises as `load_config` does."""
    if path is not None:
        return read_config(path)
    plugins = find_plugins()
    return Config(lexicons=_lexicons(plugins), plugins=plugins, rules=_rules(plugins, ()))


def read_config(path: Path) -> Config:
    """The settings in the file at `path`. Raises BadConfiguration as `load_config` does."""
    table = read_table(path)
    table.only(*_KEYS)
    plugins = find_plugins()
    rules = table.table("rules")
    rules.only("disabled", "enabled", "files", "severity")
    files = _all_placed(rules, "files")
    known = _rules(plugins, files)
    ids = [r.id for r in known]
    weights = rules.table("severity")
    weights.only(*ids)
    default = Config()
    return Config(
        store=_store(table),
        snapshots=_beside(table, "snapshots"),
        desk=_beside(table, "desk"),
        fail_on=_fail_on(table, default),
        disabled=rules.choices("disabled", ids),
        enabled=_enabled(rules, ids),
        severities=tuple((name, weights.severity(name)) for name in weights.values),
        rule_files=files,
        ignore=tuple(_ignore(entry, ids) for entry in table.tables("ignore")),
        baseline=_beside(table, "baseline"),
        lexicons=(*_lexicons(plugins), *_all_placed(table, "lexicon")),
        encoder=_beside(table, "encoder"),
        format=table.choice("format", tuple(Config(plugins=plugins).forms)) or default.format,
        colour=table.choice("colour", COLOURS) or default.colour,
        cache=table.flag("cache", default=default.cache),
        path=path,
        plugins=plugins,
        rules=known,
    )


def _rules(plugins: tuple[Plugin, ...], files: tuple[Path, ...]) -> tuple[Rule, ...]:
    of_plugins = [(str(plugin), rule) for plugin in plugins for rule in plugin.rules]
    of_house = [(str(file), rule) for file in files for rule in house_rules(file)]
    return known_rules([*of_plugins, *of_house])


def _lexicons(plugins: tuple[Plugin, ...]) -> tuple[Path, ...]:
    return tuple(path for plugin in plugins for path in plugin.lexicons)


def _beside(table: Table, key: str) -> Path | None:
    """The path under `key`; a relative one starts from the folder of the file."""
    value = table.text(key)
    return None if value is None else _placed(table, key, value)


def _all_placed(table: Table, key: str) -> tuple[Path, ...]:
    return tuple(_placed(table, key, value) for value in table.texts(key))


def _placed(table: Table, key: str, value: str) -> Path:
    return table.file.parent / expanded(Path(value), subject=f"{table.file}, {table.name}{key}")


def expanded(path: Path, *, subject: str) -> Path:
    """`path` with the home folder that "~" or "~name" stands for.

    Raises:
        BadConfiguration: there is no such user; it is about `subject`.
    """
    try:
        return path.expanduser()
    except RuntimeError:
        reason = f'there is no user whose folder "{path}" could be in'
        raise BadConfiguration(subject, reason, "Write the path in full.") from None


def _enabled(rules: Table, ids: list[str]) -> tuple[str, ...]:
    found = rules.choices("enabled", ids)
    both = sorted({*found} & {*rules.texts("disabled")})
    if both:
        raise rules.error("enabled", f"{both[0]} is disabled as well", "Name it in one of the two lists.")
    return found


def _fail_on(table: Table, default: Config) -> Severity | None:
    word = table.choice("fail_on", (*SEVERITIES, _NEVER))
    if word is None:
        return default.fail_on
    return None if word == _NEVER else SEVERITIES[word]


def _ignore(entry: Table, ids: list[str]) -> Ignore:
    entry.only("rule", "path", "speaker", "reason")
    reason = entry.text("reason") or ""
    found = Ignore(entry.choice("rule", ids), entry.text("path"), entry.text("speaker"), reason)
    if found == Ignore(reason=reason):
        raise entry.error(
            "rule", "an entry that names nothing would silence everything", "Name a rule or a path."
        )
    return found


def _store(table: Table) -> str | None:
    """The store as an absolute path, or as a URL; relative ones start from the folder of the file."""
    value = table.text("store")
    if value is None:
        return None
    scheme, separator, rest = value.partition(":///")
    if separator and scheme.split("+")[0] == "sqlite":
        absolute = not rest or rest.startswith(("/", ":memory:", "file:"))
        return value if absolute else f"{scheme}:///{table.file.parent / rest}"
    return value if "://" in value else str(_placed(table, "store", value))
