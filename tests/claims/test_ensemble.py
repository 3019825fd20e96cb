"""The learned tagger, loaded for real, with the rules as second opinion."""

from pathlib import Path

import pytest

from claims import ensemble, tagger
from claims.analysis import analyse
from claims.reading import read_text
from claims.types import Attribution, ClaimKind


def found(text: str) -> list[tuple[str, str, str]]:
    document = read_text(text, name="test")

    def words(spans: tuple) -> str:
        return " … ".join(span.of(document.text) for span in spans)

    attributions: tuple[Attribution, ...] = analyse(document, tagger=ensemble.tag).attributions
    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions]


def test_source_cue_and_content_belong_together() -> None:
    assert found("The harbour ministry said that two cranes had failed. The union denied the report.") == [
        ("The harbour ministry", "said", "that two cranes had failed"),
        ("The union", "denied", "the report"),
    ]


def test_the_rules_add_what_the_network_leaves_out() -> None:
    text = "It is believed that the captain left the ship."
    analysis = analyse(read_text(text, name="test"), tagger=ensemble.tag)
    assert analysis.main_claim(0).kind is ClaimKind.ATTRIBUTED


def test_a_quotation_under_its_lead_in_is_left_to_the_layout() -> None:
    text = "The union's chair Mara Holm stated:\n\n“Nobody answered our calls for a week.”"
    assert found(text) == [
        ("The union's chair Mara Holm", "stated", "“Nobody answered our calls for a week.”")
    ]


def test_without_weights_the_rules_speak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert tagger.networks(tmp_path) is None
    monkeypatch.setattr(tagger, "networks", lambda: None)
    assert found("The union said that two cranes had failed.") == [
        ("The union", "said", "that two cranes had failed")
    ]


def test_a_text_longer_than_a_window_is_read_to_its_end() -> None:
    text = " ".join(f"The union said that crane {n} had failed." for n in range(120))
    assert len(found(text)) == 120


def test_the_digest_names_the_files() -> None:
    assert len(tagger.digest()) == 64
