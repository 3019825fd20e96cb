import pytest

from verifier.compare.negation import compare_negation
from verifier.types import Outcome


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The minister took bribes from a builder.", "The minister did not take bribes from a builder."),
        ("The minister did not take bribes from a builder.", "The minister took bribes from a builder."),
        ("The dam never leaked during the flood.", "The dam leaked during the flood."),
        ("Exports rose in the spring.", "Exports fell in the spring by a tenth."),
        ("The ministry confirmed the raid happened.", "The ministry denied the raid happened."),
        ("The court acquitted the mayor of fraud.", "The court convicted the mayor of fraud."),
        ("Parliament approved the fishing bill.", "Parliament rejected the fishing bill."),
        ("The mayor can't close the port this year.", "The mayor can close the port this year."),
    ],
)
def test_opposites_differ_and_are_named(claim, passage):
    signal = compare_negation(claim, passage)
    assert signal.outcome is Outcome.DIFFERS
    assert signal.detail.count('"') >= 4
    assert all(len(s) for s in (*signal.claim_spans, *signal.passage_spans))


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The court never heard the case.", "The court did not hear the case."),
        ("Workers were paid in full.", "The workers, who had not eaten, were paid in full."),
        ("The mayor opened the port.", "The mayor opened the port on Monday, no thanks to the council."),
        ("The road is not safe for cyclists.", "The road is unsafe for cyclists."),
        ("Exports rose in the spring.", "Exports rose in the spring and fell in autumn."),
    ],
)
def test_no_false_alarm(claim, passage):
    assert compare_negation(claim, passage).outcome is not Outcome.DIFFERS


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The firm dumped waste in the river.", "The firm may have dumped waste in the river."),
        ("The clerk stole the files.", "The clerk allegedly stole the files."),
    ],
)
def test_a_lost_hedge_is_partly(claim, passage):
    signal = compare_negation(claim, passage)
    assert signal.outcome is Outcome.PARTLY
    assert "hedges" in signal.detail


def test_an_added_hedge_still_agrees():
    signal = compare_negation(
        "The firm may have dumped waste in the river.", "The firm dumped waste in the river."
    )
    assert signal.outcome is Outcome.AGREES
    assert signal.score < 1.0


def test_a_denial_that_the_passage_lacks_is_not_borne_out():
    claim = "In spring Hald was not chosen for the national rowing team of Oru."
    signal = compare_negation(claim, "The federation names its team. Hald rows in seat three.")
    assert signal.outcome is Outcome.PARTLY
    assert [s.of(claim) for s in signal.claim_spans] == ["not"]


def test_silent_where_nothing_is_close():
    assert compare_negation("The mayor opened the port.", "Rain fell in the north.").outcome is Outcome.SILENT
    assert compare_negation("The mayor opened the port.", "").outcome is Outcome.SILENT


def test_adding_not_moves_the_outcome():
    passage = "The mayor closed the old port after the storm."
    assert compare_negation("The mayor closed the old port.", passage).outcome is Outcome.AGREES
    assert compare_negation("The mayor has not closed the old port.", passage).outcome is not Outcome.AGREES
