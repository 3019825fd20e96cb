"""SRC: what an article cites: where in it, whether it is held, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.types import Citation, ClaimKind
from sources.given import Given
from sources.source import Source, SourceKind
from verifier.compare.bodies import same_body
from verifier.rules.allegations import allegations
from verifier.rules.contentious import contentious
from verifier.rules.reading import main_claim, sentence_span, sentences
from verifier.rules.rule import Example, Mark, Rule
from verifier.rules.words import pattern
from verifier.types import CheckedArticle, Severity

_LONG = 40  # passages from which nobody finds a sentence by reading
_PLACE_IN_LINK = re.compile(r"#(?:page=|p|t=|:~:text=)|[?&]t=\d")


def _without_place(article: CheckedArticle) -> Iterator[Mark]:
    told: set[str] = set()
    for checked in article.claims:
        sentence = checked.claim.sentence
        text = article.analysis.text(sentence_span(article, sentence))
        links = [c.url for c in article.analysis.citations if c.sentence == sentence and c.url]
        if pattern("locator").search(text) or any(_PLACE_IN_LINK.search(link) for link in links):
            continue
        for source in checked.cited:
            length = article.lengths.get(source.id, 0)
            if length >= _LONG and source.id not in told:
                told.add(source.id)
                says = f"“{source.title}” has {length} paragraphs, and nothing says in which one this stands."
                yield Mark(sentence_span(article, sentence), sentence, says)


def _not_held(article: CheckedArticle) -> Iterator[Mark]:
    told: set[str] = set()
    for citation in article.missing:
        what = citation.url or citation.name or ""
        words = article.analysis.text(citation.span)
        # "According to police" names a speaker, "the Harbour Board report" a document.
        if what in told or not (citation.url or pattern("document").search(words)):
            continue
        if citation.url is None and _is_told_already(article, citation):
            continue
        told.add(what)
        shown = citation.url or f"“{words}”"
        yield Mark(citation.span, citation.sentence, f"{shown} is cited, and no copy of it is in the store.")


def _is_told_already(article: CheckedArticle, citation: Citation) -> bool:
    """True where the words take up a document that is told before, or the sentence links it as well."""
    text, words = article.analysis.document.text, article.analysis.text(citation.span)
    missing = {c.span for c in article.missing}
    links = (c.span for c in article.analysis.citations if c.url and c.span not in missing)
    if any(span.overlaps(citation.span) for span in links):
        return True
    kind = pattern("document").search(words)
    if kind is None or re.match(r"(?:the|this|that)\s+(?:[a-z]+\s+){0,2}?[a-z]+\Z", words, re.I) is None:
        return False
    return re.search(rf"\b{re.escape(kind.group())}\b", text[: citation.span.start], re.I) is not None


def _partys_own(article: CheckedArticle) -> Iterator[Mark]:
    made = allegations(article)
    parties = {a.accused for a in made if a.accused is not None}
    speakers = (main_claim(article, a.sentence).claim.speaker for a in made)
    parties |= {s.name for s in speakers if s is not None and s.name}
    for sentence, text in sentences(article):
        checked = main_claim(article, sentence.index)
        if checked.claim.kind is not ClaimKind.FACT or not checked.cited or contentious(text) is None:
            continue
        whose = {p for s in checked.cited for p in parties if _is_its_own(s, p)}
        if whose and all(any(_is_its_own(s, p) for p in whose) for s in checked.cited):
            says = f"The only source cited is {sorted(whose)[0]}'s own, and it is a party to this."
            yield Mark(sentence.span, sentence.index, says)


def _is_its_own(source: Source, party: str) -> bool:
    return same_body(source.publisher, party) or same_body(source.location, party)


_REPORT = "\n\n".join(
    f"In year {1980 + n} the Lake Authority measured the water at station {n} and found it clear."
    for n in range(60)
)
_LAKE = (("Lake Authority", f"The eastern sluice was repaired in May.\n\n{_REPORT}"),)


SRC003 = Rule(
    id="SRC003",
    title="A long source is cited without a place in it",
    severity=Severity.SUGGESTION,
    asked_by=("SAPIENS and other fact-checking desks: evidence is a page or a paragraph, not a document",),
    why="Nobody who checks it, before print or after a complaint, finds the sentence again.",
    action="Note the page, the paragraph or the time; the report shows where the program found it.",
    check=_without_place,
    hits=(
        Example("According to the Lake Authority report, the eastern sluice was repaired in May.", _LAKE),
        Example("The report by the Lake Authority said that the water at station 12 was clear.", _LAKE),
        Example("A Lake Authority study found that the water was clear in 1999.", _LAKE),
    ),
    misses=(
        Example("According to page 3 of the Lake Authority report, the eastern sluice was repaired.", _LAKE),
        Example("The eastern sluice was repaired in May.", _LAKE),
        Example(
            "According to the Lake Authority report, the eastern sluice was repaired in May.",
            (("Lake Authority", "The eastern sluice was repaired in May."),),
        ),
    ),
)

SRC004 = Rule(
    id="SRC004",
    title="What is cited is not in the store",
    severity=Severity.SUGGESTION,
    asked_by=("Reuters on social media: capture, save and print what you cite",),
    why="A page can change or go, and nobody can then show what it said.",
    action="Add it with `verifier sources add`, or all links with `verifier sources cited --fetch`.",
    check=_not_held,
    hits=(
        Example("The pier is [closed](https://harbour.example/pier).", _LAKE),
        Example("A report by Amnesty International said that the pier is rotten.", _LAKE),
        Example("Bread costs more, a [survey](https://bakers.example/2026) of 300 shops shows.", _LAKE),
    ),
    misses=(
        Example("The pier is [closed](https://harbour.example/pier)."),
        Example("A report by the Lake Authority found that the eastern sluice was repaired in May.", _LAKE),
        Example("According to police in Lund, the pier is closed.", _LAKE),
        Example(
            "The Lake Authority said in a report that the eastern sluice was repaired in May. "
            "The water at station 12 was clear, according to the report.",
            _LAKE,
        ),
    ),
    in_quotations=True,
)


SRC009 = Rule(
    id="SRC009",
    title="A disputed fact rests on a party's own word",
    severity=Severity.SUGGESTION,
    asked_by=("Internews: say whom a source is linked to",),
    why="In the outlet's voice the accuser's page, or the accused's, looks like a neutral source.",
    action="Attribute it to that party, or find a source that is none.",
    check=_partys_own,
    hits=tuple(
        Example(
            f"Forest Watch accused Greenwall Timber of bribery.\n\n{text}",
            (
                (
                    "Forest Watch",
                    "Greenwall Timber bribed rangers. The reserve lost half its oaks to corruption.",
                ),
            ),
            given=(("Forest Watch", Given(kind=SourceKind.REPORT, url="https://forestwatch.example/oaks")),),
        )
        for text in (
            "The reserve [lost half its oaks](https://forestwatch.example/oaks) to corruption.",
            "[Rangers were bribed](https://forestwatch.example/oaks) for years.",
            "Officials [turned a blind eye](https://forestwatch.example/oaks) to the saws.",
        )
    ),
    misses=(
        Example(
            "Forest Watch accused Greenwall Timber of bribery.\n\nThe reserve has "
            "[lost half its oaks](https://forestwatch.example/oaks).",
            (("Forest Watch", "The reserve has lost half its oaks."),),
            given=(("Forest Watch", Given(kind=SourceKind.REPORT, url="https://forestwatch.example/oaks")),),
        ),
        Example(
            "Forest Watch accused Greenwall Timber of bribery.\n\n"
            "[Rangers were bribed](https://audit.example/arda) for years.",
            (("Audit Office", "Rangers were bribed for years."),),
            given=(("Audit Office", Given(kind=SourceKind.REPORT, url="https://audit.example/arda")),),
        ),
        Example(
            "Forest Watch praised Greenwall Timber.\n\nThe reserve "
            "[lost half its oaks](https://forestwatch.example/oaks) to corruption.",
            (("Forest Watch", "The reserve lost half its oaks to corruption."),),
            given=(("Forest Watch", Given(kind=SourceKind.REPORT, url="https://forestwatch.example/oaks")),),
        ),
    ),
)


RULES = (SRC003, SRC004, SRC009)
