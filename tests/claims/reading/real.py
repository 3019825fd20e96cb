"""The files in `files/`, read."""

from pathlib import Path

from claims.document import Document
from claims.reading import read_path

FILES = Path(__file__).parent / "files"


def read(name: str) -> Document:
    return read_path(FILES / name)


def places(document: Document) -> list[tuple[str, str]]:
    """Of each block its place and its words."""
    return [(block.at, block.span.of(document.text)) for block in document.blocks]
