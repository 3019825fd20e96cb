"""Rich text (RTF 1.9): paragraphs, headings, lists, tables, links and footnotes; deletions are left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from claims.document import BlockKind, Metadata
from claims.errors import UnreadableInput
from claims.reading.extract import Extract, Note, Run, Writer
from claims.reading.looks import by_looks
from claims.reading.rtf_words import CHARACTERS, CHARSETS, KEPT_AFTER_STAR, SKIPPED, TOKEN, codec_of
from claims.reading.urls import urls_in

_MAX_DEPTH = 2_000
_MAX_MARKS = 2_000_000
_LINK = re.compile(r'HYPERLINK\s+"(https?://[^"]+)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group, and until it ends."""

    goes_to: str = "text"  # text, skip, note, field, title, author, style, fonts
    url: str | None = None
    encoding: str = "cp1252"
    font: int = 0
    skip: int = 1  # how many characters stand in for one \\u
    hidden: bool = False
    deleted: bool = False


@dataclass(slots=True)
class _Paragraph:
    """What the control words since \\pard say of the paragraph."""

    heading: bool = False
    bullet: bool = False
    depth: int = 0
    style: int = 0
    cell: bool = False


def read(data: bytes, *, name: str) -> Extract:
    """The text of an RTF file.

    Raises:
        UnreadableInput: where it is no RTF, has too many groups, or has them nested too deep.
    """
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{\\rtf"):
        raise UnreadableInput(name, "its bytes are not those of an RTF document", "Save it again.")
    if data.count(b"\\") + data.count(b"{") > _MAX_MARKS:
        reason = f"it has more than {_MAX_MARKS:,} groups and control words"
        raise UnreadableInput(name, reason, "Save the text as plain text.")
    reader = _Reader(name)
    reader.read(data)
    return by_looks(reader.extract())


class _Reader:
    def __init__(self, name: str) -> None:
        self.writer = Writer()
        self._name = name
        self._stack: list[_State] = []
        self._state = _State()
        self._paragraph = _Paragraph()
        self._runs: list[Run] = []
        self._words: defaultdict[str, list[str]] = defaultdict(list)  # by where they go
        self._star = False
        self._to_skip = 0
        self._bytes = bytearray()
        self._style = 0
        self._styles: dict[int, str] = {}
        self._fonts: dict[int, str] = {}
        self._seen: Counter[str] = Counter()
        self._notes: list[Note] = []
        self._note_urls: list[str] = []

    def read(self, data: bytes) -> None:
        """Go through the file once, token by token."""
        at = 0
        while match := TOKEN.search(data, at):
            at = match.end()
            if match["hex"]:
                self._byte(bytes((int(match["hex"], 16),)))
            elif match["text"]:
                self._byte(match["text"])
            else:
                self._flush_bytes()
                if match["brace"]:
                    self._to_skip = 0
                    self._open() if match["brace"] == b"{" else self._close()
                elif match["sign"]:
                    self._sign(match["sign"])
                else:
                    word = match["word"].decode()
                    number = int(match["number"]) if match["number"] else None
                    if word == "bin":
                        at += max(0, number or 0)
                    else:
                        self._word(word, number)
        self._flush_bytes()
        self._end()

    def extract(self) -> Extract:
        """The whole, with the footnotes at its end."""
        for note in self._notes:
            self.writer.block([Run(note.text)], BlockKind.FOOTNOTE)
        said = {
            "pict": "{} picture(s) were not read.",
            "annotation": "{} comment(s) were not read.",
            "deleted": "Tracked deletions were left out; tracked insertions were read as text.",
            "hidden": "Hidden text was left out.",
            "shpinst": "The text of {} drawn shape(s) was not read.",
        }
        notes = [text.format(self._seen[key]) for key, text in said.items() if self._seen[key]]
        title, author = (self._taken(key).strip() for key in ("title", "author"))
        return self.writer.extract(Metadata(title=title or None, author=author or None), tuple(notes))

    def _open(self) -> None:
        if len(self._stack) > _MAX_DEPTH:
            reason = f"its groups are nested more than {_MAX_DEPTH:,} deep"
            raise UnreadableInput(self._name, reason, "Save the text as plain text.")
        self._stack.append(self._state)
        self._star = False

    def _close(self) -> None:
        if not self._stack:
            return
        before, self._state = self._state, self._stack.pop()
        if before.goes_to == "note" and self._state.goes_to != "note":
            text = " ".join(self._taken("note").split())
            if text:
                urls = tuple(dict.fromkeys([*self._note_urls, *urls_in(text)]))
                note = Note(str(len(self._notes) + 1), text, urls)
                self._notes.append(note)
                self._runs.append(Run("", note=note))
            self._note_urls = []
        elif before.goes_to == "field" and self._state.goes_to != "field":
            found = _LINK.search(self._taken("field"))
            # The link holds for what the rest of the field shows.
            self._state = replace(self._state, url=found[1] if found else None)
            if found and self._state.goes_to == "note":
                self._note_urls.append(found[1])
        elif before.goes_to == "style":
            self._styles.setdefault(self._style, self._taken("style").strip(" ;").lower())

    def _taken(self, key: str) -> str:
        return _whole("".join(self._words.pop(key, [])))

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in b"\r\n":
            self._end()
        elif sign in b"~_-\\{}":
            self._put({b"~": "\u00a0", b"_": "-", b"-": ""}.get(sign, sign.decode()))

    def _byte(self, data: bytes) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        # Gathered, because a character of some encodings is two bytes.
        self._bytes += data

    def _flush_bytes(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._state.font, self._state.encoding)
            self._put(bytes(self._bytes).decode(encoding, "replace"))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        state = self._state
        if state.deleted or state.hidden:
            self._seen["deleted" if state.deleted else "hidden"] += bool(text.strip())
        elif state.goes_to == "text":
            self._runs.append(Run(text, state.url))
        elif state.goes_to in ("note", "field", "title", "author", "style"):
            self._words[state.goes_to].append(text)

    def _word(self, word: str, number: int | None) -> None:
        star, self._star = self._star, False
        if word in SKIPPED or (star and word not in KEPT_AFTER_STAR):
            self._seen[word] += self._state.goes_to != "skip"
            self._state = replace(self._state, goes_to="fonts" if word == "fonttbl" else "skip")
            if word in ("listtext", "pntext"):
                self._paragraph.bullet = True
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word == "u" and number is not None:
            self._put(chr(number % 0x10000))
            self._to_skip = self._state.skip
        elif self._state.goes_to == "skip":
            return
        elif word in ("par", "sect", "page", "cell", "row", "nestcell", "nestrow"):
            self._end_of(word)
        else:
            self._set(word, number)

    def _end_of(self, word: str) -> None:
        if self._state.goes_to == "note":
            self._words["note"].append(" ")
        elif self._state.goes_to == "text":
            self._paragraph.cell = self._paragraph.cell or word in ("cell", "nestcell")
            self._end()

    def _set(self, word: str, number: int | None) -> None:
        state, paragraph = self._state, self._paragraph
        on = number != 0
        if word == "footnote":
            self._state = replace(state, goes_to="note", url=None)
        elif word == "fldinst":
            self._state = replace(state, goes_to="field")
        elif word in ("title", "author") and state.goes_to == "info":
            self._state = replace(state, goes_to=word)
        elif word == "info":
            self._state = replace(state, goes_to="info")
        elif word == "stylesheet":
            self._state = replace(state, goes_to="styles")
        elif word == "s" and state.goes_to in ("styles", "style"):
            self._style, self._state = number or 0, replace(state, goes_to="style")
        elif word in ("ansicpg", "fcharset", "f", "deff"):
            self._set_encoding(word, number or 0)
        elif word == "uc":
            self._state = replace(state, skip=max(0, min(number or 0, 16)))
        elif word in ("v", "deleted"):
            self._state = replace(state, hidden=on) if word == "v" else replace(state, deleted=on)
        elif word == "plain":
            self._state = replace(state, hidden=False, deleted=False)
        elif state.goes_to != "text":
            return
        elif word == "pard":
            self._paragraph = _Paragraph()
        elif word == "s":
            paragraph.style = number or 0
        elif word == "outlinelevel":
            paragraph.heading = (number or 0) < 9
        elif word in ("ls", "ilvl"):
            paragraph.bullet = paragraph.bullet or (word == "ls" and on)
            paragraph.depth = (number or 0) if word == "ilvl" else paragraph.depth
        elif word == "intbl":
            paragraph.cell = True

    def _set_encoding(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._state = replace(self._state, encoding=codec_of(number))
        elif word == "f":
            self._state = replace(self._state, font=number)
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._state.font] = CHARSETS[number]

    def _end(self) -> None:
        runs: list[Run] = []
        for run in self._runs:
            last = runs[-1] if runs else None
            if last and not last.note and not run.note and last.url == run.url:
                runs[-1] = replace(last, text=last.text + run.text)
            else:
                runs.append(run)
        self._runs = []
        runs = [replace(run, text=_whole(run.text)) for run in runs]
        self.writer.block(runs, self._kind(), depth=self._paragraph.depth)

    def _kind(self) -> BlockKind:
        paragraph, style = self._paragraph, self._styles.get(self._paragraph.style, "")
        if paragraph.cell:
            return BlockKind.CELL
        if style == "title":
            return BlockKind.HEADLINE
        if paragraph.heading or style.startswith("heading"):
            return BlockKind.HEADING
        if "quot" in style or style == "block text":
            return BlockKind.QUOTE
        return BlockKind.BULLET if paragraph.bullet else BlockKind.PARAGRAPH


def _whole(text: str) -> str:
    """`text` with its surrogates joined: a character beyond the first plane is written as two of them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
