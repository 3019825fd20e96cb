"""What resolving the speakers of a document keeps in mind: its names, its sentences, and who spoke so far."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from claims.actors import Actors, Kind
from claims.antecedent_types import Antecedent, Place, Spoken
from claims.document import Document, Span
from claims.language import ParsedBlock
from claims.mentions import Index
from claims.source_phrase import Phrase
from claims.types import Quotation, Sentence, Speaker, SpeakerType

# How many sentences back "the statement" may reach for whoever spoke last.
STATEMENT_REACH = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker, with the entity it is if it is one, and the noun it was mentioned by."""

    speaker: Speaker
    entity: int | None = None
    noun: str = ""
    plural: bool = False

    def as_resolved(self) -> Named:
        """The same, marked as traced from other words."""
        return replace(self, speaker=replace(self.speaker, resolved=True))


#: Finds the speaker that another phrase stands for, such as the owner in "her lawyer".
Resolve = Callable[[Phrase], Named]


@dataclass(slots=True)
class Context:
    """A document's text, parse and names, and the memory of who spoke, filled in the order of the text.

    Attributes:
        kinds: types that the words of the text gave to entities, over what their names tell.
        bodies: bodies that the words of the text gave to persons.
    """

    text: str
    blocks: list[ParsedBlock]
    sentence_starts: list[int]
    quoted: list[Span]
    index: Index
    actors: Actors
    spoken: list[Spoken] = field(default_factory=list)
    said: list[tuple[tuple[Span, ...], Named]] = field(default_factory=list)
    kinds: dict[int, tuple[Kind, str]] = field(default_factory=dict)
    bodies: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        document: Document,
        parsed: Sequence[ParsedBlock],
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        index: Index,
        actors: Actors,
    ) -> Context:
        """A context in which nobody has spoken yet."""
        return cls(
            text=document.text,
            blocks=sorted(parsed, key=lambda b: b.start),
            sentence_starts=[s.span.start for s in sentences],
            quoted=sorted(q.inner for q in quotations),
            index=index,
            actors=actors,
        )

    def sentence(self, offset: int) -> int:
        """The index of the sentence that holds the character at `offset`."""
        return max(0, bisect.bisect_right(self.sentence_starts, offset) - 1)

    def place(self, offset: int) -> Place:
        """Where `offset` stands."""
        block = bisect.bisect_right(self.blocks, offset, key=lambda b: b.start) - 1
        opening = self.sentence(self.blocks[block].start) if block >= 0 else 0
        return Place(offset, self.sentence(offset), opening, self.is_quoted(offset))

    def is_quoted(self, offset: int) -> bool:
        """True inside a quotation."""
        at = bisect.bisect_right(self.quoted, Span(offset, len(self.text) + 1)) - 1
        return at >= 0 and self.quoted[at].end > offset

    def remember(self, offset: int, named: Named) -> None:
        """Notes that `named` was mentioned as a speaker at `offset`."""
        sentence = self.sentence(offset)
        self.spoken.append(Spoken(offset, sentence, named.speaker, named.entity, named.noun, named.plural))

    def last_speaker(self, offset: int) -> Spoken | None:
        """Who spoke last before `offset`, if that is near."""
        last = next((s for s in reversed(self.spoken) if s.offset < offset and s.speaker.name), None)
        return last if last and self.sentence(offset) - last.sentence <= STATEMENT_REACH else None

    def entity(self, which: int, *, resolved: bool, noun: str = "", close: bool = False) -> Named:
        """Entity number `which` as a speaker."""
        entity = self.index.entities[which]
        kind, reason = self.kinds.get(which, (entity.kind, entity.reason))
        speaker = Speaker(
            name=entity.name,
            type=kind.type,
            branch=kind.branch,
            role=entity.role,
            organisation=self.bodies.get(which, entity.organisation),
            named=True,
            resolved=resolved,
            ambiguous=close,
            reason=reason,
        )
        return Named(speaker, which, noun)

    def type_untold(self, which: int, kind: Kind, reason: str) -> None:
        """Notes the type that a noun gives to entity number `which`, where nothing else told it."""
        if self.index.entities[which].kind.type is SpeakerType.UNKNOWN:
            self.kinds.setdefault(which, (kind, reason))

    def type_as(self, which: int, body: Speaker, reason: str) -> None:
        """Notes that entity number `which` has the type of `body` and speaks for it."""
        self.kinds[which] = (Kind(body.type, body.branch), reason)
        self.bodies[which] = body.name or ""

    def antecedent(self, found: Antecedent, words: str) -> Named:
        """The speaker that `words` stand for."""
        if found.entity is None and found.spoken is not None:
            past = found.spoken
            speaker = replace(past.speaker, resolved=True, ambiguous=found.close)
            named = Named(speaker, None, past.noun, past.plural)
        else:
            named = self.entity(found.entity or 0, resolved=True, close=found.close)
        told = named.speaker.reason.rsplit("; ", 1)[-1]
        reason = f"'{words}' stands for {named.speaker.name}; {told}"
        return replace(named, speaker=replace(named.speaker, reason=reason))
