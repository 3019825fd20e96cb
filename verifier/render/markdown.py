"""Makes text from a draft or a source safe to put into Markdown: it shows as it is, and nothing of it acts.

What could become emphasis, code, a link, an image, HTML, a heading, a list or a cell of a table is escaped
(CommonMark 0.31, 2.4). Some programs make links of bare addresses, which no escape prevents (GitHub's
"extended autolinks"): a word that could be one stands as code.
"""

from __future__ import annotations

import re

from verifier.visible import one_line

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~&$^]")
# At the start of a line these begin a list, a heading of the line before, or a rule.
_OPENING = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)]))")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|mailto:|xmpp:)\S*", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` on one line as Markdown that shows these very characters, but for white space and controls."""
    line = one_line(text).strip()
    parts: list[str] = []
    at = 0
    for address in _ADDRESS.finditer(line):
        parts += [_escaped(line[at : address.start()]), _code(address.group())]
        at = address.end()
    return "".join([*parts, _escaped(line[at:])])


def quoted(text: str) -> str:
    """`text` as a block quotation of one paragraph; `plain` does where other words stand before it."""
    return f"> {_OPENING.sub(_opening, plain(text))}"


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)


def _opening(match: re.Match[str]) -> str:
    found = match.group()
    return f"\\{found}" if not found.isdigit() else f"{found}\\"


def _code(text: str) -> str:
    """`text` as a code span: its fence is longer than any run of backquotes inside (CommonMark 6.1)."""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"
