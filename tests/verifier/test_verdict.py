import re
from dataclasses import replace
from datetime import date

import pytest

from claims.document import Span
from claims.types import Quotation, Speaker, SpeakerType
from sources.source import Hit, Locator, Passage, Source, Statement
from tests.words import is_sentence
from verifier.evidence import lexical_share, signals_of, unsupported_words
from verifier.gathering import gather
from verifier.quotations import check_quotation
from verifier.substance import Substance, decide_substance, judge_substance
from verifier.support import lacking_share, plain_support
from verifier.thresholds import default_thresholds
from verifier.types import AttributionVerdict as A
from verifier.types import CheckedQuotation, Outcome, QuoteState, Signal, Verdict
from verifier.types import SubstanceVerdict as S
from verifier.verdict import combine, judge_attribution

GAZETTE = Source(
    "gaz", "Fire at the pier", "Oru Gazette", date(2021, 5, 4), "https://orugazette.example/fire"
)
COURIER = Source("cou", "Pier blaze", "Bena Courier", date(2021, 5, 4), "https://courier.example/pier")
WATCH = Source("wat", "Harbour abuses", "Amber Watch", date(2021, 5, 1), "report.pdf")

HALD = Speaker("Petra Hald", SpeakerType.GOVERNMENT, role="chair", organisation="Harbour Board", named=True)
KRUSE = Speaker("Ines Kruse", SpeakerType.NGO, organisation="Amber Watch", named=True)
AMBER = Speaker("Amber Watch", SpeakerType.NGO, named=True)
NOBODY = Speaker(None, SpeakerType.UNKNOWN)


def passage(text, source=GAZETTE, number=1):
    return Passage(number, source, "0" * 64, Locator(number, Span(0, len(text))), text)


def hits(*passages):
    return [Hit(p, 1.0 / n, n, None, None) for n, p in enumerate(passages, 1)]


def evidence(claim, *passages, speaker=None, **options):
    return gather(claim, hits(*passages), speaker=speaker, cited={"gaz"}, **options)


def statement(text, speaker, *, source=GAZETTE, number=1, own_voice=False):
    return Statement(passage(text, source, number), speaker, text, (), "" if own_voice else "say", own_voice)


CLAIM = "Guards held 85 sailors after the fire at the north pier."
SAYS_SO = "Guards held 85 sailors on Monday after the fire at the north pier."
SAYS_OTHER = "Guards held 58 sailors after the fire at the north pier, the board said."
UNRELATED = "The choir sang at the summer fair in Bena."


def test_gather_puts_the_best_first_and_knows_who_published():
    found = evidence(CLAIM, passage(UNRELATED, COURIER, 2), passage(SAYS_SO), speaker=HALD)
    assert [e.passage.id for e in found] == [1, 2]
    assert found[0].support > found[1].support
    assert [e.cited for e in found] == [True, False]
    assert all(e.independent for e in found)
    assert {s.name for s in found[0].signals} == {
        "figures",
        "dates",
        "names",
        "negation",
        "lexical",
        "wording",
        "semantic",
        "entailment",
        "contradiction",
        "doubt",
    }
    assert found[0].signal("figures").outcome is Outcome.AGREES


def test_a_speakers_own_document_is_not_independent():
    (found,) = evidence(CLAIM, passage(SAYS_SO, WATCH), speaker=KRUSE)
    assert not found.independent


def test_relative_dates_use_both_datelines():
    claim = "Guards held 85 sailors on Tuesday after the fire at the north pier."
    there = passage("Guards held 85 sailors yesterday after the fire at the north pier.", COURIER)
    (found,) = evidence(claim, there, claim_date=date(2021, 5, 5))
    assert found.signal("dates").outcome is Outcome.DIFFERS
    (found,) = evidence(claim.replace("Tuesday", "Monday"), there, claim_date=date(2021, 5, 5))
    assert found.signal("dates").outcome is Outcome.AGREES


def test_a_mismatch_caps_support_however_similar():
    signals = signals_of(CLAIM, SAYS_OTHER, similarity=0.99)
    assert plain_support(signals) <= 0.3
    assert plain_support(signals_of(CLAIM, SAYS_SO, similarity=0.99)) > 0.9


def test_a_lost_hedge_costs_support():
    claim = "The firm dumped waste in the river."
    hedged = plain_support(signals_of(claim, "The firm may have dumped waste in the river."))
    assert hedged < plain_support(signals_of(claim, "The firm dumped waste in the river."))


def test_lacking_share():
    assert lacking_share(Signal("figures", Outcome.SILENT, None, "", (Span(0, 2),))) == 1.0
    assert lacking_share(Signal("figures", Outcome.SILENT, None, "")) == 0.0
    assert lacking_share(Signal("figures", Outcome.PARTLY, 0.5, "", (Span(0, 2),))) == 0.5
    assert lacking_share(Signal("figures", Outcome.DIFFERS, 0.0, "", (Span(0, 2),))) == 1.0
    assert lacking_share(Signal("figures", Outcome.AGREES, 1.0, "", (Span(0, 2),))) == 0.0


def test_words_are_unsupported_only_where_no_passage_has_them():
    claim = "Guards held 85 sailors and burned maps."
    first, second = signals_of(claim, "Guards held 85 sailors."), signals_of(claim, "They burned the ship.")
    assert [s.of(claim) for s in unsupported_words([first])] == ["burned", "maps"]
    assert [s.of(claim) for s in unsupported_words([first, second])] == ["maps"]


def test_where_the_network_reads_it_says_which_words_are_unsupported():
    claim = "Petra Hald never freed 85 sailors and burned maps."
    silent = [Signal("lexical", Outcome.PARTLY, 0.2, "", (Span(17, 22), Span(45, 49)))]
    silent += [Signal("names", Outcome.SILENT, None, "", (Span(0, 10),))]
    silent += [Signal("figures", Outcome.SILENT, None, "", (Span(23, 25),))]
    silent += [Signal("negation", Outcome.PARTLY, 0.2, "", (Span(11, 16),))]
    doubt = Signal("doubt", Outcome.PARTLY, 0.1, "", (Span(38, 44),))

    def marked(*signals):
        return [s.of(claim) for s in unsupported_words([signals])]

    assert marked(*silent) == ["Petra Hald", "never", "freed", "85", "maps"]
    # What is put in other words, or called by a pronoun, it knows; figures and denials are compared exactly.
    assert marked(*silent, doubt) == ["never", "85", "burned"]
    wrong = replace(silent[1], outcome=Outcome.DIFFERS)
    assert marked(silent[0], wrong, doubt) == ["Petra Hald", "burned"]


def test_an_approximate_figure_is_not_marked_as_unsupported():
    claim = "Over 80 sailors were held."
    assert unsupported_words([signals_of(claim, "85 sailors were held.")]) == ()


@pytest.mark.parametrize(
    ("passages", "verdict"),
    [
        ([passage(SAYS_SO)], S.SUPPORTED),
        ([passage(SAYS_OTHER)], S.CONTRADICTED),
        ([passage(UNRELATED)], S.NOT_FOUND),
        ([passage(SAYS_SO), passage(SAYS_OTHER, COURIER, 2)], S.UNSURE),
        ([], S.NOT_FOUND),
    ],
)
def test_substance(passages, verdict):
    found = judge_substance(CLAIM, evidence(CLAIM, *passages))
    assert found.verdict is verdict
    assert found.reason.endswith(".")


def test_sources_that_disagree_are_both_named():
    found = judge_substance(CLAIM, evidence(CLAIM, passage(SAYS_SO), passage(SAYS_OTHER, COURIER, 2)))
    assert "Fire at the pier" in found.reason
    assert "Pier blaze" in found.reason


def test_a_contradiction_names_both_figures_and_the_place():
    found = judge_substance(CLAIM, evidence(CLAIM, passage(SAYS_OTHER)))
    assert "85 sailors" in found.reason
    assert "58 sailors" in found.reason
    assert '"Fire at the pier", paragraph 1' in found.reason
    assert [s.of(CLAIM) for s in found.unsupported] == ["85"]


def test_the_speakers_own_document_never_supports_the_substance():
    own = evidence(CLAIM, passage(SAYS_SO, WATCH), speaker=KRUSE)
    found = judge_substance(CLAIM, own)
    assert found.verdict is S.NOT_FOUND
    assert "own documents" in found.reason
    both = evidence(CLAIM, passage(SAYS_SO, WATCH), passage(SAYS_SO, GAZETTE, 2), speaker=KRUSE)
    assert judge_substance(CLAIM, both).verdict is S.SUPPORTED


def test_an_empty_store_checks_nothing():
    assert judge_substance(CLAIM, (), sources_held=0).verdict is S.NOT_CHECKED
    assert judge_attribution(CLAIM, HALD, (), (), (), sources_held=0)[0] is A.NOT_CHECKED


def test_partly_supported_marks_the_words():
    claim = (
        "Guards held 85 sailors after the fire at the north pier and seized forged passports from smugglers."
    )
    found = judge_substance(claim, evidence(claim, passage(SAYS_SO)))
    assert found.verdict is S.PARTLY_SUPPORTED
    assert {"forged", "passports", "smugglers"} <= {s.of(claim) for s in found.unsupported}
    assert '"forged"' in found.reason


def test_close_to_the_line_the_verdict_is_unsure():
    limits = default_thresholds()
    signals = [signals_of(CLAIM, "Guards held sailors at the pier.")]
    line, band = limits.substance_line(lexical_share(signals[0])), limits.substance_dead_band

    def at(score):
        return decide_substance(CLAIM, score, signals).verdict

    assert at(line) is S.UNSURE
    assert at(line + band / 2) is S.UNSURE
    assert at(line - band / 2) is S.UNSURE
    assert at(line + band) is not S.UNSURE
    assert at(limits.substance_unsure) is S.UNSURE
    assert at(limits.substance_unsure - 0.001) is not S.UNSURE


def test_scores_are_rounded_before_the_line():
    limits = default_thresholds()
    signals = [signals_of(CLAIM, SAYS_SO)]
    line = limits.substance_supported + limits.substance_dead_band
    assert (
        decide_substance(CLAIM, line, signals).verdict
        is decide_substance(CLAIM, line - 1e-9, signals).verdict
    )


# Attribution

SAID = "Guards held 85 sailors after the fire at the north pier."


def attribution(claim, speaker, statements=(), quotations=(), found=()):
    return judge_attribution(claim, speaker, quotations, statements, found)


def test_the_outlets_own_voice_has_no_attribution():
    found, reason = attribution(CLAIM, None)
    assert found is None
    assert "own voice" in reason
    assert is_sentence(reason)


@pytest.mark.parametrize(
    ("statements", "verdict"),
    [
        ([statement(SAID, HALD)], A.CONFIRMED),
        ([statement(SAID, Speaker("Hald", SpeakerType.GOVERNMENT, named=True))], A.CONFIRMED),
        ([statement(SAID.replace("85", "58"), HALD)], A.ALTERED),
        ([statement(SAID, KRUSE)], A.MISATTRIBUTED),
        ([statement(SAID, KRUSE), statement(SAID, HALD, number=2)], A.CONFIRMED),
        ([statement("The choir sang at the fair.", HALD)], A.NOT_FOUND),
        ([statement(SAID, NOBODY)], A.NOT_FOUND),
        ([statement(SAID, KRUSE, own_voice=True)], A.NOT_FOUND),
        ([], A.NOT_FOUND),
    ],
)
def test_attribution(statements, verdict):
    found, reason = attribution(CLAIM, HALD, statements)
    assert found is verdict
    assert is_sentence(reason)
    assert "Petra Hald" in reason


def test_a_speaker_without_a_name_is_not_found():
    found, reason = attribution(CLAIM, NOBODY, [statement(SAID, HALD)])
    assert found is A.NOT_FOUND
    assert "does not say who" in reason
    assert is_sentence(reason)


def test_a_store_without_sources_says_so():
    found, reason = judge_attribution(CLAIM, HALD, (), [statement(SAID, HALD)], (), sources_held=0)
    assert found is A.NOT_CHECKED
    assert "no sources" in reason
    assert is_sentence(reason)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [(statement(SAID, HALD), A.CONFIRMED), (statement(SAID, KRUSE), A.MISATTRIBUTED)],
)
def test_the_reason_names_the_place_the_speaker_and_whoever_is_shown_to_have_said_it(said, verdict):
    found, reason = attribution(CLAIM, HALD, [said])
    assert found is verdict
    assert reason.startswith('"Fire at the pier", paragraph 1')
    assert "Petra Hald" in reason
    assert ("Ines Kruse" in reason) is (verdict is A.MISATTRIBUTED)


def test_what_the_speaker_said_otherwise_is_told_from_the_nearest_statement():
    far = statement("Guards held 60 sailors at the pier.", HALD)
    near = statement(SAID.replace("85", "58"), HALD, number=2)
    as_near = statement(SAID.replace("85", "59"), HALD, number=3)
    for order in ([far, near, as_near], [near, far, as_near], [near, as_near, far]):
        found, reason = attribution(CLAIM, HALD, order)
        assert found is A.ALTERED
        assert "58 sailors" in reason
    # What the speaker says rightly elsewhere counts for more than a slip.
    assert attribution(CLAIM, HALD, [near, statement(SAID, HALD, number=4)])[0] is A.CONFIRMED


def test_another_figure_on_another_matter_alters_nothing():
    elsewhere = "Hald said that 58 choirs sang at the summer fair in Bena while it rained at the pier."
    assert attribution(CLAIM, HALD, [statement(elsewhere, HALD)])[0] is A.NOT_FOUND


def lines(**shares):
    """The shipped thresholds with other lines for attribution."""
    return replace(default_thresholds(), **{f"attribution_{name}": share for name, share in shares.items()})


def test_a_statement_on_the_line_says_it_and_one_below_does_not():
    text = "Guards held 85 sailors at the pier."
    near = lexical_share(signals_of(CLAIM, text))
    assert near == plain_support(signals_of(CLAIM, text))
    assert 0.5 < near < 0.75

    def by(who, **shares):
        said = [statement(text, who)]
        return judge_attribution(CLAIM, HALD, (), said, (), thresholds=lines(**shares))[0]

    assert by(HALD, says=near) is A.CONFIRMED
    assert by(HALD, says=near + 0.001) is A.NOT_FOUND
    assert by(HALD, says=near, same_matter=near) is A.CONFIRMED
    assert by(HALD, says=near, same_matter=near + 0.001) is A.NOT_FOUND
    assert by(KRUSE, says=near, same_matter=0.99) is A.MISATTRIBUTED
    assert by(KRUSE, says=0.99, same_matter=near) is A.MISATTRIBUTED
    assert by(KRUSE, says=0.99, same_matter=near + 0.001) is A.NOT_FOUND


def test_a_denial_on_the_line_is_about_the_same_matter():
    text = SAID.replace("85", "58")
    near = lexical_share(signals_of(CLAIM, text))

    def by(share):
        said = [statement(text, HALD)]
        return judge_attribution(CLAIM, HALD, (), said, (), thresholds=lines(same_matter=share))[0]

    assert by(near) is A.ALTERED
    assert by(near + 0.001) is A.NOT_FOUND


LONG = "Guards led by Otto Brandt held 85 sailors of the old fleet after the fire at the north pier."


def test_how_near_a_figure_must_be_is_for_the_thresholds_to_say():
    claim, said = LONG.replace("85", "about 85"), LONG.replace("85", "80")

    def by(who, about):
        limits = replace(default_thresholds(), figures_about=about)
        return judge_attribution(claim, HALD, (), [statement(said, who)], (), thresholds=limits)[0]

    assert (by(HALD, 0.1), by(HALD, 0.01)) == (A.CONFIRMED, A.ALTERED)
    assert (by(KRUSE, 0.1), by(KRUSE, 0.01)) == (A.MISATTRIBUTED, A.NOT_FOUND)


def test_a_statement_that_leaves_out_the_figure_does_not_confirm_it():
    without = LONG.replace("85 ", "")
    assert lexical_share(signals_of(LONG, without)) >= default_thresholds().attribution_says
    assert attribution(LONG, HALD, [statement(without, HALD)])[0] is A.NOT_FOUND


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (LONG, LONG.replace("85", "58")),
        (LONG.replace("fire", "fire of 3 May 2021"), LONG.replace("fire", "fire of 7 May 2021")),
        (LONG, LONG.replace("Brandt", "Brennt")),
        (LONG, LONG.replace("held", "never held")),
    ],
    ids=["figure", "date", "name", "denial"],
)
def test_whoever_says_it_otherwise_is_not_the_one_who_said_it(claim, said):
    assert lexical_share(signals_of(claim, said)) >= default_thresholds().attribution_says
    assert attribution(claim, HALD, [statement(claim, KRUSE)])[0] is A.MISATTRIBUTED
    assert attribution(claim, HALD, [statement(said, KRUSE)])[0] is A.NOT_FOUND


OTTO = Speaker("Otto Brandt", SpeakerType.GOVERNMENT, role="harbour master", named=True)


def reported(sentence, speaker, *, number=1):
    """A statement of SAID that a longer sentence reports."""
    return Statement(passage(sentence, number=number), speaker, SAID[:-1], (), "say", False)


def test_a_sentence_that_names_the_speaker_too_shows_nobody_else():
    beside = reported(f"Ines Kruse, standing in for Petra Hald, said: {SAID}", KRUSE)
    assert attribution(CLAIM, HALD, [beside])[0] is A.NOT_FOUND
    # The one who is shown elsewhere to have said it is found all the same.
    found, reason = attribution(CLAIM, HALD, [beside, statement(SAID, OTTO, number=2)])
    assert found is A.MISATTRIBUTED
    assert "Otto Brandt" in reason


def test_the_name_alone_beside_the_words_is_enough():
    assert attribution(CLAIM, HALD, [reported(f"Petra Hald: {SAID}", KRUSE)])[0] is A.NOT_FOUND
    spokeswoman = Speaker("Harbour Board spokeswoman", SpeakerType.GOVERNMENT, named=True)
    beside = reported(f"Ines Kruse told the Harbour Board: {SAID}", KRUSE)
    assert attribution(CLAIM, spokeswoman, [beside])[0] is A.NOT_FOUND
    assert attribution(CLAIM, spokeswoman, [statement(SAID, KRUSE)])[0] is A.MISATTRIBUTED


def test_a_namesake_beside_the_words_is_not_the_speaker():
    assert attribution(CLAIM, HALD, [reported(f"Ines Kruse told Mia Hald: {SAID}", KRUSE)])[0] is (
        A.MISATTRIBUTED
    )


def test_the_speaker_named_in_the_words_themselves_is_not_beside_them():
    claim = "Guards told Petra Hald to leave the north pier after the fire."
    said = Statement(passage(f"Ines Kruse said: {claim}"), KRUSE, claim, (), "say", False)
    assert attribution(claim, HALD, [said])[0] is A.MISATTRIBUTED


@pytest.mark.parametrize(
    "several",
    ["Petra Hald and Ines Kruse", "Otto Brandt, Ines Kruse and Petra Hald", "Mia Lorn, and Ines Kruse"],
)
def test_one_of_several_speakers_is_not_another(several):
    together = Speaker(several, SpeakerType.UNKNOWN, named=True)
    assert attribution(CLAIM, together, [statement(SAID, KRUSE)])[0] is A.NOT_FOUND
    stranger = Speaker("Nils Varga", SpeakerType.NGO, organisation="Lantern Trust", named=True)
    both = [statement(SAID, KRUSE), statement(SAID, stranger, number=2)]
    found, reason = attribution(CLAIM, together, both)
    assert (found, "Nils Varga" in reason) == (A.MISATTRIBUTED, True)


def test_a_namesake_in_another_body_is_another_speaker():
    ours = Speaker("Hald", SpeakerType.GOVERNMENT, organisation="Harbour Board", named=True)
    theirs = Speaker("Hald", SpeakerType.GOVERNMENT, organisation="Fire Service", named=True)
    assert attribution(CLAIM, ours, [statement(SAID, theirs)])[0] is A.MISATTRIBUTED


def test_the_speakers_own_document_confirms_the_attribution():
    own = evidence(CLAIM, passage(SAYS_SO, WATCH), speaker=AMBER)
    assert attribution(CLAIM, AMBER, found=own)[0] is A.CONFIRMED
    assert judge_substance(CLAIM, own).verdict is S.NOT_FOUND


def test_what_the_speaker_says_in_other_words_is_confirmed_by_reading():
    told = "The wardens locked up 85 seamen once the north pier had burned."
    own = evidence(CLAIM, passage(told, WATCH), speaker=AMBER)
    sure, unsure = ((replace(own[0], support=support),) for support in (0.9, 0.6))
    assert attribution(CLAIM, AMBER, found=unsure)[0] is A.NOT_FOUND
    assert attribution(CLAIM, AMBER, found=sure)[0] is A.CONFIRMED
    assert attribution(CLAIM, HALD, found=sure)[0] is A.NOT_FOUND
    where = replace(sure[0], passage=passage(told))
    heard = [statement(told, HALD)]
    assert attribution(CLAIM, HALD, heard, found=(where,))[0] is A.CONFIRMED
    # Where somebody else is heard in the same passage it may be the other who says so.
    assert attribution(CLAIM, HALD, [*heard, statement("No.", KRUSE)], found=(where,))[0] is not A.CONFIRMED


def test_swapping_the_speaker_moves_the_verdict():
    said = [statement(SAID, HALD)]
    assert attribution(CLAIM, HALD, said)[0] is A.CONFIRMED
    assert attribution(CLAIM, KRUSE, said)[0] is A.MISATTRIBUTED


def test_combine():
    verdict = combine((A.CONFIRMED, "So."), Substance(S.UNSURE, "Hm.", 0.5, (Span(0, 1),)))
    assert verdict == Verdict(A.CONFIRMED, "So.", S.UNSURE, "Hm.", 0.5, (Span(0, 1),))


# Quotations

WORDS = "we will rebuild the old bridge before winter"
THERE = "At the fair Hald said: “We will rebuild the old bridge before winter.” The choir sang."


def checked(words, *passages, statements=(), speaker=HALD, held=1):
    span = Span(0, len(words) + 2)
    quotation = Quotation(span, Span(1, len(words) + 1), 0)
    return check_quotation(
        quotation,
        words,
        sentence=0,
        speaker=speaker,
        passages=passages,
        statements=statements,
        sources_held=held,
    )


def said_by(speaker, text=WORDS, number=1, source=GAZETTE):
    return Statement(passage(THERE, source, number), speaker, text, (text,), "say", False)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (WORDS.replace("we", "We", 1), QuoteState.VERBATIM),
        (WORDS, QuoteState.NORMALISED),
        (WORDS.replace("winter", "spring"), QuoteState.ALTERED),
        ("we will rebuild the old bridge and cancel every tax on boats and barges", QuoteState.PARTIAL),
        ("nobody shall ever pay for parking here again", QuoteState.ABSENT),
    ],
)
def test_quotation_states(words, state):
    found = checked(words, passage(THERE), statements=[said_by(HALD)])
    assert found.state is state
    assert (found.passage is None) == (state is QuoteState.ABSENT)


def test_an_empty_store_is_not_absence():
    assert checked(WORDS, held=0).state is QuoteState.NOT_CHECKED
    assert checked(WORDS, held=1).state is QuoteState.ABSENT


def test_in_somebody_elses_mouth():
    found = checked(WORDS, passage(THERE), statements=[said_by(KRUSE)])
    assert found.state is QuoteState.OTHER_SPEAKER
    assert "Ines Kruse" in found.detail
    assert "Petra Hald" in found.detail


@pytest.mark.parametrize("statements", [[], [said_by(NOBODY)], [said_by(KRUSE, number=9)]])
def test_an_unknown_mouth_is_nobody_elses(statements):
    assert checked(WORDS, passage(THERE), statements=statements).state is QuoteState.NORMALISED


def test_own_mouth_comes_before_anothers():
    both = [said_by(KRUSE), said_by(HALD, number=2, source=COURIER)]
    found = checked(WORDS, passage(THERE), passage(THERE, COURIER, 2), statements=both)
    assert found.state is QuoteState.NORMALISED
    assert found.passage.id == 2


def test_three_words_may_be_anybodys():
    assert checked("the old bridge", passage(THERE), statements=[said_by(KRUSE)]).state is QuoteState.VERBATIM


def test_a_quotation_without_a_speaker():
    assert (
        checked(WORDS, passage(THERE), statements=[said_by(KRUSE)], speaker=None).state
        is QuoteState.NORMALISED
    )


@pytest.mark.parametrize(
    ("words", "who", "verdict"),
    [
        (WORDS, HALD, A.CONFIRMED),
        (WORDS.replace("winter", "spring"), HALD, A.ALTERED),
        (WORDS, KRUSE, A.MISATTRIBUTED),
    ],
)
def test_quotations_decide_the_attribution(words, who, verdict):
    statements = [said_by(who)]
    quotation = checked(words, passage(THERE), statements=statements)
    found, reason = attribution(words, HALD, statements, [quotation])
    assert found is verdict
    assert reason


def quoted(words, state, *, at=None, detail="Told."):
    """A quotation of `words` that was found to be in `state`, in the passage `at`."""
    quotation = Quotation(Span(0, len(words) + 2), Span(1, len(words) + 1), 0)
    return CheckedQuotation(quotation, 0, HALD, state, None, at, detail)


def test_a_quotation_in_another_mouth_counts_for_more_than_an_altered_one():
    wrong = {
        state: quoted(WORDS, state, detail=f"{state.value}.")
        for state in (QuoteState.PARTIAL, QuoteState.ALTERED, QuoteState.OTHER_SPEAKER)
    }
    partial, altered, other = wrong.values()
    assert attribution(WORDS, HALD, (), [partial, altered, other]) == (A.MISATTRIBUTED, other.detail)
    assert attribution(WORDS, HALD, (), [partial, altered]) == (A.ALTERED, altered.detail)
    assert attribution(WORDS, HALD, (), [partial]) == (A.ALTERED, partial.detail)
    fine = quoted(WORDS, QuoteState.VERBATIM, at=passage(THERE))
    assert attribution(WORDS, HALD, [said_by(HALD)], [fine, altered])[0] is A.ALTERED


@pytest.mark.parametrize("state", [QuoteState.VERBATIM, QuoteState.NORMALISED])
def test_words_confirm_where_a_statement_or_the_speakers_own_paper_has_them(state):
    said = quoted(WORDS, state, at=passage(THERE))
    found, reason = attribution("a", HALD, [said_by(HALD)], [said])
    assert found is A.CONFIRMED
    assert re.match(r'"Fire at the pier", paragraph 1 has Petra Hald .*these words\.$', reason)
    paper = passage(WORDS, WATCH, 7)
    own = evidence(WORDS, paper, speaker=AMBER)
    assert attribution("a", AMBER, (), [quoted(WORDS, state, at=paper)], own)[0] is A.CONFIRMED
    # In a passage that is neither, or with other words that stand nowhere, they confirm nothing.
    assert attribution("a", HALD, [said_by(HALD)], [quoted(WORDS, state, at=passage(WORDS, COURIER, 8))])[
        0
    ] is (A.NOT_FOUND)
    assert attribution("a", HALD, [said_by(HALD)], [said, quoted("x", QuoteState.ABSENT)])[0] is A.NOT_FOUND
    assert attribution("a", HALD, [said_by(HALD)], [quoted(WORDS, state)])[0] is A.NOT_FOUND


def test_right_words_between_the_marks_do_not_cover_a_wrong_figure_around_them():
    fine = quoted(WORDS, QuoteState.VERBATIM, at=passage(THERE))
    said = [said_by(HALD), statement(SAID.replace("85", "58"), HALD, number=2)]
    found, reason = attribution(CLAIM, HALD, said, [fine])
    assert found is A.ALTERED
    assert "58 sailors" in reason
    found, reason = attribution(CLAIM, HALD, [said_by(HALD), statement(SAID, HALD, number=2)], [fine])
    assert found is A.CONFIRMED
    assert "these words" in reason


def test_bodies_that_a_source_tells_apart_do_not_stand_for_each_other():
    upper = Speaker("Upper Oru Water Board", SpeakerType.UNKNOWN, named=True)
    lower = Speaker("The Lower Oru Environment Office", SpeakerType.UNKNOWN)
    said = statement("the leak came from a broken sluice at the mill", lower)
    other = statement("it was testing samples", upper)
    claim = "the leak came from a broken sluice at the mill"
    found, reason = judge_attribution(claim, upper, [], [said, other], [])
    assert found is A.MISATTRIBUTED
    assert "Lower Oru" in reason
    assert judge_attribution(claim, upper, [], [said], [])[0] is not A.MISATTRIBUTED
    # Nor do two sources tell them apart, or a paper of the body's own, or a description that is no name.
    for beside in (
        statement("it was testing samples", upper, source=COURIER, number=2),
        statement("it was testing samples", upper, own_voice=True),
    ):
        assert judge_attribution(claim, upper, [], [said, beside], [])[0] is A.NOT_FOUND
    short = statement(claim, Speaker("Oru Office", SpeakerType.UNKNOWN))
    assert judge_attribution(claim, upper, [], [short, other], [])[0] is A.MISATTRIBUTED
    office = statement(claim, Speaker("the environment Office", SpeakerType.UNKNOWN))
    assert judge_attribution(claim, upper, [], [office, other], [])[0] is A.NOT_FOUND
    person = statement(claim, Speaker("Jonas Reed", SpeakerType.UNKNOWN, named=True))
    assert judge_attribution(claim, upper, [], [person, other], [])[0] is A.NOT_FOUND
