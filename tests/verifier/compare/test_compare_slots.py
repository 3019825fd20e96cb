import pytest

from claims.document import Span
from verifier.compare.names import compare_names
from verifier.compare.slots import same_slot, slot_of
from verifier.types import Outcome

FOUNDED = "Bakewell & Sorrel, the seed merchant that shut its doors, was founded in 1978."
GUILD = "The seed merchant Bakewell & Sorrel shut its doors. The firm was founded in 1987 by two friends."


def place(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def test_a_slot_is_the_words_around():
    slot = slot_of(GUILD, place(GUILD, "1987"))
    assert (slot.before, slot.link, slot.after) == ("found", "in", "2")


def test_the_same_place_needs_the_same_matter():
    assert same_slot(FOUNDED, place(FOUNDED, "1978"), GUILD, place(GUILD, "1987"))
    other = "The choir was founded in 1987."
    assert not same_slot(FOUNDED, place(FOUNDED, "1978"), other, place(other, "1987"))


@pytest.mark.parametrize(
    ("claim", "passage", "outcome"),
    [
        (
            "The team will be coached by Leila Faumuina from next season.",
            "The team will be coached by Sera Naivalu from next season.",
            Outcome.DIFFERS,
        ),
        (
            "The prize for fiction went to Mirela Dumitru for her novel.",
            "The prize for fiction went to Anca Petrov for her novel. Mirela Dumitru was on the shortlist.",
            Outcome.DIFFERS,
        ),
        (
            "The team will be coached by S. Naivalu from next season.",
            "The team will be coached by Sera Naivalu from next season.",
            Outcome.AGREES,
        ),
        ("Raids took place in Oru on Monday.", "Raids took place in Bena on Monday.", Outcome.SILENT),
    ],
)
def test_a_name_in_the_place_of_another(claim, passage, outcome):
    found = compare_names(claim, passage)
    assert found.outcome is outcome
    if outcome is Outcome.DIFFERS:
        (ours,), (theirs,) = found.claim_spans, found.passage_spans
        assert ours.of(claim) in found.detail
        assert theirs.of(passage) in found.detail


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("It was founded in 1987 by two friends of Oru.", "1987", ("found", "in", "2", "friend")),
        ("The old mill burned.", "mill", ("old", "+", "burn", "")),
        ("1987 was dry.", "1987", ("", "", "dry", "")),
        ("It was dry in 1987.", "1987", ("dry", "in", "", "")),
        ("It rained. The mill burned in May 1987. It was dry.", "1987", ("burn", "may", "", "")),
        ("Of the 1987 dry days few.", "1987", ("", "the", "dry", "day")),
    ],
)  # fmt: skip
def test_what_a_place_lies_between(text, words, slot):
    found = slot_of(text, place(text, words))
    assert (found.before, found.link, found.after, found.following) == slot


FLEET = "The fleet of Oru lost 3 boats in the storm."
MILL = "The old mill of Oru was founded in 1978 by two friends."


@pytest.mark.parametrize(
    ("claim", "ours", "passage", "theirs", "alike", "same"),
    [
        # The words right before it are the same, and the passage is about the matter.
        (MILL, "1978", "The old mill of Oru has two friends. It was founded in 1987.", "1987", False, True),
        (MILL, "1978", "The old mill of Oru has two friends. It was built in 1987.", "1987", False, False),
        (MILL, "1978", "The old mill of Oru has two friends. It was founded before 1987.", "1987",
         False, False),
        # The words after it, in a sentence about the matter.
        (MILL, "1978", "The old mill of Oru was founded, in 1987, by two friends.", "1987", False, True),
        (MILL, "1978", "In 1987 two friends founded the old mill of Oru.", "1987", False, True),
        (MILL, "1978", "In 1987 two brothers and friends founded the old mill of Oru.", "1987", False, True),
        (MILL, "1978", "By 1987 two brothers and friends founded the old mill of Oru.", "1987", False, False),
        (MILL, "1978", "The old mill of Oru was built in 1987 by brothers.", "1987", False, False),
        # Of the same thing, one telling word beside it is enough.
        (FLEET, "3", "In the storm the fleet of Oru lost some 5 boats.", "5", True, True),
        (FLEET, "3", "In the storm 5 boats of the fleet of Oru were lost.", "5", True, True),
        (FLEET, "3", "In the storm 5 boats of the fleet of Oru were lost.", "5", False, False),
        # Another matter, and others than the claim's.
        (MILL, "1978", "The choir was founded in 1987.", "1987", False, False),
        (MILL, "1978", "The old mill of Bena was founded in 1987 by two friends.", "1987", False, False),
        (MILL, "1978", "Of Oru it is said: the old mill at Bena was founded in 1987 by two friends.", "1987",
         False, True),
    ],
)  # fmt: skip
def test_the_same_place_in_texts_about_the_same_matter(claim, ours, passage, theirs, alike, same):
    assert same_slot(claim, place(claim, ours), passage, place(passage, theirs), alike=alike) is same
