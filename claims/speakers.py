"""Names who answers for each attribution: a person or a body of the document, with type, role and reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims import antecedents
from claims.actors import Actors
from claims.affiliations import retyped
from claims.countries import told_by
from claims.describe import is_thing
from claims.descriptions import by_description
from claims.document import Document, Span, cover
from claims.entities import Sort
from claims.language import ParsedBlock
from claims.mentions import index_document
from claims.offices import subject_before, subject_here, with_body
from claims.resolving import Context, Named
from claims.source_phrase import Article, Phrase, phrase_at, read_phrase
from claims.types import Attribution, Quotation, Sentence, Speaker, SpeakerType

NOBODY = Speaker(None, SpeakerType.ANONYMOUS, reason="no source is named")


def name_speakers(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    *,
    actors: Actors | None = None,
) -> tuple[Speaker, ...]:
    """One speaker for each attribution, in the order of `attributions`.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
        quotations: its quotations.
        attributions: who said what; an empty source gives an anonymous speaker without a name.
        actors: who is who; the shipped lexicon where None.
    """
    lexicon = told_by(document.text, actors or Actors.default())
    index = index_document(document, parsed, sentences, quotations, lexicon)
    context = Context.of(document, parsed, sentences, quotations, index, lexicon)
    found = _in_order(context, attributions)
    if any(index.entities[which].sort is Sort.BODY for which in context.kinds):
        # What the text calls a body further down holds above too, and for whoever speaks for it.
        index = replace(index, entities=retyped(index.entities, context.kinds))
        found = _in_order(Context.of(document, parsed, sentences, quotations, index, lexicon), attributions)
    return found


def _in_order(context: Context, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """The speakers of `attributions`, each made out after those that stand above it."""
    by_source: dict[tuple[Span, ...], Named] = {}
    found: dict[int, Speaker] = {}
    for position in sorted(range(len(attributions)), key=lambda i: (_place(attributions[i]), i)):
        attribution = attributions[position]
        if not attribution.source:
            found[position] = NOBODY
            continue
        if attribution.lemma == "hear":
            found[position] = _heard_by(context, attribution.source)
            continue
        named = by_source.get(attribution.source)
        if named is None:
            named = by_source[attribution.source] = _mentioned(context, attribution.source)
            if named.entity is not None or not is_thing(named.speaker.name or ""):
                context.remember(attribution.source[0].start, named)
        context.said.append((attribution.content, named))
        found[position] = named.speaker
    return tuple(found[i] for i in range(len(attributions)))


def _heard_by(context: Context, source: tuple[Span, ...]) -> Speaker:
    """Who speaks in "the court heard that": nobody whom these words name."""
    listener = cover(source).of(context.text)
    reason = f"'{listener}' heard it, and nothing tells who said it there"
    return Speaker(listener, SpeakerType.ANONYMOUS, mention=source[0], reason=reason)


def _place(attribution: Attribution) -> int:
    return cover(attribution.source or attribution.cue or attribution.content).start


def _mentioned(context: Context, source: tuple[Span, ...]) -> Named:
    """The speaker that the spans of a source mention stand for."""
    phrase = read_phrase(source, context.blocks)
    if phrase is None:
        words = " ".join(s.of(context.text) for s in source).strip()
        reason = "no words to go by"
        return Named(Speaker(words or None, SpeakerType.UNKNOWN, mention=source[0], reason=reason))
    named = _resolve(context, phrase)
    if phrase.joined and not phrase.pronoun:
        named = _joint(context, phrase, named)
    return replace(named, speaker=replace(named.speaker, mention=source[0]))


def _resolve(context: Context, phrase: Phrase) -> Named:
    if phrase.relative is not None:
        return _resolve(context, phrase_at(phrase.relative, phrase.block))
    if phrase.pronoun:
        return _pronoun(context, phrase)
    named = _by_name(context, phrase)
    if named:
        return with_body(context, named)
    return by_description(context, phrase, lambda inner: _resolve(context, inner))


def _by_name(context: Context, phrase: Phrase) -> Named | None:
    """The entity whose name, or whose role or apposition, holds the head of the phrase."""
    mention = context.index.covering(phrase.offset)
    if mention is None:
        return None
    entity = context.index.entities[mention.entity]
    inside = mention.span.start <= phrase.offset < mention.span.end
    appended = phrase.offset >= mention.span.end and entity.sort is Sort.BODY
    called = any(phrase.noun in d.head.split(" ") for d in entity.descriptions)
    if not inside and not appended and not called and entity.sort is not Sort.PERSON:
        return None
    if entity.sort is Sort.PLACE and phrase.head.dep_ in ("compound", "amod", "nmod"):
        return None
    written = mention.span.of(context.text)
    return context.entity(mention.entity, resolved=written != entity.name, noun=phrase.noun)


def _pronoun(context: Context, phrase: Phrase) -> Named:
    word, offset = phrase.pronoun or "", phrase.offset
    if word in antecedents.FIRST:
        return _first_person(context, phrase)
    if word in ("its", "their") and (told := subject_here(context, phrase.head, phrase.block)):
        return told
    if word in antecedents.THINGS and (told := subject_before(context, offset)):
        return told
    found = antecedents.of_pronoun(word, context.place(offset), context.index, context.spoken)
    if found:
        return context.antecedent(found, phrase.head.text)
    reason = f"nobody that '{phrase.text}' can stand for was found"
    return Named(
        Speaker(phrase.text, SpeakerType.UNKNOWN, reason=reason), noun=phrase.noun, plural=phrase.plural
    )


def _first_person(context: Context, phrase: Phrase) -> Named:
    """ "I" and "we" are whoever is quoted; outside a quotation, the writer."""
    for content, named in reversed(context.said):
        if any(c.start <= phrase.offset < c.end for c in content):
            return named.as_resolved()
    if context.is_quoted(phrase.offset) and context.spoken:
        last = context.spoken[-1]
        return Named(last.speaker, last.entity, last.noun, last.plural).as_resolved()
    reason = "the writer speaks in the first person"
    return Named(Speaker(phrase.text, SpeakerType.MEDIA, reason=reason), plural=phrase.plural)


def _also(named: Named, office: Named) -> Named:
    """The one person of "Congress leader and former minister Jane Roe", by the office that is held now."""
    held = office.speaker
    if held.type is SpeakerType.UNKNOWN:
        return named
    speaker = replace(
        named.speaker,
        type=held.type,
        branch=held.branch,
        role=held.role,
        organisation=held.organisation,
        reason=held.reason,
    )
    return replace(named, speaker=speaker)


def _joint(context: Context, phrase: Phrase, first: Named) -> Named:
    """Several speakers joined by "and": their names together, the type of the first that has one."""
    others = [_resolve(context, phrase_at(t, phrase.block)) for t in phrase.joined]
    last = others[-1]
    person = last.entity is not None and context.index.entities[last.entity].sort is Sort.PERSON
    one = phrase.head.tag_ in ("NN", "NNP") and phrase.article is Article.BARE and first.entity is None
    if person and one and len(others) == 1 and first.speaker.role:
        return _also(last, first)
    everybody = (first, *others)
    names = list(dict.fromkeys(n.speaker.name for n in everybody if n.speaker.name))
    lead = next((n for n in everybody if n.speaker.type is not SpeakerType.UNKNOWN), first)
    name = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names) or phrase.text
    speaker = replace(lead.speaker, name=name, role=None, organisation=None)
    return Named(speaker, noun=phrase.noun, plural=True)
