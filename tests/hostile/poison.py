"""A newsroom in which every word that somebody else can choose tries to act: draft, source, name, setting."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

MARKUP = "<img src=x onerror=alert(1)><svg onload=alert(1)>\"'`</title></style><!--{{7*7}}{% raw %}"
# Control characters, a clipboard and a link by escape codes, C1 codes, and turned directions.
ACTING = "\x1b]52;c;eA==\x07\x1b[2J\x1b]8;;https://evil.example\x1b\\\x9b31m\x85\u202e\u2066\u200f\u2028"
COMMAND = "\r\n::error::x"
FORMULA = '\n=HYPERLINK("https://evil.example");=1+1'
WORDS = f"{MARKUP} {ACTING} {COMMAND} {FORMULA}"
NAME = f"{MARKUP}{ACTING}".replace("/", "")
FILE = f"{NAME}.html"

_SHOWN = escape(MARKUP)
DRAFT = f"""<html><head><title>Boats held {_SHOWN}</title><meta name="author" content="Lena {_SHOWN}">
<meta property="og:site_name" content="Post {_SHOWN}"></head><body><article><h1>Boats held {_SHOWN}</h1>
<p>The Harbour Ministry said it held 63 boats at the quay {_SHOWN}.</p>
<p>“We held sixty boats at the old quay {_SHOWN} for a week,” said Ada Lorn, a ministry spokeswoman.</p>
<p>See <a href="https://evil.example/&quot;onclick=alert(1)?{_SHOWN}">the release {_SHOWN}</a>, and
<a href="javascript:alert(1)">this</a>. Officials embezzled the fund {_SHOWN}.</p>
<p>=1+1 boats were lost, ::error::x, the harbour master {_SHOWN} admitted.</p>
</article></body></html>"""
SOURCE = (
    f"Harbour Ministry {MARKUP}: the Harbour Ministry said it held 36 boats at the quay {MARKUP}.\n\n"
    f"“We held sixteen boats at the old quay {MARKUP} for a week,” said Ada Lorn {MARKUP}, a spokeswoman for "
    "the ministry.\n"
)
RULE = {
    "title": f"A worn phrase {WORDS}",
    "severity": "error",
    "why": f"It says nothing {WORDS}.",
    "action": f"Say what happened {WORDS}.",
    "asked_by": f"Our style book {WORDS}",
    "words": ["Officials embezzled", "harbour master"],
    "look": "all",
    # Braces are place-holders there, unless they are doubled.
    "message": "Worn: {words} " + WORDS.replace("{", "{{").replace("}", "}}"),
    "hits": ["Officials embezzled the fund."],
    "misses": ["Nothing happened."],
}


def newsroom(folder: Path) -> Path:
    """Write draft, source and settings into `folder`; gives the place of the draft.

    The source is to be added with `SAYS`; the store is `sources.db` there.
    """
    (folder / "source.txt").write_text(SOURCE, encoding="utf-8")
    rule = "\n".join(f"{key} = {json.dumps(value)}" for key, value in RULE.items())
    (folder / "house.toml").write_text(f"[HOU001]\n{rule}\n", encoding="utf-8")
    reason = json.dumps(f"we hold the tape {WORDS}")
    settings = 'store = "sources.db"\ndesk = "desk.db"\n[rules]\nfiles = ["house.toml"]\n'
    ignored = f'[[ignore]]\nrule = "QUO009"\nreason = {reason}\n'
    (folder / "verifier.toml").write_text(settings + ignored, encoding="utf-8")
    draft = folder / FILE
    draft.write_text(DRAFT, encoding="utf-8")
    return draft


SAYS = ("--title", WORDS, "--publisher", f"Harbour Ministry {WORDS}", "--author", WORDS, "--why", WORDS)
"""What the editor says of the source, as options of `verifier sources add`."""


def acting(text: str) -> set[str]:
    """The characters of `text` that act on a terminal or turn its direction; line ends don't."""
    codes = (*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F))
    return set(text) & {chr(code) for code in (*codes, *range(0x2066, 0x206A))} - {"\n", "\t"}
