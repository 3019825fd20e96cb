"""Bytes to characters: byte order mark, strict UTF-8, a declared encoding, then detection."""

from __future__ import annotations

import codecs
import re

from claims.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
# Codes that English newsrooms' cp1252 files use: curly quotes, dashes, ellipsis, bullet, pound, accents.
_WESTERN = re.compile(
    r"[\x00-\x7f’‘“”–—…•€£©®°½¼é è ê ë á à â ä ã å ç í ì î ï ñ ó ò ô ö õ ø ú ù û ü É ß\u00a0]*"
)


def decode(data: bytes, *, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of `data` and the encoding it was read in. A byte order mark is not part of the text.

    Args:
        name: the file's name, for errors.
        declared: the encoding that the file or its sender names, tried before detection.

    Raises:
        UnreadableInput: where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :] if encoding == "utf-8" else data, encoding, name), encoding
    wide = _wide(data)
    if wide:
        return _strictly(data, wide, name), wide
    if data.count(0) * 10 > len(data) or _mostly_controls(data):
        raise UnreadableInput(
            name, "it holds binary data or NUL bytes, not text", "Export it again as plain text in UTF-8."
        )
    for encoding in ("utf-8", *_known(declared)):
        try:
            return data.decode(encoding), encoding
        # Python knows codecs that are no encodings of text, such as "hex", and one that always fails.
        except (UnicodeError, LookupError):
            continue
    return _detect(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            name,
            f"it is marked as {encoding} but byte {error.start} does not fit that encoding",
            "Save it again as UTF-8.",
        ) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is NUL."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _mostly_controls(data: bytes) -> bool:
    sample = data[:8000]
    controls = sum(b < 9 or 13 < b < 32 for b in sample)
    return controls * 10 > len(sample)


def _known(declared: str | None) -> tuple[str, ...]:
    try:
        found = codecs.lookup(declared.strip()).name if declared else None
    except (LookupError, ValueError):
        return ()
    if found in ("iso8859-1", "ascii"):
        return ("cp1252",)  # as browsers do: the HTML Standard, "Encoding labels"
    return (found,) if found and not found.startswith("utf-8") else ()


def _detect(data: bytes, name: str) -> tuple[str, str]:
    try:
        western = data.decode("cp1252")
        if _WESTERN.fullmatch(western):
            return western, "cp1252"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    for encoding in (best.encoding if best else None, "cp1252"):
        try:
            if encoding:
                return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableInput(name, "its character encoding could not be told", "Save it again as UTF-8.")
