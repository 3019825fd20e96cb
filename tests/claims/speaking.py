"""Short ways to name the speakers of a text in tests, without a tagger."""

from claims import language, quotes, sentences
from claims.actors import Actors
from claims.body_types import organisation
from claims.describe import describe
from claims.document import Document, Span
from claims.mentions import Index, index_document
from claims.reading import read_text
from claims.speakers import name_speakers
from claims.types import Attribution, Manner, Speaker


def index(text: str) -> tuple[Document, Index]:
    """The names of a text."""
    document = read_text(text)
    quotations = quotes.find_quotations(document)
    segments = sentences.segments(document)
    split = sentences.split(quotations, segments)
    parsed = language.parse(document, segments)
    return document, index_document(document, parsed, split, quotations, Actors.default())


def speakers(text: str, *sources: str, actors: Actors | None = None) -> tuple[Speaker, ...]:
    """The speakers of `sources`, words of `text` in the order in which they occur; "" for no source.

    What is said is the sentence that holds the source.
    """
    document = read_text(text)
    quotations = quotes.find_quotations(document)
    segments = sentences.segments(document)
    split = sentences.split(quotations, segments)
    at = 0
    said: list[Attribution] = []
    for source in sources:
        start = document.text.index(source, at)
        at = start + len(source)
        sentence = next(s.span for s in split if s.span.start <= start < s.span.end)
        spans = (Span(start, at),) if source else ()
        said.append(Attribution(spans, (), (sentence,), Manner.INDIRECT))
    parsed = language.parse(document, segments)
    return name_speakers(document, parsed, split, quotations, said, actors=actors)


def speaker(text: str, *sources: str) -> Speaker:
    """The speaker of the last of `sources`."""
    return speakers(text, *sources)[-1]


def body_kind(name: str) -> str | None:
    """The type and branch of a body by its name, None where nothing tells."""
    found = organisation(name, Actors.default())
    return str(found[0]) if found else None


def described_kind(phrase: str) -> str | None:
    """The type and branch that a description tells, None where no noun in it is known."""
    found = describe(phrase, Actors.default())
    return str(found.kind) if found else None


def kind(found: Speaker) -> str:
    """Type and branch as one word."""
    return f"{found.type}/{found.branch}" if found.branch else str(found.type)
