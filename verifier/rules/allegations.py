"""Allegations of wrongdoing in an article: who accuses, and who is accused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claims.document import BlockKind, Span
from claims.types import ClaimKind, Found, Speaker, SpeakerType
from verifier.compare.name_finder import find_names
from verifier.rules.contentious import official, wrongdoing
from verifier.rules.naming import like_a_person
from verifier.rules.reading import block_of, claims_of, main_claim, own_words, sentences, significant
from verifier.rules.words import CAPITAL, any_of, pattern
from verifier.types import CheckedArticle, CheckedClaim

_LONGEST_NAME = 12  # words
_ROOT = 5  # letters in which the forms of a word agree: bribed, bribery
_REACH = 3  # sentences: how far back a pronoun reaches for the accused
_PERSONS = (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT)


@dataclass(frozen=True, slots=True)
class Allegation:
    """A sentence that accuses somebody of wrongdoing, or blames without a word of it.

    Attributes:
        sentence: its index.
        checked: the claim that accuses; its speaker is the accuser, None where nobody is said to accuse.
        accused: the name or body accused as the text words it, for whom a pronoun stands, or None where it
            is nobody in particular.
        words: what the sentence calls the accused: "it", "poachers"; empty where no words stand for it.
        word: the word of wrongdoing, empty where only the accusing verb tells.
        under: index of the sentence that leads in, for a point of a list that it accuses by; else None.
    """

    sentence: int
    checked: CheckedClaim
    accused: str | None
    words: str = ""
    word: str = ""
    under: int | None = None

    @property
    def accuser(self) -> Speaker | None:
        """Who accuses, or None where nobody is said to."""
        return self.checked.claim.speaker


def allegations(article: CheckedArticle) -> tuple[Allegation, ...]:
    """The sentences in which somebody other than the outlet accuses, in reading order."""
    found: list[Allegation] = []
    for sentence, text in sentences(article):
        word = wrongdoing(sentence.span.of(article.analysis.document.text))
        says = word.group() if word is not None else ""
        accusing = _accusing_words(text)
        for words, start in accusing:
            checked = _claim_at(article, sentence.index, sentence.span.start + start)
            accused = _name(words) or _antecedent(article, sentence.index, words, checked, found)
            found.append(Allegation(sentence.index, checked, accused, words, says))
        above = _point_under(article, sentence.index, found) if not accusing else None
        if above is not None:
            checked = main_claim(article, sentence.index)
            found.append(
                Allegation(sentence.index, checked, above.accused, above.words, says, above.sentence)
            )
        elif not accusing and word and _is_attributed(article, sentence.index) and not official(text):
            checked = main_claim(article, sentence.index)
            words = accused_by_content(article.analysis.claim_text(checked.claim))
            accused = _name(words) or _antecedent(article, sentence.index, words, checked, found)
            found.append(Allegation(sentence.index, checked, accused, words, says))
    return tuple(found)


def criticisms(article: CheckedArticle, made: Sequence[Allegation]) -> tuple[Allegation, ...]:
    """All that is held against somebody: the allegations `made`, and blame without a word of wrongdoing."""
    taken = {a.sentence for a in made}
    found = list(made)
    for sentence, text in sentences(article):
        for checked in claims_of(article, sentence.index):
            words = _blamed(article, checked, text)
            if words is not None and sentence.index not in taken:
                accused = _name(words) or _antecedent(article, sentence.index, words, checked, found)
                found.append(Allegation(sentence.index, checked, accused, words))
                taken.add(sentence.index)
    return tuple(sorted(found, key=lambda a: a.sentence))


def _blamed(article: CheckedArticle, checked: CheckedClaim, text: str) -> str | None:
    """Whom a claim blames, in the sentence's words; or None where it blames nobody."""
    attribution = checked.claim.attribution
    if attribution is None:
        return None
    if attribution.lemma in ("call", "brand", "label", "describe"):
        content = article.analysis.claim_text(checked.claim)
        before = re.match(r"([^“\"]{1,80}?)\s+(?:as\s+)?[“\"]", content)
        return before.group(1) if before is not None else None
    match = _criticising().search(text)
    return match.group("accused") if match is not None else None


@cache
def _accusing() -> tuple[re.Pattern[str], ...]:
    accused = rf"(?P<accused>(?!of\b)[^\s,;:]+(?:\s+[^\s,;:]+){{0,{_LONGEST_NAME - 1}}}?)"
    return (
        re.compile(
            r"(?:^|[,;:]\s*)(?P<accused>[^,;:]{1,120}?)\s+(?:is|are|was|were|has\s+been|have\s+been|stands)\s+accused\s+of\b",
            re.I,
        ),
        # "the Ministry of Health of fraud": the first "of" is the name's.
        re.compile(rf"\baccus(?:ed|es|ing|e)\s+{accused}\s+of\b(?!\s+(?-i:[{CAPITAL}]).*\sof\b)", re.I),
        re.compile(rf"\bblam(?:ed|es|ing|e)\s+{accused}\s+for\b", re.IGNORECASE),
        re.compile(
            rf"\b(?:accusation|allegation)s?\s+against\s+{accused}(?=[,.;:]|\s+(?:of|that|by|over)\b)", re.I
        ),
    )


@cache
def _criticising() -> re.Pattern[str]:
    accused = rf"(?P<accused>[^\s,;:.]+(?:\s+[^\s,;:.]+){{0,{_LONGEST_NAME - 1}}}?)"
    return re.compile(
        rf"{any_of('criticism')}\s+{accused}(?=[,.;:]|\s+(?:for|over|as|after|in)\b|\s*$)", re.I
    )


# What all of `_accusing` have in common; they take long, and most sentences accuse nobody.
_MAY_ACCUSE = re.compile(r"accus|blam|alleg", re.IGNORECASE)


def _accusing_words(text: str) -> list[tuple[str, int]]:
    """What a sentence that accuses by its verb calls each accused, and where, in reading order."""
    if _MAY_ACCUSE.search(text) is None:
        return []
    matches = (m for p in _accusing() for m in p.finditer(text))
    found: dict[str, int] = {}
    for match in sorted(matches, key=lambda m: m.start("accused")):
        found.setdefault(match.group("accused").strip(" ,.;:“”\"'"), match.start("accused"))
    return list(found.items())


def _claim_at(article: CheckedArticle, sentence: int, offset: int) -> CheckedClaim:
    """The claim that accuses at `offset`: the one that has the words, else that of the main clause."""
    held = claims_of(article, sentence)
    here = Span(offset, offset + 1)
    return next(
        (c for c in held if c.claim.speaker and any(s.overlaps(here) for s in c.claim.content)),
        main_claim(article, sentence),
    )


def _point_under(article: CheckedArticle, sentence: int, made: Sequence[Allegation]) -> Allegation | None:
    """The allegation that leads in to the list of which `sentence` is a point, or None."""
    block = block_of(article, sentence)
    attribution = main_claim(article, sentence).claim.attribution
    led_in = attribution is not None and attribution.found is Found.LEAD_IN
    if block.kind is not BlockKind.BULLET or block.lead_in is None or not led_in:
        return None
    last = next((a for a in reversed(made) if a.under is None), None)
    of = article.analysis.sentences
    return last if last is not None and of[last.sentence].block == block.lead_in else None


def _name(words: str) -> str | None:
    """The accused as named, or None for a pronoun and for nobody in particular ("a man", "officials")."""
    name = words.strip(" ,.;:“”\"'")
    body = re.match(r"(?:the|its|his|her|their)\s", name, re.IGNORECASE) and pattern("body").search(name)
    return name if significant(name) or body else None


def _antecedent(
    article: CheckedArticle,
    sentence: int,
    words: str,
    checked: CheckedClaim,
    made: Sequence[Allegation],
) -> str | None:
    """For whom the pronoun `words` stands: somebody accused just before, else a name just before it.

    The accuser never accuses itself. None where `words` is no pronoun, or nobody fits.
    """
    if words.casefold() not in _PRONOUNS:
        return None
    person = words.casefold() in _PERSONAL
    speaker = checked.claim.speaker
    accuser = significant(speaker.name or "") if speaker is not None else frozenset()
    first = max(0, sentence - _REACH)
    near = [a.accused for a in reversed(made) if a.accused and first <= a.sentence <= sentence]
    for at in range(sentence - 1, first - 1, -1):
        near += [n.text for n in find_names(own_words(article, article.analysis.sentences[at].span))]
    persons = _persons(article)
    for name in near:
        telling = significant(name)
        known = bool(telling & persons)
        fits = (known or like_a_person(name)) if person else not known
        if (fits or words.casefold() in _PLURAL) and telling and not telling & accuser:
            return name
    return None


_PERSONAL = ("he", "him", "she", "her")
_PLURAL = ("they", "them")
_PRONOUNS = (*_PERSONAL, *_PLURAL, "it")


def _persons(article: CheckedArticle) -> frozenset[str]:
    """The telling words of the names of those speakers who are persons."""
    speakers = (c.claim.speaker for c in article.claims)
    named = (s.name for s in speakers if s is not None and s.name and (s.role or s.type in _PERSONS))
    return frozenset(word for name in named for word in significant(name))


def _is_attributed(article: CheckedArticle, sentence: int) -> bool:
    claim = main_claim(article, sentence).claim
    return claim.attribution is not None and claim.kind is not ClaimKind.NONE


def accused_by_content(content: str) -> str:
    """Who does the wrong in what is said, in its words; empty where they don't tell.

    The doer after "by" behind the word of wrongdoing; else, but for the passive, who stands before it.
    """
    word = wrongdoing(content)
    if word is None:
        return ""
    doer = re.match(rf"\W*(?:\w+\W+){{0,4}}?by\s+(?P<doer>{_named()}|[a-z]+s\b)", content[word.end() :])
    if doer is not None:
        return doer.group("doer")
    before = content[: word.start()]
    if word.group().endswith("ed") and _PASSIVE.search(before) is not None:
        return ""
    subject = re.search(_named(), before) or _SUBJECT.match(before)
    return subject.group().removeprefix("that ") if subject is not None else ""


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
# "guards", "the guards of the camp" and the like, right before the word of wrongdoing.
_SUBJECT = re.compile(
    r"(?:that\s+)?(?:[a-z]+\s+){0,3}?[a-z]+s(?:\s+(?:at|from|in|of)\s+(?:the\s+)?\w+)?"
    r"(?=\s+(?:(?:had|have|would|\w+ly)\s+){0,2}$)"
)


@cache
def _named() -> str:
    body = any_of("body")
    return (
        rf"(?:[Tt]he\s+)?(?!(?:The|A|An)\b)[{CAPITAL}][\w'’-]+"
        rf"(?:\s+(?:of\s+|and\s+|the\s+|de\s+)?[{CAPITAL}][\w'’-]+)*"
        rf"(?:\s+(?i:{body}))?|[Tt]he\s+(?:[a-z]+\s+)?(?i:{body})"
    )


def repeated(text: str, made: Sequence[Allegation]) -> Allegation | None:
    """The first allegation that `text` repeats, the same wrong of the same accused; or None."""
    word = wrongdoing(text)
    if word is None:
        return None
    names = significant(text)
    same = (a for a in made if a.accused is not None and root(a.word) == root(word.group()))
    return next((a for a in same if names & significant(a.accused or "")), None)


def root(word: str) -> str:
    """The letters in which the forms of a word of wrongdoing agree: bribed, bribery."""
    return word.casefold()[:_ROOT]


def accused_first(made: Sequence[Allegation]) -> Iterator[tuple[str, tuple[Allegation, ...]]]:
    """`made` by who is accused: first the named, then those described, then nobody in particular ("").

    A shorter name joins the one longer name that holds it: "Greenwall" is "Greenwall Timber".
    """
    called = [a.accused or ("" if a.words.casefold() in _PRONOUNS else a.words) for a in made]
    telling = {name: significant(name) for name in called}
    groups: dict[str, list[Allegation]] = {}
    for allegation, name in zip(made, called, strict=True):
        groups.setdefault(_heading(name, telling), []).append(allegation)
    for heading in sorted(groups, key=lambda name: (not name, not telling[name])):
        yield heading, tuple(groups[heading])


def _heading(name: str, telling: Mapping[str, frozenset[str]]) -> str:
    own = telling[name]
    if not own:
        return next(other for other in telling if other.casefold() == name.casefold())
    longer = {words: other for other, words in reversed([*telling.items()]) if own < words}
    same = next(other for other, words in telling.items() if words == own)
    return next(iter(longer.values())) if len(longer) == 1 else same
