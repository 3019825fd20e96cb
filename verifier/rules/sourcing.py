"""SRC: whether the sources bear out what the article says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.independence import origins
from verifier.rules.allegations import Allegation, allegations
from verifier.rules.reading import all_against, all_told, claims_of, on_topic, sentence_span, supported
from verifier.rules.rule import Example, Mark, Rule
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import (
    AttributionVerdict,
    CheckedArticle,
    CheckedClaim,
    Evidence,
    Outcome,
    Severity,
    Signal,
    SubstanceVerdict,
)

# What FIG002 and QUO001 tell in more detail is not told again here.
_TOLD_ELSEWHERE = ("figures", "quotation")
_ENOUGH_SOURCES = 2


def _unsupported(article: CheckedArticle) -> Iterator[Mark]:
    limits = default_thresholds()
    for checked in article.claims:
        if not checked.cited or supported(checked):
            continue
        substance, attribution = checked.verdict.substance, checked.verdict.attribution
        shown = attribution in (AttributionVerdict.CONFIRMED, AttributionVerdict.ALTERED)
        # The verdict on the substance leaves out the speaker's own paper, which may come close to saying it.
        shown = shown or any(e.cited and _comes_near(e, limits) for e in checked.evidence)
        if substance is SubstanceVerdict.NOT_FOUND and not shown:
            titles = ", ".join(f"“{source.title}”" for source in checked.cited)
            span = sentence_span(article, checked.claim.sentence)
            yield Mark(span, checked.claim.sentence, f"Nothing in {titles} bears this out.")


def _comes_near(evidence: Evidence, limits: Thresholds) -> bool:
    """True where a passage may say so, or has the claim's figures: that it doesn't would be too much."""
    figures = evidence.signal("figures")
    has_them = figures is not None and figures.outcome is Outcome.AGREES
    return has_them or evidence.support >= limits.substance_unsure


def _contradicted(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.claims:
        if supported(checked) or checked.verdict.attribution is AttributionVerdict.CONFIRMED:
            continue
        found = _contradictions(checked)
        if found:
            span = sentence_span(article, checked.claim.sentence)
            says = f"The cited source says otherwise {all_told(found)}."
            yield Mark(span, checked.claim.sentence, says, all_against(found))


def _contradictions(checked: CheckedClaim) -> list[tuple[Evidence, Signal]]:
    """What cited passages say against the claim, one thing each; none where another agrees with it."""
    # The verdict on the substance leaves out the speaker's own paper; the citation may be just that.
    cited = [e for e in checked.evidence if e.cited and on_topic(e)]
    told = [(e, [s for s in e.signals if s.outcome is Outcome.DIFFERS]) for e in cited]
    if any(not differing for _, differing in told):
        return []
    return [(e, s) for e, differing in told for s in untold(differing)[:1]]


def untold(differing: Sequence[Signal]) -> list[Signal]:
    """The mismatches that no other rule tells; what confirms one that another tells is told with it."""
    elsewhere = any(s.name in _TOLD_ELSEWHERE for s in differing)
    return [s for s in differing if s.name not in _TOLD_ELSEWHERE and not (elsewhere and s.name == "instead")]


def _single_source(article: CheckedArticle) -> Iterator[Mark]:
    for allegation, bodies in thinly_sourced(article, allegations(article)):
        who = f"only {bodies[0]} bears" if bodies else "no independent source held bears"
        says = f"This is an allegation, and {who} it out."
        yield Mark(sentence_span(article, allegation.sentence), allegation.sentence, says)


def thinly_sourced(
    article: CheckedArticle, made: Sequence[Allegation]
) -> tuple[tuple[Allegation, tuple[str, ...]], ...]:
    """Of the allegations `made`, those with fewer than two bodies that bear them out, each with these bodies.

    One for each sentence; the points of a list go with what leads in to it. Nothing where no source is held.
    """
    found: dict[int, tuple[Allegation, tuple[str, ...]]] = {}
    for allegation in made:
        bodies = bearing_out(article, allegation.sentence)
        if allegation.under is None and len(bodies) < _ENOUGH_SOURCES:
            found.setdefault(allegation.sentence, (allegation, bodies))
    return tuple(found.values()) if article.sources_held else ()


def bearing_out(article: CheckedArticle, sentence: int) -> tuple[str, ...]:
    """The bodies, each once, whose passages bear sentence number `sentence` out and are not its speaker's."""
    return origins(e for c in claims_of(article, sentence) for e in _independent(c))


def _independent(checked: CheckedClaim) -> Iterator[Evidence]:
    """The passages that bear the claim out and are not the speaker's."""
    if supported(checked):
        for evidence in checked.evidence:
            differs = any(s.outcome is Outcome.DIFFERS for s in evidence.signals)
            if evidence.independent and on_topic(evidence) and not differs:
                yield evidence


SRC001 = Rule(
    id="SRC001",
    title="The cited source doesn't bear the sentence out",
    severity=Severity.SUGGESTION,
    asked_by=("Fact-checking practice: a citation must show what the sentence says",),
    why="A link lends weight even to a reader who doesn't follow it.",
    action="Cite the source that shows it, or change the sentence to what the source says.",
    check=_unsupported,
    hits=(
        Example(
            "According to the Harbour Authority report, the eastern pier is rotten and will be razed.",
            (
                (
                    "Harbour Authority",
                    "The harbour handled 17 ships a day in spring, most with grain.",
                ),
            ),
        ),
        Example(
            "A report by the Ministry of Health said that three clinics had closed in Nordvik.",
            (("Ministry of Health", "The vaccination campaign began on Monday in all schools."),),
        ),
        Example(
            "A report by the Lake Authority found mercury in the fish of the southern basin.",
            (("Lake Authority", "The Lake Authority closed the eastern sluice on Monday for repairs."),),
        ),
    ),
    misses=(
        Example(
            "According to the Harbour Authority report, the harbour handled 17 ships a day in spring.",
            (
                (
                    "Harbour Authority",
                    "The harbour handled 17 ships a day in spring, most with grain.",
                ),
            ),
        ),
        Example(
            "The eastern pier is rotten and will be razed.",
            (
                (
                    "Harbour Authority",
                    "The harbour handled 17 ships a day in spring, most with grain.",
                ),
            ),
        ),
        Example("According to the Harbour Authority report, the eastern pier is rotten and will be razed."),
    ),
)

SRC002 = Rule(
    id="SRC002",
    title="The cited source says otherwise",
    severity=Severity.ERROR,
    asked_by=("Fact-checking practice: a citation must show what the sentence says",),
    why="The article's own source refutes it, for any reader to see.",
    action="Change the sentence to what the source says, or cite another source.",
    check=_contradicted,
    hits=(
        Example(
            "According to the Harbour Authority report, the eastern pier was inspected in May.",
            (("Harbour Authority", "The eastern pier was not inspected in May."),),
        ),
        Example(
            "According to the Nordvik Clinic report, the clinic did not close its maternity ward in March.",
            (("Nordvik Clinic", "The clinic closed its maternity ward in March."),),
        ),
        Example(
            "A report by the Lake Authority said that the southern basin is safe for swimming.",
            (("Lake Authority", "The southern basin is not safe for swimming."),),
        ),
    ),
    misses=(
        Example(
            "According to the Harbour Authority report, the eastern pier was not inspected in May.",
            (("Harbour Authority", "The eastern pier was not inspected in May."),),
        ),
        Example(
            "The eastern pier was painted in May.",
            (("Harbour Authority", "The western gate was not inspected in May."),),
        ),
        Example("According to the Harbour Authority report, the eastern pier was inspected in May."),
    ),
    covers=("SRC001", "SRC011", "SAY006", "ATT001"),
)

_AGENCY_REPORT = (
    "Greenwall Timber is logging illegally in the Arda reserve, satellite pictures of the last months show. "
    "At least two hundred old oaks were felled on the northern slope, where no company holds a licence."
)

SRC005 = Rule(
    id="SRC005",
    title="An allegation with fewer than two independent sources",
    severity=Severity.SUGGESTION,
    asked_by=(
        "BBC 3.3.4: be reluctant to rely on a single source",
        "Reuters: two or more sources for what is contested",
    ),
    why=(
        "The accuser's own paper proves that it was said, not that it is so. "
        "An agency's report is one source, however many papers print it."
    ),
    action="Add a second source that doesn't depend on the first, or say that it couldn't be verified.",
    check=_single_source,
    hits=(
        Example(
            "Forest Watch accused Greenwall Timber of illegal logging in the Arda reserve.",
            (("Forest Watch", "Greenwall Timber is logging illegally in the Arda reserve."),),
        ),
        Example(
            "The teachers' union accused the school board of corruption.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
        Example(
            "Prison Monitor said that guards tortured inmates in Block C at Serino.",
            (("Prison Monitor", "Guards at Serino tortured inmates in Block C."),),
        ),
        Example(
            "Green Rivers accused Greenwall Timber of illegal logging in the Arda reserve.",
            (
                ("Arda Courier", _AGENCY_REPORT),
                ("Evening Post of Lund", _AGENCY_REPORT.replace("two hundred", "200")),
            ),
        ),
    ),
    misses=(
        Example(
            "Green Rivers accused Greenwall Timber of illegal logging in the Arda reserve.",
            (
                ("Arda Courier", _AGENCY_REPORT),
                (
                    "Evening Post of Lund",
                    "Our reporter counted stumps for three days: Greenwall Timber is logging illegally, deep "
                    "in the Arda reserve, where its licence does not reach.",
                ),
            ),
        ),
        Example("Forest Watch accused Greenwall Timber of illegal logging in the Arda reserve."),
        Example(
            "The teachers' union said that the new timetable starts in May.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
        Example(
            "Prison Monitor said that the kitchen in Block C at Serino was painted.",
            (("Prison Monitor", "The kitchen in Block C was painted."),),
        ),
    ),
    covers=("FAI004", "SRC007"),
)

RULES = (SRC001, SRC002, SRC005)
