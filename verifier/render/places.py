"""Where something stands in an article: by line and column, by characters, and in a file that others find.

Lines and columns are those of the text as read: of the file itself for plain text and Markdown, of the text
as extracted for every other format.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import quote

from claims.document import Document, Span

STDIN = "<stdin>"
_OWN_TEXT = ("plain", "markdown")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text as read.

    Attributes:
        span: its characters (Unicode code points).
        line: of its first character; lines end with a line feed and count from 1, as columns do.
        column: of its first character.
        end_line: of the character after its last one.
        end_column: of the character after its last one.
    """

    span: Span
    line: int
    column: int
    end_line: int
    end_column: int


def place_of(document: Document, span: Span) -> Place:
    """Where `span` of the repaired text stands in the text as read."""
    origin = document.offsets.to_origin(span)
    start = position(document.original, origin.start)
    return Place(origin, *start, *position(document.original, origin.end))


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character of `text`, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def is_own_text(document: Document) -> bool:
    """True where the text as read is the file itself, so that its lines are the file's lines."""
    return document.format in _OWN_TEXT


def file_of(document: Document) -> str:
    """A relative path of the article, with slashes; "stdin" where it was read from standard input.

    Of an absolute path, and of one that leads out of its folder, the file's name alone is given: a report
    tells nothing of the machine that it was made on.
    """
    if document.name == STDIN:
        return "stdin"
    path: PurePath = PurePosixPath(document.name)
    outside = path.is_absolute() or PureWindowsPath(document.name).drive or ".." in path.parts
    return PureWindowsPath(document.name).name if outside else str(path)


def uri_of(document: Document) -> str:
    """`file_of` as a relative reference of RFC 3986: all but unreserved characters and / is encoded."""
    return quote(file_of(document), safe="/", errors="surrogatepass")
