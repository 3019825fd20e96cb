"""Settings from real verifier.toml files."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from sources.encoder import Encoder, model_folder
from verifier.config import Config, Ignore, find_config, load_config, read_config
from verifier.encoders import text_encoder
from verifier.trying import failures
from verifier.types import Severity

FULL = """
store = "sources.db"
desk = "shared/desk.db"
fail_on = "warning"
format = "json"
colour = "never"
lexicon = ["lists/actors.toml"]
encoder = "models/own"

[rules]
disabled = ["VRB003"]

[rules.severity]
ATT007 = "suggestion"
FAI001 = "error"

[[ignore]]
rule = "QUO003"
path = "interviews/*"
speaker = "Hana Sato"
reason = "we hold the tape"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "verifier.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, FULL)
    config = load_config(tmp_path)
    assert config == Config(
        store=str(tmp_path / "sources.db"),
        desk=tmp_path / "shared/desk.db",
        fail_on=Severity.WARNING,
        disabled=("VRB003",),
        severities=(("ATT007", Severity.SUGGESTION), ("FAI001", Severity.ERROR)),
        ignore=(Ignore(rule="QUO003", path="interviews/*", speaker="Hana Sato", reason="we hold the tape"),),
        lexicons=(tmp_path / "lists/actors.toml",),
        encoder=tmp_path / "models/own",
        format="json",
        colour="never",
        path=path,
    )


def test_the_file_is_found_above_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "")
    deep = tmp_path / "desk" / "politics"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_config() == path == load_config().path
    nearer = write(deep, 'format = "html"')
    assert load_config(deep) == Config(format="html", path=nearer)


def test_defaults_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.config.FILE_NAME", "no-such-verifier.toml")
    config = load_config(tmp_path)
    assert config == Config()
    assert config.fail_on is Severity.ERROR
    assert config.store is None


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("sources.db", "{folder}/sources.db"),
        ("/srv/desk/sources.db", "/srv/desk/sources.db"),
        ("postgresql+psycopg://desk@db/sources", "postgresql+psycopg://desk@db/sources"),
        ("sqlite:///sources.db", "sqlite:///{folder}/sources.db"),
        ("sqlite+pysqlite:////srv/s.db", "sqlite+pysqlite:////srv/s.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite://", "sqlite://"),
    ],
)
def test_a_store_is_relative_to_the_file(tmp_path: Path, given: str, read: str) -> None:
    write(tmp_path, f'store = "{given}"')
    assert load_config(tmp_path).store == read.format(folder=tmp_path)


def test_never_failing(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, 'fail_on = "never"')).fail_on is None


def test_one_lexicon_may_stand_without_a_list(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, 'lexicon = "a.toml"')).lexicons == (tmp_path / "a.toml",)


def test_a_lexicon_may_lie_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "lena"))
    found = read_config(write(tmp_path, 'lexicon = "~/a.toml"'))
    assert found.lexicons == (tmp_path / "lena" / "a.toml",)


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ('fial_on = "error"', "fial_on", "fail_on"),
        ("[rulez]", "rulez", "rules"),
        ('[rules]\ndisable = ["ATT001"]', "rules.disable", "disabled"),
        ('[rules]\nenabled = ["ATT0001"]', "rules.enabled", "ATT001"),
        ('[rules]\nenabled = ["ATT001"]\ndisabled = ["ATT001"]', "rules.enabled", "one of the two"),
        ('[[ignore]]\nreason = "no"', "ignore[1].rule", "Name a rule"),
        ("baseline = 3", "baseline", "key ="),
        ('[rules]\ndisabled = ["ATT0001"]', "rules.disabled", "ATT001"),
        ('[rules.severity]\nATT07 = "error"', "rules.severity.ATT07", "ATT007"),
        ('[rules.severity]\nATT007 = "eror"', "rules.severity.ATT007", "error"),
        ('fail_on = "sometimes"', "fail_on", "never"),
        ('format = "jason"', "format", "json"),
        ('colour = "maybe"', "colour", "auto"),
        ("store = 3", "store", "key ="),
        ('store = " "', "store", "key ="),
        ('store = "~nob\\u0000r/x.db"', "store", "key ="),
        ('lexicon = ["a\\u0000.toml"]', "lexicon", "list"),
        ("lexicon = [1]", "lexicon", "list"),
        ('rules = "all"', "rules", "[rules]"),
        ('ignore = "QUO003"', "ignore", "[[ignore]]"),
        ("[[ignore]]", "ignore[1].rule", "Name a rule"),
        ('[[ignore]]\nrule = "QUO003"\n[[ignore]]\npaht = "x"', "ignore[2].paht", "path"),
        ('[[ignore]]\nrule = "QUO0O3"', "ignore[1].rule", "QUO003"),
        ("store = ", "verifier.toml", "line"),
        (f"cache = {'9' * 5_000}", "verifier.toml", "line"),
        ('store = "~nobody-there/x.db"', "store", "in full"),
        ('desk = "~nobody-there/x.db"', "desk", "in full"),
        ('lexicon = ["~nobody-there/x.toml"]', "lexicon", "in full"),
        ('[rules]\nfiles = ["~nobody-there/x.toml"]', "rules.files", "in full"),
    ],
)
def test_what_is_wrong_is_named_with_file_key_and_remedy(
    tmp_path: Path, text: str, place: str, remedy: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(BadConfiguration) as caught:
        load_config(tmp_path)
    assert caught.value.subject.startswith(str(path))
    assert place in caught.value.subject
    assert remedy in f"{caught.value.reason} {caught.value.remedy}"


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "verifier.toml").write_bytes(b'store = "\xff\xfe"')
    with pytest.raises(BadConfiguration, match="UTF-8"):
        load_config(tmp_path)


def test_the_page_on_settings_tells_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = tomllib.loads(page.split("```toml\n")[1].split("```")[0])
    settings = {f.name for f in fields(Config)} - {"path", "plugins", "rules"}
    told = {*example, *example["rules"]} - {"rules"}
    renamed = {"severities": "severity", "lexicons": "lexicon", "rule_files": "files"}
    assert told == {renamed.get(name, name) for name in settings}


def test_the_example_on_the_page_is_valid(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    settings, house = (part.split("```")[0] for part in page.split("```toml\n")[1:3])
    write(tmp_path, settings)
    (tmp_path / "house.toml").write_text(house, encoding="utf-8")
    config = load_config(tmp_path)
    assert config.fail_on is Severity.WARNING
    assert config.rules[-1].id == "HOU001"
    assert not list(failures(config.rules[-1], Encoder()))


def test_the_named_encoder_is_used(tmp_path: Path) -> None:
    assert text_encoder(Config()).name == Encoder.name
    own = text_encoder(Config(encoder=model_folder()))
    assert own.name == model_folder().name
    with pytest.raises(BadConfiguration, match="no-such-folder"):
        text_encoder(Config(encoder=tmp_path / "no-such-folder"))
