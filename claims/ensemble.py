"""The learned tagger with the rules as second opinion; the rules alone where its weights are missing.

The network says which words belong together; the parse then says what kind of reporting the cue does, which
decides whether it makes a claim. Both are weighed (`claims.confidence`), and what is unlikely is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims import confidence, cues, rule_tagger, tagger
from claims.classify import makes_claim
from claims.confidence import Evidence, likeness, probability
from claims.document import Document, Span, cover
from claims.errors import BadConfiguration
from claims.frames import Frame, frames_at
from claims.language import ParsedBlock
from claims.lexicon import words
from claims.spans import left_of, overlap
from claims.tagger import Networks, Tagged
from claims.types import Attribution, CueClass, Manner, Quotation, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

# Claims that the network finds are left out below this confidence; acts, plans and tastes, which claim
# nothing, below the second; claims that only the rules see below the third. Chosen on training documents that
# were held out; the first and the third after measuring, see ERRATA.md.
KEPT, KEPT_WITHOUT_CLAIM, KEPT_OF_RULES = 0.43, 0.35, 0.3
# A hollow one ("allegedly") goes before a learned one at its place that is less sure than this.
HOLLOW_RANK = 0.65
# A frame whose content is less like what was tagged does not tell how cue and content hang together.
FITTING = 0.1
# Of what only the rules see these are kept, where they make a claim: a desk would rather see them.
_TOLD = (CueClass.SPEECH, CueClass.DOCUMENT, CueClass.HOLLOW)
_HEADS = ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV")


def tag(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """The attributions of a document, in order of their contents; see `claims.rule_tagger.tag`."""
    by_rules = rule_tagger.tag(document, parsed, sentences, quotations)
    loaded = tagger.networks()
    if loaded is None:
        return by_rules
    evidence = gather(document, parsed, sentences, quotations, by_rules, loaded=loaded)
    judged = [(_judged(each), each) for each in evidence if not _told_in_court(each, by_rules)]
    kept: list[tuple[Attribution, bool]] = []
    for attribution, each in sorted(judged, key=lambda pair: -_rank(*pair)):
        learned = each.word_score is not None
        likely = _is_likely(attribution, learned=learned)
        if likely and not any(learned != other and _overlap(attribution, a) for a, other in kept):
            kept.append((attribution, learned))
    return tuple(sorted((a for a, _ in kept), key=lambda a: cover(a.content)))


def _judged(evidence: Evidence) -> Attribution:
    """The attribution with its confidence; a hollow one keeps the rules', for it was not learned from."""
    if _is_hollow(evidence):
        return evidence.attribution
    likely = probability(confidence.features(evidence), confidence.weights())
    return replace(evidence.attribution, confidence=round(likely, 4))


def _rank(attribution: Attribution, evidence: Evidence) -> float:
    return max(attribution.confidence, HOLLOW_RANK) if _is_hollow(evidence) else attribution.confidence


def shortfall() -> str | None:
    """What an editor should know where the learned tagger is missing; None where it is there."""
    if tagger.networks() is not None:
        return None
    return (
        "The learned tagger's files are missing, so attributions were found by rules alone, which miss more. "
        "Install the program again to have it."
    )


def _is_hollow(evidence: Evidence) -> bool:
    """True for "it is believed" and "allegedly", most of which the training data leaves out."""
    return evidence.word_score is None and evidence.attribution.cue_class is CueClass.HOLLOW


def _is_likely(attribution: Attribution, *, learned: bool) -> bool:
    """True where the confidence is enough; what only the rules see must also be a claim, and told."""
    claims = makes_claim(attribution)
    if not learned:
        return claims and attribution.cue_class in _TOLD and attribution.confidence >= KEPT_OF_RULES
    return attribution.confidence >= (KEPT if claims else KEPT_WITHOUT_CLAIM)


def _told_in_court(evidence: Evidence, by_rules: Sequence[Attribution]) -> bool:
    """True for what the network found inside "…, a court has heard": that is what was told there."""
    if evidence.word_score is None:
        return False
    inner = (*evidence.attribution.cue, *evidence.attribution.content)
    outer = (a for a in by_rules if a.lemma == "hear" and a.cue_class is CueClass.SPEECH)
    return any(all(any(c.contains(i) for c in a.content) for i in inner) for a in outer)


def _overlap(one: Attribution, other: Attribution) -> bool:
    return overlap((*one.content, *one.cue), (*other.content, *other.cue))


def tag_learned(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """What the network finds by itself, for comparison; see `claims.rule_tagger.tag`.

    Raises:
        BadConfiguration: its files are missing.
    """
    loaded = tagger.networks()
    if loaded is None:
        raise BadConfiguration(
            str(tagger.FOLDER), "the learned tagger's files are missing", "Install the program again."
        )
    evidence = gather(document, parsed, sentences, quotations, (), loaded=loaded)
    return tuple(replace(e.attribution, confidence=round(e.word_score or 0.0, 4)) for e in evidence)


def gather(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    by_rules: Sequence[Attribution],
    *,
    loaded: Networks,
) -> tuple[Evidence, ...]:
    """Every attribution that the network found, with the rules' where they agree, and the rules' others."""
    read = tagger.read(document, sentences, quotations, loaded=loaded)
    spans = [s.span for s in sentences]
    sourced = [a for a in by_rules if a.cue_class is not CueClass.HOLLOW]
    found: list[Evidence] = []
    agreed: list[Attribution] = []
    for tagged in read:
        block = next(b for b in parsed if document.blocks[b.block].span.contains(tagged.cue))
        each = _without_introduced(document, block.block, tagged)
        if each.content:
            attribution = _attribution(document, block, quotations, each)
            alike = confidence.like(attribution, sourced)
            if alike is not None:
                agreed.append(alike)
                attribution = _recut(document.text, attribution, alike)
            share = _share(attribution.content, spans)
            found.append(Evidence(attribution, each.word_score, alike, share))
    others = (a for a in by_rules if not any(a is other for other in agreed))
    added = (
        Evidence(
            a, None, a, _share(a.content, spans), contested=any(_overlap(a, e.attribution) for e in found)
        )
        for a in others
    )
    return (*found, *added)


def _recut(text: str, learned: Attribution, rules: Attribution) -> Attribution:
    """`learned` with cue and source as the parse cuts them, and with a source that stands before its cue.

    Of "gave evidence" the verb stays, which the parse leaves out.
    """
    between = text[rules.source[-1].end : learned.cue[0].start] if rules.source else ""
    missed = not learned.source and between.isspace()
    light = rules.frame.startswith("noun") and all(learned.cue[0].contains(c) for c in rules.cue)
    return replace(
        learned,
        cue=rules.cue if overlap(rules.cue, learned.cue) and not light else learned.cue,
        source=rules.source if missed or overlap(rules.source, learned.source) else learned.source,
    )


def _share(content: Sequence[Span], sentences: Sequence[Span]) -> float:
    """The content's length over that of the sentence it starts in."""
    within = next((s for s in sentences if s.overlaps(content[0])), content[0])
    return sum(map(len, content)) / len(within)


def _without_introduced(document: Document, at: int, tagged: Tagged) -> Tagged:
    """`tagged` without what stands in blocks that block `at`, its cue's, leads into: the layout's share."""
    introduced = [b.span.end for b in document.blocks if b.lead_in == at]
    if not introduced:
        return tagged
    below = Span(document.blocks[at].span.end, introduced[-1])
    return replace(tagged, content=tuple(left_of(document.text, tagged.content, [below])))


def _attribution(
    document: Document, block: ParsedBlock, quotations: Sequence[Quotation], tagged: Tagged
) -> Attribution:
    how = rule_tagger.manner(document.text, tagged.content, quotations)
    tokens = _tokens(block, tagged.cue)
    frame = _frame(block, tokens, tagged)
    source: tuple[Span, ...] = (tagged.source,) if tagged.source is not None else ()
    if frame is not None:
        kind = cues.cue_class(frame)
        if frame.name == "told" and frame.lemma in words("statements", "tells"):
            # "Jurors were told that": who was told is not who says it
            source = tuple(s for s in source if overlap([s], _spans(block, frame.source)))
        denied = frame.pos == "NOUN" and any(token.dep_ == "neg" for token in tokens)
        lemma, negated = frame.lemma, frame.negated or denied
        alike = likeness(_spans(block, frame.content), tagged.content)
        name = cues.frame_name(frame) if alike >= FITTING or not frame.name.startswith("prep") else ""
        if name.startswith("prep") and document.text.startswith("that ", tagged.content[0].start):
            name = "ccomp"  # "said at the signing that": a parser gives the clause to the signing
    else:
        head = next((t for t in reversed(tokens) if t.pos_ in _HEADS), None)
        lemma = head.lemma_.lower() if head is not None else document.text[tagged.cue.start : tagged.cue.end]
        kind = cues.class_of(lemma, head.pos_) if head is not None else None
        if kind is None and len(tokens) == 1:  # a parser may take "figures show" for two nouns
            kind = cues.class_of(tokens[0].lower_.removesuffix("s"), "VERB")
        name, negated = "", any(t.dep_ == "neg" for t in tokens)
    return Attribution(
        source=source,
        cue=(tagged.cue,),
        content=tagged.content,
        manner=how,
        cue_class=kind or (CueClass.ATTITUDE if how is Manner.INDIRECT else CueClass.SPEECH),
        lemma=lemma,
        frame=name,
        negated=negated,
    )


def _tokens(block: ParsedBlock, cue: Span) -> list[Token]:
    """The cue's tokens; of an auxiliary that stands alone ("has", of "has appealed") also its verb."""
    span = block.doc.char_span(cue.start - block.start, cue.end - block.start, alignment_mode="expand")
    tokens = list(span) if span is not None else []
    if all(token.dep_ in ("aux", "auxpass") for token in tokens):
        return [*tokens, *(token.head for token in tokens[-1:])]
    return tokens


def _frame(block: ParsedBlock, tokens: Sequence[Token], tagged: Tagged) -> Frame | None:
    """The frame of the cue whose content is most like what was tagged; the surest among equals.

    Of "also called on" it is the verb's, never that of "also".
    """
    verbs = [token for token in tokens if token.pos_ == "VERB"]
    if not any(cues.class_of(verb.lemma_.lower(), "VERB") for verb in verbs):
        # Of "gave evidence" it is that of "evidence".
        verbs = [t for t in tokens if t.pos_ == "NOUN" and cues.class_of(t.lemma_.lower(), "NOUN")] or verbs
    found = [frame for token in verbs or tokens for frame in frames_at(token) if frame.content]
    return max(
        found,
        key=lambda frame: (
            round(likeness(_spans(block, frame.content), tagged.content), 2),
            cues.confidence(frame),
        ),
        default=None,
    )


def _spans(block: ParsedBlock, tokens: Sequence[Token]) -> list[Span]:
    return [block.span([token]) for token in tokens]
