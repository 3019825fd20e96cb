"""Who says what in a document: a tagger's attributions, and those that only the layout shows.

A tagger works inside a sentence. This module adds what runs over sentences: quotations that go on, block
quotations after "X stated:", bullets that inherit the attribution of their lead-in, and what is signed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from claims import rule_tagger
from claims.document import Block, BlockKind, Document, Span, cover
from claims.headed import headed
from claims.language import ParsedBlock
from claims.quotes import is_all_quoted, is_speech
from claims.rule_tagger import SpeechCue, speech_cues
from claims.signatures import labelled, named_below, signed, spoken
from claims.spans import overlap
from claims.types import Attribution, CueClass, Found, Manner, Quotation, Sentence, by_block

Tagger = Callable[
    [Document, Sequence[ParsedBlock], Sequence[Sentence], Sequence[Quotation]], tuple[Attribution, ...]
]

# A quotation that stands alone belongs to the last speaker no more than this many blocks above.
REACH = 2
# A quotation that stands alone after nobody: somebody's words, but whose is not told.
UNSURE = 0.5
_SEVERAL = 2
# What opens a line that says what the words behind its colon are about.
_ABOUT = re.compile(r"(?:\A|[\n.!?”\"]\s*)(?:[-*•–]\s*)?(?:On|About|Re|Regarding)\s+(?:the\s+)?\Z")
_LABEL = 24
_SPEAKING = (CueClass.SPEECH, CueClass.FINDING, CueClass.DOCUMENT, CueClass.QUESTION, CueClass.BELIEF)


def attribute(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    *,
    tagger: Tagger = rule_tagger.tag,
) -> tuple[Attribution, ...]:
    """All attributions of a document, in the order of their content.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
        quotations: its quotations.
        tagger: finds the attributions that stand inside one sentence.
    """
    tagged = tagger(document, parsed, sentences, quotations)
    by_signature = [
        *signed(document, parsed, sentences, quotations),
        *named_below(document, parsed, tagged),
        *spoken(document, parsed, sentences),
    ]
    turns = [span for a in by_signature for span in a.content]
    by_signature += [a for a in headed(document, parsed, sentences, tagged) if not overlap(a.content, turns)]
    # What names the speaker there: the label of an answer, whose speaker is named elsewhere, or the name.
    held = [span for a in by_signature for span in (*a.content, *(a.cue or a.source))]
    tagged = tuple(a for a in tagged if not _is_topic(document, a))
    found = [
        kept
        for a in tagged
        if not overlap(a.cue, held) and (kept := _without(_in_place(document, a, quotations), held))
    ]
    told = [span for a in found if a.source for span in (*a.content, *a.cue)]
    found.extend(by_signature)
    found.extend(a for a in labelled(document, parsed) if not overlap(a.content, told))
    blocks = {b.block: b for b in parsed}
    split, marked = by_block(sentences), by_block(quotations)
    for index, block in enumerate(document.blocks):
        if index not in blocks:
            continue
        if block.lead_in is not None and block.lead_in in blocks:
            found.extend(_inherited(document, blocks[block.lead_in], index, split, marked, found))
        found = _continued(document, index, split[index], marked[index], found)
    return tuple(sorted(found, key=lambda a: cover(a.content)))


def _inherited(
    document: Document,
    lead_in: ParsedBlock,
    index: int,
    sentences: Mapping[int, Sequence[Sentence]],
    quotations: Mapping[int, Sequence[Quotation]],
    found: Sequence[Attribution],
) -> list[Attribution]:
    """What the lead-in of block `index` attributes: the whole of a bullet or a quotation under it."""
    block = document.blocks[index]
    introducing = sentences[lead_in.block][-1:]
    if not introducing or any(block.span.overlaps(c) for a in found for c in a.content):
        return []
    span = introducing[0].span
    quoted, inside = quotations[index], quotations[lead_in.block]
    content = (block.span,)
    manner = _block_manner(block, quoted)
    taken = [part for a in found if a.found is not Found.LEAD_IN for part in (*a.content, *a.cue)]
    open_cues = [c for c in speech_cues(document, lead_in, span, inside) if not overlap([c.cue], taken)]
    if _ends_with_cue(document, span, open_cues):
        return [open_cues[-1].attribution(content, manner=manner, found=Found.LEAD_IN)]
    stated = [
        a
        for a in found
        if a.cue_class in _SPEAKING and any(span.contains(part) for part in a.content) and a.source
    ]
    if not stated:
        return []
    last = stated[-1]
    return [replace(last, content=content, manner=manner, found=Found.LEAD_IN)]


def _ends_with_cue(document: Document, span: Span, cues: Sequence[SpeechCue]) -> bool:
    """True where little but the time and the place of speaking stands between the last cue and the colon."""
    if not cues:
        return False
    between = document.text[cues[-1].cue.end : span.end]
    return len(between.split()) <= 8


def _block_manner(block: Block, quoted: Sequence[Quotation]) -> Manner:
    if is_all_quoted(block, quoted):
        return Manner.BLOCK
    return Manner.MIXED if quoted else Manner.INDIRECT


def _continued(
    document: Document,
    index: int,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    found: list[Attribution],
) -> list[Attribution]:
    """`found` with the quotations of block `index` that nothing took.

    Those that make up their sentence are given to the speaker who went before; others to nobody.
    """
    if not quotations:
        return found
    result = list(found)
    for sentence in sentences:
        left = [
            q
            for q in quotations
            if sentence.span.contains(q.span)
            and is_speech(document.text, q)
            and not any(c.overlaps(q.inner) for a in result for c in a.content)
        ]
        if not left:
            continue
        content = tuple(q.span for q in left)
        mostly = _mostly(sentence.span, left)
        before = _last_speaker(document, index, left[0].span, result) if mostly else None
        if before is None:
            result.append(Attribution((), (), content, Manner.DIRECT, Found.QUOTED, confidence=UNSURE))
            continue
        position, attribution = before
        if document_block(document, attribution) == index:
            result[position] = replace(attribution, content=(*attribution.content, *content))
        else:
            result.append(replace(attribution, content=content, manner=Manner.DIRECT, found=Found.CONTINUED))
    return result


def _mostly(sentence: Span, quoted: Sequence[Quotation]) -> bool:
    return sum(len(q.span) for q in quoted) >= 0.8 * len(sentence)


def _last_speaker(
    document: Document, index: int, before: Span, found: Sequence[Attribution]
) -> tuple[int, Attribution] | None:
    """Place and value of the nearest earlier attribution of speech, at most REACH blocks up.

    A headline leads on to nothing, and a paper that is cited without its words speaks no further than its
    paragraph.
    """
    earlier = [
        (position, a)
        for position, a in enumerate(found)
        if a.cue_class in _SPEAKING
        and a.source
        and cover((*a.content, *a.cue)).start < before.start
        and index - (block := document_block(document, a)) <= REACH
        and (block == index or _leads_on(document.blocks[block], a))
    ]
    return max(earlier, key=lambda pair: cover(pair[1].content).end, default=None)


def _without(attribution: Attribution, held: Sequence[Span]) -> Attribution | None:
    """The attribution without the parts of its content that are another's; None where nothing is left."""
    own = tuple(span for span in attribution.content if not overlap([span], held))
    return replace(attribution, content=own) if own else None


def _in_place(document: Document, attribution: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """The attribution without what stands in other blocks than its cue, where it does not lead on."""
    if not attribution.cue or len(attribution.content) < _SEVERAL:
        return attribution
    block = next((b for b in document.blocks if b.span.contains(attribution.cue[0])), None)
    if block is None:
        return attribution
    inside = tuple(span for span in attribution.content if block.span.contains(span))
    manner = rule_tagger.manner(document.text, inside, quotations) if inside else attribution.manner
    own = replace(attribution, content=inside, manner=manner)
    return attribution if not inside or _leads_on(block, own) else own


def _is_topic(document: Document, attribution: Attribution) -> bool:
    """True for "On Roe: “I don't hate her.”": that is of whom the words are, not whose."""
    if len(attribution.source) != 1:
        return False
    name = attribution.source[0]
    before = document.text[max(0, name.start - _LABEL) : name.start]
    return _ABOUT.search(before) is not None and document.text.startswith(":", name.end)


def _leads_on(block: Block, attribution: Attribution) -> bool:
    cited = attribution.cue_class is CueClass.DOCUMENT and attribution.manner is Manner.INDIRECT
    return block.kind is not BlockKind.HEADLINE and not cited


def document_block(document: Document, attribution: Attribution) -> int:
    """The index of the block in which the attribution's content starts."""
    start = cover(attribution.content).start
    return next(i for i, b in enumerate(document.blocks) if b.span.start <= start <= b.span.end)
