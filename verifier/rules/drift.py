"""SAY: what the article makes of what its sources say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claims.document import cover
from verifier.rules.reading import place, sentence_span
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import (
    CheckedArticle,
    DriftKind,
    Severity,
)


def drifting(kind: DriftKind) -> Callable[[CheckedArticle], Iterable[Mark]]:
    """The check that finds drifts of one kind."""

    def check(article: CheckedArticle) -> Iterator[Mark]:
        for checked in article.claims:
            for drift in checked.drifts:
                if drift.kind is kind:
                    span = cover(checked.claim.content or (sentence_span(article, checked.claim.sentence),))
                    says = f"{drift.detail[:1].upper()}{drift.detail[1:]} ({place(drift.passage)})."
                    yield Mark(span, checked.claim.sentence, says, drift.detail)

    return check


SAY002 = Rule(
    id="SAY002",
    title="The source says it only with reserve",
    severity=Severity.WARNING,
    asked_by=("BBC Editorial Guidelines: a paraphrase must represent the meaning fairly",),
    why="“May have” is not “has”: the reserve is part of what was said.",
    action="Put the source's reserve back.",
    check=drifting(DriftKind.HEDGE_LOST),
    hits=(
        Example(
            "Nurse Olga Berg said that the fever had come from the well.",
            (("Clinic News", "Nurse Olga Berg said that the fever had possibly come from the well."),),
        ),
        Example(
            "Engineer Tomas Wirth said that the dam had leaked since March.",
            (("Dam Board", "Engineer Tomas Wirth said that the dam may have leaked since March."),),
        ),
        Example(
            "The spill poisoned wells in Ostrow.",
            (("Water Office", "The spill may have poisoned wells in Ostrow."),),
        ),
    ),
    misses=(
        Example(
            "The spill poisoned wells in Ostrow.",
            (("Water Office", "The spill poisoned wells in Ostrow. The river may freeze in January."),),
        ),
        Example(
            "Engineer Tomas Wirth said that the dam may have leaked since March.",
            (("Dam Board", "Engineer Tomas Wirth said that the dam may have leaked since March."),),
        ),
        Example(
            "Engineer Tomas Wirth said that the dam had leaked since March.",
            (("Dam Board", "Engineer Tomas Wirth said that the dam had leaked since March."),),
        ),
    ),
)

SAY003 = Rule(
    id="SAY003",
    title="What the source reports as an allegation stands here as a fact",
    severity=Severity.ERROR,
    asked_by=("AP: avoid any suggestion that the writer is making the allegation",),
    why="Without the accuser the outlet itself accuses.",
    action="Name who says so, as the source does.",
    check=drifting(DriftKind.TOLD_AS_FACT),
    hits=(
        Example(
            "The treasurer kept two sets of books.",
            (("Port Gazette", "Dockers accused the treasurer. They claim that he kept two sets of books."),),
        ),
        Example(
            "Greenwall Timber cleared protected forest in Arda.",
            (
                (
                    "Arda Courier",
                    "Forest Watch alleged that Greenwall Timber cleared protected forest in Arda.",
                ),
            ),
        ),
        Example(
            "The driver fell asleep at the wheel near Kolno.",
            (("Kolno Radio", "Police suspect that the driver fell asleep at the wheel near Kolno."),),
        ),
    ),
    misses=(
        Example(
            "The treasurer kept two sets of books, dockers claim.",
            (("Port Gazette", "Dockers claim that the treasurer kept two sets of books."),),
        ),
        Example(
            "Greenwall Timber cleared protected forest in Arda, Forest Watch alleged.",
            (
                (
                    "Arda Courier",
                    "Forest Watch alleged that Greenwall Timber cleared protected forest in Arda.",
                ),
            ),
        ),
        Example(
            "Greenwall Timber cleared protected forest in Arda.",
            (("Arda Courier", "Greenwall Timber cleared protected forest in Arda in May."),),
        ),
    ),
    covers=("ATT001", "ATT003", "SAY002"),
)

SAY004 = Rule(
    id="SAY004",
    title="The reporting verb says more than the source's",
    severity=Severity.WARNING,
    asked_by=("BBC Editorial Guidelines: a paraphrase must represent the meaning fairly",),
    why="Who suggested something has not admitted it, and who said so has not promised it.",
    action="Use the source's verb, or “said”.",
    check=drifting(DriftKind.STRONGER_VERB),
    in_quotations=True,
    hits=(
        Example(
            "Farmer Lena Fischbach conceded that the fence had been open all night.",
            (("Valley Post", "Farmer Lena Fischbach said that the fence had been open all night."),),
        ),
        Example(
            "Transport minister Ida Holm admitted that the new line had cost twice its budget.",
            (
                (
                    "Line Office",
                    "Transport minister Ida Holm suggested that the new line had cost twice its budget.",
                ),
            ),
        ),
        Example(
            "Mayor Anil Das promised that the market hall would open in autumn.",
            (("Malpur Herald", "Mayor Anil Das said that the market hall would open in autumn."),),
        ),
    ),
    misses=(
        Example(
            "Farmer Lena Fischbach added that the fence had been open all night.",
            (("Valley Post", "Farmer Lena Fischbach said that the fence had been open all night."),),
        ),
        Example(
            "Transport minister Ida Holm said that the new line had cost twice its budget.",
            (
                (
                    "Line Office",
                    "Transport minister Ida Holm admitted that the new line had cost twice its budget.",
                ),
            ),
        ),
        Example(
            "Mayor Anil Das promised that the market hall would open in autumn.",
            (("Malpur Herald", "Mayor Anil Das pledged that the market hall would open in autumn."),),
        ),
    ),
)

SAY005 = Rule(
    id="SAY005",
    title="The source has it said at another time",
    severity=Severity.WARNING,
    asked_by=("Reuters: say when a statement was made; an old one must not pass for a new one",),
    why="Words from another day may answer another question.",
    action="Give the day on which it was said.",
    check=drifting(DriftKind.OTHER_TIME),
    in_quotations=True,
    hits=(
        Example(
            "On 2 June 2023 Judge Ilse Tornak said that the court would move to Orlu.",
            (("Court News", "On 22 June 2023 Judge Ilse Tornak said that the court would move to Orlu."),),
        ),
        Example(
            "Mayor Anil Das told the council on 3 May 2024 that the pool would close.",
            (("Minutes", "On 13 May 2024 Mayor Anil Das told the council that the pool would close."),),
        ),
        Example(
            "Coach Mirela Pop said on 4 May 2024 that they trained all summer.",
            (
                (
                    "Sport Daily",
                    "Coach Mirela Pop said on 9 August 2021 that they trained all summer.",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "Judge Ilse Tornak said that the court would move to Orlu on 2 June 2023.",
            (("Court News", "Judge Ilse Tornak said that the court would move to Orlu on 2 June 2023."),),
        ),
        Example(
            "Mayor Anil Das told the council that the pool would close.",
            (("Minutes", "On 13 May 2024 Mayor Anil Das told the council that the pool would close."),),
        ),
        Example(
            "Coach Mirela Pop said on 9 August 2021 that they trained all summer.",
            (
                (
                    "Sport Daily",
                    "Coach Mirela Pop said on 9 August 2021 that they trained all summer.",
                ),
            ),
        ),
    ),
)

RULES = (SAY002, SAY003, SAY004, SAY005)
