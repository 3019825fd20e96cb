"""Plugins: the worked one of docs/plugins.md, and what goes wrong with others."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from claims.reading import read_text
from claims.types import SpeakerType
from sources.encoder import Encoder
from verifier.cli import run
from verifier.config import load_config
from verifier.pipeline import check
from verifier.plugins import find_plugins
from verifier.trying import failures

PLUGIN = Path(__file__).parents[2] / "examples" / "plugin"

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Makes a package known by its metadata, as an installer leaves it beside the code."""
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)

    def give(name: str, points: str, code: str | None = None, version: str = "1.0") -> None:
        folder = tmp_path / f"site-{name}"
        info = folder / f"{name}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[attribution_verifier]\n{points}\n")
        if code is not None:
            (folder / f"{name}.py").write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(str(folder))

    yield give
    for name in set(sys.modules) - before:
        if name.startswith(("newsroom_example", "broken", "other")):
            del sys.modules[name]


@pytest.fixture
def worked(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = ConfigParser()
    setup.read(PLUGIN / "setup.cfg", encoding="utf-8")
    monkeypatch.syspath_prepend(str(PLUGIN))
    points = setup["options.entry_points"]["attribution_verifier"].strip()
    install("newsroom-example", points, version=setup["metadata"]["version"])


def test_without_plugins_there_are_none() -> None:
    assert find_plugins() == ()


def test_the_page_shows_the_code_of_the_plugin() -> None:
    page = (PLUGIN.parents[1] / "docs" / "plugins.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", page, re.DOTALL | re.MULTILINE))
    assert len(shown) == 5
    for name, code in shown.items():
        assert (PLUGIN / name).read_text(encoding="utf-8") == code, name


@pytest.mark.usefixtures("worked")
def test_what_the_worked_plugin_adds_is_known_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    config = load_config()
    rule = config.rules[-1]
    assert rule.id == "NWS001"
    assert not list(failures(rule, Encoder()))
    text = f"{rule.hits[0].text} Lantern Circle said the pier was closed.\n"
    report = check(read_text(text, name="draft.md", format="markdown"), config=config)
    assert ("newsroom-example", "1.0") in report.manifest.plugins
    assert "NWS001" in report.manifest.rules
    assert "NWS001" in {f.rule for f in report.findings}
    speakers = {c.claim.speaker.name: c.claim.speaker.type for c in report.article.claims if c.claim.speaker}
    assert speakers["Lantern Circle"] is SpeakerType.NGO

    Path("draft.md").write_text(text, encoding="utf-8")
    assert run(["check", "draft.md", "--no-store", "--format", "lines"]) == 0
    assert "draft.md:1:1: NWS001 Too long to be read aloud\n" in capsys.readouterr().out
    assert run(["plugins", "--format", "json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed == {
        "name": "newsroom",
        "package": "newsroom-example",
        "version": "1.0",
        "rules": ["NWS001"],
        "lexicons": ["people.toml"],
        "forms": ["lines"],
    }
    Path("verifier.toml").write_text('format = "lines"\n[rules]\ndisabled = ["NWS001"]\n', encoding="utf-8")
    assert run(["check", "draft.md", "--no-store"]) == 0
    assert "NWS001" not in capsys.readouterr().out
    assert run(["rule", "nws001"]) == 0
    assert "Our guide for the audio desk" in capsys.readouterr().out


RULE = """
from verifier.hookspecs import hookimpl
from verifier.rules.rule import Rule
from verifier.types import Severity

@hookimpl
def verifier_rules():
    return [Rule({id!r}, "t", Severity.ERROR, ("us",), "w.", "a.", lambda article: (), (), ())]
"""
FORM = """
from verifier.hookspecs import hookimpl
from verifier.render import Form

@hookimpl
def verifier_forms():
    return {given}
"""


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_library", "no_such_library"),
        ("raise RuntimeError('no licence')", "no licence"),
        (RULE.format(id="QUO900"), "ids with QUO"),
        (RULE.format(id="quo1"), "not the id of a rule"),
        (FORM.format(given="{'json': Form('x', '.x')}"), "'json' is that of this program"),
        (FORM.format(given="{'x': 3}"), "no name with a Form"),
        (FORM.format(given="1 / 0"), "ZeroDivisionError"),
        (FORM.format(given="{}").replace("verifier_forms", "verifier_shapes"), "hook that there isn't"),
        (RULE.format(id="BRK001").replace("return [", "return [7] or ["), "7"),
    ],
)
def test_a_plugin_that_fails_is_named_with_a_remedy(install: Install, code: str, reason: str) -> None:
    install("broken", "bad = broken", code)
    with pytest.raises(BadConfiguration) as caught:
        load_config()
    assert "plugin bad (broken 1.0)" in caught.value.subject
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_two_plugins_cannot_have_the_same_id(install: Install) -> None:
    install("broken", "bad = broken", RULE.format(id="BRK001"))
    install("other", "fine = other", RULE.format(id="BRK001"))
    with pytest.raises(BadConfiguration, match=r"plugin bad .* has a rule with this id"):
        load_config()


def test_two_plugins_of_one_name_are_refused(install: Install) -> None:
    install("broken", "bad = broken", RULE.format(id="BRK001"))
    install("other", "bad = other", RULE.format(id="OTH001"))
    with pytest.raises(BadConfiguration, match="has the same name"):
        load_config()
