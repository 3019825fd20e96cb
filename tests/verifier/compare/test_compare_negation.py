import pytest

from tests.verifier.compare.told import AGREES, DIFFERS, PARTLY, SILENT, Told, told
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
        ("The ship in the harbour was not Russian.", "The ship in the harbour was Russian."),
        ("The ferry left with passengers on Monday.", "The ferry left without passengers on Monday."),
        ("The list for tests shrank by 2.1 per cent.", "The list for tests climbed by 2.1 per cent."),
        ("The fall was due solely to cheaper fuel.", "The fall was due mainly to cheaper fuel."),
        ("All ferries to Oru were cancelled.", "Most ferries to Oru were cancelled."),
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
        ("Ann Rook, not Tornak, wrote The Sea.", "Often given to Tornak, The Sea was written by Ann Rook."),
        ("The firm has good prices with quick service.", "The firm has good prices without cutting service."),
        (
            "Delgado lost in the 3-2 vote on the budget.",
            "Delgado could not vote for the budget. It passed 3-2.",
        ),
        ("He will plead not guilty, said his attorney.", "She said that he would plead not guilty."),
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


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("Oru won the final in Bena.", "Oru lost the final in Bena.",
         (DIFFERS, 0.0, 'The claim says "won" where the passage says "lost".', ["won"], ["lost"])),
        ("The union agreed to sign the deal in May.", "The union refused to sign the deal in May.",
         (DIFFERS, 0.0, 'The claim says "agreed" where the passage says "refused".',
          ["agreed"], ["refused"])),
        ("The union agreed in May.", "The union disagreed in May.",
         (DIFFERS, 0.0, 'The claim says "agreed" where the passage says "disagreed".',
          ["agreed"], ["disagreed"])),
        ("The mayor opposes the new port.", "The mayor supports the new port.",
         (DIFFERS, 0.0, 'The claim says "opposes" where the passage says "supports".',
          ["opposes"], ["supports"])),
        ("The court did not hear the case of the baker.",
         "The court heard the case of the baker, it says. The case of the baker is old.",
         (DIFFERS, 0.0, 'The claim says "not hear" where the passage says "heard".',
          ["not hear"], ["heard"])),
        ("Workers were paid in full in May.", "The workers, who had not eaten, were paid in full in May.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The old road is not safe for cyclists.", "The old road is unsafe for cyclists.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("No boats sank in the storm off Oru.", "Boats sank in the storm off Oru.",
         (DIFFERS, 0.0, 'The claim says "No boats" where the passage says "Boats".',
          ["No boats"], ["Boats"])),
        ("The firm did not reject the offer of the bank.", "The firm accepted the offer of the bank.",
         (PARTLY, 0.2, 'The claim says "not", the passage does not.', ["not"], [])),
        ("The firm did not reject the offer of the bank.", "The firm rejected the offer of the bank.",
         (DIFFERS, 0.0, 'The claim says "not reject" where the passage says "rejected".',
          ["not reject"], ["rejected"])),
        ("The firm rejected the offer of the bank.", "The firm did not reject the offer of the bank.",
         (DIFFERS, 0.0, 'The passage says "not reject" where the claim says "rejected".',
          ["rejected"], ["not reject"])),
        ("The mayor never denied that he took the money.", "The mayor denied that he took the money.",
         (DIFFERS, 0.0, 'The claim says "never denied" where the passage says "denied".',
          ["never denied"], ["denied"])),
        ("The mayor never denied that he took the money.", "The mayor took the money.",
         (PARTLY, 0.2, 'The claim says "never", the passage does not.', ["never"], [])),
        ("The firm did not fail to pay its men.", "The firm paid its men.",
         (PARTLY, 0.2, 'The claim says "not", the passage does not.', ["not"], [])),
        ("The firm did not accept the offer of the bank.", "The firm rejected the offer of the bank.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The ministry never said why the clinic closed.", "The ministry said why the clinic closed.",
         (DIFFERS, 0.0, 'The claim says "never said why the clinic" where the passage says "clinic".',
          ["never said why the clinic"], ["clinic"])),
        ("The north road is closed.", "The south road is closed.",
         (DIFFERS, 0.0, 'The claim says "north" where the passage says "south".', ["north"], ["south"])),
        ("The bank is in the north of Oru.", "The bank is in the south of Oru, and the mill in the north.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("Allegedly the clerk stole the files.", "The clerk allegedly stole the files.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The clerk stole the files.", "The clerk allegedly and possibly stole the files.",
         (PARTLY, 0.5, 'The passage hedges with "allegedly" and "possibly", the claim does not.',
          [], ["allegedly", "possibly"])),
        ("The clerk stole the files.", "It rained, possibly. The clerk stole the files.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The board may meet in May.", "The board meets in May.",
         (AGREES, 0.8, 'The claim hedges with "may", the passage does not.', ["may"], [])),
        ("The minister took bribes from a builder.", "The minister did not take bribes from a builder.",
         (DIFFERS, 0.0, 'The passage says "not take" where the claim says "took".', ["took"], ["not take"])),
        ("The minister did not take bribes from a builder.", "The minister took bribes from a builder.",
         (DIFFERS, 0.0, 'The claim says "not take" where the passage says "took".', ["not take"], ["took"])),
        ("Exports rose in the spring.", "Exports fell in the spring by a tenth.",
         (DIFFERS, 0.0, 'The claim says "rose" where the passage says "fell".', ["rose"], ["fell"])),
        ("The firm dumped waste in the river.", "The firm may have dumped waste in the river.",
         (PARTLY, 0.5, 'The passage hedges with "may", the claim does not.', [], ["may"])),
        ("The firm may have dumped waste in the river.", "The firm dumped waste in the river.",
         (AGREES, 0.8, 'The claim hedges with "may", the passage does not.', ["may"], [])),
        ("The firm dumped waste in the river.", "The firm dumped waste in the river.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("In spring Hald was not chosen for the national rowing team of Oru.",
         "The federation names its team. Hald rows in seat three.",
         (PARTLY, 0.2, 'The claim says "not", the passage does not.', ["not"], [])),
        ("The mayor opened the port.", "Rain fell in the north.",
         (SILENT, None, "No sentence of the passage is close enough to compare.", [], [])),
        ("The board sold the ferry to a bank.",
         "The board met. The ferry was never sold. A bank had asked for it.",
         (DIFFERS, 0.0, 'The passage says "never sold" where the claim says "sold".',
          ["sold"], ["never sold"])),
        ("The board sold the ferry to a bank.",
         "The board met. The ferry was not sold to a bank. It had asked.",
         (DIFFERS, 0.0, 'The passage says "not sold" where the claim says "sold".', ["sold"], ["not sold"])),
        ("The road is safe.", "The road is not only safe but wide.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The firm failed to pay its workers.", "The firm paid its workers.",
         (DIFFERS, 0.0, 'The claim says "failed to pay" where the passage says "paid".',
          ["failed to pay"], ["paid"])),
        ("The firm's pumps failed in May.", "The firm's pumps worked in May.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("It is possible that the dam leaks.", "The dam leaks.",
         (AGREES, 0.8, 'The claim hedges with "possible", the passage does not.', ["possible"], [])),
        ("Nobody was hurt in the fire.", "Two men were hurt in the fire.",
         (PARTLY, 0.2, 'The claim says "Nobody", the passage does not.', ["Nobody"], [])),
        ("The court acquitted the mayor of fraud.",
         "The court did not acquit the mayor of fraud, but convicted the mayor of theft.",
         (DIFFERS, 0.0, 'The passage says "not acquit" where the claim says "acquitted".',
          ["acquitted"], ["not acquit"])),
        ("Police denied that officers beat the baker.", "Police admitted that officers beat the baker.",
         (DIFFERS, 0.0, 'The claim says "denied that officers" where the passage says "officers".',
          ["denied that officers"], ["officers"])),
        ("The firm's pumps failed the town in May.", "The firm's pumps served the town in May.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The board of Oru sold the ferry to a bank in spring.", "The mill was not sold.",
         (SILENT, None, "No sentence of the passage is close enough to compare.", [], [])),
        ("The board sold the ferry to a bank.",
         "The board met a bank. Nobody spoke, and the ferry was never sold.",
         (DIFFERS, 0.0, 'The passage says "never sold" where the claim says "sold".',
          ["sold"], ["never sold"])),
        ("The board sold the ferry to a bank.",
         "The board met a bank. The mill was not shut and the ferry not sold.",
         (DIFFERS, 0.0, 'The passage says "not sold" where the claim says "sold".', ["sold"], ["not sold"])),
        ("The mayor did not let boats pass the bridge.",
         "The mayor opposed a plan to let boats pass the bridge.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The march was not violent in Oru.", "The march in Oru was nonviolent, police said.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The march was not violent in Oru.", "The march in Oru was understood by all.",
         (PARTLY, 0.2, 'The claim says "not", the passage does not.', ["not"], [])),
        ("The mayor of Oru did not close the old port in May.", "A mayor closed the port.",
         (DIFFERS, 0.0, 'The claim says "not close" where the passage says "closed".',
          ["not close"], ["closed"])),
        ("The mayor did not close the old port.", "The mayor closed the old port, not the mill.",
         (DIFFERS, 0.0, 'The claim says "not close" where the passage says "closed".',
          ["not close"], ["closed"])),
        ("The mayor did not close the old port.",
         "The mayor closed the old port on 3 May, not the mill of Oru.",
         (DIFFERS, 0.0, 'The claim says "not close" where the passage says "closed".',
          ["not close"], ["closed"])),
        ("The crew is not happy.", "The old crew is unhappy.",
         (SILENT, None, "No sentence of the passage is close enough to compare.", [], [])),
        ("Exports of grain rose in the spring.", "Exports fell.",
         (DIFFERS, 0.0, 'The claim says "rose" where the passage says "fell".', ["rose"], ["fell"])),
        ("The mayor did not back the old port plan.", "The mayor stood against the old port plan.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The mayor did not back the old port plan.", "The mayor saw the old port plan.",
         (PARTLY, 0.2, 'The claim says "not", the passage does not.', ["not"], [])),
        ("The mayor did not back the old port plan.", "The mayor disliked the old port plan. Rain fell.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The road is not safe.", "The old road is unsafe for all.",
         (SILENT, None, "No sentence of the passage is close enough to compare.", [], [])),
        ("The council never united.", "The council was united in May.",
         (DIFFERS, 0.0, 'The claim says "never united" where the passage says "united".',
          ["never united"], ["united"])),
        ("The council did not pay under the deal.", "The council paid under the deal.",
         (DIFFERS, 0.0, 'The claim says "not pay" where the passage says "paid".', ["not pay"], ["paid"])),
        ("Nobody paid for the old port.", "The old port was paid for by the town.",
         (DIFFERS, 0.0, 'The claim says "Nobody paid" where the passage says "paid".',
          ["Nobody paid"], ["paid"])),
        ("The town cannot pay for the old port.", "The town can pay for the old port.",
         (DIFFERS, 0.0, 'The claim says "cannot pay" where the passage says "pay".',
          ["cannot pay"], ["pay"])),
        ("The board refused to open the old port in May.", "The board opened the old port in May.",
         (DIFFERS, 0.0, 'The claim says "refused to open" where the passage says "opened".',
          ["refused to open"], ["opened"])),
        ("The board opened the old port in May.", "The board refused to open the old port in May.",
         (DIFFERS, 0.0, 'The passage says "refused to open" where the claim says "opened".',
          ["opened"], ["refused to open"])),
        ("The board opened the old port in May.", "The board failed the town: the old port opened in May.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The board opened the old port in May.", "No doubt the board opened the old port in May.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The board opened the old port in May.", "The board not only opened the old port in May, it paid.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("Imports of grain rose in the spring.", "Exports of grain rose in the spring.",
         (DIFFERS, 0.0, 'The claim says "Imports" where the passage says "Exports".',
          ["Imports"], ["Exports"])),
        ("Imports of grain rose in the spring.", "Exports of grain fell in the spring.",
         (DIFFERS, 0.0, 'The claim says "rose" where the passage says "fell".', ["rose"], ["fell"])),
        ("Imports rose in the spring.", "Imports did not fall in the spring.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("Imports rose in the spring.", "Imports did not rise in the spring. Exports fell.",
         (DIFFERS, 0.0, 'The passage says "not rise" where the claim says "rose".', ["rose"], ["not rise"])),
        ("The man left the old house on the hill.",
         "The woman left the old house on the hill. He had not left it.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The first boat of Oru won the race.", "The last boat of Oru won the race.",
         (DIFFERS, 0.0, 'The claim says "first" where the passage says "last".', ["first"], ["last"])),
        ("The dam is likely to hold.", "The dam is unlikely to hold.",
         (DIFFERS, 0.0, 'The claim says "likely" where the passage says "unlikely".',
          ["likely"], ["unlikely"])),
        ("The dam will probably hold.", "The dam will hold.",
         (AGREES, 0.8, 'The claim hedges with "probably", the passage does not.', ["probably"], [])),
        ("The dam will hold.", "It is possible that the dam will hold.",
         (PARTLY, 0.5, 'The passage hedges with "possible", the claim does not.', [], ["possible"])),
        ("The dam will hold.", "A possible dam will hold.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
        ("The baker is accused of theft.", "The baker is a suspected thief.",
         (SILENT, None, "No sentence of the passage is close enough to compare.", [], [])),
        ("The old mill burned.", "The dam held. Rain fell.",
         (SILENT, None, "No sentence of the passage is close enough to compare.", [], [])),
        ("The mill burned.", "Rain fell. The mill burned and the old bridge with it.",
         (AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says.", [], [])),
    ],
)  # fmt: skip
def test_what_the_reader_is_told(claim: str, passage: str, expected: Told) -> None:
    assert told("negation", compare_negation(claim, passage), claim, passage) == expected
