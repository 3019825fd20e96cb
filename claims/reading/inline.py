"""Markdown's inline markup with the place of every character: markdown-it-py's own tokens have none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from claims.reading.extract import Comment

_ANCHOR = re.compile(r"<a[\s>]", re.IGNORECASE)
_TARGET = re.compile(r"\shref\s*=\s*[\"']?(?P<url>https?://[^\s\"'>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of an inline token, and where it stands in the content parsed.

    `exact` is False where the characters don't map one to one (entities, escapes, line breaks). `remark` is
    the words of a comment, which has no text.
    """

    text: str
    start: int
    end: int
    exact: bool
    url: str | None
    remark: str | None = None


class _PlacedState(StateInline):
    """An inline state that notes at which offset each token begins."""

    _text_start = 0

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self._text_start = self.pos
        super().append_pending(text)

    @property
    def pending(self) -> str:
        return StateInline.pending.fget(self)  # type: ignore[attr-defined,no-any-return]

    @pending.setter
    def pending(self, value: str) -> None:
        if value and not getattr(self, "_pending", ""):
            self._text_start = self.pos
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        token = super().pushPending()
        token.meta = {"at": self._text_start}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta = {"at": self.pos}
        return token


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def comments(markup: str, line: int | None = None) -> Iterator[Comment]:
    """The comments of HTML `markup` in order; `line` is the number of its first line where it is known."""
    at = 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start + 4)) >= 0:
        line = line + markup.count("\n", at, start) if line is not None else None
        yield Comment(markup[start + 4 : end], line)
        line = line + markup.count("\n", start, end) if line is not None else None
        at = end + 3


def parser() -> MarkdownIt:
    """A CommonMark parser with tables and strikethrough whose inline tokens say where they begin."""
    md = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    md.inline = _PlacedInline()
    md.inline.ruler.disable(["linkify"])
    # Joining tokens would lose the places of all but the first.
    md.inline.ruler2.disable(["fragments_join"])
    md.core.ruler.disable(["linkify", "text_join"])
    return md


def pieces(content: str, children: list[Token]) -> list[Piece]:
    """The text of inline tokens in order, without their markup. Pictures and inline HTML have none."""
    found: list[Piece] = []
    urls: list[str] = []
    # The parser shows line breaks in code as spaces; here they stay, for they have a place.
    flat = content.replace("\n", " ")
    for token in children:
        at = int(token.meta.get("at", 0)) if token.meta else 0
        url = urls[-1] if urls else None
        if token.type == "link_open":
            urls.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close" and urls:
            urls.pop()
        elif token.type == "text" and token.content:
            # Marks of one run ("**") all begin where the run does.
            start = max(at, found[-1].end) if found else at
            # An autolink's text begins after its angle bracket.
            start = start if content.startswith(token.content, start) else start + 1
            exact = content.startswith(token.content, start)
            found.append(Piece(token.content, start, start + len(token.content), exact, url))
        elif token.type == "text_special":
            found.append(Piece(token.content, at, at + len(token.markup), False, url))
        elif token.type == "code_inline":
            start = flat.index(token.content, at + len(token.markup))
            end = start + len(token.content)
            found.append(Piece(content[start:end], start, end, True, url))
        elif token.type in ("softbreak", "hardbreak"):
            end = content.find("\n", at) + 1
            found.append(Piece("\n", end - 1, end, True, url))
        elif token.type == "html_inline" and token.content.startswith("<!--"):
            words = next((comment.words for comment in comments(token.content)), "")
            found.append(Piece("", at, at + len(token.content), False, url, words))
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            found.append(Piece("\n", at, at + len(token.content), False, url))
        elif token.type == "html_inline" and _ANCHOR.match(token.content):
            target = _TARGET.search(token.content)
            urls.append(unescape(target.group("url")) if target else "")
        elif token.type == "html_inline" and token.content.lower().startswith("</a") and urls:
            urls.pop()
    return found
