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
