"""The values that analysis makes of a document. Steps that make them live in modules of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from claims.document import Document, Span, cover


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the document, and the block that holds it. Never ends inside a quotation."""

    index: int
    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        span: with the marks.
        inner: without them.
        block: index of the block that holds it.
        closed: False where the closing mark is missing, as when the quotation goes on in the next paragraph.
    """

    span: Span
    inner: Span
    block: int
    closed: bool = True


_InBlock = TypeVar("_InBlock", Sentence, Quotation)


def by_block(found: Iterable[_InBlock]) -> Mapping[int, Sequence[_InBlock]]:
    """`found` by the index of the block, in their order; a block without any has an empty sequence."""
    blocks: defaultdict[int, list[_InBlock]] = defaultdict(list)
    for each in found:
        blocks[each.block].append(each)
    return blocks


class Manner(StrEnum):
    """How the speaker's words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    BLOCK = "block"


class Found(StrEnum):
    """How an attribution was found. EDITOR: somebody at the desk says so."""

    TAGGED = "tagged"
    LEAD_IN = "lead-in"
    CONTINUED = "continued"
    SIGNED = "signed"
    QUOTED = "quoted"
    EDITOR = "editor"


class CueClass(StrEnum):
    """What the cue says its source does. Only some of these make a claim: see `claims.classify`.

    DOCUMENT: the source is itself a text ("the report found"), whatever the cue.
    """

    SPEECH = "speech"
    FINDING = "finding"
    DOCUMENT = "document"
    BELIEF = "belief"
    ATTITUDE = "attitude"
    INTENT = "intent"
    QUESTION = "question"
    PERCEPTION = "perception"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody said, thought or wanted something: who, by which words, and what.

    Attributes:
        source: spans of the mention of the source; empty where there is none (passive and hollow cues).
        cue: spans of the cue, of what went before where it is continued; empty for what is signed or only
            quoted.
        content: spans of what is attributed, in order.
        manner: direct, indirect, mixed or block.
        found: how it was found.
        cue_class: what kind of cue it is.
        lemma: the cue's base form ("say", "accusation"), empty without a cue.
        frame: how cue and content hang together, as `claims.cues.frame_name` names it; empty where no parse
            told.
        negated: True where the cue is denied ("did not say").
        confidence: in 0..1, how sure the finder is.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    found: Found = Found.TAGGED
    cue_class: CueClass = CueClass.SPEECH
    lemma: str = ""
    frame: str = ""
    negated: bool = False
    confidence: float = 1.0


class SpeakerType(StrEnum):
    """What kind of actor a speaker is."""

    GOVERNMENT = "government"
    NGO = "ngo"
    IGO = "igo"
    COMPANY = "company"
    MEDIA = "media"
    EXPERT = "expert"
    PARTY = "party"
    ARMED_GROUP = "armed_group"
    INSTITUTION = "institution"
    INDIVIDUAL = "individual"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class Branch(StrEnum):
    """The branch of a government speaker."""

    EXECUTIVE = "executive"
    POLICE = "police"
    MILITARY = "military"
    JUDICIARY = "judiciary"
    LEGISLATURE = "legislature"
    LOCAL = "local"
    DIPLOMATIC = "diplomatic"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who answers for a claim.

    Attributes:
        name: the fullest name the document gives, else the description as written; None for passive and
            hollow attributions.
        type: kind of actor.
        branch: of a government speaker, else None.
        role: the person's role as the document words it ("police spokesman"), or None.
        organisation: the body spoken for, where the document says, or None.
        mention: the words at this place that stand for the speaker, or None.
        named: True where `name` is a proper name; False for a description ("a police official").
        resolved: True where the mention itself is a pronoun, surname or definite noun traced to the name.
        ambiguous: True where more than one antecedent was about as likely.
        reason: why this name and this type, in words.
    """

    name: str | None
    type: SpeakerType
    branch: Branch | None = None
    role: str | None = None
    organisation: str | None = None
    mention: Span | None = None
    named: bool = False
    resolved: bool = False
    ambiguous: bool = False
    reason: str = ""


class ClaimKind(StrEnum):
    """Whose claim it is."""

    GOVERNMENT = "government_claim"
    NGO = "ngo_allegation"
    ATTRIBUTED = "attributed_claim"
    FACT = "reported_fact"
    NONE = "not_a_claim"


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition inside a sentence, and who answers for it.

    Attributes:
        sentence: index of its sentence.
        content: spans of the proposition, in order.
        kind: whose claim it is.
        speaker: None for the outlet's own voice.
        attribution: None for the outlet's own voice.
        main: True for the claim that the sentence's main clause makes.
        reason: why this kind, in words.
    """

    sentence: int
    content: tuple[Span, ...]
    kind: ClaimKind
    speaker: Speaker | None
    attribution: Attribution | None
    main: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer from a sentence to a source that it leans on.

    Attributes:
        sentence: index of the citing sentence.
        span: the words that point.
        url: of a link or of a footnote, or None.
        name: of a body or document named in the text ("the Amnesty report"), or None.
    """

    sentence: int
    span: Span
    url: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was found in one document.

    `claims` are in reading order; every sentence has exactly one with `main` set.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]

    def text(self, span: Span) -> str:
        """The repaired text under `span`."""
        return span.of(self.document.text)

    def claim_text(self, claim: Claim) -> str:
        """The words of `claim`; parts that stand apart are joined by a space."""
        return " ".join(self.text(span) for span in claim.content)

    def place_of(self, claim: Claim, spans: Sequence[Span]) -> Span:
        """The smallest span of the document that holds `spans`, at least one, of `claim_text(claim)`."""
        found, start = list[Span](), 0
        for part in claim.content:
            end = start + len(part)
            inside = ((max(s.start, start), min(s.end, end)) for s in spans)
            found += [Span(a, b).shifted(part.start - start) for a, b in inside if a < b]
            start = end + 1
        return cover(found)

    def main_claim(self, sentence: int) -> Claim:
        """The claim of the main clause of sentence number `sentence`."""
        return next(c for c in self.claims if c.sentence == sentence and c.main)

    def claims_of(self, sentence: int) -> tuple[Claim, ...]:
        """All claims of sentence number `sentence`, in reading order."""
        return tuple(c for c in self.claims if c.sentence == sentence)
