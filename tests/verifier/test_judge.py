import pytest

from tests.timing import cpu_seconds
from verifier.compare.context import views
from verifier.compare.window import closest_sentences
from verifier.judge import judge
from verifier.types import SubstanceVerdict as V

SOURCE = """Harbour board annual report
3 May 2021
The harbour board of Oru met on Monday. Its chair, Petra Hald, said trade had recovered.
The old crane was sold in March 2020 for $40,000 to a museum in Bena.
Guards held 85 sailors after the fire at the north pier, and 12 boats sank.
The board did not approve the new ferry terminal. Ferry traffic rose by 7 per cent in 2020.
Visitors may park behind the fish market on Sundays. The café opens at nine.
The lighthouse was painted white, and the dockers' choir sang at the summer fair.
"""


@pytest.mark.parametrize(
    "claim",
    [
        "Guards held 85 sailors after the fire at the north pier.",
        "The old crane was sold in March 2020 for $40,000 to a museum in Bena.",
        "Petra Hald said trade had recovered.",
        "Ferry traffic rose 7 percent in 2020.",
        "The lighthouse was painted white.",
    ],
)
def test_supported(claim):
    found = judge(claim, SOURCE)
    assert found.verdict is V.SUPPORTED
    assert found.unsupported == ()
    assert found.reason


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        ("Guards held 58 sailors after the fire at the north pier.", "58 sailors"),
        ("Ferry traffic fell by 7 per cent in 2020.", "fell"),
        ("The old crane was sold in April 2020 for $40,000 to a museum in Bena.", "April 2020"),
        ("The board approved the new ferry terminal.", "approve"),
        ("The old crane was sold for $90,000 to a museum in Bena.", "$90,000"),
    ],
)
def test_contradicted_only_with_a_named_mismatch(claim, named):
    found = judge(claim, SOURCE)
    assert found.verdict is V.CONTRADICTED
    assert named in found.reason
    assert found.score <= 0.3


@pytest.mark.parametrize(
    "claim", ["The king of Norland visited a glass factory.", "Wolves returned to the mountains last winter."]
)
def test_not_found(claim):
    found = judge(claim, SOURCE)
    assert found.verdict is V.NOT_FOUND


def test_nothing_in_common_has_no_evidence():
    found = judge("Wolves howl.", SOURCE)
    assert (found.verdict, found.score, found.evidence) == (V.NOT_FOUND, 0.0, ())
    assert judge("", SOURCE).verdict is V.NOT_FOUND
    assert judge("Wolves howl.", "").verdict is V.NOT_FOUND


def test_part_of_it_marks_the_words():
    claim = "Guards held 85 sailors after the fire at the north pier and seized forged passports."
    found = judge(claim, SOURCE)
    assert found.verdict in (V.PARTLY_SUPPORTED, V.UNSURE, V.NOT_FOUND)
    marked = {s.of(claim) for s in found.unsupported}
    assert {"forged", "passports"} <= marked
    assert "sailors" not in marked


def test_evidence_is_exact_and_right():
    found = judge("Guards held 85 sailors after the fire at the north pier.", SOURCE)
    texts = [s.of(SOURCE) for s in found.evidence]
    assert "Guards held 85 sailors after the fire at the north pier, and 12 boats sank." in texts


def test_a_figure_from_elsewhere_on_the_page_is_no_support():
    assert (
        judge("Guards held 12 sailors after the fire at the north pier.", SOURCE).verdict is not V.SUPPORTED
    )


@pytest.mark.parametrize(
    ("claim", "old", "new"),
    [
        ("Guards held 85 sailors after the fire at the north pier.", "85", "610"),
        ("The lighthouse was painted white.", "was", "was not"),
        ("Petra Hald said trade had recovered.", "Petra Hald", "Ines Kruse"),
        ("Ferry traffic rose 7 percent in 2020.", "rose", "fell"),
    ],
)
def test_changing_one_thing_moves_the_verdict(claim, old, new):
    assert judge(claim, SOURCE).verdict is V.SUPPORTED
    assert judge(claim.replace(old, new), SOURCE).verdict is not V.SUPPORTED


CLAIMS = [
    "Guards held 85 sailors after the fire.",
    "The board approved the new ferry terminal.",
    "The dockers' choir sang.",
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_curly_marks_do_not_move_the_verdict(claim):
    straight, curly = judge(claim, SOURCE), judge(claim.replace("'", "’"), SOURCE.replace("'", "’"))
    assert (straight.verdict, straight.score) == (curly.verdict, curly.score)


@pytest.mark.parametrize("claim", CLAIMS)
def test_unrelated_paragraphs_do_not_move_the_verdict(claim):
    more = SOURCE + "\nA recipe for plum jam follows. Wash the plums and boil them slowly.\n"
    assert judge(claim, more).verdict is judge(claim, SOURCE).verdict


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_order_of_paragraphs_does_not_move_the_verdict(claim):
    turned = "\n".join(reversed(SOURCE.strip().split("\n")))
    assert judge(claim, turned).verdict is judge(claim, SOURCE).verdict


def test_evidence_in_two_places_is_joined():
    claim = "Petra Hald's harbour board sold the old crane to a museum."
    sentences = views(SOURCE)
    chosen = closest_sentences(claim, sentences, SOURCE)
    texts = " ".join(sentences[n].span.of(SOURCE) for n in chosen)
    assert "Petra Hald" in texts
    assert "crane" in texts


def test_an_encoder_can_only_rank_and_raise():
    def encoder(claim, texts):
        return [0.9 if "lighthouse" in t else 0.1 for t in texts]

    claim = "Painters made the lighthouse white."
    plain, helped = judge(claim, SOURCE), judge(claim, SOURCE, encoder=encoder)
    assert helped.score >= plain.score
    wrong = judge(
        "Guards held 58 sailors after the fire at the north pier.",
        SOURCE,
        encoder=lambda c, t: [1.0] * len(t),
    )
    assert wrong.verdict is V.CONTRADICTED


def test_the_same_input_gives_the_same_judgement():
    claim = "Guards held 85 sailors after the fire."
    assert judge(claim, SOURCE) == judge(claim, SOURCE)


def test_time_grows_with_the_source_not_with_its_square():
    def seconds(times):
        text = "\n".join(SOURCE.replace("Oru", f"Oru{n}") for n in range(times))
        claim = "Guards held 85 sailors after the fire at the north pier."
        return cpu_seconds(lambda: judge(claim, text), of=1)  # the second time it remembers

    seconds(1)
    assert seconds(160) < 40 * max(seconds(16), 0.01)
