"""SRC: sources that repeat one another, and words that were taken over from one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from sources.given import Given
from sources.source import Source, SourceKind
from verifier.compare.bodies import same_body
from verifier.compare.words import tokenize
from verifier.independence import origins
from verifier.rules.reading import main_claim, on_topic, sentence_span, sentences, supported
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, CheckedClaim, Outcome, Severity

_VERBATIM = 12  # words in a row that two writers don't hit upon
_FIRST_HAND = (SourceKind.REPORT, SourceKind.PRESS_RELEASE)
_SECONDARY = (SourceKind.NEWS, SourceKind.WIRE)


def _second_hand(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.claims:
        if not checked.cited or any(source.kind not in _SECONDARY for source in checked.cited):
            continue
        primary, nearer = _primary(checked), _nearer(checked)
        sentence, title = checked.claim.sentence, checked.cited[0].title
        if primary is not None:
            says = f"The store holds the text that “{title}” reports: “{primary.title}”."
            yield Mark(sentence_span(article, sentence), sentence, says, primary.title)
        elif nearer is not None:
            says = f"The store holds the figure nearer to where it was made than “{title}”: “{nearer.title}”."
            yield Mark(sentence_span(article, sentence), sentence, says, nearer.title)


def _primary(checked: CheckedClaim) -> Source | None:
    """What the cited report was made from: the release that it prints, or the speaker's own paper."""
    for evidence in checked.evidence:
        if evidence.cited and evidence.repeats is not None and evidence.repeats.kind not in _SECONDARY:
            return evidence.repeats
    own = (e.passage.source for e in checked.evidence if not e.independent and not e.cited and on_topic(e))
    speaker = checked.claim.speaker
    bodies = (speaker.name, speaker.organisation) if speaker is not None else ()
    return next(
        (s for s in own if s.kind not in _SECONDARY and any(same_body(s.publisher, b) for b in bodies)), None
    )


def _nearer(checked: CheckedClaim) -> Source | None:
    """A report or release, not cited, that bears the claim out with its figures; or None."""
    others = [e for e in checked.evidence if not e.cited and e.passage.source.kind in _FIRST_HAND]
    for evidence in others if supported(checked) else ():
        outcomes = {s.name: s.outcome for s in evidence.signals}
        agrees = outcomes.get("figures") is Outcome.AGREES and Outcome.DIFFERS not in outcomes.values()
        if agrees and on_topic(evidence):
            return evidence.passage.source
    return None


def _one_text(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.claims:
        cited = [e for e in checked.evidence if e.cited and on_topic(e)]
        sources = {e.passage.source.id: e.passage.source for e in cited}
        publishers = {s.publisher or s.location for s in sources.values()}
        if len(publishers) > 1 and len(sources) == len(checked.cited) and len(origins(cited)) == 1:
            sentence = checked.claim.sentence
            says = (
                f"{' and '.join(sorted(publishers))} print one text: this is one source, not {len(sources)}."
            )
            against = " ".join(sorted(publishers))
            yield Mark(sentence_span(article, sentence), sentence, says, against)


def _uncredited(article: CheckedArticle) -> Iterator[Mark]:
    whole = article.analysis.document.text
    told: dict[str, list[tuple[int, str, str]]] = {}
    for sentence, text in sentences(article):
        checked = main_claim(article, sentence.index)
        for evidence in checked.evidence:
            source = evidence.repeats or evidence.passage.source
            if (
                source.kind is not SourceKind.WIRE
                or not source.publisher
                or _credited(whole, source.publisher)
            ):
                continue
            run = _longest_run(text, evidence.passage.text)
            if len(run.split()) >= _VERBATIM:
                told.setdefault(source.id, []).append((sentence.index, source.publisher, run))
                break
    for found in told.values():
        sentence_index, publisher, run = found[0]
        more = f", and so do {len(found) - 1} more sentences" if len(found) > 1 else ""
        says = f"“{run}” stands so in {publisher}'s report{more}; nothing here credits it."
        yield Mark(sentence_span(article, sentence_index), sentence_index, says, f"{publisher} {run}")


def _credited(text: str, publisher: str) -> bool:
    """True where `text` names the agency, in full or by its initials."""
    names = {publisher, "".join(w[0] for w in publisher.split() if w[0].isupper())}
    return any(len(n) > 1 and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text, re.I) for n in names)


def _longest_run(text: str, passage: str) -> str:
    ours, theirs = tokenize(text), [w.key for w in tokenize(passage)]
    match = SequenceMatcher(None, [w.key for w in ours], theirs, autojunk=False).find_longest_match()
    if not match.size:
        return ""
    return text[ours[match.a].start : ours[match.a + match.size - 1].end]


_WIRE = (
    "The cargo ship ran aground at dawn on a sandbank two miles off the port of Gdow, with 14 "
    "sailors on board and "
    "no cargo but ballast. Tugs tried in vain to pull it free before the tide went out, and the "
    "crew was taken off "
    "by helicopter in the afternoon."
)
_SHIP = "The cargo ship ran aground at dawn on a sandbank two miles off the port of Gdow."


def _news(publisher: str, url: str, kind: SourceKind = SourceKind.NEWS) -> tuple[str, Given]:
    return publisher, Given(url=url, kind=kind)


_ONE, _TWO = "https://courier.example/ship", "https://post.example/ship"

_CENSUS = (
    ("Osset Star", "The mill employed 800 people in 1950."),
    ("Census of Mills", "In 1950 the mill employed 800 people."),
)
_KINDS = (
    ("Osset Star", Given(kind=SourceKind.NEWS)),
    ("Census of Mills", Given(kind=SourceKind.REPORT)),
)

SRC006 = Rule(
    id="SRC006",
    title="A report is cited where the store holds what it reports",
    severity=Severity.SUGGESTION,
    asked_by=(
        "IFCN code: the primary source where there is one",
        "SAPIENS: trace a fact to where it came from",
    ),
    why="Each retelling loses something, and its mistakes become yours.",
    action="Check the sentence against the primary source, and cite that.",
    check=_second_hand,
    hits=(
        *(
            Example(
                text,
                (("Harbour Board", _WIRE), ("Arda Courier", f"{_WIRE} Nobody was hurt.")),
                given=(("Harbour Board", Given(kind=SourceKind.PRESS_RELEASE)), _news("Arda Courier", _ONE)),
            )
            for text in (
                f"The cargo ship [ran aground at dawn]({_ONE}) on a sandbank two miles off the port of Gdow.",
                f"[Tugs tried in vain]({_ONE}) to pull it free before the tide went out.",
                f"The crew of the ship [was taken off]({_ONE}) by helicopter in the afternoon.",
            )
        ),
        Example("The mill employed 800 people in 1950, according to the Osset Star.", _CENSUS, given=_KINDS),
    ),
    misses=(
        Example("In 1950 the mill was a ruin, according to the Osset Star.", _CENSUS, given=_KINDS),
        Example(
            f"The cargo ship [ran aground at dawn]({_ONE}) on a sandbank two miles off the port of Gdow.",
            (("Arda Courier", _WIRE),),
            given=(_news("Arda Courier", _ONE),),
        ),
        Example(
            _SHIP,
            (("Harbour Board", _WIRE), ("Arda Courier", f"{_WIRE} Nobody was hurt.")),
            given=(("Harbour Board", Given(kind=SourceKind.PRESS_RELEASE)), _news("Arda Courier", _ONE)),
        ),
        Example(
            f"The cargo ship [ran aground at dawn]({_TWO}) on a sandbank two miles off the port of Gdow.",
            (("Harbour Board", _WIRE), ("Arda Courier", f"{_WIRE} Nobody was hurt.")),
            given=(
                ("Harbour Board", Given(kind=SourceKind.PRESS_RELEASE, url=_TWO)),
                _news("Arda Courier", _ONE),
            ),
        ),
    ),
)

SRC007 = Rule(
    id="SRC007",
    title="The sources cited are one text",
    severity=Severity.WARNING,
    asked_by=(
        "BBC: be slow to rely on one source",
        "Reuters: two sources or more that don't lean on each other",
    ),
    why="Two links look like two witnesses; here both repeat one.",
    action="Find a source of its own, or cite only the one that all go back to.",
    check=_one_text,
    hits=tuple(
        Example(
            text,
            (("Arda Courier", _WIRE), ("Evening Post of Lund", f"{_WIRE} Nobody was hurt.")),
            given=(_news("Arda Courier", _ONE), _news("Evening Post of Lund", _TWO)),
        )
        for text in (
            f"The cargo ship [ran aground]({_ONE}) at dawn on a sandbank [off]({_TWO}) the port of Gdow.",
            f"Tugs [tried in vain]({_ONE}) to pull it free [before the tide]({_TWO}) went out.",
            f"The crew [was taken off]({_ONE}) by helicopter [in the afternoon]({_TWO}).",
        )
    ),
    misses=(
        Example(
            f"The cargo ship [ran aground]({_ONE}) at dawn on a sandbank two miles off the port of Gdow.",
            (("Arda Courier", _WIRE), ("Evening Post of Lund", f"{_WIRE} Nobody was hurt.")),
            given=(_news("Arda Courier", _ONE), _news("Evening Post of Lund", _TWO)),
        ),
        Example(
            f"The cargo ship [ran aground]({_ONE}) at dawn on a sandbank [off]({_TWO}) the port of Gdow.",
            (
                ("Arda Courier", _WIRE),
                (
                    "Evening Post of Lund",
                    "Our reporter saw from the cliff how the cargo ship ran aground at dawn on a bank off "
                    "the port of Gdow.",
                ),
            ),
            given=(_news("Arda Courier", _ONE), _news("Evening Post of Lund", _TWO)),
        ),
        Example(
            _SHIP,
            (("Arda Courier", _WIRE), ("Evening Post of Lund", f"{_WIRE} Nobody was hurt.")),
        ),
    ),
)

SRC010 = Rule(
    id="SRC010",
    title="An agency's words without credit",
    severity=Severity.WARNING,
    asked_by=(
        "BBC on gathering material: agency copy is credited and checked",
        "AP: credit other organisations",
    ),
    why="The reader takes it for the outlet's own reporting, and so may the next editor.",
    action="Credit the agency, or report it yourself.",
    check=_uncredited,
    hits=tuple(
        Example(text, (("Northern Wire", _WIRE),), given=(("Northern Wire", Given(kind=SourceKind.WIRE)),))
        for text in (
            _SHIP,
            "Tugs tried in vain to pull it free before the tide went out, and the crew was taken off.",
            f"The port was closed on Monday. {_SHIP}",
        )
    ),
    misses=(
        *(
            Example(
                text, (("Northern Wire", _WIRE),), given=(("Northern Wire", Given(kind=SourceKind.WIRE)),)
            )
            for text in (
                f"{_SHIP} (Northern Wire)",
                "A cargo ship is stuck on a sandbank near Gdow, and tugs could not free it.",
                "The cargo ship ran aground at dawn, two miles off Gdow.",
            )
        ),
        Example(_SHIP, (("Arda Courier", _WIRE),)),
    ),
)

RULES = (SRC006, SRC007, SRC010)
