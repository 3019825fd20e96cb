import pytest

from claims.types import CueClass, Found, Manner
from tests.claims.build import attributions, only, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour ministry said that two cranes had failed.",
            ("The harbour ministry", "said", "that two cranes had failed"),
        ),
        (
            "Two cranes had failed, the harbour ministry said.",
            ("the harbour ministry", "said", "Two cranes had failed"),
        ),
        (
            "“Two cranes have failed,” said Ines Vale, the harbour minister.",
            ("Ines Vale, the harbour minister", "said", "“Two cranes have failed,”"),
        ),
        (
            "Two cranes had failed, according to the harbour ministry.",
            ("the harbour ministry", "according to", "Two cranes had failed"),
        ),
        (
            "The union accused the ministry of neglect.",
            ("The union", "accused", "the ministry of neglect"),
        ),
        (
            "The ministry denied the charge.",
            ("The ministry", "denied", "the charge"),
        ),
        (
            "The port will not open this year, its owner, Ines Vale, said on 3 May 2024.",
            ("its owner, Ines Vale", "said", "The port will not open this year"),
        ),
        (
            "According to a letter from a former clerk, harbourmaster Paul Reed-Holm copied figures "
            "from a rival's log in his report.",
            (
                "a letter from a former clerk",
                "According to",
                "harbourmaster Paul Reed-Holm copied figures from a rival's log in his report",
            ),
        ),
        (
            "The minister told reporters that the port would reopen on Friday.",
            ("The minister", "told", "that the port would reopen on Friday"),
        ),
    ],
)
def test_one_sentence(text: str, expected: tuple[str, str, str]) -> None:
    assert only(text) == expected


def test_a_quotation_round_its_speaker_is_one_attribution() -> None:
    source, cue, content = only("“We waited for hours,” said Paul Reed. “Nobody came.”")
    assert (source, cue) == ("Paul Reed", "said")
    assert content == "“We waited for hours,” … “Nobody came.”"


def test_mixed_quotation_keeps_its_indirect_part() -> None:
    document, found = attributions("Reed said the rescue was “far too slow” for the families.")
    assert [a.manner for a in found] == [Manner.MIXED]
    assert words(document, found[0])[2] == "the rescue was “far too slow” for the families"


def test_block_quotation_belongs_to_the_speaker_above_it() -> None:
    document, found = attributions(
        "The union's chair Mara Holm stated:\n\n“Nobody answered our calls for a week.”"
    )
    assert [(a.found, a.manner) for a in found] == [(Found.LEAD_IN, Manner.BLOCK)]
    assert words(document, found[0])[0] == "The union's chair Mara Holm"


def test_bullets_inherit_the_accusation_of_their_lead_in() -> None:
    text = (
        "A report by the Harbour Watch group accused the port authority of neglect, including:\n\n"
        "- Broken cranes\n- Missing lights\n"
    )
    document, found = attributions(text)
    inherited = [words(document, a) for a in found if a.found is Found.LEAD_IN]
    assert [content for _, _, content in inherited] == ["Broken cranes", "Missing lights"]
    assert {source for source, _, _ in inherited} == {"A report by the Harbour Watch group"}


def test_bullets_under_a_plain_lead_in_are_nobodys() -> None:
    _, found = attributions("The storm closed three ports:\n\n- Talmouth\n- Garrow\n- Lesk\n")
    assert found == ()


def test_a_quotation_paragraph_goes_on_with_the_last_speaker() -> None:
    document, found = attributions(
        "“We waited for hours,” said Paul Reed, a docker.\n\n“Then the lights went out, and nobody came.”"
    )
    assert [a.found for a in found] == [Found.TAGGED, Found.CONTINUED]
    assert words(document, found[1])[0] == "Paul Reed, a docker"


def test_a_passive_cue_without_an_agent_has_no_source() -> None:
    _, found = attributions("The captain is believed to have left the ship.")
    assert [(a.source, a.cue_class) for a in found] == [((), CueClass.HOLLOW)]


def test_what_a_speaker_reports_of_others_answers_to_the_speaker() -> None:
    document, found = attributions("Holm said the ministry had denied that the crane failed.")
    assert [words(document, a)[0] for a in found] == ["Holm"]


def test_a_cue_inside_a_quotation_is_the_quoted_speakers() -> None:
    document, found = attributions("“I think the crane failed,” said Holm.")
    assert [words(document, a)[1] for a in found] == ["said"]


def test_speech_after_a_colon_needs_no_marks() -> None:
    assert only("Holm added: the crane had failed twice before.")[2] == "the crane had failed twice before"


def test_a_nominal_cue_has_its_holder_for_source() -> None:
    source, _, content = only("The union's claim that the crane failed shook the port.")
    assert source.startswith("The union")
    assert content == "that the crane failed"


def test_a_short_term_in_marks_is_no_speech() -> None:
    _, found = attributions("The so-called “iron wharf” reopened on Monday.")
    assert found == ()


def test_every_bullet_inherits_a_cue_without_content_of_its_own() -> None:
    bullets = "- the bridge is safe\n- the road is open\n- the school is shut\n"
    _, found = attributions(f"The mayor said:\n\n{bullets}")
    assert [(a.found, a.lemma) for a in found] == [(Found.LEAD_IN, "say")] * 3


def test_a_quotation_that_nothing_takes_is_nobodys() -> None:
    _, (found,) = attributions("The “plan nobody asked for” cost 3 million crowns.")
    assert (found.found, found.source) == (Found.QUOTED, ())
