"""How what an article says moved away from what its source says, though the words still look alike.

Each function compares a claim of the article with a statement of the source on the same matter and names the
drift in words, or finds none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sources.source import Statement
from verifier.compare.calendar import find_moments, lie_apart
from verifier.compare.negation import hedges_on, is_hedged
from verifier.compare.reserve import alleging, is_open, reserves
from verifier.compare.saying import closest, holds, reporting_sentence, says_alone, sentences_up_to, share
from verifier.compare.words import fold, joined, listed
from verifier.types import Drift, DriftKind

# Verbs of those who commit themselves to nothing, of plain saying, and of those who own up, bind themselves,
# lay blame or settle what is so.
_TENTATIVE = frozenset(
    listed("""
    suggest hint imply speculate wonder believe think feel hope expect guess consider propose ask suspect
    predict estimate reckon indicate fear worry
""")
)
_PLAIN = frozenset(
    listed("""
    say tell state add note write explain report describe announce remark comment reply answer respond speak
    mention continue observe
""")
)
_OWNING = frozenset(listed("admit confess concede acknowledge"))
_BINDING = frozenset(listed("promise pledge vow guarantee swear threaten"))
_FORCEFUL = frozenset(
    listed("""
    confirm prove reveal demand order insist accuse blame condemn denounce warn assure declare find show
    establish determine discover demonstrate verify conclude
    """)
)
_ALLEGING = frozenset(
    listed("allege accuse claim suspect believe blame charge contend accusation allegation")
)
# People in the plural, as a source of which nothing more is said.
_PEOPLE = frozenset(
    listed("""
    officials officers experts analysts witnesses doctors residents ministers sources prosecutors lawyers
    diplomats aides lawmakers scientists researchers engineers survivors neighbours neighbors workers teachers
    villagers activists soldiers investigators inspectors nurses farmers employees critics insiders
    spokespeople economists observers historians rescuers firefighters fishermen miners traders
""")
)
_ONE = re.compile(r"^(?:a|an|one|the|another)\s+", re.IGNORECASE)
# Share of the claim's words that a statement must hold, and its passage, to be anywhere near it.
_NEAR_PART, _NEAR_MOST = 0.12, 0.5
# How much more of the claim than any other sentence a statement holds that clearly says it.
_CLEARLY_MORE = 0.25
# Words before which the head of a mention stands.
_AFTER_HEAD = frozenset(listed("in at of from with on near who for by"))
_COMPLAINT = re.compile(r"\b(?:complaint|accusation|allegation|lawsuit|suit|rumou?r)s?\b", re.IGNORECASE)
_ACCUSING = re.compile(r"\b(?:accus|alleg|suspect|blam|said|says|according)\w*", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:met|meeting|address(?:ed)?|spe(?:ech|aking)|spoke|hearing|session|conference|interview(?:ed)?|briefing"
    r"|statement|letter|testif\w+|told)\b",
    re.IGNORECASE,
)


def drifts_of(
    claim: str,
    *,
    sentence: str,
    verb: str,
    name: str,
    mention: str,
    own: Sequence[Statement],
    everybody: Sequence[Statement],
    written: date | None,
) -> tuple[Drift, ...]:
    """Every drift of one claim, where all statements that say it show the drift.

    Args:
        claim: its words, without its attribution.
        sentence: the sentence that holds it.
        verb: base form of the article's reporting word; empty for the outlet's own voice.
        name: the speaker's name where there is one, else empty.
        mention: how the article describes a source without a name, else empty.
        own: what the speaker says in the sources held.
        everybody: what anybody says there, the speaker included.
        written: dateline of the article.
    """
    spoken = [s for s in closest(claim, own) if not s.own_voice]
    around = outside(sentence, claim)
    own_reserve = is_hedged(sentence) or is_open(sentence) or verb in _TENTATIVE
    found = [] if own_reserve else [_lost_hedge(claim, own or everybody)]
    if verb:
        told = spoken or [s for s in closest(claim, everybody) if s.own_voice or not s.speaker.named]
        known = [bool(spoken) or _one_office(mention, s) for s in told]
        times = [
            (other_time(around, s, written=written, name=name, known=k), s)
            for s, k in zip(told, known, strict=True)
        ]
        dated = [] if any(_same_day(around, s, written) for s in told) else [t for t in times if t[0]]
        found += [
            _drift(DriftKind.STRONGER_VERB, [stronger_verb(verb, s.cue) for s in spoken], spoken),
            _drift(DriftKind.OTHER_TIME, [detail for detail, _ in dated], [s for _, s in dated]),
            _one_for_many(mention, claim, everybody),
        ]
    elif not _ACCUSING.search(sentence):
        found.append(_told_as_fact(claim, everybody))
    drifts = tuple(drift for drift in found if drift is not None)
    # That the verb is stronger tells the reserve that is lost with it.
    stronger = any(drift.kind is DriftKind.STRONGER_VERB for drift in drifts)
    return tuple(d for d in drifts if not (stronger and d.kind is DriftKind.HEDGE_LOST))


def _drift(kind: DriftKind, details: Sequence[str], statements: Sequence[Statement]) -> Drift | None:
    return Drift(kind, details[0], statements[0].passage) if details and all(details) else None


def _lost_hedge(claim: str, statements: Sequence[Statement]) -> Drift | None:
    """That what the claim says flatly is said only with reserve, in the statement's sentence."""
    for statement in statements:
        sentence = reporting_sentence(statement)
        words = [*hedges_on(claim, sentence), *reserves(claim, sentence)]
        if words and (says_alone(claim, statement, statements) or _says_most(claim, statement, statements)):
            detail = f"the source says it only with {joined(words)}"
            return Drift(DriftKind.HEDGE_LOST, detail, statement.passage)
    return None


def _says_most(claim: str, statement: Statement, statements: Sequence[Statement]) -> bool:
    """True where no other sentence says nearly as much of a claim."""
    most = share(claim, statement.text)
    others = (
        share(claim, s.text) for s in statements if reporting_sentence(s) != reporting_sentence(statement)
    )
    return holds(claim, statement) and most - max(others, default=0.0) >= _CLEARLY_MORE


def _told_as_fact(claim: str, statements: Sequence[Statement]) -> Drift | None:
    """That the sources held give as somebody's allegation what the article gives as a fact."""
    for statement in statements:
        who = statement.speaker.name or "somebody"
        by_name = statement.cue in _ALLEGING or _COMPLAINT.search(statement.speaker.name or "")
        detail = f'in the source it is what {who} says ("{statement.cue}")' if by_name else ""
        if words := alleging(claim, reporting_sentence(statement)):
            detail = detail or f'the source has no more than "{words}"'
        if detail and says_alone(claim, statement, statements):
            return Drift(DriftKind.TOLD_AS_FACT, detail, statement.passage)
    return None


def stronger_verb(ours: str, theirs: str) -> str:
    """That the article's reporting verb says more than the source's; empty where it doesn't.

    Args:
        ours, theirs: base forms.
    """
    owning_up = ours in _OWNING | _BINDING
    if theirs in _TENTATIVE and (owning_up or ours in _FORCEFUL):
        return f'the article has "{ours}" where the source has "{theirs}"'
    if theirs in _PLAIN and owning_up:
        return f'the article has "{ours}" where the source has only "{theirs}"'
    return ""


def _one_for_many(mention: str, claim: str, statements: Sequence[Statement]) -> Drift | None:
    """That several people are named as the source of what one alone says in the sources held."""
    words = [fold(w) for w in re.findall(r"[^\W\d_]+", mention)]
    head = next((w for w, after in pairwise([*words, "of"]) if after in _AFTER_HEAD), "")
    if head not in _PEOPLE:
        return None
    # Whoever says anything near it may be another of them.
    own = [s for s in statements if s.own_voice]
    near = [s for s in statements if not s.own_voice and holds(claim, s, _NEAR_PART, _NEAR_MOST)]
    speakers = {s.speaker.name or "" for s in near}
    if len(speakers) != 1 or not any(says_alone(claim, s, [s, *own]) for s in near):
        return None
    (only,) = speakers
    named = near[0].speaker.named or (only[:1].isupper() and not only.lower().startswith("the "))
    if not (named or _ONE.match(only)) or fold(only.split()[-1]) in _PEOPLE:
        return None
    detail = f"the only one to say so in the sources held is {only}"
    return Drift(DriftKind.ONE_FOR_MANY, detail, near[0].passage)


def other_time(
    around: str, statement: Statement, *, written: date | None, name: str = "", known: bool = True
) -> str:
    """That the article has it said at another time than the source; empty where it doesn't.

    Args:
        around: the article's sentence without what is said.
        statement: the source's.
        written: dateline of the article.
        name: the speaker's, where there is one.
        known: whether the source has the speaker say it; where not, as in a speech printed under a heading,
            only a date beside the speaker's name counts.
    """
    published = statement.passage.source.published
    mine = [m for m in find_moments(around, written) if m.precision == "day"]
    if not mine or _same_day(around, statement, written):
        return ""
    *before, sentence = sentences_up_to(statement)
    surname = (name or statement.speaker.name or "-").split()[-1]
    if known:
        occasions = [s for s in reversed(before) if surname in s or _OCCASION.search(s)]
        occasions.insert(0, outside(sentence, statement.text))
    else:
        occasions = [s for s in reversed(before) if name and surname in s]
    for place in occasions:
        yours = [m for m in find_moments(place, published) if m.precision == "day"]
        if yours:
            return f'the article has it said "{mine[0].text}", the source "{yours[0].text}"'
    return ""


def _one_office(mention: str, statement: Statement) -> bool:
    """True for "the valley's mayor" and "the mayor", as long as neither has a name."""
    theirs = statement.speaker.name or ""
    return bool(mention and theirs) and not statement.speaker.named and _last(mention) == _last(theirs)


def _last(words: str) -> str:
    return fold(words.split()[-1])


def _same_day(around: str, statement: Statement, written: date | None) -> bool:
    """True where a statement's passage gives the day that the article gives, or was published on it."""
    published = statement.passage.source.published
    mine = [m for m in find_moments(around, written) if m.precision == "day"]
    beside = find_moments(outside(reporting_sentence(statement), statement.text), published)
    if given := [m for m in beside if m.precision == "day"]:
        return any(not lie_apart(m, t) for m in mine for t in given)
    theirs = find_moments(statement.passage.text, published)
    return any(m.first == published or not all(lie_apart(m, t) for t in theirs) for m in mine)


def outside(sentence: str, said: str) -> str:
    """A sentence without what is said in it."""
    return sentence.replace(said, " ") if said and said in sentence else sentence
