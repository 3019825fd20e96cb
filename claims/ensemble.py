"""The learned tagger with the rules as second opinion; the rules alone where its weights are missing.

The network says which words belong together; the parse then says what kind of reporting the cue does, which
decides whether it makes a claim. What only the rules find is added where they are sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims import cues, rule_tagger, tagger
from claims.document import Document, Span
from claims.frames import Frame, frames_at
from claims.language import ParsedBlock
from claims.spans import joined, trimmed, without
from claims.tagger import Tagged
from claims.types import Attribution, CueClass, Manner, Quotation, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

# The rules' own attributions stand beside the network's from this confidence on, chosen on training documents
# that were held out. Hollow ones ("it is believed") always do: the training data leaves most of them out.
SECOND_OPINION = 0.6
_HEADS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV")


def tag(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """The attributions of a document, in order of their cues; see `claims.rule_tagger.tag`."""
    by_rules = rule_tagger.tag(document, parsed, sentences, quotations)
    loaded = tagger.networks()
    if loaded is None:
        return by_rules
    read = tagger.read(document, sentences, quotations, loaded=loaded)
    own = (_without_introduced(document, each) for each in read)
    learned = [_attribution(document, parsed, quotations, each) for each in own if each.content]
    taken = [span for a in learned for span in (*a.content, *a.cue)]
    added = [
        a
        for a in by_rules
        if (a.confidence >= SECOND_OPINION or a.cue_class is CueClass.HOLLOW)
        and not any(span.overlaps(other) for span in (*a.content, *a.cue) for other in taken)
    ]
    return tuple(sorted((*learned, *added), key=_reading_order))


def _reading_order(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, attribution.content[-1].end


def _without_introduced(document: Document, tagged: Tagged) -> Tagged:
    """`tagged` without what stands in blocks that its cue's block leads into; layout tells whose that is."""
    at = next((i for i, b in enumerate(document.blocks) if b.span.contains(tagged.cue)), None)
    introduced = [b.span for b in document.blocks if at is not None and b.lead_in == at]
    if not any(span.overlaps(block) for span in tagged.content for block in introduced):
        return tagged
    kept = (trimmed(document.text, span) for span in without(tagged.content, introduced))
    return replace(tagged, content=tuple(joined(document.text, list(kept))))


def _attribution(
    document: Document, parsed: Sequence[ParsedBlock], quotations: Sequence[Quotation], tagged: Tagged
) -> Attribution:
    block = next((b for b in parsed if document.blocks[b.block].span.contains(tagged.cue)), None)
    how = rule_tagger.manner(document.text, tagged.content, quotations)
    tokens = _tokens(block, tagged.cue) if block is not None else []
    frame = _frame(block, tokens, tagged) if block is not None else None
    if frame is not None:
        kind = cues.cue_class(frame)
        lemma, negated = frame.lemma, frame.negated
        name = "answer" if cues.answers_a_claim(frame) else frame.name
    else:
        head = next((t for t in reversed(tokens) if t.pos_ in _HEADS), None)
        lemma = head.lemma_.lower() if head is not None else document.text[tagged.cue.start : tagged.cue.end]
        kind = cues.class_of(lemma, head.pos_) if head is not None else None
        name, negated = "", any(t.dep_ == "neg" for t in tokens)
    return Attribution(
        source=(tagged.source,) if tagged.source is not None else (),
        cue=(tagged.cue,),
        content=tagged.content,
        manner=how,
        cue_class=kind or (CueClass.ATTITUDE if how is Manner.INDIRECT else CueClass.SPEECH),
        lemma=lemma,
        frame=name,
        negated=negated,
        confidence=round(tagged.cue_score * tagged.word_score, 4),
    )


def _tokens(block: ParsedBlock, cue: Span) -> list[Token]:
    span = block.doc.char_span(cue.start - block.start, cue.end - block.start, alignment_mode="expand")
    return list(span) if span is not None else []


def _frame(block: ParsedBlock, tokens: Sequence[Token], tagged: Tagged) -> Frame | None:
    """The frame of the cue whose content is most like what was tagged; the surest among equals."""
    found = [frame for token in tokens for frame in frames_at(token) if frame.content]
    return max(
        found,
        key=lambda frame: (round(_likeness(block, frame, tagged.content), 2), cues.confidence(frame)),
        default=None,
    )


def _likeness(block: ParsedBlock, frame: Frame, content: Sequence[Span]) -> float:
    """Share of characters that the frame's content and `content` have in common (Jaccard)."""
    theirs = {i for t in frame.content for i in range(block.start + t.idx, block.start + t.idx + len(t))}
    ours = {i for span in content for i in range(span.start, span.end)}
    return len(theirs & ours) / len(theirs | ours)
