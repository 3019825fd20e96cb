"""What a document holds, in a form that a test can compare."""

from claims.document import BlockKind, Document


def words(document: Document, index: int) -> str:
    return document.blocks[index].span.of(document.text)


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def story(document: Document) -> list[tuple[str, str]]:
    return [row for row in shown(document) if row[0] != BlockKind.BOILERPLATE.value]


def leads(document: Document) -> dict[str, str | None]:
    """For each block the words of its lead-in."""
    return {
        words(document, i): None if block.lead_in is None else words(document, block.lead_in)
        for i, block in enumerate(document.blocks)
    }


def links(document: Document) -> list[tuple[str, str]]:
    return [(link.span.of(document.text), link.url) for link in document.links]
