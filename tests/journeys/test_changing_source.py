"""A source that is fetched, cited and changed: `make demo` shows it, with a real server on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.changing_source import run
from verifier.types import AttributionVerdict


def test_a_changed_source_is_reported_as_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = run(tmp_path)
    assert not before.findings
    assert {finding.rule for finding in after.findings} == {"FIG002", "SRC008"}
    changed = next(finding.message for finding in after.findings if finding.rule == "SRC008")
    assert "has changed since" in changed
    assert "moved 140 barges" in changed
    verdicts = [[c.verdict.attribution for c in r.article.claims if c.cited] for r in (before, after)]
    assert verdicts == [[AttributionVerdict.CONFIRMED], [AttributionVerdict.ALTERED]]
    assert before.manifest.store_head != after.manifest.store_head
    told = capsys.readouterr().out
    assert ": new\n" in told
    assert ": changed\n" in told
    assert told.count("Kept: ") == 2
