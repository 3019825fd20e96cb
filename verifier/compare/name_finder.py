"""Where names stand in a text, by their capitals alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.document import Span
from verifier.compare.words import STOPWORDS, Word, fold, listed, sentence_spans, tokenize

HONORIFICS = frozenset(
    listed("""
    mr mrs ms miss dr prof professor sir dame lord lady president minister prime premier chancellor
    king queen prince princess governor mayor senator judge justice general gen colonel col major
    maj captain capt lieutenant lt sergeant sgt admiral commander chief inspector superintendent
    secretary secretary-general deputy vice director chairman chairwoman chairperson chair
    ambassador spokesman spokeswoman spokesperson officer former acting bishop archbishop cardinal
    pope father reverend rev sheikh imam coach manager
""")
)
_CALENDAR = frozenset(
    listed("""
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov
    dec
""")
)
LINKS = frozenset(listed("of the for de la le du van von der den bin ibn al el da dos das"))
_OPENERS = frozenset(
    listed(
        "yesterday today tomorrow meanwhile however earlier later also still now then soon once again instead"
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: as written, and the keys of its telling words."""

    span: Span
    text: str
    keys: tuple[str, ...]


@lru_cache(maxsize=2048)
def find_names(text: str) -> tuple[Name, ...]:
    """Runs of capitalised words, less honorifics, months, weekdays and words that only begin a sentence."""
    starts = {s.start for s in sentence_spans(text)}
    words = tokenize(text)
    lower = {w.key for w in words if w.text[0].islower()}
    found: list[Name] = []
    run: list[Word] = []
    for n, word in enumerate(words):
        adjacent = bool(run) and word.start not in starts and _adjacent(text[run[-1].end : word.start])
        link = fold(word.text) in LINKS and adjacent and n + 1 < len(words) and words[n + 1].text[0].isupper()
        if (run and not adjacent) or not (_capital(word) or link):
            _keep(found, run, text, starts, lower)
            run = []
        if _capital(word) or (link and run):
            run.append(word)
    _keep(found, run, text, starts, lower)
    return tuple(found)


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and fold(word.text) not in _CALENDAR


def _adjacent(gap: str) -> bool:
    return gap in (" ", "-", ". ", "'s ", "’s ", "&", " & ") and gap != "'s "


def _keep(found: list[Name], run: list[Word], text: str, starts: set[int], lower: set[str]) -> None:
    opening = run and (
        run[0].start in starts or (run[0].start - 1 in starts and not text[run[0].start - 1].isalnum())
    )
    while run and (fold(run[0].text) in STOPWORDS | HONORIFICS | _OPENERS):
        opening = False if fold(run[0].text) in HONORIFICS else opening
        run = run[1:]
    if opening and len(run) == 1 and not run[0].text.isupper() and (run[0].key in lower or _ordinary(run[0])):
        return
    while run and fold(run[-1].text) in LINKS | STOPWORDS:
        run = run[:-1]
    keys = tuple(bare(w) for w in run if fold(w.text) not in LINKS and fold(w.text) not in HONORIFICS)
    keys = tuple(k for k in keys if len(k) > 1)
    if keys:
        span = Span(run[0].start, run[-1].end)
        found.append(Name(span, span.of(text), keys))


def _ordinary(word: Word) -> bool:
    # A plural or a participle that opens a sentence is more often a common noun than a name.
    return bare(word).endswith(("s", "ing", "ed", "ly", "ers", "ion", "ment", "ity", "ness", "ists"))


def bare(word: Word) -> str:
    """The key of a word without its possessive ending."""
    return word.key.removesuffix("'s").removesuffix("'")
