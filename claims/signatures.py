"""Words that layout alone gives to a name: `"..." - Name`, `From X: ...`, and the turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.document import BlockKind, Document, Span
from claims.language import ParsedBlock
from claims.quotes import is_all_quoted, is_speech
from claims.turns import ANSWERS, ASKS, Turn, turns_in
from claims.types import Attribution, Found, Manner, Quotation, Sentence, by_block

_DASH = r"(?:-{1,2}|[–—―~])"
# A dash, then nothing but a name with its role up to the block's end.
# None of many blanks is tried as a name's end.
_SIGNATURE = re.compile(rf"\s*{_DASH}\s*(?P<name>[^\W\d_][^\n\"“”]*+)\s*+\.?\s*+\Z")
_LABEL = re.compile(r"(?P<cue>From|FROM)\s+(?P<name>[^\W\d_](?:[^\n:\"“”]*[^\s:\"“”])?)\s*:\s+(?=\S)")
# Most words of a name with its role.
LONGEST = 14
_SPOKEN = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
#: Tags of verbs that tell something.
FINITE = ("VBD", "VBP", "VBZ", "MD")
_OPENS_NAME = ("PROPN", "NOUN", "ADJ")
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|(?:spoke|talked|sat down|in conversation) (?:to|with)"
    r"|answer(?:s|ed)? (?:our|\w+ questions))\b",
    re.IGNORECASE,
)
# Verbs of "So said X" under what X says.
_CLOSING = frozenset(("say", "write", "speak", "argue", "conclude", "declare", "testify", "post"))
_NAMED = ("PROPN", "NOUN")
# What "From" names when it names nobody.
_TIMES_AND_PLACES = ("DATE", "TIME", "GPE", "LOC", "CARDINAL", "ORDINAL")


def signed(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """The attributions that a signature makes, in reading order.

    A signature ends a block after speech that begins a sentence, or is the whole block under such speech.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
        quotations: its quotations.
    """
    begins = {s.span.start for s in sentences}
    speech = by_block(q for q in quotations if is_speech(document.text, q))
    found: list[Attribution] = []
    for each in parsed:
        block = document.blocks[each.block]
        inside = _last_speech(document.text, speech[each.block])
        if inside and inside[0].span.start in begins:
            after, content = inside[-1].span.end, [q.span for q in inside]
        elif each.block and is_all_quoted(above := document.blocks[each.block - 1], speech[each.block - 1]):
            after, content = block.span.start, [above.span]
        else:
            continue
        match = _SIGNATURE.match(document.text, after, block.span.end)
        if match is None:
            continue
        words = match["name"].rstrip().removesuffix(".").rstrip()
        name = Span(match.start("name"), match.start("name") + len(words))
        if _is_name(each, name):
            found.append(Attribution((name,), (), tuple(content), Manner.DIRECT, Found.SIGNED))
    return tuple(found)


def named_below(
    document: Document, parsed: Sequence[ParsedBlock], tagged: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """The attributions of blocks that begin "So said X" and give the block above to X, in reading order.

    A block in which somebody speaks already, as `tagged` tells, is given to nobody else.
    """
    found: list[Attribution] = []
    for each in parsed:
        first = list(each.doc[:2])
        if not each.block or len(first) < 2 or first[0].lower_ not in ("so", "thus"):
            continue
        verb = first[1]
        subject = next((t for t in verb.rights if t.dep_ in ("nsubj", "dobj") and t.pos_ in _NAMED), None)
        above = document.blocks[each.block - 1]
        if verb.lemma_ not in _CLOSING or verb.tag_ not in FINITE or subject is None:
            continue
        spoken_for = any(a.source and above.span.contains(a.source[0]) for a in tagged)
        if above.kind not in _SPOKEN or spoken_for:
            continue
        source = (each.span(list(subject.subtree)),)
        cue = (each.span([verb]),)
        quoted = above.span.of(document.text).startswith(("“", '"', "‘", "«", "„"))
        manner = Manner.DIRECT if quoted else Manner.INDIRECT
        found.append(Attribution(source, cue, (above.span,), manner, Found.SIGNED, lemma=verb.lemma_))
    return tuple(found)


def labelled(document: Document, parsed: Sequence[ParsedBlock]) -> tuple[Attribution, ...]:
    """The attributions of blocks that begin "From X:" to X, in reading order."""
    found: list[Attribution] = []
    for each in parsed:
        block = document.blocks[each.block]
        match = _LABEL.match(document.text, block.span.start, block.span.end)
        if match is None or not _is_name(each, name := Span(*match.span("name"))):
            continue
        if not any(t.ent_type_ in _TIMES_AND_PLACES for t in each.within(name)):
            content = (Span(match.end(), block.span.end),)
            cue = (Span(*match.span("cue")),)
            found.append(Attribution((name,), cue, content, Manner.INDIRECT, Found.SIGNED, lemma="from"))
    return tuple(found)


def spoken(
    document: Document, parsed: Sequence[ParsedBlock], sentences: Sequence[Sentence]
) -> tuple[Attribution, ...]:
    """What the turns of a transcript ("NAME: ...") give to their speakers, in reading order.

    All of a turn is its speaker's, also where it tells what others said: that is hearsay in the transcript.
    What stands under "A:" is said by whoever is interviewed, where the text tells who; else questions and
    answers are the outlet's own way to explain, and nobody's.

    A paragraph between two turns goes on with the words of the first.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
    """
    blocks = {each.block: each for each in parsed if document.blocks[each.block].kind in _SPOKEN}
    turns, split = _turns(document, blocks), by_block(sentences)
    first, last = min(turns, default=0), max(turns, default=-1)
    explained = any(turn.label == ANSWERS for turn in turns.values())
    interviewed = _interviewed(document, parsed, first) if explained else None
    found: list[Attribution] = []
    turn: Turn | None = None
    for index in blocks:
        block = document.blocks[index].span
        begin = block.start
        if index in turns:
            turn = turns[index]
            begin = turn.words
        if turn is None or index > last or block.of(document.text).startswith(("(", "[")):
            continue
        if turn.label and explained and interviewed is None:
            continue
        head = _said_by(turn, interviewed)
        for sentence in (s.span for s in split[index] if s.span.end > begin):
            content = (Span(max(begin, sentence.start), sentence.end),)
            found.append(replace(head, content=content))
    return tuple(found)


def _said_by(turn: Turn, interviewed: Span | None) -> Attribution:
    """What the head of a turn says of its words, which are still to come."""
    lemma = "ask" if turn.label == ASKS else "say"
    if turn.label == ANSWERS and interviewed is not None:
        return Attribution((interviewed,), (turn.name,), (), Manner.DIRECT, Found.SIGNED, lemma=lemma)
    return Attribution((turn.name,), (), (), Manner.DIRECT, Found.SIGNED, lemma=lemma)


def _turns(document: Document, blocks: Mapping[int, ParsedBlock]) -> dict[int, Turn]:
    """The turns at the heads of these blocks; "In Paris, all is well:" is none, as it names no office."""
    return {
        index: turn
        for index, turn in turns_in(document, blocks).items()
        if turn.office is None or _is_introduced(blocks[index], turn)
    }


def _is_introduced(parsed: ParsedBlock, turn: Turn) -> bool:
    tokens = [t for t in parsed.doc if turn.name.start <= parsed.span([t]).start < turn.words]
    return bool(tokens) and tokens[0].pos_ in _OPENS_NAME and not any(t.tag_ in FINITE for t in tokens)


def _interviewed(document: Document, parsed: Sequence[ParsedBlock], first: int) -> Span | None:
    """Where the one person is named whom the blocks above the first turn have interviewed."""
    above = [each for each in parsed if each.block < first]
    if not any(_INTERVIEW.search(document.blocks[each.block].span.of(document.text)) for each in above):
        return None
    text = document.text
    people = [each.span(list(e)) for each in above for e in each.doc.ents if e.label_ == "PERSON"]
    named = [span for span in people if " " in span.of(text)]
    surnames = {span.of(text).split()[-1].casefold() for span in named}
    return named[0] if len(surnames) == 1 else None


def _last_speech(text: str, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The last of a block's quotations, with those before it that only marks part from it."""
    found: list[Quotation] = []
    for quotation in reversed(quotations):
        between = text[quotation.span.end : found[-1].span.start] if found else ""
        if any(c.isalnum() for c in between):
            break
        found.append(quotation)
    return found[::-1]


def _is_name(parsed: ParsedBlock, span: Span) -> bool:
    """True for a few words that begin with a name and tell nothing: no verb among them."""
    tokens = parsed.within(span)
    if not tokens or len(tokens) > LONGEST or not tokens[0].text[0].isupper():
        return False
    return not any(t.tag_ in FINITE for t in tokens)
