"""SRC and SAY: what the sources held say against the article, whether or not it cites them."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.rules.reading import all_against, all_told, on_topic, said_at, sentence_span
from verifier.rules.rule import Example, Mark, Rule
from verifier.rules.sourcing import untold
from verifier.types import (
    AttributionVerdict,
    CheckedArticle,
    CheckedClaim,
    Evidence,
    Outcome,
    QuoteState,
    Severity,
    Signal,
    SubstanceVerdict,
)


def _otherwise(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.claims:
        if checked.verdict.substance is not SubstanceVerdict.CONTRADICTED or _says_so(checked):
            continue
        found = [(e, s) for e in checked.evidence if _tells(e) for s in _mismatches(e)[:1]]
        if found:
            span = sentence_span(article, checked.claim.sentence)
            says = f"A source held says otherwise {all_told(found)}."
            yield Mark(span, checked.claim.sentence, says, all_against(found))


def _tells(evidence: Evidence) -> bool:
    """True where the passage is on the claim's matter, or would say it with its own figure, date or name."""
    return on_topic(evidence) or evidence.signal("instead") is not None


def _says_so(checked: CheckedClaim) -> bool:
    """True where a source held shows the speaker to have said just that, or one of them agrees in all."""
    return checked.verdict.attribution is AttributionVerdict.CONFIRMED or any(
        on_topic(e) and e.support >= checked.verdict.score and not _mismatches(e, everything=True)
        for e in checked.evidence
    )


def _mismatches(evidence: Evidence, *, everything: bool = False) -> list[Signal]:
    differing = [s for s in evidence.signals if s.outcome is Outcome.DIFFERS]
    return differing if everything else untold(differing)


def _speaker_otherwise(article: CheckedArticle) -> Iterator[Mark]:
    told = (QuoteState.ALTERED, QuoteState.PARTIAL)
    quoting = {q.sentence for q in article.quotations if q.state in told}
    for checked in article.claims:
        sentence = checked.claim.sentence
        if checked.verdict.attribution is AttributionVerdict.ALTERED and sentence not in quoting:
            reason = checked.verdict.attribution_reason
            yield Mark(sentence_span(article, sentence), sentence, reason, said_at(reason))


def _other_mouth(article: CheckedArticle) -> Iterator[Mark]:
    told: set[int] = set()
    for quoted in article.quotations:
        if quoted.state is QuoteState.OTHER_SPEAKER:
            told.add(quoted.sentence)
            yield Mark(quoted.quotation.span, quoted.sentence, quoted.detail, said_at(quoted.detail))
    for checked in article.claims:
        sentence = checked.claim.sentence
        if checked.verdict.attribution is AttributionVerdict.MISATTRIBUTED and sentence not in told:
            reason = checked.verdict.attribution_reason
            yield Mark(sentence_span(article, sentence), sentence, reason, said_at(reason))


SAY001 = Rule(
    id="SAY001",
    title="The source has somebody else say it",
    severity=Severity.WARNING,
    asked_by=("New York Times, Guidelines on Integrity: words belong to whoever spoke them",),
    why="A statement in the wrong mouth wrongs two people at once.",
    action="Name the speaker whom the source names, or add the source that shows this one saying it.",
    check=_other_mouth,
    hits=(
        Example(
            "The bridge at Orlu is safe for lorries, said Marek Dolny, who runs the quarry.",
            (("Orlu Courier", "Judge Ilse Tornak said that the bridge at Orlu is safe for lorries."),),
        ),
        Example(
            "“We will rebuild every house before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Malpur Herald",
                    "Mayor Anil Das of Malpur said: “We will rebuild every house before winter.”",
                ),
            ),
        ),
        Example(
            "The Ministry of Health said that three clinics had closed in Nordvik since January.",
            (
                (
                    "Nordvik Post",
                    "The Nurses' Union said that three clinics had closed in Nordvik since January.",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "The bridge at Orlu is safe for lorries, said Ilse Tornak, a judge.",
            (("Orlu Courier", "Judge Ilse Tornak said that the bridge at Orlu is safe for lorries."),),
        ),
        Example(
            "“We will rebuild every house before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Malpur Herald",
                    "Governor Gita Rao said: “We will rebuild every house before winter.”",
                ),
            ),
        ),
        Example(
            "“We will rebuild every house before winter,” said Gita Rao, the governor of Malpur.",
            (("Malpur Herald", "Every house will be rebuilt before winter. The river is calm."),),
        ),
    ),
    in_quotations=True,
    covers=("SRC001",),
)

SRC011 = Rule(
    id="SRC011",
    title="A source held says otherwise",
    severity=Severity.WARNING,
    asked_by=("Fact-checking practice: what the file says against a sentence must be answered before print",),
    why="What the newsroom's own file refutes, a reader may refute too.",
    action="Find out which is right, and cite it.",
    check=_otherwise,
    hits=(
        Example(
            "The council of Orlu has not approved the new bridge.",
            (("Orlu Courier", "The council of Orlu approved the new bridge in March."),),
        ),
        Example(
            "The eastern pier of Oru was inspected in May.",
            (("Harbour Authority", "The eastern pier of Oru was not inspected in May."),),
        ),
        Example(
            "The school in Bena has not closed its kitchen.",
            (("Bena Post", "The school in Bena has closed its kitchen."),),
        ),
    ),
    misses=(
        Example(
            "The council of Orlu opened the swimming pool.",
            (("Orlu Courier", "The council of Orlu opened the swimming pool in May."),),
        ),
        Example(
            "The eastern pier of Oru was inspected in May.",
            (("Harbour Authority", "The eastern pier of Oru was inspected in May."),),
        ),
        Example(
            "The eastern pier of Oru was inspected in May.",
            (("Harbour Authority", "The western gate was not inspected in May."),),
        ),
    ),
    covers=("ATT001",),
)

SAY006 = Rule(
    id="SAY006",
    title="The source has the speaker say otherwise",
    severity=Severity.WARNING,
    asked_by=("BBC Editorial Guidelines: a paraphrase must represent the meaning fairly",),
    why="The speaker will read it too.",
    action="Put it as the source has it.",
    check=_speaker_otherwise,
    hits=(
        Example(
            "Mayor Anil Das said that the market hall would not open in November.",
            (("Malpur Herald", "Mayor Anil Das said that the market hall would open in November."),),
        ),
        Example(
            "Mayor Anil Das said that the market hall would open in September.",
            (("Malpur Herald", "Mayor Anil Das said that the market hall would open in November."),),
        ),
        Example(
            "Mayor Anil Das said that the council had approved the new market hall.",
            (("Malpur Herald", "Mayor Anil Das said that the council had rejected the new market hall."),),
        ),
    ),
    misses=(
        Example(
            "Mayor Anil Das said that the market hall would open.",
            (("Malpur Herald", "Mayor Anil Das said that the market hall would open in November."),),
        ),
        Example(
            "Mayor Anil Das said that the market hall would open in November.",
            (("Malpur Herald", "Mayor Anil Das said that the market hall would open in November."),),
        ),
        Example(
            "Mayor Anil Das said that the market hall would open in September.",
            (("Malpur Herald", "Mayor Anil Das said that the swimming pool would open in November."),),
        ),
    ),
    covers=("SRC011",),
)

RULES = (SRC011, SAY001, SAY006)
