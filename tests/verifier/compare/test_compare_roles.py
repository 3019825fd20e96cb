"""Whether the sources give somebody the office that the article gives."""

import pytest

from verifier.compare.roles import held_by_another, other_role


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("budget director", ["Deputy Budget Director"], "Deputy Budget Director"),
        ("deputy mayor", ["Mayor"], "Mayor"),
        ("mayor", ["alderman for sport"], "alderman for sport"),
        ("president", ["former president"], "former president"),
        ("chair", ["vice-chair"], "vice-chair"),
    ],
)
def test_another_office_is_named(ours, theirs, told):
    assert other_role(ours, theirs) == told


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("chief executive", ["Chief Executive Officer"]),
        ("head", ["director"]),
        ("Health Minister", ["Minister for Health and Care"]),
        ("premier", ["State premier"]),
        ("premier", ["prime minister"]),
        ("president", ["former president", "president"]),
        ("spokeswoman", ["head of the press office"]),
        ("mayor", []),
    ],
)
def test_what_may_be_one_office_is_not(ours, theirs):
    assert other_role(ours, theirs) == ""


@pytest.mark.parametrize(
    ("ours", "theirs", "others", "told"),
    [
        (
            "chief executive",
            ["country manager"],
            ["president and chief executive officer"],
            "country manager",
        ),
        ("chief executive", ["country manager"], ["spokeswoman"], ""),
        ("chief executive", ["chief executive officer"], ["chief executive"], ""),
        ("chief executive", [], ["chief executive"], ""),
        ("mayor", ["city leader"], ["former mayor"], ""),
        # Two may be spokeswomen.
        ("spokeswoman", ["lawyer"], ["spokeswoman"], ""),
    ],
)
def test_an_office_that_another_holds(ours, theirs, others, told):
    assert held_by_another(ours, theirs, others) == told
