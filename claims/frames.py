"""Predicates and their complements: every place in a parse where somebody may be saying something.

A *frame* is a predicate with a source slot and a content slot, as VerbNet and FrameNet use the word. This
module finds all of them and judges none: `claims.cues` knows which predicates report.

Frame names
    ccomp       said (that) CONTENT; CONTENT, she said
    xcomp       promised to CONTENT; threatened CONTENTing
    dobj        denied CONTENT
    dobj_P      accused [CONTENT him of theft], P being the preposition; called [CONTENT it a lie] has dobj_as
    prep_P      called for CONTENT
    pass        CONTENT was denied by SOURCE
    pass_xcomp  [CONTENT he] is expected [CONTENT to resign]
    raise       [CONTENT he] seems [CONTENT to agree]
    clause      reportedly; CONTENT, according to SOURCE
    noun_that   SOURCE's claim that CONTENT; noun_to, noun_P likewise
    adj_that    SOURCE is confident that CONTENT; adj_to, adj_P likewise
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.subjects import phrase_before, subject, subject_phrase
from claims.trees import child, merged, ordered, subtree, trimmed, without

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PHRASES = ("prep", "pobj", "advmod", "npadvmod", "amod", "compound", "dobj", "attr", "acomp")
_AFTERTHOUGHTS = ("conj", "parataxis", "dep")
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "conj", "nsubjpass", "auxpass")
_CLAUSES = ("conj", "advcl", "parataxis")
# Verbs with an object that report together.
_IDIOMS = frozenset(("give_evidence",))
_CONTENT_PREPOSITIONS = frozenset(
    ("of", "about", "for", "on", "against", "to", "with", "as", "over", "in", "at", "from", "into", "by")
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its slots, each a tuple of tokens in order; `source` may be empty.

    Attributes:
        lemma: base form of the predicate, lower case, with its particle ("point_out").
        pos: VERB, NOUN, ADJ or ADV; "according to" has ADP.
        name: as the module's docstring lists.
        negated: True where the predicate is denied ("did not say").
    """

    lemma: str
    pos: str
    name: str
    predicate: Token
    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    content: tuple[Token, ...]
    negated: bool = False


def frames(doc: Doc) -> Iterator[Frame]:
    """All frames of a parse, in order of their predicates."""
    for token in doc:
        yield from frames_at(token)


def frames_at(token: Token) -> Iterator[Frame]:
    """The frames whose predicate is `token`."""
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")):
        yield from _verb(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _noun(token)
    elif token.pos_ == "ADJ":
        yield from _adjective(token)
    elif token.dep_ in ("advmod", "npadvmod") and token.pos_ == "ADV":
        yield from _adverb(token)
    if token.lower_ == "according":
        yield from _according(token)


def _that_clause(noun: Token) -> Token | None:
    """The clause in "said in a report that ...", which parsers hang from the report."""
    clauses = (c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl"))
    return next((c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.lefts)), None)


def _verb(verb: Token) -> Iterator[Frame]:
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be":
        return  # "is to blame", "is to speak": nothing is said yet
    particle = child(verb, "prt")
    lemma = verb.lemma_.lower() + (f"_{particle.lower_}" if particle is not None else "")
    cue = _verb_group(verb)
    refused = verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse")
    negated = refused or any(c.dep_ == "neg" for c in verb.children)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    who = subject(verb)
    if passive:
        yield from _passive(verb, lemma, cue, negated)
        return
    own = subject_phrase(verb) or phrase_before(verb)
    obj = child(verb, "dobj", "dative")
    if obj is not None and f"{lemma}_{obj.lower_}" in _IDIOMS:
        lemma, cue = f"{lemma}_{obj.lower_}", ordered((*cue, obj))
        if said := _that_clause(obj):
            yield Frame(lemma, "VERB", "ccomp", verb, own, cue, subtree(said), negated)
        return

    def frame(name: str, content: tuple[Token, ...], cue: tuple[Token, ...] = cue) -> Frame:
        return Frame(lemma, "VERB", name, verb, own, cue, content, negated)

    xcomp = None
    for part in verb.children:
        if part.dep_ == "ccomp":
            yield frame("ccomp", _clause(part, verb))
        elif part.dep_ == "xcomp":
            xcomp = part
            if who is not None and part.pos_ in ("VERB", "AUX"):
                yield frame("raise", own + without(subtree(part), own))
            yield frame("xcomp", subtree(part))
        elif part.dep_ == "prep" and part.lower_ in _CONTENT_PREPOSITIONS:
            inner = child(part, "pobj", "pcomp", "amod")
            if inner is None:
                continue
            if said := _that_clause(inner):
                yield frame("ccomp", subtree(said))
            if obj is not None and part.i > obj.i:
                both = merged(subtree(obj), subtree(part))
                yield frame(f"dobj_{part.lower_}", both)
            else:
                yield frame(f"prep_{part.lower_}", subtree(inner), ordered((*cue, part)))
    predicate = child(verb, "oprd", "attr", "acomp")
    if predicate is not None and obj is not None and predicate.i > obj.i:
        yield frame("dobj_as", merged(subtree(obj), subtree(predicate)))
    if predicate is not None and child(predicate, "nsubj") is not None:
        yield frame("ccomp", subtree(predicate))
    if obj is not None:
        if xcomp is not None and xcomp.i > obj.i:
            yield frame("dobj_to", merged(subtree(obj), subtree(xcomp)))
        yield frame("dobj", subtree(obj))
    if predicate is not None and who is not None and obj is None and xcomp is None:
        yield frame("raise", own + without(subtree(predicate), own))
    if before := _said_before(verb, own):
        yield frame("ccomp", before)


def _said_before(verb: Token, source: tuple[Token, ...]) -> tuple[Token, ...]:
    """CONTENT in "CONTENT, its owner, Ida Holm, said on Monday", which parsers take for two clauses."""
    if verb.dep_ not in _AFTERTHOUGHTS or any(c.dep_ in _COMPLEMENTS for c in verb.children):
        return ()
    if verb.right_edge.i < verb.sent.end - 2:
        return ()
    first = min((t.i for t in source), default=0)
    if not verb.head.i < first < verb.i or verb.doc[first - 1].text != ",":
        return ()
    return trimmed([t for t in verb.doc[verb.sent.start : first] if not t.is_space])


def _passive(verb: Token, lemma: str, cue: tuple[Token, ...], negated: bool) -> Iterator[Frame]:
    patient = child(verb, "nsubjpass", "csubjpass", "csubj")
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent is not None else None
    source = subtree(by) if by is not None else ()
    group = ordered((*cue, agent)) if agent is not None else cue

    def frame(name: str, content: tuple[Token, ...]) -> Frame:
        return Frame(lemma, "VERB", name, verb, source, group, content, negated)

    about = subtree(patient) if patient is not None else ()
    expletive = patient is not None and patient.lower_ in ("it", "there")
    for part in verb.children:
        if part.dep_ == "xcomp":
            yield frame("pass_xcomp", about + without(subtree(part), about))
        elif part.dep_ == "ccomp":
            yield frame("pass_ccomp" if expletive or patient is None else "told", subtree(part))
        elif part.dep_ == "prep" and part.lower_ in ("of", "for", "as", "with", "in"):
            yield frame(f"pass_{part.lower_}", about + without(subtree(part), about))
    if about and not expletive:
        yield frame("pass", about)


def _noun(noun: Token) -> Iterator[Frame]:
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
    holder = child(noun, "poss")
    if holder is None and by is not None:
        holder = child(by, "pobj")
    light = noun.head if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX") else None
    if holder is None and light is not None:
        holder = subject(light)
    source = subtree(holder) if holder is not None else ()
    source = tuple(t for t in source if t.lower_ not in ("'s", "’s", "’", "'"))
    for part in noun.rights:
        if part.dep_ in ("acl", "ccomp", "relcl") and any(t.dep_ == "mark" for t in part.lefts):
            yield Frame(noun.lemma_.lower(), "NOUN", "noun_that", noun, source, (noun,), subtree(part))
        elif part.dep_ == "acl" and any(t.lower_ == "to" and t.dep_ == "aux" for t in part.lefts):
            yield Frame(noun.lemma_.lower(), "NOUN", "noun_to", noun, source, (noun,), subtree(part))
        elif part.dep_ == "prep" and part.lower_ in _CONTENT_PREPOSITIONS and part is not by:
            inner = child(part, "pobj", "pcomp")
            if inner is not None:
                name = f"noun_{part.lower_}"
                yield Frame(noun.lemma_.lower(), "NOUN", name, noun, source, (noun, part), subtree(inner))


def _adjective(adjective: Token) -> Iterator[Frame]:
    verb = adjective.head
    if adjective.dep_ != "acomp" or verb.pos_ not in ("AUX", "VERB"):
        return
    who = subject(verb)
    source = subtree(who) if who is not None else ()
    cue = ordered((*_verb_group(verb), adjective))
    negated = any(c.dep_ == "neg" for c in verb.children)
    lemma = adjective.lower_
    for part in adjective.children:
        if part.dep_ == "ccomp" or (part.dep_ == "advcl" and child(part, "mark") is not None):
            yield Frame(lemma, "ADJ", "adj_that", adjective, source, cue, subtree(part), negated)
        elif part.dep_ == "xcomp":
            yield Frame(lemma, "ADJ", "adj_to", adjective, source, cue, subtree(part), negated)
        elif part.dep_ == "prep" and part.lower_ in _CONTENT_PREPOSITIONS:
            inner = child(part, "pobj", "pcomp")
            if inner is not None:
                name = f"adj_{part.lower_}"
                group = ordered((*cue, part))
                yield Frame(lemma, "ADJ", name, adjective, source, group, subtree(inner), negated)


def _adverb(adverb: Token) -> Iterator[Frame]:
    clause = adverb.head.head if adverb.head.dep_ in ("aux", "auxpass") else adverb.head
    content = tuple(t for t in subtree(clause, leaving=[adverb]) if t.i != adverb.i)
    if content:
        yield Frame(adverb.lower_, "ADV", "clause", adverb, (), (adverb,), content)


def _according(token: Token) -> Iterator[Frame]:
    to = next((t for t in token.children if t.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    holder = (child(to, "pobj") or child(token, "pobj")) if to is not None else None
    if to is None or holder is None:
        return
    sentence = token.sent
    source = tuple(t for t in holder.subtree if not t.is_space)
    while source and source[-1].is_punct and not source[-1].is_quote:
        source = source[:-1]
    cut = {token.i, to.i, *(t.i for t in source)}
    clause = token.head if token.head is not token else sentence.root
    tail = token.i > sentence.start and token.nbor(-1).is_punct and source[-1].i >= sentence.end - 3
    climbed = _PHRASES + _CLAUSES if tail else _PHRASES
    while clause.dep_ in climbed:
        clause = clause.head
    pool = clause.subtree if clause.i not in cut else sentence
    content = trimmed([t for t in pool if t.i not in cut and not t.is_space])
    comma = next((t for t in source if t.text == ","), None)
    if not content and comma is not None and token.i == sentence.start:
        # "According to a letter, NAME knew of it" may be read as a list of two.
        content = trimmed([t for t in sentence if t.i > comma.i and not t.is_space])
        source = tuple(t for t in source if t.i < comma.i)
    if content:
        yield Frame("according", "ADP", "clause", token, source, (token, to), content)


def _clause(complement: Token, verb: Token) -> tuple[Token, ...]:
    return subtree(complement, leaving=[c for c in complement.subtree if c.i == verb.i])


def _verb_group(verb: Token) -> tuple[Token, ...]:
    wanted = ("aux", "auxpass", "neg", "prt")
    return ordered((verb, *(c for c in verb.children if c.dep_ in wanted and not c.is_punct)))
