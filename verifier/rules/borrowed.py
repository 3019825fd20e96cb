"""QUO: quotations that somebody else heard first: another outlet, or a translator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.quotes import is_speech
from sources.given import Given
from sources.location import host_of
from sources.source import Passage, Source, SourceKind
from verifier.rules.reading import cites, claims_of, describe, own_words, sentence_span, significant
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import CAPITAL, any_of, pattern
from verifier.types import CheckedArticle, CheckedQuotation, QuoteState, Severity

_SAME_WORDS = (QuoteState.VERBATIM, QuoteState.NORMALISED)
_OWN_NOTES = re.compile(r"\b(?:notes|interview|call|conversation)\b", re.IGNORECASE)
_FEWEST_WORDS = 6  # anybody may have heard fewer
_OUTLETS = (SourceKind.NEWS, SourceKind.WIRE)
_ENOUGH_WORDS = 12  # in which English shows itself
_ENGLISH = 0.12  # share of function words below which a passage isn't English


def _lifted(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        passage = checked.passage
        if passage is None or checked.state not in _SAME_WORDS or not _is_outlet(passage.source):
            continue
        inner = article.analysis.text(checked.quotation.inner)
        if len(inner.split()) < _FEWEST_WORDS or _credited(article, passage.source):
            continue
        if not _held_first_hand(article, checked, inner):
            whose = passage.source.publisher or passage.source.title
            says = f"Of all sources held only {whose} has these words, and the article doesn't name it."
            yield Mark(checked.quotation.span, checked.sentence, says, whose)


def _is_outlet(source: Source) -> bool:
    # "Radio Morava", "Evening Herald", "Courtline News, court copy"; not "Boatmen's Union, press release".
    # An interview is the newsroom's own, but for one that an outlet published.
    name, _, paper = (source.publisher or "").partition(",")
    if _OWN_NOTES.search(paper):
        return False
    return source.kind in _OUTLETS or _outlet().search(name.strip()) is not None


@cache
def _outlet() -> re.Pattern[str]:
    return re.compile(rf"{any_of('outlet')}\Z|\A(?:Radio|TV|Television|Agence)\s", re.IGNORECASE)


def _credited(article: CheckedArticle, source: Source) -> bool:
    """True where the article names the outlet anywhere, links to its site, or is the outlet's own."""
    document = article.analysis.document
    own = document.metadata.publisher
    if source.publisher is None or (own is not None and significant(own) == significant(source.publisher)):
        return True
    host = host_of(source.location)
    if host and any(host_of(link.url) == host for link in document.links):
        return True
    if any(source in c.cited for c in article.claims):
        return True
    initials = "".join(w[0] for w in re.findall(rf"[{CAPITAL}][\w'’-]*", source.publisher))
    names = {source.publisher.casefold().removeprefix("the ")}
    # "Told the Courier" names the Arda Courier.
    short = re.search(rf"([{CAPITAL}][\w'’-]+)\s*(?:,|\Z)", source.publisher)
    told = short is not None and re.search(rf"\b[Tt]he {re.escape(short[1])}\b", document.text) is not None
    if told and short is not None and short[1] not in ("News", "Radio", "Press", "Media", "Agency", "Wire"):
        return True
    text = document.text
    return any(n in text.casefold() for n in names) or (
        len(initials) > 1 and re.search(rf"\b{re.escape(initials)}\b", text) is not None
    )


def _held_first_hand(article: CheckedArticle, checked: CheckedQuotation, inner: str) -> bool:
    """True where a source that isn't an outlet's has the words as well."""
    passages = (e.passage for c in claims_of(article, checked.sentence) for e in c.evidence)
    return any(not _is_outlet(p.source) and _plain(inner) in _plain(p.text) for p in passages)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _untold_translation(article: CheckedArticle) -> Iterator[Mark]:
    text = article.analysis.document.text
    if pattern("translated").search(text) is not None:
        return
    told: set[str] = set()
    for checked in article.quotations:
        if not is_speech(text, checked.quotation) or describe(checked.speaker) in told:
            continue
        why = _foreign(article, checked)
        if why:
            told.add(describe(checked.speaker))
            says = f"{why}, so the English words are a translation; the article doesn't say so."
            yield Mark(checked.quotation.span, checked.sentence, says)


def _foreign(article: CheckedArticle, checked: CheckedQuotation) -> str:
    """What shows that the words were spoken in another language, or an empty string."""
    own = own_words(article, sentence_span(article, checked.sentence))
    match = _foreign_channel().search(own)
    if match is not None and "english" not in own.casefold():
        return f"These words were given to a {match.group('channel')}"
    if checked.state in _SAME_WORDS or not cites(article, checked.sentence):
        return ""
    cited = [e.passage for c in claims_of(article, checked.sentence) for e in c.evidence if e.cited]
    if cited and all(_is_foreign(passage) for passage in cited):
        return f"The source cited, “{cited[0].source.title}”, isn't in English"
    return ""


@cache
def _foreign_channel() -> re.Pattern[str]:
    gap = r"(?:\s+(?:public|state|private|national|sports|business|evening|weekly|daily)){0,2}"
    return re.compile(
        rf"{any_of('given_to')}\s+(?:the\s+|an?\s+|his\s+|her\s+|its\s+)?"
        rf"(?P<channel>{any_of('foreign')}(?:-language)?{gap}\s+{any_of('channel')})",
        re.IGNORECASE,
    )


def _is_foreign(passage: Passage) -> bool:
    """True where a passage of some length has next to none of the words that every English text has."""
    found = re.findall(r"[^\W\d_]+", passage.text.casefold())
    if len(found) < _ENOUGH_WORDS:
        return False
    return sum(pattern("function_word").fullmatch(w) is not None for w in found) < _ENGLISH * len(found)


QUO007 = Rule(
    id="QUO007",
    title="A translated quotation isn't marked as translated",
    severity=Severity.SUGGESTION,
    asked_by=(
        "Poynter and NASW: tell the reader that a quotation is a translation",
        "Global Press style guide: name the language in which somebody was interviewed",
    ),
    why="Quotation marks promise the very words, and in a translation none of them is the speaker's.",
    action="Say in which language it was said and who translated it, or paraphrase.",
    check=_untold_translation,
    hits=examples(
        "“The pitch was a field of potatoes,” Ivo Kranjc, the coach, told the Italian daily Il Passo.",
        "“We were never asked about the pipeline,” the mayor, Ana Prieto, said on Spanish radio.",
        "“The vaccine was late by two months,” professor Aiko Mori told Japanese broadcaster TVK.",
        "“Nobody will be left behind,” the minister, Samir Qadri, wrote in an Arabic-language post.",
    ),
    misses=examples(
        "“The pitch was a field of potatoes,” Ivo Kranjc, the coach, told the Italian daily Il Passo, "
        "in translation.",
        "“We were never asked about the pipeline,” the mayor, Ana Prieto, said in Spanish on local radio.",
        "“The vaccine was late by two months,” professor Aiko Mori told the English-language Japanese "
        "newspaper Mainland Times.",
        "The Italian daily Il Passo wrote that the pitch was “unfit”.",
        "“The pitch was a field of potatoes,” Ivo Kranjc, the coach, told the Leeds Courier.",
    ),
    in_quotations=True,
)

QUO008 = Rule(
    id="QUO008",
    title="A quotation comes from another outlet, and the article doesn't say so",
    severity=Severity.WARNING,
    asked_by=(
        "Guardian style, “quotes”: credit the paper that a quotation is taken from",
        "NPR: no words of others without attribution",
    ),
    why="The other outlet answers for having heard it right; unsaid, it is plagiarism.",
    action="Name and link the outlet, or add the recording or document that has the words first hand.",
    check=_lifted,
    hits=(
        Example(
            "“I would sign the same contract again tomorrow,” said Leila Haddad, the port's director.",
            (
                (
                    "Levant Courier",
                    "Leila Haddad told us: “I would sign the same contract again tomorrow.”",
                ),
            ),
        ),
        Example(
            "“My knee hurt from the first minute of the match,” said striker Tomas Vrba.",
            (("Radio Morava", "“My knee hurt from the first minute of the match,” Tomas Vrba told us."),),
        ),
        Example(
            "Nurse Ada Brun said: “There were two of us for forty beds that night.”",
            (
                (
                    "Evening Herald",
                    "“There were two of us for forty beds that night,” said Ada Brun, a nurse.",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "“I would sign the same contract again tomorrow,” Leila Haddad, the port's director, told the "
            "Levant Courier.",
            (
                (
                    "Levant Courier",
                    "Leila Haddad told us: “I would sign the same contract again tomorrow.”",
                ),
            ),
        ),
        Example(
            "“My knee hurt from the first minute of the match,” said striker Tomas Vrba.",
            (
                (
                    "Football Club Morava",
                    "Tomas Vrba said: “My knee hurt from the first minute of the match.”",
                ),
            ),
        ),
        Example(
            "Nurse Ada Brun spoke of “forty beds” that night.",
            (
                (
                    "Evening Herald",
                    "“There were two of us for forty beds that night,” said Ada Brun, a nurse.",
                ),
            ),
        ),
        Example(
            "“I would sign the same contract again tomorrow,” said Leila Haddad, the port's director.",
            (("Notes, Leila Haddad", "Haddad: I would sign the same contract again tomorrow."),),
            given=(("Notes, Leila Haddad", Given(kind=SourceKind.INTERVIEW)),),
        ),
        Example("“I would sign the same contract again tomorrow,” said Leila Haddad, the port's director."),
    ),
    in_quotations=True,
)

RULES = (QUO007, QUO008)
