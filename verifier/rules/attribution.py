"""ATT: is it attributed, and in words that tell the reader to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from claims.types import CueClass, Speaker, SpeakerType
from verifier.rules.contentious import contentious
from verifier.rules.naming import unintroduced, untraceable
from verifier.rules.reading import (
    claims_of,
    in_own_voice,
    linked,
    says_who,
    sentence_at,
    sentence_span,
    sentences,
    supported,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity


def _unattributed(article: CheckedArticle) -> Iterator[Mark]:
    for checked, text in in_own_voice(article):
        found = contentious(text)
        if found is not None and not supported(checked) and not says_who(text):
            match, says = found
            message = f"The outlet itself {says} here (“{match.group()}”), and nobody is named as saying so."
            sentence = checked.claim.sentence
            yield Mark(sentence_span(article, sentence), sentence, message)


def _second_hand(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        match = next((m for p in _hollow_sources() if (m := p.search(text)) is not None), None)
        if match is not None and not linked(article, sentence.index):
            span = Span(*match.span("who")).shifted(sentence.span.start)
            message = f"“{match.group('who')}” names nobody whom the reader could look up."
            yield Mark(span, sentence.index, message)


@cache
def _hollow_sources() -> tuple[re.Pattern[str], ...]:
    according = r"\b(?:according\s+to|citing|quoting|cited\s+by)\s+(?:the\s+|some\s+)?"
    hollow, bare = rf"(?P<who>{any_of('hollow')})", rf"(?P<who>{any_of('bare_plural')})"
    said = rf"(?=\s+(?:\w+\s+)?{any_of('reporting')})"
    # "local media outlet Radio Kesra", "news outlets including the Post" and "reports by the Post" name one.
    described = (
        r"(?!\s+(?:outlet|such|including|like|from|in|at|by|within|inside|close|familiar|of|with|on|who"
        r"|published|filed|issued|submitted|compiled|released|seen|obtained)\b)(?!\s+(?-i:[A-Z]))"
    )
    opening = r"(?:^|[.,;:–—-]\s*|\b(?:but|and|as|that|while)\s+)"
    return tuple(
        re.compile(expression, re.IGNORECASE)
        for expression in (
            according + hollow + described,
            hollow + described + said,
            according + bare + described,
            opening + bare + said,
        )
    )


def _agentless(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        if linked(article, sentence.index) or _has_alleger(article, sentence.index, text):
            continue
        match = pattern("passive", "adverb").search(text) or _crowd().search(text)
        if match is None or re.match(r"\s+by\b", text[match.end() :]):
            continue
        who = match.group("who") if "who" in match.re.groupindex else match.group()
        start = match.start("who") if "who" in match.re.groupindex else match.start()
        span = Span(start, start + len(who)).shifted(sentence.span.start)
        yield Mark(span, sentence.index, f"“{who}” leaves open who says so.")


@cache
def _crowd() -> re.Pattern[str]:
    opening = r"(?:^|[.,;:–—-]\s*|\b(?:but|and|as|that|while|though)\s+)"
    return re.compile(rf"{opening}(?P<who>{any_of('crowd')}\s+{any_of('crowd_verb')})", re.IGNORECASE)


def _has_alleger(article: CheckedArticle, sentence: int, text: str) -> bool:
    if pattern("legal").search(text) is not None:
        return True
    said = ((c.claim.attribution, c.claim.speaker) for c in claims_of(article, sentence))
    return any(a is not None and a.cue_class is not CueClass.HOLLOW and _is_somebody(s) for a, s in said)


def _is_somebody(speaker: Speaker | None) -> bool:
    if speaker is None or speaker.name is None or speaker.type is SpeakerType.ANONYMOUS:
        return False
    return speaker.named or pattern("crowd").fullmatch(speaker.name) is None


def _no_role(article: CheckedArticle) -> Iterator[Mark]:
    for claim, speaker, first in unintroduced(article):
        message = f"{speaker.name} is named here for the first time, without saying who that is."
        yield Mark(first, sentence_at(article, first.start) or claim.sentence, message)


def _unclear_pronoun(article: CheckedArticle) -> Iterator[Mark]:
    for claim, speaker, mention, why in untraceable(article):
        guess = f" The program took it for {speaker.name}." if speaker.name else ""
        yield Mark(mention, claim.sentence, f"“{article.analysis.text(mention)}” {why}.{guess}")


ATT001 = Rule(
    id="ATT001",
    title="A statement that somebody could dispute has no attribution",
    severity=Severity.ERROR,
    asked_by=(
        "Reuters handbook: source every statement that is not established fact or witnessed",
        "AP: attribute disputable facts that we did not witness or confirm ourselves",
    ),
    why="Without a speaker the outlet answers for the accusation, the motive or the estimate itself.",
    action="Name who says so in the same sentence, link a source that shows it, or cut the wording.",
    check=_unattributed,
    hits=examples(
        "The mayor of Tarnholm embezzled money set aside for flood relief.",
        "Prisoners in the northern camp were tortured for weeks. Snow fell on the capital overnight.",
        "The reshuffle was announced on Monday in an attempt to distract attention from the budget.",
        "Four fishermen were shot dead by soldiers on the Lusan river on Tuesday.",
        "An estimated 40,000 people left the valley in spring.",
        "The owner of the dam was at fault, not the rain.",
    ),
    misses=(
        Example("The mayor of Tarnholm embezzled money set aside for flood relief, prosecutors said."),
        Example("An estimated 40,000 people left the valley in spring, according to parish registers."),
        Example("The mayor's office is being rocked by a corruption scandal."),
        Example("A court in Tarnholm convicted the mayor of embezzling flood relief money."),
        Example("Parliament passed a law against forced labour on Thursday."),
        Example("Officers arrested two men on suspicion of bribery in the port of Gdow."),
        Example("The village celebrated its harvest festival on Sunday."),
        Example("“The mayor embezzled our money,” said Ilse Brandt, a farmer."),
    ),
    covers=("FIG001",),
)

ATT004 = Rule(
    id="ATT004",
    title="The source is second-hand and can't be looked up",
    severity=Severity.WARNING,
    asked_by=(
        "NPR: “media reports” and “sources say” are not good enough, be specific",
        "AP: credit the organisation that reported it first",
    ),
    why="A reader, and an editor, can't check what nobody in particular reported.",
    action="Name the outlet or document and link it, or confirm the information yourself.",
    check=_second_hand,
    hits=examples(
        "According to local media, the ferry carried twice its load.",
        "Media reports said the bridge at Orlu had been closed since May.",
        "The minister will step down next week, sources said.",
        "Reports suggest that the mine had not been inspected for years.",
    ),
    misses=examples(
        "According to the Orlu Courier, the ferry carried twice its load.",
        "Local media outlet Radio Kesra reported that the ferry carried twice its load.",
        "The ministry reports its spending to parliament twice a year.",
        "The plan would protect water sources, said Jonas Abel, a hydrologist at Lund University.",
        "According to reports by the audit office, the ferry carried twice its load.",
    ),
    covers=("ANO001",),
)

ATT005 = Rule(
    id="ATT005",
    title="The attribution names nobody",
    severity=Severity.WARNING,
    asked_by=(
        "AP: name the source of an allegation",
        "Editing guides against the weasel voice: say who believes, alleges or criticises",
    ),
    why="“It is believed” hides whether one person or everybody believes it, and how they would know.",
    action="Say who believes, alleges or criticises, or cut it.",
    check=_agentless,
    hits=examples(
        "It is believed that the tanker left port without a pilot.",
        "The contractor allegedly poured concrete in the frost.",
        "Critics say the tramway will never pay for itself.",
        "The general is thought to have crossed the border in March.",
        "Prisoners' groups say that the cells are damp.",
        "It emerged that the boats had been sold.",
    ),
    misses=examples(
        "It is believed by the harbour board that the tanker left port without a pilot.",
        "The contractor allegedly poured concrete in the frost, according to the city's surveyors.",
        "Analysts at Brenholt Bank say the tramway will never pay for itself.",
        "The man was charged with allegedly setting fire to a barn.",
        "The choir is believed in by its whole village.",
        "Both groups say that the cells are damp.",
        "It emerged that the boats had been sold, according to the harbour's ledger.",
    ),
)

ATT007 = Rule(
    id="ATT007",
    title="A speaker is named without role or position",
    severity=Severity.SUGGESTION,
    asked_by=("Reuters: give name and position", "Guardian: describe a source as precisely as possible"),
    why="The reader can't weigh a statement without knowing how its speaker comes to know.",
    action="Say at the first mention who the person is: the position, or the part in the story.",
    check=_no_role,
    hits=examples(
        "“We lost the whole crop,” said Marek Dolny.",
        "The river rose in an hour, Amina Obi told the radio.",
        "Lena Fischbach said that the clinic had run out of oxygen.",
    ),
    misses=examples(
        "“We lost the whole crop,” said Marek Dolny, a farmer in Zabno.",
        "The river rose in an hour, ferryman Kofi Mensah told the radio.",
        "The engineer, Kofi Mensah, said that the dam would hold.",
        "Organist Clara Benning said that the choir would sing.",
        "Highways Norland said that the bridge would be shut.",
        "Lena Fischbach of the Rhine Clinic said that it had run out of oxygen.",
        "The ministry of health said that the clinic had run out of oxygen.",
    ),
)

ATT010 = Rule(
    id="ATT010",
    title="It isn't clear whom a pronoun means",
    severity=Severity.SUGGESTION,
    asked_by=("AP: restate the attribution unless it is perfectly clear",),
    why="A statement lands in the wrong mouth when “he” can be two people, or stands under a new heading.",
    action="Put the name in place of the pronoun.",
    check=_unclear_pronoun,
    hits=examples(
        "The strike was settled by Paul Reyes and Victor Sandoval. He said that talks would go on.",
        "Talks between minister Tom Aker and judge Oscar Lind went on. He said that the reform had failed.",
        "# Storm\n\nThe harbour master, Paul Reyes, spoke on Friday.\n\n"
        "## Costs\n\nHe said repairs would take a year.",
    ),
    misses=examples(
        "Harbour master Paul Reyes met reporters on Friday. He said the strike would go on.",
        "Union leader Victor Sandoval spoke on Friday. Geologist Paul Reyes of Lund College was less sure. "
        "He said that the slope had moved in dry years too.",
        "Victor Sandoval and Paul Reyes signed. The path is shut, according to the notice.",
        "Harbour master Paul Reyes met union leader Rosa Sandoval on Friday. She said talks would go on.",
        "# Storm\n\nThe storm passed on Thursday.\n\n"
        "## Costs\n\nPaul Reyes, the harbour master, spoke on Friday. He said repairs would take a year.",
    ),
)

RULES = (ATT001, ATT004, ATT005, ATT007, ATT010)
