"""Finds whom a pronoun or a definite noun ("the group", "the minister") stands for, inside one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from claims.antecedent_types import SINGULAR, Antecedent, Place, Spoken
from claims.description_types import Description
from claims.entities import Entity, Sort
from claims.lexicon import table, words
from claims.mentions import Index, Mention
from claims.types import SpeakerType
from claims.wording import singular, words_of

THINGS = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
FIRST = frozenset(("i", "we", "me", "us", "my", "our", "myself", "ourselves"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_PERSONS = frozenset((SpeakerType.INDIVIDUAL, SpeakerType.EXPERT))

# How far back a pronoun may reach, in sentences, and what its candidates weigh. Two candidates whose weights
# differ by less than CLOSE_CALL are about as likely.
REACH = 8
SUBJECT, SPEAKER, QUOTED, OWNER, PER_SENTENCE = 3.0, 2.0, -4.0, -1.5, -2.5
# A name of which nothing is known is less often a speaker.
UNTYPED = -2.0
# One who is named in an earlier sentence of the paragraph is more often meant.
SAME_PARAGRAPH = 2.0
# Whose "his" or "its" is, its own clause mostly tells.
OWN_CLAUSE = 4.0
CLOSE_CALL = 1.0
# What ties a definite noun to a name: the name or its description holds the noun, or the types agree.
HELD, DESCRIBED, SAME_TYPE, UNTOLD, ENOUGH = 9.0, 8.0, 5.0, 3.5, 3.0


def of_pronoun(word: str, place: Place, index: Index, spoken: Sequence[Spoken]) -> Antecedent | None:
    """Whom the pronoun `word` at `place` stands for.

    Args:
        word: lower case.
        place: where it stands.
        index: names of the document.
        spoken: who spoke so far, in the order of the text.
    """
    own = word in _POSSESSIVE
    if word in SINGULAR:
        gender = SINGULAR[word]
        return _best(
            place,
            own,
            index,
            spoken,
            lambda e: e.sort is Sort.PERSON and e.gender in (gender, None),
            lambda s: (
                not s.plural
                and s.entity is None
                and s.speaker.type not in (SpeakerType.ANONYMOUS, SpeakerType.MEDIA)
                and _person(s)
            ),
        )
    if word in THINGS:
        return _best(
            place,
            own,
            index,
            spoken,
            lambda e: e.sort is Sort.BODY or (e.sort is Sort.PLACE and e.kind.type is SpeakerType.GOVERNMENT),
            lambda s: not s.plural and s.entity is None and not _person(s) and s.speaker.name is not None,
        )
    if word in PLURAL:
        near = (s for s in spoken if s.offset < place.offset and place.sentence - s.sentence <= 3)
        recent = [s for s in near if s.speaker.name]
        plural = [s for s in recent if s.plural]
        if plural:
            return Antecedent(plural[-1].entity, plural[-1], False)
        groups = [s for s in recent if s.entity is not None and index.entities[s.entity].sort is Sort.BODY]
        if groups:
            return Antecedent(groups[-1].entity, None, False)
        if recent:
            return Antecedent(recent[-1].entity, recent[-1], True)
    return None


def _person(spoken: Spoken) -> bool:
    if spoken.noun in table("organisations")["anaphors"]:
        return False
    return spoken.speaker.type in _PERSONS or spoken.speaker.role is not None


def of_somebody(place: Place, index: Index, spoken: Sequence[Spoken]) -> Antecedent | None:
    """Which named person words such as "the 29-year-old" stand for, if no name is told with that."""
    return _best(place, False, index, spoken, lambda e: e.sort is Sort.PERSON, lambda _: False)


def _best(
    place: Place,
    own: bool,
    index: Index,
    spoken: Sequence[Spoken],
    fits: Callable[[Entity], bool],
    spoken_fits: Callable[[Spoken], bool],
) -> Antecedent | None:
    offset, sentence = place.offset, place.sentence
    last = next((s for s in reversed(spoken) if s.offset < offset and s.sentence <= sentence), None)
    scores: dict[tuple[str, int], float] = {}
    for mention in _recent(index.before(offset), sentence):
        entity = index.entities[mention.entity]
        if not fits(entity) or (entity.sort is Sort.PLACE and not mention.subject):
            continue
        score = 10.0 + PER_SENTENCE * (sentence - mention.sentence) + _weight(mention, place)
        if entity.kind.type is SpeakerType.UNKNOWN:
            score += UNTYPED
        score += SAME_PARAGRAPH * (place.opening <= mention.sentence < sentence)
        if own and mention.subject and mention.sentence == sentence:
            score += OWN_CLAUSE
        if last and last.entity == mention.entity and sentence - last.sentence <= 3:
            score += SPEAKER
        key = ("entity", mention.entity)
        scores[key] = max(scores.get(key, -100.0), score)
    for position, past in enumerate(spoken):
        if past.offset >= offset or sentence - past.sentence > REACH:
            continue
        known = past.entity is not None and fits(index.entities[past.entity])
        if known or spoken_fits(past):
            key = ("entity", past.entity) if past.entity is not None else ("spoken", position)
            score = 10.0 + PER_SENTENCE * (sentence - past.sentence) + SUBJECT + SPEAKER * (past is last)
            score += SAME_PARAGRAPH * (past.sentence >= place.opening)
            scores[key] = max(scores.get(key, -100.0), score)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    (sort, which), best = ranked[0]
    close = len(ranked) > 1 and best - ranked[1][1] < CLOSE_CALL
    return Antecedent(which, None, close) if sort == "entity" else Antecedent(None, spoken[which], close)


def _recent(mentions: Sequence[Mention], sentence: int) -> Iterable[Mention]:
    for mention in reversed(mentions):
        if sentence - mention.sentence > REACH:
            return
        yield mention


def _weight(mention: Mention, place: Place) -> float:
    weight = SUBJECT * mention.subject + OWNER * mention.owner
    return weight + QUOTED * (mention.quoted and not place.quoted)


def of_noun(
    phrase: str,
    noun: str,
    described: Description | None,
    offset: int,
    sentence: int,
    index: Index,
    spoken: Sequence[Spoken],
) -> Antecedent | None:
    """Whom a definite noun phrase stands for.

    Args:
        phrase: the noun phrase as written.
        noun: its head, lower case and singular.
        described: what its words tell.
        offset, sentence: where it stands.
        index: names of the document.
        spoken: who spoke so far.
    """
    said = (w.lower() for w in words_of(phrase) if not w.endswith("-member"))
    wanted = frozenset(map(singular, said)) - {"the", "this", "that", "'s"}
    proper = frozenset(singular(w.lower()) for w in words_of(phrase)[1:] if w[0].isupper())
    scores: dict[int, float] = {}
    types: Sequence[str] = table("organisations")["anaphors"].get(noun, ())
    for mention in index.before(offset):
        entity = index.entities[mention.entity]
        tie = _tie(entity, wanted, noun, described, types, proper)
        if tie <= 0:
            continue
        score = tie - 0.3 * (sentence - mention.sentence) + (mention.subject and not mention.quoted)
        scores[mention.entity] = max(scores.get(mention.entity, -100.0), score)
    ties = {e: _tie(index.entities[e], wanted, noun, described, types, proper) for e in scores}
    for past in spoken:
        # "The report" and "the group's director" keep the group in mind, though its name is far above.
        if past.offset < offset and past.entity in scores:
            again = ties[past.entity] - 0.3 * (sentence - past.sentence)
            scores[past.entity] = max(scores[past.entity], again)
    last = next((s for s in reversed(spoken) if s.offset < offset), None)
    if last and last.entity in scores:
        scores[last.entity] += 2.0
    unnamed = _unnamed(noun, wanted, offset, spoken)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if ranked and ranked[0][1] >= ENOUGH and (unnamed is None or ranked[0][1] > SAME_TYPE + 1):
        close = len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.3
        return Antecedent(ranked[0][0], None, close)
    return Antecedent(None, unnamed, False) if unnamed else None


def _tie(
    entity: Entity,
    wanted: frozenset[str],
    noun: str,
    described: Description | None,
    types: Sequence[str],
    proper: frozenset[str],
) -> float:
    if entity.sort is Sort.PLACE:
        return 0.0
    if entity.sort is Sort.PERSON:
        return _tie_person(entity, wanted, noun, described)
    held = {singular(w.lower()) for name in entity.names for w in words_of(name)}
    if not proper <= held:
        return 0.0
    if noun in held and len(wanted & held) == len(wanted):
        return HELD + (len(wanted) > 1)
    if any(d.body and noun in d.head.split(" ") for d in entity.descriptions):
        return DESCRIBED
    told = {
        singular(w.lower()) for d in entity.descriptions for w in words_of(d.role or d.organisation or "")
    }
    if entity.kind.type is SpeakerType.GOVERNMENT and not wanted - {noun} <= held | told:
        return 0.0  # "the interior ministry" is not whichever ministry was named
    other = described is not None and described.kind.type not in (SpeakerType.UNKNOWN, entity.kind.type)
    if other and not wanted - {noun} <= held | told:
        return 0.0  # nor is "the transport agency" the aid agency
    if entity.kind.type is SpeakerType.UNKNOWN and wanted == {noun} and described is not None:
        return UNTOLD * (described.kind.type not in (SpeakerType.UNKNOWN, SpeakerType.GOVERNMENT))
    sorts = [d.head for d in entity.descriptions if d.body and _is_one_sort(d.head)]
    if sorts and entity.kind.type is SpeakerType.NGO and _is_one_sort(noun):
        return 0.0  # "the union" is not whom the text calls a charity
    if str(entity.kind.type) in types and (described is None or _agrees(described, entity)):
        return SAME_TYPE - 0.5 * types.index(str(entity.kind.type))
    return 0.0


def _tie_person(entity: Entity, wanted: frozenset[str], noun: str, described: Description | None) -> float:
    if described is None or described.body:
        return 0.0
    if described.gender and entity.gender and described.gender != entity.gender:
        return 0.0
    for description in entity.descriptions:
        held = {singular(w.lower().rstrip(".")) for w in words_of(description.role or description.head)}
        held |= {whole for short, whole in (("gov", "governor"), ("sen", "senator")) if short in held}
        if noun in held:
            return DESCRIBED + 0.5 * len(wanted & held)
    same = described.sure and described.kind == entity.kind and entity.kind.type not in _PERSONS
    return SAME_TYPE - 1.0 if same and _may_hold(entity, noun) else 0.0


def _is_one_sort(noun: str) -> bool:
    """True for a noun that stands for one sort of body, as "charity" does and "group" does not."""
    return noun in table("organisations")["anaphors"] and noun not in words("phrases", "general_bodies")


def _may_hold(entity: Entity, noun: str) -> bool:
    """True where a person may be called by `noun`: "the governor" is not whom the text calls a mayor."""
    held = {singular(w.lower().rstrip(".")) for d in entity.descriptions for w in words_of(d.role or d.head)}
    if not held or noun in words("phrases", "general_offices"):
        return True
    return any(noun in group and held.intersection(group) for group in table("phrases")["same_offices"])


def _agrees(described: Description, entity: Entity) -> bool:
    """False where the words of the phrase give a type, and it is not the entity's."""
    told = "most often" not in described.reason and described.sure
    return not told or described.kind == entity.kind or described.kind.type is SpeakerType.UNKNOWN


def _unnamed(noun: str, wanted: frozenset[str], offset: int, spoken: Sequence[Spoken]) -> Spoken | None:
    """The last unnamed speaker described by the same noun, and by all other words of `wanted`."""
    before = (s for s in reversed(spoken) if s.offset < offset and s.entity is None and s.noun == noun)
    return next(
        (
            s
            for s in before
            if s.speaker.name and wanted <= {noun, *(singular(w.lower()) for w in words_of(s.speaker.name))}
        ),
        None,
    )
