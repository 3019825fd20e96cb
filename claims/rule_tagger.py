"""Attribution by rules: frames that the cue lexicon knows, joined with the quotations of their sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims import cues
from claims.document import Document, Span, cover
from claims.frames import Frame, frames_at
from claims.language import ParsedBlock
from claims.quotes import is_speech, whole_quotations
from claims.spans import joined, left_of, without
from claims.subjects import subject_phrase
from claims.types import Attribution, CueClass, Found, Manner, Quotation, Sentence, by_block

if TYPE_CHECKING:
    from spacy.tokens import Token

# Below this rate a frame reports too seldom to be proposed. Chosen on annotated training news.
THRESHOLD = 0.4
# Most words between a verb of speech and the colon after which the speech stands.
COLON_REACH = 8
# A quotation beside a verb of speech that the parse did not join to it.
BARE_CONFIDENCE = 0.8


@dataclass(frozen=True, slots=True)
class _Found:
    frame: Frame
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    at: int
    confidence: float


def tag(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """The attributions that stand inside one sentence each, in reading order.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
        quotations: its quotations.
    """
    result: list[Attribution] = []
    marked, told = by_block(quotations), by_block(sentences)
    for block in parsed:
        inside = marked[block.block]
        everything = [
            (block.start + token.idx, frame)
            for token in cues.may_report(list(block.doc), THRESHOLD)
            for frame in frames_at(token)
        ]
        for sentence in told[block.block]:
            quoted = [q for q in inside if sentence.span.contains(q.span)]
            here = [f for at, f in everything if sentence.span.start <= at < sentence.span.end]
            found = _candidates(document, block, here, quoted)
            found = [_with_quotations(document.text, f, quoted) for f in found]
            found = _outermost(_best_frames(found))
            result.extend(_attribution(document.text, f, quoted) for f in found)
            spoken = speech_cues(document, block, sentence.span, quoted)
            after_colon = _after_colons(document.text, sentence.span, spoken, found, quoted)
            taken = [span for f in found for span in f.content]
            taken += [span for a in after_colon for span in a.content]
            result.extend(after_colon)
            result.extend(_from_bare_quotations(document.text, spoken, quoted, taken))
    return tuple(sorted(result, key=lambda a: cover(a.content)))


def _candidates(
    document: Document, block: ParsedBlock, proposed: Sequence[Frame], quoted: Sequence[Quotation]
) -> list[_Found]:
    found: list[_Found] = []
    for frame in proposed:
        at = block.start + frame.predicate.idx
        if not frame.content:
            continue
        confidence = max(cues.confidence(frame), _quoted_confidence(block, frame, quoted))
        if confidence < THRESHOLD or _first_person_in_quotation(at, quoted):
            continue
        content = _spans(document.text, block, frame.content)
        source = _spans(document.text, block, frame.source)
        cue = _spans(document.text, block, frame.cue)
        found.append(_Found(frame, source[:1] and (cover(source),), cue, content, at, confidence))
    return found


def _quoted_confidence(block: ParsedBlock, frame: Frame, quoted: Sequence[Quotation]) -> float:
    """A verb of speech with quoted words among its complements reports, however seldom it does otherwise."""
    if frame.pos != "VERB" or not cues.is_speech_verb(frame.lemma) or frame.name == "raise":
        return 0.0
    content = block.span(sorted(frame.content, key=lambda t: t.i))
    return THRESHOLD if any(content.overlaps(q.inner) for q in quoted) else 0.0


def _first_person_in_quotation(at: int, quoted: Sequence[Quotation]) -> bool:
    """A cue inside quotation marks belongs to the quoted speaker, not to the article."""
    return any(q.inner.start <= at < q.inner.end for q in quoted)


def _with_quotations(text: str, found: _Found, quoted: Sequence[Quotation]) -> _Found:
    """Grows content that touches a quotation to the whole of it, and drops what is source or cue."""
    outside = [q for q in quoted if not q.span.start <= found.at < q.span.end]
    own = sorted((*found.source, *found.cue))
    return replace(found, content=tuple(left_of(text, whole_quotations(found.content, outside), own)))


def _best_frames(found: Sequence[_Found]) -> list[_Found]:
    """One frame a predicate: the surest, and among equals the one with most content."""
    best: dict[int, _Found] = {}
    for candidate in found:
        if not candidate.content:
            continue
        rival = best.get(candidate.at)
        if rival is None or _rank(candidate) > _rank(rival):
            best[candidate.at] = candidate
    return [best[at] for at in sorted(best)]


def _rank(found: _Found) -> tuple[bool, float, int]:
    clausal = found.frame.name in ("ccomp", "noun_that", "adj_that")
    return clausal, found.confidence, sum(len(s) for s in found.content)


def _outermost(found: Sequence[_Found]) -> list[_Found]:
    """Drops what a reported speaker is said to have said: it answers to the outer speaker."""
    return [f for f in found if not any(o is not f and o.at != f.at and _holds(o, f) for o in found)]


def _holds(outer: _Found, inner: _Found) -> bool:
    if not any(span.start <= inner.at < span.end for span in outer.content):
        return False
    mutual = any(span.start <= outer.at < span.end for span in inner.content)
    return not mutual or sum(map(len, outer.content)) >= sum(map(len, inner.content))


def _attribution(text: str, found: _Found, quoted: Sequence[Quotation]) -> Attribution:
    return Attribution(
        source=found.source,
        cue=found.cue,
        content=found.content,
        manner=manner(text, found.content, quoted),
        cue_class=cues.cue_class(found.frame) or CueClass.ATTITUDE,
        lemma=found.frame.lemma,
        frame=cues.frame_name(found.frame),
        negated=found.frame.negated,
        confidence=found.confidence,
    )


def _after_colons(
    text: str,
    sentence: Span,
    spoken: Sequence[SpeechCue],
    found: Sequence[_Found],
    quoted: Sequence[Quotation],
) -> list[Attribution]:
    """What follows "she added:" in the same sentence, with or without quotation marks."""
    held = [span for f in found for span in (*f.content, *f.cue)]
    result: list[Attribution] = []
    for cue in spoken:
        colon = text.find(":", cue.cue.end, sentence.end)
        if colon < 0 or len(text[cue.cue.end : colon].split()) > COLON_REACH:
            continue
        start = colon + 1 + len(text[colon + 1 : sentence.end]) - len(text[colon + 1 : sentence.end].lstrip())
        if start >= sentence.end or any(span.overlaps(cue.cue) for span in held):
            continue
        content = (Span(start, sentence.end),)
        result.append(cue.attribution(content, manner=manner(text, content, quoted)))
    return result


def _from_bare_quotations(
    text: str, spoken: Sequence[SpeechCue], quoted: Sequence[Quotation], taken: Sequence[Span]
) -> list[Attribution]:
    """Quotations that nothing took, given to the nearest verb of speech outside them."""
    left = [q for q in quoted if not any(s.overlaps(q.inner) for s in taken) and is_speech(text, q)]
    if not left or not spoken:
        return []
    nearest = min(spoken, key=lambda c: _distance(c.cue.start, left[0].span))
    return [nearest.attribution(tuple(q.span for q in left), manner=Manner.DIRECT)]


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A verb of speech and its subject, whatever it introduces; `source` is None where it has no subject."""

    source: Span | None
    cue: Span
    lemma: str

    def attribution(
        self, content: tuple[Span, ...], *, manner: Manner, found: Found = Found.TAGGED
    ) -> Attribution:
        """The attribution of `content` to this cue's subject."""
        source = (self.source,) if self.source is not None else ()
        kind = cues.class_of(self.lemma, "VERB") or CueClass.SPEECH
        return Attribution(
            source, (self.cue,), content, manner, found, kind, self.lemma, confidence=BARE_CONFIDENCE
        )


def speech_cues(
    document: Document, block: ParsedBlock, within: Span, quoted: Sequence[Quotation]
) -> tuple[SpeechCue, ...]:
    """The verbs of speech in `within`, outside quotation marks, in reading order."""
    marks = [q.span for q in quoted]
    found: list[SpeechCue] = []
    for token in block.within(within):
        if token.pos_ != "VERB" or not cues.is_speech_verb(lemma := token.lemma_.lower()):
            continue
        place = block.span([token])
        if not any(m.overlaps(place) for m in marks):
            outside = without(_spans(document.text, block, subject_phrase(token)), marks)
            found.append(SpeechCue(outside[0] if outside else None, place, lemma))
    return tuple(found)


def manner(text: str, content: Sequence[Span], quoted: Iterable[Quotation]) -> Manner:
    """Direct where quotations make up all the content, mixed where they make up a part, else indirect."""
    inside = [q.span for q in quoted if any(c.overlaps(q.inner) for c in content)]
    if not inside:
        return Manner.INDIRECT
    rest = "".join(span.of(text) for span in without(content, inside))
    return Manner.MIXED if any(c.isalnum() for c in rest) else Manner.DIRECT


def _distance(at: int, span: Span) -> int:
    return max(span.start - at, at - span.end, 0)


def _spans(text: str, block: ParsedBlock, tokens: Sequence[Token]) -> tuple[Span, ...]:
    return tuple(joined(text, block.runs(tokens)))
