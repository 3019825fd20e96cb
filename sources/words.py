"""Words as they are searched for and compared: folded, and without those that say nothing."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
# From the first combining character on: to ask of every letter whether it is one takes far longer.
_HIGH = re.compile("[\u0300-\U0010ffff]")

_STOPWORDS_TEXT = """
    a about after all also an and any are as at be been before being but by can could did do does for from had
    has have he her his how i if in into is it its may more most no nor not of on or other our out over said
    say says she so some such than that the their them then there these they this those through to under up
    was we were what when which while who whose will with would you your
"""
_STOPWORDS = frozenset(_STOPWORDS_TEXT.split())


def fold(words: str) -> str:
    """`words` in lower case and without accents, as they are indexed."""
    if words.isascii():
        return words.lower()
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return _HIGH.sub(lambda m: "" if unicodedata.combining(m.group()) else m.group(), decomposed)


def query_words(query: str) -> tuple[str, ...]:
    """The words of `query` worth searching for, folded, each once, in order. May be empty."""
    found = [w for w in _WORD.findall(fold(query)) if w not in _STOPWORDS and (len(w) > 1 or w.isdigit())]
    return tuple(dict.fromkeys(found))
