"""Whether the sources give somebody the office that the article gives."""

import pytest

from verifier.compare.roles import other_role


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
        ("president", ["former president", "president"]),
        ("spokeswoman", ["head of the press office"]),
        ("mayor", []),
    ],
)
def test_what_may_be_one_office_is_not(ours, theirs):
    assert other_role(ours, theirs) == ""
