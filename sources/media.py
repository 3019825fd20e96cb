"""Media types that can be read as a source, each with the reader of `claims.reading` that reads it.

Of several with one reader the first is what a file that it read is stored as.
"""

from __future__ import annotations

READABLE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/epub+zip": "epub",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "message/rfc822": "eml",
    "text/vtt": "subtitles",
    "application/x-subrip": "subtitles",
}

#: What servers say where they don't know the type.
UNTOLD = ("", "application/octet-stream", "binary/octet-stream")
