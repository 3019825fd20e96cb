"""Decisions applied to later drafts: what stays decided, what comes back, whose claim it is said to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.reading import read_text
from claims.types import ClaimKind, Found, SpeakerType
from tests.timing import cpu_seconds
from verifier.desk.applying import about_findings, about_sentence, settled, standing
from verifier.desk.deciding import on_finding, on_words
from verifier.desk.keeping import kept
from verifier.desk.standing import standing_of
from verifier.desk.types import Act, Anchor, Decision, State
from verifier.desk.versions import compare
from verifier.fingerprint import fingerprint
from verifier.pipeline import check
from verifier.types import Finding, Report

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
DRAFT = (
    "The harbour was shut on Monday.\n\n"
    "The mayor, Ada Holm, admitted on Tuesday that the eastern pier was probably unsafe for years.\n\n"
    "He conceded that the lights were broken, and the lamps were old.\n"
)


def checked(text: str, decisions: tuple[Decision, ...] = ()) -> Report:
    return check(read_text(text, name="draft.txt"), decisions=decisions)


@pytest.fixture(scope="module")
def report() -> Report:
    return checked(DRAFT)


def finding(report: Report, rule: str, words: str) -> Finding:
    text = report.article.analysis.document.text
    return next(f for f in report.findings if f.rule == rule and f.span.of(text) == words)


def decide(report: Report, words: str, act: Act = Act.DISMISS, number: int = 1) -> Decision:
    made = on_finding(
        report, finding(report, "VRB001", words), act, article="draft.txt", who="Lena", when=NOW
    )
    return replace(made, id=number)


def states(report: Report, *decisions: Decision) -> dict[str, State]:
    text = report.article.analysis.document.text
    found = standing(report, decisions)
    return {s.finding.span.of(text): s.state for s in found if s.finding.rule == "VRB001"}


OPEN = {"admitted": State.OPEN, "conceded": State.OPEN}


def test_the_last_decision_counts_and_reopening_undoes(report: Report) -> None:
    first = decide(report, "conceded", Act.DISMISS)
    for act, state in (
        (Act.WRONG, State.WRONG),
        (Act.ACCEPT, State.ACCEPTED),
        (Act.REOPEN, State.OPEN),
        (Act.COMMENT, State.DISMISSED),
    ):
        later = replace(first, act=act, id=2)
        assert states(report, first, later)["conceded"] is state
        conceded = finding(report, "VRB001", "conceded")
        assert about_findings(report, [conceded], (first, later)) == [(first, later)]


def test_sentences_that_are_gone_are_looked_for_once_and_not_for_each_finding() -> None:
    line = "The mayor, Ada Holm, admitted that pier number {} was probably unsafe for years."
    report = checked("\n\n".join(line.format(number) for number in range(30)))
    gone = Anchor("The harbour master never once said a word of all that to anybody whom we could find.")
    decisions = [replace(corrected(report, n, Act.SPEAKER, "Nils Brandt"), anchor=gone) for n in range(8)]

    def taken(findings: Sequence[Finding]) -> float:
        assert about_findings(report, findings, decisions) == [()] * len(findings)
        return cpu_seconds(lambda: about_findings(report, findings, decisions))

    assert len(report.findings) >= 30
    assert taken(report.findings) < 8 * taken(report.findings[:1])


def test_two_findings_of_one_rule_in_a_sentence_are_told_apart() -> None:
    report = checked(DRAFT.replace("the lamps were old", "he confessed that nobody had looked"))
    both = [f for f in report.findings if f.rule == "VRB001" and f.sentence == 2]
    assert len({fingerprint(report.article, f) for f in both}) == 1
    assert len(both) == 2
    assert states(report, decide(report, "conceded")) == {
        "admitted": State.OPEN,
        "conceded": State.DISMISSED,
        "confessed": State.OPEN,
    }
    # A decision that names no words is about all of them.
    whole = replace(decide(report, "conceded"), words="")
    assert {s for w, s in states(report, whole).items() if w != "admitted"} == {State.DISMISSED}


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "A line that is new.\n\n" + text,
        lambda text: text.replace("shut on Monday", "closed on Monday by the council"),
        lambda text: text.replace("probably", "probaly"),
        lambda text: text.replace("mayor, Ada Holm,", "mayor Ada Holm"),
        lambda text: text.replace("The harbour was shut on Monday.\n\n", ""),
    ],
)
def test_it_stays_decided_where_its_sentence_did_not_change(report: Report, edit: object) -> None:
    later = checked(edit(DRAFT))  # type: ignore[operator]
    decision = decide(report, "admitted")
    assert states(later, decision)["admitted"] is State.DISMISSED
    assert len(settled(later, (decision,)).findings) == len(later.findings) - 1
    changed = compare(kept("draft.txt", report, NOW), later)
    assert "VRB001" not in {f.rule for f in (*changed.new, *changed.fixed)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("probably unsafe", "certainly unsafe"),
        ("Ada Holm", "Ida Holt"),
        ("for years", "for 12 years"),
        ("was probably", "was not probably"),
        ("that the eastern pier was probably unsafe for years", "that people could have drowned"),
    ],
)
def test_a_reworded_sentence_is_never_hidden(report: Report, old: str, new: str) -> None:
    assert old in DRAFT
    later = checked(DRAFT.replace(old, new))
    decisions = tuple(decide(report, "admitted", act) for act in (Act.DISMISS, Act.WRONG))
    assert states(later, *decisions) == OPEN
    assert settled(later, decisions).findings == later.findings
    changed = compare(kept("draft.txt", report, NOW), later)
    assert "VRB001" in {f.rule for f in changed.new}
    assert "VRB001" in {f.rule for f in changed.fixed}


def test_a_decision_stays_with_its_sentence_where_another_is_almost_the_same(report: Report) -> None:
    other = DRAFT.split("\n\n")[1].replace("probably", "probaly")
    later = checked(f"{DRAFT}\n{other}\n")
    found = [s.state for s in standing(later, (decide(report, "admitted"),)) if s.finding.rule == "VRB001"]
    assert sorted(found) == [State.DISMISSED, State.OPEN, State.OPEN]


def test_what_something_else_has_against_a_sentence_belongs_to_the_finding() -> None:
    draft = (
        "The blast killed 31 people in the market, the interior ministry said on Monday evening.\n\n"
        "The blast killed 45 people in the crowded market, the Doctors' Union said.\n"
    )

    def state(text: str, *decisions: Decision) -> State:
        report = checked(text, decisions)
        (stands,) = (s for s in standing(report, decisions) if s.finding.rule == "FIG004")
        return stands.state

    report = checked(draft)
    (found,) = (f for f in report.findings if f.rule == "FIG004")
    dismissed = on_finding(report, found, Act.DISMISS, article="draft.txt", who="Lena", when=NOW)
    assert state(draft, dismissed) is State.DISMISSED
    assert state(draft.replace("evening", "evenning"), dismissed) is State.DISMISSED
    assert state(draft.replace("crowded", "crowdad"), dismissed) is State.DISMISSED
    assert state(draft.replace("31", "32"), dismissed) is State.OPEN
    # An editor who says who speaks says nothing of the figures, for or against.
    speaker = on_words(
        report.article.analysis,
        report.article.analysis.sentences[1].span,
        Act.SPEAKER,
        article="draft.txt",
        who="Lena",
        when=NOW,
        value="Union of Doctors",
    )
    assert state(draft, dismissed, speaker) is State.DISMISSED
    assert state(draft.replace("31", "32"), dismissed, speaker) is State.OPEN


def test_settled_tells_the_decision_of_each(report: Report) -> None:
    decision = decide(report, "admitted")
    accepted = decide(report, "conceded", Act.ACCEPT, number=2)
    made = settled(report, (decision, accepted))
    gone = finding(report, "VRB001", "admitted")
    assert gone not in made.findings
    assert standing_of(made, gone).decision == decision
    assert standing_of(made, finding(made, "VRB001", "conceded")).state is State.ACCEPTED
    assert len(made.standings) == len(report.findings)
    assert standing_of(report, gone).state is State.OPEN


def corrected(report: Report, sentence: int, act: Act, value: str, note: str = "") -> Decision:
    analysis = report.article.analysis
    span = analysis.sentences[sentence].span
    return on_words(analysis, span, act, article="a", who="Lena", when=NOW, value=value, note=note)


def test_a_speaker_who_is_assigned_shows_everywhere(report: Report) -> None:
    said = corrected(report, 0, Act.SPEAKER, "Harbour Watch Foundation", note="her mail of Friday")
    later = checked("A line that is new.\n\n" + DRAFT, (said,))
    claim = later.article.analysis.main_claim(1)
    assert claim.speaker is not None
    assert claim.attribution is not None
    assert claim.attribution.found is Found.EDITOR
    assert (claim.speaker.name, claim.speaker.named) == ("Harbour Watch Foundation", True)
    assert claim.kind is ClaimKind.NGO
    assert claim.reason == (
        "corrected at the desk by Lena: the speaker is Harbour Watch Foundation (her mail of Friday)"
    )
    assert f"Sentence 2: {claim.reason}." in later.article.analysis.document.notes
    assert [c.claim for c in later.article.claims if c.claim.main and c.claim.sentence == 1] == [claim]
    assert about_sentence(later.article.analysis, 1, (said,)) == (said,)
    assert about_sentence(later.article.analysis, 0, (said,)) == ()


def test_what_was_decided_outlives_the_naming_of_the_speaker(report: Report) -> None:
    speaker = corrected(report, 2, Act.SPEAKER, "Nils Brandt")
    dismissed = decide(report, "conceded")
    for decisions in ((dismissed, speaker), (speaker, dismissed)):
        assert states(checked(DRAFT, decisions), *decisions)["conceded"] is State.DISMISSED
    undone = (dismissed, speaker, corrected(report, 2, Act.REOPEN, ""))
    assert states(checked(DRAFT, undone), *undone)["conceded"] is State.DISMISSED
    # The same words in somebody else's mouth, and no editor said so: another finding.
    other = DRAFT.replace("He conceded", "Nils Brandt, a diver, is old. He conceded")
    assert states(checked(other), dismissed)["conceded"] is State.OPEN


def test_somebody_who_speaks_elsewhere_is_the_same_speaker(report: Report) -> None:
    later = checked(DRAFT, (corrected(report, 2, Act.SPEAKER, "ada holm"),))
    one, other = (later.article.analysis.main_claim(n).speaker for n in (1, 2))
    assert one is not None
    assert other is not None
    assert (other.name, other.type, other.role) == ("Ada Holm", SpeakerType.GOVERNMENT, one.role)


def test_a_quotation_is_the_assigned_speakers() -> None:
    text = "Nothing was heard for days. “The pier is safe, and it always was safe for everybody.”\n"
    before = checked(text)
    (quoted,) = checked(text, (corrected(before, 1, Act.SPEAKER, "Ada Holm"),)).article.quotations
    assert quoted.speaker is not None
    assert quoted.speaker.name == "Ada Holm"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        (ClaimKind.GOVERNMENT, SpeakerType.GOVERNMENT),
        (ClaimKind.NGO, SpeakerType.NGO),
        (ClaimKind.ATTRIBUTED, SpeakerType.UNKNOWN),
        (ClaimKind.FACT, None),
        (ClaimKind.NONE, None),
    ],
)
def test_a_kind_brings_its_speaker_with_it(
    report: Report, kind: ClaimKind, type_: SpeakerType | None
) -> None:
    for sentence in (0, 1):
        later = checked(DRAFT, (corrected(report, sentence, Act.KIND, kind.value),))
        claim = later.article.analysis.main_claim(sentence)
        assert claim.kind is kind
        assert (claim.speaker.type if claim.speaker is not None else None) is type_
        assert (claim.attribution is None) is (type_ is None)


def test_later_corrections_win_and_reopening_undoes_them(report: Report) -> None:
    first = corrected(report, 0, Act.SPEAKER, "Ada Holm")
    second = corrected(report, 0, Act.SPEAKER, "Nils Brandt")
    kind = corrected(report, 0, Act.KIND, "not_a_claim")
    assert _speaker(report, first, second) == "Nils Brandt"
    assert _speaker(report, first, kind) is None
    assert _speaker(report, first, kind, corrected(report, 0, Act.REOPEN, "kind")) == "Ada Holm"
    assert _speaker(report, first, kind, corrected(report, 0, Act.REOPEN, "")) is None
    undone = checked(DRAFT, (first, kind, corrected(report, 0, Act.REOPEN, "")))
    assert undone.article == report.article


def _speaker(report: Report, *decisions: Decision) -> str | None:
    speaker = checked(DRAFT, decisions).article.analysis.main_claim(0).speaker
    return speaker.name if speaker is not None else None


def test_a_correction_whose_sentence_is_gone_is_told(report: Report) -> None:
    gone = corrected(report, 0, Act.SPEAKER, "Ada Holm")
    later = checked(DRAFT.replace("The harbour was shut on Monday.", "Nobody came."), (gone,))
    assert later.article.claims == checked(DRAFT.replace(DRAFT[:31], "Nobody came.")).article.claims
    (told,) = (n for n in later.article.analysis.document.notes if "no longer here" in n)
    assert "“The harbour was shut on Monday.”" in told
    assert "Lena" in told


@pytest.mark.parametrize(("act", "value"), [(Act.KIND, "gossip"), (Act.KIND, ""), (Act.SPEAKER, " ")])
def test_a_value_that_says_nothing_is_refused(report: Report, act: Act, value: str) -> None:
    with pytest.raises(ValueError, match=r"kind|name|Claim"):
        corrected(report, 0, act, value)
