"""A document, analysed: the one function that the draft and every source go through."""

from __future__ import annotations

from dataclasses import replace

from claims import ensemble, language, quotes, rule_tagger, sentences
from claims.actors import Actors
from claims.attribution import Tagger, attribute
from claims.citations import find_citations
from claims.classify import classify
from claims.document import Document
from claims.speakers import name_speakers
from claims.types import Analysis

#: The taggers by name: what finds the attributions inside a sentence.
TAGGERS: dict[str, Tagger] = {
    "rules": rule_tagger.tag,
    "learned": ensemble.tag_learned,
    "both": ensemble.tag,
}


def analyse(document: Document, *, tagger: Tagger = ensemble.tag, actors: Actors | None = None) -> Analysis:
    """Splits, attributes, names the speakers and classifies.

    Args:
        document: what was read.
        tagger: finds the attributions inside a sentence. Where the learned one is missing, the document's
            notes say so.
        actors: who is who; the shipped lexicon where None.
    """
    quotations = quotes.find_quotations(document)
    segments = sentences.segments(document)
    split = sentences.split(quotations, segments)
    parsed = language.parse(document, segments)
    attributions = attribute(document, parsed, split, quotations, tagger=tagger)
    speakers = name_speakers(document, parsed, split, quotations, attributions, actors=actors)
    claims = classify(document, parsed, split, attributions, speakers)
    citations = find_citations(document, split, attributions, speakers)
    if tagger is ensemble.tag and (lack := ensemble.shortfall()) is not None:
        document = replace(document, notes=(*document.notes, lack))
    return Analysis(document, split, quotations, attributions, claims, citations)
