"""E-mail (.eml, RFC 5322 and MIME): subject, sender and day, the body, and what is attached by name."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from claims.document import BlockKind, Metadata
from claims.errors import UnreadableInput
from claims.reading import html, plain
from claims.reading.encoding import decode
from claims.reading.extract import Extract, RawBlock, Run, Writer
from claims.reading.metadata import encodable

HEADER = "message header"
REPLY = "quoted reply"
_FIELDS = ("From", "To", "Cc", "Date")
_QUOTED = re.compile(r"[ \t]*>[> \t]*")
_MOST_PARTS = 1_000
# What Python's parser of headers lets through on some that are malformed.
_BROKEN = (ValueError, OverflowError, LookupError, AttributeError, TypeError)
_SIGNS = ("from:", "subject:", "date:", "to:", "message-id:", "received:", "mime-version:", "return-path:")


def read(data: bytes, *, name: str) -> Extract:
    """The text of a message. Lines that quote an earlier message are blocks of their own.

    The subject is the headline; sender, receivers and date are lines with the place "message header".
    Of a body in two forms the plain one is read.

    Raises:
        UnreadableInput: where it is no message, or has more parts than one has.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = list(message.walk())
    except RecursionError as error:
        raise _damaged(name, "its parts are nested too deep") from error
    if not any(f"{key.lower()}:" in _SIGNS for key in message):
        raise _damaged(name, "it has no header of an e-mail")
    if len(parts) > _MOST_PARTS:
        raise _damaged(name, f"it has {len(parts):,} parts, more than {_MOST_PARTS:,}")
    writer = Writer()
    subject = _field(message, "Subject")
    writer.block([Run(subject)], BlockKind.HEADLINE, at=HEADER)
    for field in _FIELDS:
        if value := _field(message, field):
            writer.block([Run(f"{field}: {value}")], BlockKind.CELL, at=HEADER)
    head = writer.extract(_metadata(message, subject), tuple(_told(message, parts)))
    body = _body(message, name)
    return _joined(head, body) if body else head


def _damaged(name: str, reason: str) -> UnreadableInput:
    return UnreadableInput(name, reason, "Save the message again as an .eml file, or save its text.")


def _field(message: EmailMessage, field: str) -> str:
    try:
        value = message[field]
    except _BROKEN:
        value = next((v for k, v in message.raw_items() if k.lower() == field.lower()), "")
    return " ".join(encodable(str(value or "")).split())


def _metadata(message: EmailMessage, subject: str) -> Metadata:
    name, address = parseaddr(_field(message, "From"))
    try:
        day = parsedate_to_datetime(_field(message, "Date")).date()
    except _BROKEN:
        day = None
    return Metadata(title=subject or None, author=name or address or None, published=day)


def _told(message: EmailMessage, parts: list[EmailMessage]) -> list[str]:
    """What is attached, by name."""
    notes = []
    for part in parts:
        if part is message or (part.is_multipart() and part.get_content_type() != "message/rfc822"):
            continue
        try:
            attached = part.get_filename()
        except _BROKEN:
            attached = None
        if attached or part.get_content_disposition() == "attachment":
            named = f'"{encodable(attached)}"' if attached else f"without a name ({part.get_content_type()})"
            notes.append(f"The attachment {named} was not read; save it and add it as a source of its own.")
        elif part.get_content_type() == "message/rfc822":
            notes.append("A forwarded message was not read; save it and add it as a source of its own.")
    return notes


def _body(message: EmailMessage, name: str) -> Extract | None:
    try:
        part = message.get_body(("plain", "html"))
        content = part.get_payload(decode=True) if part is not None else None
    except (*_BROKEN, RecursionError) as error:
        raise _damaged(name, "its body is damaged") from error
    if part is None or not isinstance(content, bytes) or not content.strip():
        return None
    text, _ = decode(content, name=name, declared=str(part.get_param("charset") or "") or None)
    if part.get_content_type() == "text/html":
        read = html.read_text(text, name=name)
        return replace(read, metadata=Metadata())
    return _plain(text.replace("\r\n", "\n"))


def _plain(text: str) -> Extract:
    """The blocks of a plain body; stretches of lines that begin with ">" lose it and are quotations."""
    texts: list[str] = []
    blocks: list[RawBlock] = []
    length = 0
    for quoted, lines in _stretches(text):
        stretch = "\n".join(lines)
        for block in plain.find_blocks(stretch):
            kind = BlockKind.QUOTE if quoted else block.kind
            at = REPLY if quoted else ""
            blocks.append(replace(block, span=block.span.shifted(length), kind=kind, at=at))
        texts.append(stretch)
        length += len(stretch) + 2
    return Extract("\n\n".join(texts), tuple(blocks))


def _stretches(text: str) -> list[tuple[bool, list[str]]]:
    """Lines by whether they quote, without the marks of quoting; blank lines stay where they are."""
    found: list[tuple[bool, list[str]]] = []
    for line in text.split("\n"):
        mark = _QUOTED.match(line)
        quoted = bool(mark)
        if not line.strip() and found:
            quoted = found[-1][0]
        if not found or found[-1][0] is not quoted:
            found.append((quoted, []))
        found[-1][1].append(line[mark.end() :] if mark else line)
    return found


def _joined(head: Extract, body: Extract) -> Extract:
    start = len(head.text) + 2 if head.text else 0
    moved = body.shifted(start)
    # The subject is the message's one headline.
    blocks = (
        replace(block, kind=BlockKind.HEADING) if block.kind is BlockKind.HEADLINE else block
        for block in moved.blocks
    )
    return replace(
        head,
        text=f"{head.text}\n\n{body.text}" if start else body.text,
        blocks=(*head.blocks, *blocks),
        links=moved.links,
        footnotes=moved.footnotes,
        notes=(*body.notes, *head.notes),
    )
