"""The newsroom's settings: `verifier.toml`, found in the working folder or above it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import BadConfiguration
from verifier.render import FORMS
from verifier.rules import RULES, near
from verifier.types import Severity

FILE_NAME = "verifier.toml"
COLOURS = ("auto", "always", "never")
_SEVERITIES = {s.name.lower(): s for s in Severity}
_NEVER = "never"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding the newsroom doesn't want to see. What is None matches everything; the rest must all match.

    Attributes:
        rule: id of the rule.
        path: glob over the name of the article.
        speaker: name of a speaker of the sentence, in any case.
    """

    rule: str | None = None
    path: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """All settings.

    Attributes:
        store: where the sources are: an SQLAlchemy URL or an absolute path; None for the usual place.
        snapshots: the folder of that store's snapshots, as an absolute path; None for the usual one.
        desk: the file of what editors decide, as an absolute path; None for the usual place.
        fail_on: the least severity that makes the exit status 1; None for never.
        disabled: ids of rules that are off.
        severities: ids of rules with the severity that replaces their own.
        ignore: findings not to be shown.
        lexicons: the newsroom's own files of actors, as absolute paths.
        encoder: folder of a sentence-transformers model to search with; None for the shipped one.
        format: of the report.
        colour: auto, always or never.
        path: the file that this was read from, or None.
    """

    store: str | None = None
    snapshots: Path | None = None
    desk: Path | None = None
    fail_on: Severity | None = Severity.ERROR
    disabled: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    ignore: tuple[Ignore, ...] = ()
    lexicons: tuple[Path, ...] = ()
    encoder: Path | None = None
    format: str = "terminal"
    colour: str = "auto"
    path: Path | None = None


def find_config(start: Path | None = None) -> Path | None:
    """The nearest `verifier.toml` in `start` (the working folder by default) or above it, or None."""
    folder = (start if start is not None else Path.cwd()).resolve()
    return next((f / FILE_NAME for f in (folder, *folder.parents) if (f / FILE_NAME).is_file()), None)


def load_config(start: Path | None = None) -> Config:
    """The settings that hold in the folder `start`: those of the nearest `verifier.toml`, else the defaults.

    Raises BadConfiguration, naming file and key, for a file that can't be read, a key that isn't known and a
    value that doesn't fit.
    """
    path = find_config(start)
    return Config() if path is None else read_config(path)


def read_config(path: Path) -> Config:
    """The settings in the file at `path`. Raises BadConfiguration as `load_config` does."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfiguration(
            str(path), f"the file can't be read ({error})", "Check that it is UTF-8 text."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise BadConfiguration(str(path), f"this isn't TOML ({error})", "Put the line right.") from None
    return _config(_Table(path, "", table), path)


def _config(table: _Table, path: Path) -> Config:
    table.only(
        "store", "snapshots", "desk", "fail_on", "format", "colour", "lexicon", "encoder", "rules", "ignore"
    )
    rules = table.table("rules")
    rules.only("disabled", "severity")
    weights = rules.table("severity")
    weights.only(*(r.id for r in RULES))
    default = Config()
    store = table.text("store")
    snapshots = table.text("snapshots")
    desk = table.text("desk")
    encoder = table.text("encoder")
    return Config(
        store=_store(store, path.parent) if store is not None else None,
        snapshots=path.parent / Path(snapshots).expanduser() if snapshots is not None else None,
        desk=path.parent / Path(desk).expanduser() if desk is not None else None,
        fail_on=_fail_on(table, default),
        disabled=tuple(rules.rule_id(name, "disabled") for name in rules.texts("disabled")),
        severities=tuple((name, weights.severity(name)) for name in weights.values),
        ignore=tuple(_ignore(entry) for entry in table.tables("ignore")),
        lexicons=tuple(path.parent / name for name in table.texts("lexicon")),
        encoder=path.parent / Path(encoder).expanduser() if encoder is not None else None,
        format=table.choice("format", tuple(FORMS)) or default.format,
        colour=table.choice("colour", COLOURS) or default.colour,
        path=path,
    )


def _fail_on(table: _Table, default: Config) -> Severity | None:
    word = table.choice("fail_on", (*_SEVERITIES, _NEVER))
    if word is None:
        return default.fail_on
    return None if word == _NEVER else _SEVERITIES[word]


def _ignore(entry: _Table) -> Ignore:
    entry.only("rule", "path", "speaker", "reason")
    entry.text("reason")
    rule = entry.text("rule")
    found = Ignore(
        rule=entry.rule_id(rule, "rule") if rule is not None else None,
        path=entry.text("path"),
        speaker=entry.text("speaker"),
    )
    if found == Ignore():
        raise entry.error(
            "rule", "an entry that names nothing would silence everything", "Name a rule or a path."
        )
    return found


def _store(value: str, folder: Path) -> str:
    """The store as an absolute path, or as a URL; relative ones start from the folder of the file."""
    scheme, separator, rest = value.partition(":///")
    if separator and scheme.split("+")[0] == "sqlite":
        absolute = not rest or rest.startswith(("/", ":memory:", "file:"))
        return value if absolute else f"{scheme}:///{folder / rest}"
    return value if "://" in value else str(folder / Path(value).expanduser())


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file that knows its place, so that every error can name it."""

    file: Path
    name: str
    values: dict[str, Any]

    def error(self, key: str, reason: str, remedy: str) -> BadConfiguration:
        return BadConfiguration(f"{self.file}, {self.name}{key}", reason, remedy)

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                raise self.error(key, "there is no such key", near(key, list(known)))

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.error(key, "this must be a text", 'Write it as key = "value".')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(i, str) and i.strip() for i in items):
            raise self.error(key, "this must be a list of texts", 'Write it as key = ["one", "two"].')
        return tuple(items)

    def choice(self, key: str, known: tuple[str, ...]) -> str | None:
        value = self.text(key)
        if value is not None and value not in known:
            raise self.error(key, f"{value!r} is not one of its values", near(value, list(known)))
        return value

    def severity(self, key: str) -> Severity:
        word = self.choice(key, tuple(_SEVERITIES))
        return _SEVERITIES[str(word)]

    def rule_id(self, name: str, key: str) -> str:
        known = [r.id for r in RULES]
        if name not in known:
            raise self.error(key, f"there is no rule {name!r}", near(name, known))
        return name

    def table(self, key: str) -> _Table:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "this must be a table", f"Write it as [{self.name}{key}].")
        return _Table(self.file, f"{self.name}{key}.", value)

    def tables(self, key: str) -> tuple[_Table, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(i, dict) for i in value):
            raise self.error(key, "this must be a list of tables", f"Write each as [[{self.name}{key}]].")
        return tuple(_Table(self.file, f"{self.name}{key}[{n}].", entry) for n, entry in enumerate(value, 1))
