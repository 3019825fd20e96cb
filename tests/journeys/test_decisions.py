"""A draft is checked, decided on, edited, checked again: what was decided stays, what changed comes back."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from verifier.cli import run

DRAFT = (
    "The harbour was shut on Monday.\n\n"
    "The mayor, Ada Holm, admitted that the eastern pier was probably unsafe for years.\n\n"
    "“Nobody told us,” he said. He conceded that the lights were broken.\n"
)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "pier.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_draft_through_its_versions(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def verifier(*arguments: str) -> str:
        assert run([*arguments]) in (0, 1)
        return capsys.readouterr().out

    def review(*answers: str) -> str:
        lines = "".join(f"{answer}\n" for answer in answers)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))
        return verifier("review", str(draft), "--no-store", "--as", "Lena")

    def check(*options: str) -> str:
        return verifier("check", str(draft), "--no-store", *options)

    assert "admitted" in check("-q")
    # Both verbs are dismissed, whatever else is asked about.
    asked = [line for line in review(*["n"] * 20).splitlines() if "pier.md:" in line]
    answers = ["d the mayor's own words" if "VRB001" in line else "n" for line in asked[1:]]
    review(*answers)
    assert "2 dismissed at the desk." in check("-q")
    assert "VRB001" not in check("-q")
    assert "VRB001" in check("-q", "--no-desk")

    # Moved, and a slip mended in it: still dismissed. Reworded: back again.
    edited = "A ferry ran aground.\n\n" + DRAFT.replace("probably", "probaly")
    draft.write_text(edited.replace("lights were broken", "lights had been out for weeks"), encoding="utf-8")
    again = check("-q")
    assert "1 dismissed at the desk." in again
    assert again.count("VRB001") == 1
    assert "conceded" in again

    summed = review("q")
    assert "Since the check of" in summed
    assert "new: VRB001" in summed
    assert "fixed: VRB001" in summed
    assert "lights were broken" in summed

    # A speaker who is assigned shows in the next report.
    review("s Harbour Watch Foundation", "q")
    shown = check()
    assert "Harbour Watch Foundation" in shown
    assert "corrected at the desk by Lena" in shown
    assert "VRB001" in verifier("rule", "--stats")
