"""QUO on analyses stated by hand."""

from __future__ import annotations

from claims.types import Found, SpeakerType
from tests.verifier.rules.builder import (
    article,
    bullet,
    changed,
    fact,
    heading,
    para,
    passage,
    quote,
    said,
    speaker,
)
from tests.verifier.rules.test_attribution import only
from verifier.rules import flag
from verifier.types import QuoteState

RAO = speaker("Gita Rao", SpeakerType.GOVERNMENT, role="governor")
TEXT = "“We will rebuild every house by winter,” Gita Rao said."


def test_an_altered_quotation_shows_the_words_and_the_place() -> None:
    match = changed(
        ("We will rebuild", "We will rebuild"), ("every", "most"), ("", "stone"), ("by winter", "")
    )
    line = said(TEXT, RAO, quote_state=QuoteState.ALTERED, match=match, passage=passage("We will …"))
    checked = article(para(line), held=1)
    (found,) = flag(checked)
    assert found.rule == "QUO001"
    assert found.span.of(checked.analysis.document.text).startswith("“We will")
    assert "the article has “every” where the source has “most”" in found.message
    assert "leaves out “stone”" in found.message
    assert "adds “by winter”" in found.message
    assert "Harbour Board, “Annual report”, page 4, paragraph 2" in found.message
    assert "rebuild” where" not in found.message


def test_an_altered_quotation_without_a_diff_keeps_its_detail() -> None:
    (found,) = flag(article(para(said(TEXT, RAO, quote_state=QuoteState.ALTERED)), held=1))
    assert "as built" in found.message


def test_states_that_are_no_alteration() -> None:
    for state in (QuoteState.VERBATIM, QuoteState.NORMALISED, QuoteState.NOT_CHECKED):
        assert flag(article(para(said(TEXT, RAO, quote_state=state)), held=1)) == ()


def test_an_absent_quotation_only_where_sources_are_held() -> None:
    line = said(TEXT, RAO, quote_state=QuoteState.ABSENT)
    (found,) = only("QUO003", article(para(line), held=1))
    assert "Gita Rao" in found.message
    assert "any of the 1 source held" in found.message
    assert only("QUO003", article(para(line), held=0)) == ()
    citing = said(TEXT, RAO, quote_state=QuoteState.ABSENT, cites=("https://example.org", None))
    (found,) = only("QUO003", article(para(citing), held=3))
    assert "source cited here" in found.message
    assert "3 sources" in found.message


def test_terms_and_titles_are_not_quotations_of_anybody() -> None:
    for text in ("The “light rail” runs.", "She read “The Long Winter of Marta Novak” to him."):
        checked = article(para(fact(text, quote_state=QuoteState.ABSENT)), held=1)
        assert [f for f in flag(checked) if f.rule in ("QUO003", "QUO005")] == []


def test_a_quotation_without_a_speaker() -> None:
    nobodys = fact("“We never saw the money that was promised.”")
    (found,) = flag(article(para(nobodys)))
    assert found.rule == "QUO005"
    assert "whose words" in found.message
    described = said("“We never saw the money,” it was said.", speaker(None), source="it")
    assert [f.rule for f in flag(article(para(described)))] == ["QUO005"]


def test_a_quotation_with_its_speaker_only_above() -> None:
    residents = speaker("residents", SpeakerType.INDIVIDUAL, named=False)
    text = "“The lorry comes when it pleases the driver.”"
    inherited = said(text, residents, cue="", found=Found.LEAD_IN, source_above="Residents")
    in_list = article(para(fact("Residents told the council:")), bullet(inherited, lead_in=0))
    assert ["line above" in f.message for f in only("QUO005", in_list)] == [True]
    under_heading = article(heading("Residents speak"), para(inherited))
    assert len(only("QUO005", under_heading)) == 1
    own_block = article(para(fact("Residents stated:")), quote(inherited, lead_in=0))
    assert only("QUO005", own_block) == ()


def test_a_block_quotation_that_mixes_in_reporters_text() -> None:
    sato = speaker("Hana Sato", role="director")
    inherit = {"cue": "", "found": Found.LEAD_IN, "source_above": "Hana Sato"}
    words = said("“We never saw the money.”", sato, **inherit)
    added = said("Two banks set up the fund in 2016.", sato, **inherit)
    lead = para(fact("The director, Hana Sato, stated:"))
    (found,) = only("QUO006", article(lead, quote(words, added, lead_in=0)))
    assert "Hana Sato" in found.message
    assert found.sentence == 2
    assert only("QUO006", article(lead, quote(words, lead_in=0))) == ()
    own = fact("Two banks set up the fund in 2016.")
    assert only("QUO006", article(lead, quote(words, own, lead_in=0))) == ()
    assert only("QUO006", article(lead, para(added, lead_in=0))) == ()


def test_a_quotation_inside_the_outlets_own_sentence_is_not_taken_for_nobodys() -> None:
    line = fact("Voters were told to make sure that everything is “on the up and up by the evening”.")
    assert only("QUO005", article(para(line))) == ()
