"""Short ways to analyse a text in tests."""

from claims import language, quotes, sentences
from claims.attribution import attribute
from claims.document import Document
from claims.reading import read_text
from claims.types import Attribution


def attributions(text: str) -> tuple[Document, tuple[Attribution, ...]]:
    document = read_text(text)
    quotations = quotes.find_quotations(document)
    segments = sentences.segments(document)
    split = sentences.split(quotations, segments)
    return document, attribute(document, language.parse(document, segments), split, quotations)


def words(document: Document, attribution: Attribution) -> tuple[str, str, str]:
    """Source, cue and content of an attribution as text."""
    source, cue, content = (
        " … ".join(span.of(document.text) for span in spans)
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return source, cue, content


def only(text: str) -> tuple[str, str, str]:
    """Source, cue and content of the one attribution in `text`."""
    document, found = attributions(text)
    assert len(found) == 1, [words(document, a) for a in found]
    return words(document, found[0])
