"""Whose claim each sentence makes: government, NGO, somebody else, or the outlet's own voice.

A sentence's kind is the kind of the claim that its main clause makes. Reporting words make a claim where they
present content as somebody's; acts, plans and preferences told by the outlet are the outlet's own facts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from claims.antecedents import FIRST
from claims.asides import asides
from claims.describe import is_thing
from claims.document import BlockKind, Document, Span, cover
from claims.language import ParsedBlock
from claims.lexicon import words
from claims.main_clause import has_verb, main_verbs
from claims.reading.dateline import DATELINE
from claims.types import (
    Attribution,
    Claim,
    ClaimKind,
    CueClass,
    Found,
    Manner,
    Sentence,
    Speaker,
    SpeakerType,
)
from claims.unsaid import says_nothing

# Share of a sentence that an attribution's content and cue must cover to be its main clause by bulk alone.
BULK = 0.6
# Most words of a heading that is told by its capitals alone.
CRY = 8
_NO_CLAIM_BLOCKS = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.BOILERPLATE)
# "Witnesses are asked to call 101", "For interviews, contact the press office on 030 555 0142".
_CONTACT = re.compile(
    r"(?:\b(?:can|should|may|must|(?:is|are) (?:asked|urged|requested|encouraged|invited|advised) to)"
    r"|^please|^|,)"
    r" ?(?:please )?(?:call|contact|e-?mail|ring|phone|text|rsvp to)\b[^.“\"]{0,70}?"
    r"(?:\b\d{3}(?:[ -]\d{2,})*\b(?! [a-z]{4})|@|www\.|\b(?:press|media|news) (?:desk|office|team)\b)",
    re.IGNORECASE,
)
_NOBODY = ("no ", "nobody ", "none ", "neither ", "few ", "a margin ", "a vote ")
_WORD = re.compile(r"[^\W\d_]{2,}")

_Pair = tuple[Attribution, Speaker]


def classify(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
) -> tuple[Claim, ...]:
    """The claims of every sentence, in reading order; each sentence has exactly one main claim.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
        attributions: what is attributed.
        speakers: who answers for each of `attributions`, in the same order.
    """
    blocks = {b.block: b for b in parsed}
    everybody = zip(attributions, speakers, strict=True)
    told = ((a, s) for a, s in everybody if makes_claim(a) and not says_nothing(document, a))
    pairs = [(a, s) for a, s in told if not (_is_writer(s) or _is_nobody(s))]
    standing = _by_sentence(pairs, sentences, _places)
    introducing = _by_sentence(pairs, sentences, _introduction)
    found: list[Claim] = []
    for at, sentence in enumerate(sentences):
        here = standing[at] or introducing[at][:1]
        found.extend(_of_sentence(document, blocks.get(sentence.block), sentence, here))
    return tuple(found)


def makes_claim(attribution: Attribution) -> bool:
    """True where the attribution presents a statement of its source, and not an act, a plan or a taste."""
    lemma, frame, kind = attribution.lemma, attribution.frame, attribution.cue_class
    if attribution.found is not Found.TAGGED or kind is CueClass.DOCUMENT:
        return True
    if f"{lemma} {frame}" in words("statements", "clauses"):
        return True
    if kind in (CueClass.ATTITUDE, CueClass.INTENT, CueClass.PERCEPTION):
        return attribution.manner is Manner.DIRECT and bool(attribution.source)  # "“No,” laughs Jane Roe"
    if attribution.negated and lemma in words("statements", "silence"):
        return False
    if kind is CueClass.HOLLOW:
        return lemma in words("statements", "hollow")
    if kind is CueClass.BELIEF:
        held = lemma in words("statements", "held")
        held = held or (frame == "ccomp" and lemma in words("statements", "held_that"))
        return held and bool(attribution.source)
    if frame in words("statements", "about_only") and attribution.manner is Manner.INDIRECT:
        return False
    if f"{lemma} {frame}" in words("statements", "acts") and attribution.manner is Manner.INDIRECT:
        return False
    if frame == "pass" and not attribution.source and attribution.manner is Manner.INDIRECT:
        return False  # "Her application was denied"
    if attribution.negated and frame.startswith("noun"):
        return False  # "did not return a call about it"
    if frame.startswith("noun"):
        return frame in words("statements", "nominal_frames") and bool(attribution.source)
    if frame == "dobj_as" and lemma in words("statements", "judged_as"):
        return True
    bare_object = frame.startswith(("dobj", "pass")) and lemma in words("statements", "acts_with_object")
    return not bare_object or attribution.manner is not Manner.INDIRECT


def _is_writer(speaker: Speaker) -> bool:
    """True for the "I" and "we" of who writes, whose voice is the outlet's own, and for the reader."""
    name = (speaker.name or "").lower()
    return name == "you" or (name in FIRST and speaker.type is SpeakerType.MEDIA)


def _is_nobody(speaker: Speaker) -> bool:
    """True for "no group", as the outlet says that nobody says so, and for "footage" and "the plan"."""
    name = (speaker.name or "").lower()
    if f"{name} ".startswith(_NOBODY) or name.rpartition(" ")[2] in words("statements", "pictures"):
        return True
    return speaker.type is SpeakerType.UNKNOWN and is_thing(speaker.name or "")


def kind_for(speaker: Speaker) -> ClaimKind:
    """The kind of a claim that `speaker` answers for."""
    if speaker.type is SpeakerType.GOVERNMENT:
        return ClaimKind.GOVERNMENT
    if speaker.type is SpeakerType.NGO:
        return ClaimKind.NGO
    return ClaimKind.ATTRIBUTED


def _of_sentence(
    document: Document,
    block: ParsedBlock | None,
    sentence: Sentence,
    here: Sequence[tuple[Attribution, Speaker]],
) -> list[Claim]:
    asked = bool(here) and all(_interviews(*pair) or _is_before(pair[0], sentence.span) for pair in here)
    named = any(speaker.name for _, speaker in here)
    nothing = _not_a_claim(document, block, sentence, attributed=bool(here), told=named, asked=asked)
    if nothing:
        return [Claim(sentence.index, (sentence.span,), ClaimKind.NONE, None, None, True, nothing)]
    roots = main_verbs(block, sentence.span) if block is not None else []
    mains = [pair for pair in here if _is_main(pair[0], sentence.span, roots)]
    main = next((pair for pair in mains if pair[1].name), next(iter(mains), None))  # rather who is named
    told = _after_dateline(document, sentence)
    claims = [
        Claim(
            sentence.index,
            _within(a.content, told) or a.content,
            kind_for(speaker),
            speaker,
            a,
            main is not None and a is main[0],
            _reason(document, a, speaker),
        )
        for a, speaker in here
    ]
    if main is not None and block is not None:
        spoken = [span for a, _ in here for span in (*a.content, *a.cue)]
        reason = "a clause on the way, which is nobody's words"
        claims += [
            Claim(sentence.index, spans, ClaimKind.FACT, None, None, False, reason)
            for spans in asides(block, sentence.span, spoken)
        ]
    if main is None:
        reason = "the main clause names nobody who says it"
        if here:
            reason += "; only a part of the sentence is attributed"
        claims.append(Claim(sentence.index, (told,), ClaimKind.FACT, None, None, True, reason))
    return sorted(claims, key=lambda c: (cover(c.content), not c.main))


def _after_dateline(document: Document, sentence: Sentence) -> Span:
    """The sentence without the place, the day and the agency that open a story."""
    whole = document.blocks[sentence.block].span
    opening = DATELINE.match(whole.of(document.text)) if whole.start == sentence.span.start else None
    start = sentence.span.start + opening.end() if opening else sentence.span.start
    return Span(start, sentence.span.end) if start < sentence.span.end else sentence.span


def _not_a_claim(
    document: Document,
    block: ParsedBlock | None,
    sentence: Sentence,
    *,
    attributed: bool,
    told: bool,
    asked: bool,
) -> str:
    """Why the sentence makes no claim; empty where it makes one."""
    kind = document.blocks[sentence.block].kind
    text = sentence.span.of(document.text)
    if kind in _NO_CLAIM_BLOCKS:
        reason = document.blocks[sentence.block].reason
        return f"{kind.value} makes no claim" + (f" ({reason})" if reason else "")
    if not _WORD.search(text):
        return "there are no words in it"
    if text.isupper() and len(text.split()) <= CRY:
        return "a line in capitals, as a heading has"
    question = text.rstrip("\"”’')").endswith("?")
    if question and asked:
        return "a question that is put to somebody"
    if not told and (_CONTACT.search(text) or text.startswith("Please ")):
        return "an instruction to the reader"
    if attributed:
        return ""
    if question:
        return "a question in the outlet's own voice"
    if kind in (BlockKind.BULLET, BlockKind.CELL):
        return ""
    if block is not None and not has_verb(block, sentence.span):
        return "a label without a verb"
    return ""


def _interviews(attribution: Attribution, speaker: Speaker) -> bool:
    """True for the turns of a transcript of who asks, by its label or by trade."""
    asks = attribution.lemma == "ask" or speaker.type is SpeakerType.MEDIA
    return attribution.found is Found.SIGNED and asks


def _is_before(attribution: Attribution, sentence: Span) -> bool:
    """True where an indirect attribution was only carried over to the sentence from words beside it."""
    indirect = attribution.found is Found.TAGGED and attribution.manner is Manner.INDIRECT
    return indirect and not _within(attribution.cue, sentence)


def _by_sentence(
    pairs: Iterable[_Pair], sentences: Sequence[Sentence], places: Callable[[Attribution], Iterable[Span]]
) -> Mapping[int, list[_Pair]]:
    """By the place of a sentence among `sentences` the pairs whose `places` reach into it, in their order."""
    found: defaultdict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        reached: set[int] = set()
        for span in places(pair[0]):
            first = bisect_right(sentences, span.start, key=lambda s: s.span.end)
            reached.update(range(first, bisect_left(sentences, span.end, key=lambda s: s.span.start)))
        for at in reached:
            found[at].append(pair)
    return found


def _places(attribution: Attribution) -> tuple[Span, ...]:
    """Where an attribution makes a claim."""
    inherited = attribution.found is not Found.TAGGED
    return attribution.content if inherited else (*attribution.content, *attribution.cue)


def _introduction(attribution: Attribution) -> tuple[Span, ...]:
    """Of "X stated:", whose content stands in the block below, where it stands itself."""
    return attribution.cue if attribution.found is Found.LEAD_IN else ()


def _is_main(attribution: Attribution, sentence: Span, roots: Sequence[Span]) -> bool:
    """True where a main verb belongs to the attribution, or, with none found, where it fills the sentence."""
    own = _within((*attribution.content, *attribution.cue, *attribution.source), sentence)
    if roots:
        return any(span.overlaps(root) for span in own for root in roots)
    return sum(len(span) for span in own) >= BULK * len(sentence)


def _within(spans: Sequence[Span], outer: Span) -> tuple[Span, ...]:
    return tuple(Span(max(s.start, outer.start), min(s.end, outer.end)) for s in spans if s.overlaps(outer))


def _reason(document: Document, attribution: Attribution, speaker: Speaker) -> str:
    who = speaker.name or "nobody by name"
    words_used = " … ".join(span.of(document.text) for span in attribution.cue)
    how = {
        Found.TAGGED: f"“{words_used}” gives it to {who}",
        Found.LEAD_IN: f"its lead-in (“{words_used}”) gives it to {who}",
        Found.CONTINUED: f"it goes on with the words of {who}",
        Found.QUOTED: "it stands between quotation marks, and nothing tells whose words they are",
        Found.SIGNED: f"it is signed or labelled as the words of {who}",
    }[attribution.found]
    actor = speaker.type.value.replace("_", " ")
    if speaker.branch is not None:
        actor += f", {speaker.branch.value}"
    return f"{how} ({actor})"
