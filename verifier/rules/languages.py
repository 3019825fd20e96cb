"""Which language a text is in, told by its script and its small words; a draft in another is refused.

What is read as English but isn't gets kinds, speakers and verdicts that mean nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from claims.document import BlockKind, Document
from claims.errors import UnreadableInput
from verifier.rules.words import words

_FEWEST_WORDS = 8  # by which a language can be told
_FEWEST_LETTERS = 12  # by which a script can
_FOREIGN = 0.2  # share of a language's small words from which a text is in it
LANGUAGES = (
    "spanish", "french", "german", "italian", "portuguese", "dutch", "indonesian", "turkish", "polish",
    "swedish", "danish", "norwegian", "romanian", "tagalog", "vietnamese", "swahili",
)  # fmt: skip
"""The languages that are told from English by their small words, keys of `verifier/rules/languages.toml`."""
# Japanese is written in these among Chinese characters, and in none of them for the most part.
_KANA = ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA")
_WORD = re.compile(r"[^\W\d_]+")


def refuse_unread(document: Document) -> None:
    """Raises UnreadableInput where `document` as a whole is in a language that this program doesn't read."""
    blocks = (b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.BOILERPLATE)
    if language := language_of("\n".join(blocks)):
        reason = f"it is in {language}, and this program reads English only"
        raise UnreadableInput(document.name, reason, "Have somebody check it who reads the language.")


def language_of(text: str) -> str:
    """The language or script that `text` is in, or an empty string for English and where nothing tells."""
    letters = [c for c in text if c.isalpha()]
    scripts = Counter(unicodedata.name(c, "?").split()[0] for c in letters if not c.isascii())
    scripts["LATIN"] += sum(c.isascii() for c in letters)
    if kana := sum(scripts.pop(name, 0) for name in _KANA):
        scripts["JAPANESE"] = kana + scripts.pop("CJK", 0)
    script, count = scripts.most_common(1)[0]
    if script != "LATIN" and count >= _FEWEST_LETTERS and 2 * count > len(letters):
        return f"{'Chinese' if script == 'CJK' else script.capitalize()} script"
    found = Counter(w.casefold() for w in _WORD.findall(text))
    if found.total() < _FEWEST_WORDS:
        return ""
    english = _share(found, "english")
    share, language = max((_share(found, name), name) for name in LANGUAGES)
    return language.capitalize() if share >= _FOREIGN and share > 2 * english else ""


def _share(found: Counter[str], language: str) -> float:
    return sum(found[word] for word in words(language)) / found.total()
