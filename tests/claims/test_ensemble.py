"""The learned tagger, loaded for real, with the rules as second opinion."""

import shutil
from pathlib import Path

import pytest

from claims import tagger
from claims.analysis import analyse
from claims.ensemble import KEPT
from claims.errors import BadConfiguration
from claims.reading import read_text
from claims.types import Attribution, ClaimKind, CueClass


def found(text: str) -> list[tuple[str, str, str]]:
    document = read_text(text, name="test")

    def words(spans: tuple) -> str:
        return " … ".join(span.of(document.text) for span in spans)

    attributions: tuple[Attribution, ...] = analyse(document).attributions
    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions]


def test_source_cue_and_content_belong_together() -> None:
    assert found("The harbour ministry said that two cranes had failed. The union denied the report.") == [
        ("The harbour ministry", "said", "that two cranes had failed"),
        ("The union", "denied", "the report"),
    ]


def test_the_verb_of_a_cue_says_what_it_does_not_the_adverb_before_it() -> None:
    analysis = analyse(read_text("The union is also calling on the government to extend the cap."))
    assert [(a.lemma, a.frame) for a in analysis.attributions] == [("call", "xcomp")]
    assert [c.kind for c in analysis.claims] == [ClaimKind.NGO]


def test_the_rules_add_what_the_network_leaves_out() -> None:
    text = "It is believed that the captain left the ship."
    analysis = analyse(read_text(text, name="test"))
    assert analysis.main_claim(0).kind is ClaimKind.ATTRIBUTED


def test_a_quotation_under_its_lead_in_is_left_to_the_layout() -> None:
    text = "The union's chair Mara Holm stated:\n\n“Nobody answered our calls for a week.”"
    assert found(text) == [
        ("The union's chair Mara Holm", "stated", "“Nobody answered our calls for a week.”")
    ]


def test_without_weights_the_rules_speak_and_a_note_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "The union said that two cranes had failed."
    assert analyse(read_text(text, name="test")).document.notes == ()
    assert tagger.networks(tmp_path) is None
    monkeypatch.setattr(tagger, "networks", lambda: None)
    assert found(text) == [("The union", "said", "that two cranes had failed")]
    (note,) = analyse(read_text(text, name="test")).document.notes
    assert "by rules alone" in note


def test_a_damaged_network_is_refused_by_name(tmp_path: Path) -> None:
    for name in ("encoder.onnx", "pairs.onnx"):
        (tmp_path / name).write_bytes(b"not a network")
    with pytest.raises(BadConfiguration, match=r"encoder\.onnx.*Install the program again"):
        tagger.load(tmp_path)


def test_a_cue_inside_quoted_speech_is_the_speakers_own() -> None:
    text = "“The board says the pier is safe and the mayor believes it,” the diver Pia Holt said."
    assert found(text) == [
        ("the diver Pia Holt", "said", "“The board says the pier is safe and the mayor believes it,”")
    ]


def test_a_hollow_cue_stands_against_a_source_inside_it() -> None:
    (hollow,) = analyse(read_text("Allegedly, the boat carried more than its papers say.")).attributions
    assert hollow.cue_class is CueClass.HOLLOW
    assert hollow.source == ()


def test_a_sure_source_stands_against_a_hollow_word() -> None:
    assert found("Reportedly, the union said two cranes had failed.") == [
        ("the union", "said", "two cranes had failed")
    ]


def test_content_does_not_run_over_what_was_not_read() -> None:
    text = (
        "The mayor said: “The bridge is safe and sound.”\n\nAdvertisement\n\n“There will be a party in June.”"
    )
    document = read_text(text)
    contents = [span.of(document.text) for a in analyse(document).attributions for span in a.content]
    assert contents == ["“The bridge is safe and sound.”", "“There will be a party in June.”"]


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    for path in tagger.FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    assert tagger.networks(tmp_path) is not None
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    tagger.networks.cache_clear()
    tagger.digest.cache_clear()
    with pytest.raises(BadConfiguration, match="belong together"):
        tagger.networks(tmp_path)
    (tmp_path / "tokenizer.json").unlink()
    tagger.digest.cache_clear()
    with pytest.raises(BadConfiguration, match=r"tokenizer\.json"):
        tagger.networks(tmp_path)


def test_every_confidence_is_a_probability_above_what_is_kept() -> None:
    text = "The mayor doubts the figures. The union said that two cranes had failed. It is believed he fled."
    attributions = analyse(read_text(text)).attributions
    assert len(attributions) == 3
    learned = [a for a in attributions if a.cue_class is not CueClass.HOLLOW]
    assert all(KEPT <= a.confidence < 1 for a in learned)
    assert max(learned, key=lambda a: a.confidence).lemma == "say"


def test_a_text_longer_than_a_window_is_read_to_its_end() -> None:
    text = " ".join(f"The union said that crane {n} had failed." for n in range(120))
    assert len(found(text)) == 120


def test_the_digest_names_the_files() -> None:
    assert len(tagger.digest()) == 64
