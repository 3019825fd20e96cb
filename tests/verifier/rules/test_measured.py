"""What was measured of each rule, as the package tells it."""

from __future__ import annotations

from verifier.rules import RULES
from verifier.rules.docs import render_rules
from verifier.rules.measured import MEASURED, Measured, measured, share


def test_shares_are_told_with_their_counts() -> None:
    assert Measured(4, 3, 2, 1).told() == (
        "alarms that are right: 75 % (3 of 4); faults that are found: 50 % (1 of 2)"
    )
    assert Measured(0, 0, 0, 0).told() == (
        "alarms that are right: no alarm; faults that are found: no fault to find"
    )
    assert share(0, 3) == "0 % (0 of 3)"


def test_nothing_has_no_share() -> None:
    nothing = Measured(0, 0, 0, 0)
    assert (nothing.precision, nothing.recall) == (None, None)
    assert (Measured(4, 3, 2, 1).precision, Measured(4, 3, 2, 1).recall) == (0.75, 0.5)


def test_counts_are_sound_and_of_rules_that_there_are() -> None:
    names = [line.split(" = ")[0] for line in MEASURED.read_text("utf-8").splitlines() if line[0] != "#"]
    assert names
    assert set(names) <= {r.id for r in RULES}
    for m in map(measured, names):
        assert m is not None
        assert 0 <= m.right <= m.alarms
        assert 0 <= m.found <= m.faults
    assert measured("TXT001") is None


def test_the_page_shows_counts_and_says_where_there_are_none() -> None:
    page, m = render_rules(), measured("FIG002")
    assert m is not None
    row = next(line for line in page.splitlines() if line.startswith("| [FIG002]"))
    assert f"({m.right} of {m.alarms})" in row
    assert f"({m.found} of {m.faults})" in row
    assert next(line for line in page.splitlines() if line.startswith("| [TXT001]")).endswith(
        "| not measured | not measured |"
    )
