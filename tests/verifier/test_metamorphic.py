"""What must move a verdict and what must not, on texts of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from verifier.compare.quote import compare_quotation
from verifier.judge import judge
from verifier.types import QuoteState
from verifier.types import SubstanceVerdict as V

SOURCE = """Sunday report of the valley police.
On 3 May officers arrested 14 men after a fire at the sawmill in Gdow. Nobody was hurt.
Judge Ilse Tornak released the owner, Marek Dolny, on Friday. The prosecutor had accused Dolny of fraud.
The council approved the new bridge in March and will open it to lorries next year.
Bread prices rose by 9 per cent in Gdow last winter. The school has closed its kitchen.
"""
TRUE = (
    "Officers arrested 14 men after a fire at the sawmill in Gdow.",
    "Judge Ilse Tornak released the owner, Marek Dolny, on Friday.",
    "The council approved the new bridge in March and will open it to lorries next year.",
    "Bread prices rose by 9 per cent in Gdow last winter.",
    "The school has closed its kitchen.",
)
FALSE = (
    # A number, a name, a month changed.
    "Officers arrested 41 men after a fire at the sawmill in Gdow.",
    "Judge Ilse Tornak released the owner, Jonas Abel, on Friday.",
    "The council approved the new bridge in August.",
    # Speakers swapped.
    "Marek Dolny had accused the prosecutor of fraud.",
    # A denial put in.
    "Officers did not arrest 14 men after a fire at the sawmill in Gdow.",
    "The council has not approved the new bridge.",
    "The school has not closed its kitchen.",
    # The past as the future, and the opposite.
    "The school will close its kitchen next year.",
    "Bread prices fell by 9 per cent in Gdow last winter.",
)


@pytest.mark.parametrize("claim", TRUE)
def test_what_the_source_says_is_supported(claim: str) -> None:
    assert judge(claim, SOURCE).verdict is V.SUPPORTED


@pytest.mark.parametrize("claim", FALSE)
def test_one_change_moves_the_verdict(claim: str) -> None:
    assert judge(claim, SOURCE).verdict is not V.SUPPORTED


@pytest.mark.parametrize("claim", TRUE + FALSE)
def test_the_order_of_paragraphs_and_other_matter_do_not(claim: str) -> None:
    turned = "\n".join(reversed(SOURCE.strip().split("\n")))
    more = SOURCE + "A recipe for plum jam follows. Wash the plums and boil them slowly.\n"
    verdict = judge(claim, SOURCE).verdict
    assert judge(claim, turned).verdict is verdict
    assert judge(claim, more).verdict is verdict


def test_what_the_source_has_as_done_is_told_where_the_claim_has_it_to_come() -> None:
    found = judge("The school will close its kitchen next year.", SOURCE)
    assert found.verdict is V.UNSURE
    assert "still to come" in found.reason


def test_curly_marks_are_straight_marks() -> None:
    said, source = "We'll rebuild every house", "The mayor said: “We’ll rebuild every house.”"
    found = {compare_quotation(q, source).state for q in (said, said.replace("'", "’"))}
    assert found <= {QuoteState.VERBATIM, QuoteState.NORMALISED}
    claim = "The mayor said “we’ll rebuild every house”."
    straight = claim.replace("“", '"').replace("”", '"').replace("’", "'")
    assert judge(claim, source).verdict is judge(straight, source).verdict


def test_one_pair_and_many_give_the_same_bytes(tmp_path: Path) -> None:
    pairs = [{"id": n, "claim": claim, "source_text": SOURCE} for n, claim in enumerate(TRUE + FALSE)]
    answers = []
    for group, seed in ((pairs, "1"), (pairs[::-1], "2"), (pairs[3:4], "3")):
        given, told = tmp_path / f"in{seed}.jsonl", tmp_path / f"out{seed}.jsonl"
        given.write_text("".join(json.dumps(p) + "\n" for p in group), encoding="utf-8")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "OMP_NUM_THREADS": seed}
        command = [sys.executable, "-m", "verifier", "judge", str(given), str(told)]
        subprocess.run(command, check=True, env=environment)
        lines = (json.loads(line) for line in told.read_text(encoding="utf-8").splitlines())
        answers.append({line["id"]: {k: v for k, v in line.items() if k != "secs"} for line in lines})
    every, turned, one = answers
    assert every == turned
    assert one == {3: every[3]}
