"""Words as comparisons see them: tokens with offsets, keys that ignore house style, stems, sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from claims.document import Span
from verifier.compare.families import VERB_OF


def listed(text: str) -> list[str]:
    """The words of a table, which are written with spaces between them."""
    return text.split()


_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|%", re.UNICODE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9\u00c0-\u00de])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|Hon|St|No|Nos|vs|etc|Inc|Ltd|Co|Corp|Jr|Sr"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|Art|Fig|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$"
)

STOPWORDS = frozenset(
    listed("""
    a an the this that these those there here it its he him his she her hers they them their theirs
    we us our ours i me my mine you your yours who whom whose which what where when why how and or
    but nor so yet if then than as at by for from in into of off on onto out over to up upon with
    within about after before between during through under until while since against among across
    per via is are was were be been being am do does did done doing has have had having will would
    shall should can could may might must not no n't also just only very too more most some any all
    each every both either neither such own same other another s t d ll re ve m said says say told
    one ones according
""")
)

_OUR = frozenset(
    listed("""
    arbour ardour armour behaviour candour clamour colour demeanour discolour dishonour endeavour
    favour favourite fervour flavour harbour honour honourable humour labour neighbour neighbourhood
    odour parlour rancour rigour rumour saviour savour splendour tumour valour vapour vigour
    favourable
""")
)
_VARIANTS = {
    "centre": "center", "centres": "centers", "centred": "centered", "theatre": "theater",
    "theatres": "theaters",
    "metre": "meter", "metres": "meters", "kilometre": "kilometer", "kilometres": "kilometers",
    "litre": "liter",
    "litres": "liters", "fibre": "fiber", "fibres": "fibers", "defence": "defense", "defences": "defenses",
    "offence": "offense", "offences": "offenses", "licence": "license", "licences": "licenses",
    "pretence": "pretense", "programme": "program", "programmes": "programs", "dialogue": "dialog",
    "dialogues": "dialogs", "catalogue": "catalog", "catalogues": "catalogs", "grey": "gray",
    "judgement": "judgment", "judgements": "judgments", "ageing": "aging", "sceptic": "skeptic",
    "sceptical": "skeptical", "scepticism": "skepticism", "aluminium": "aluminum", "tyre": "tire",
    "tyres": "tires", "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "fulfil": "fulfill",
    "instalment": "installment", "enrol": "enroll", "enrolment": "enrollment", "skilful": "skillful",
    "cheque": "check", "cheques": "checks", "plough": "plow", "mould": "mold", "percents": "percent",
    "okay": "ok", "storey": "story", "storeys": "stories", "artefact": "artifact", "artefacts": "artifacts",
}  # fmt: skip
_NUMERALS = {
    word: str(n)
    for n, word in enumerate(
        listed("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
""")
    )
}
_DOUBLED = re.compile(
    r"^(travel|cancel|label|model|fuel|counsel|signal|level|total|tunnel|quarrel|channel|equal|rival|marshal)l(ed|ing|er|ers|or|ors)$"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations|er|ers|ational)$")
_YSE = re.compile(r"(?<=[a-z]{2})ys(e|ed|es|ing|er|ers)$")
_COMPOUND_JOINTS = frozenset((" ", "-", "\u2010", "\u2011", "\u2013"))
_MERGED_LENGTH = 7


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, where it stands, and its key (folded, house style removed)."""

    text: str
    start: int
    end: int
    key: str

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.start, self.end)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` without case, diacritics, invisible characters and curly apostrophes."""
    text = _INVISIBLE.sub("", text).replace("’", "'").replace("ʼ", "'")
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ł", "l").replace("đ", "d")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """The folded word in one spelling: labour as labor, organise as organize, 1,000 as 1000, five as 5."""
    word = fold(word)
    if word[:1].isdigit():
        return word.replace(",", "")
    if word == "%":
        return "percent"
    if word in _VARIANTS:
        return _VARIANTS[word]
    if word in _NUMERALS:
        return _NUMERALS[word]
    if "our" in word:
        base = re.sub(r"(s|ed|ing|less|er|ers|ite|ites|hood|hoods|able)$", "", word)
        if word in _OUR or base in _OUR:
            return word.replace("our", "or", 1)
    if doubled := _DOUBLED.match(word):
        return doubled.group(1) + doubled.group(2)
    return _YSE.sub(r"yz\1", _ISE.sub(r"iz\1", word))


@lru_cache(maxsize=2048)
def tokenize(text: str) -> list[Word]:
    """The words of `text` in order; hyphenated compounds are split, "per cent" is one word."""
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        word = Word(match.group(), match.start(), match.end(), key(match.group()))
        if word.key == "cent" and words and words[-1].key == "per" and word.start == words[-1].end + 1:
            first = words.pop()
            word = Word(text[first.start : word.end], first.start, word.end, "percent")
        words.append(word)
    return words


def merge_compounds(words: list[Word], text: str, known: Collection[str]) -> list[Word]:
    """`words` of `text` with neighbours made one where they are one of the `known` keys ("cyber-crime")."""
    merged: list[Word] = []
    for word in words:
        if merged:
            before = merged[-1]
            both = before.key + word.key
            if (
                len(both) >= _MERGED_LENGTH
                and both in known
                and text[before.end : word.start] in _COMPOUND_JOINTS
            ):
                merged[-1] = Word(text[before.start : word.end], before.start, word.end, both)
                continue
        merged.append(word)
    return merged


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word: plural, -ing, -ed, -ly and possessive endings removed.

    A noun of action has that of its verb, see `verifier.compare.families`.
    """
    word = key(word)
    for possessive in ("'s", "'"):
        word = word.removesuffix(possessive)
    if not word.isalpha():
        return word
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _NO_PLURALS:
        word = word[:-1]
    word = VERB_OF.get(word, word)
    for ending in ("ing", "ed", "ly"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base) and not word.endswith("eed"):
            word = base
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" and ending != "ly":
                word = word[:-1]
            break
    if word.endswith("ie") and len(word) > 4:
        word = word[:-2] + "y"
    if word.endswith("i") and len(word) > 3:
        word = word[:-1] + "y"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


_NO_PLURALS = frozenset(listed("news always perhaps series species"))
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "killed": "kill", "died": "die", "dies": "die", "dead": "die", "deaths": "die", "death": "die",
    "dying": "die", "held": "hold", "found": "find", "took": "take", "taken": "take", "gave": "give",
    "given": "give", "made": "make", "went": "go", "gone": "go", "came": "come", "left": "leave",
    "lost": "lose", "won": "win", "sold": "sell", "bought": "buy", "brought": "bring", "began": "begin",
    "begun": "begin", "became": "become", "wrote": "write", "written": "write", "spoke": "speak",
    "spoken": "speak", "fought": "fight", "fled": "flee", "struck": "strike", "shot": "shoot",
    "shrank": "shrink", "shrunk": "shrink", "sank": "sink", "sunk": "sink", "swollen": "swell",
    "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break", "rose": "rise", "risen": "rise",
    "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow", "led": "lead", "met": "meet",
    "paid": "pay", "ran": "run", "saw": "see", "seen": "see", "sent": "send", "spent": "spend",
    "stood": "stand", "taught": "teach", "thought": "think", "built": "build", "heard": "hear",
    "kept": "keep", "said": "say", "told": "tell", "knew": "know", "known": "know", "threw": "throw",
    "thrown": "throw", "drew": "draw", "drawn": "draw", "flew": "fly", "drove": "drive", "driven": "drive",
    "chose": "choose", "chosen": "choose", "felt": "feel", "caught": "catch", "sought": "seek", "ate": "eat",
    "hid": "hide", "hidden": "hide", "sang": "sing", "swam": "swim", "wore": "wear", "worn": "wear",
    "slept": "sleep", "meant": "mean", "dealt": "deal", "bore": "bear", "forbade": "forbid",
    "agreed": "agree", "disagreed": "disagree", "guaranteed": "guarantee", "freed": "free", "used": "use",
    "using": "use", "tried": "try", "cried": "cry", "lied": "lie", "tied": "tie",
}  # fmt: skip


def is_content(word: Word) -> bool:
    """True for words that carry meaning: figures, and words that are not stop words."""
    return _carries_meaning(word.text)


@lru_cache(maxsize=65536)
def _carries_meaning(text: str) -> bool:
    folded = fold(text)
    bare = folded.removesuffix("'s")
    return folded[:1].isdigit() or (bare not in STOPWORDS and len(bare) > 1 and not bare.endswith("n't"))


@lru_cache(maxsize=4096)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """Sentences of a passage by punctuation and line breaks alone, with exact offsets, in order."""
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        head = text[start : match.start()]
        if "\n" not in match.group() and (_ABBREVIATION.search(head) or _within_number(text, match)):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _within_number(text: str, gap: re.Match[str]) -> bool:
    # Extracted text may hold a space in a decimal: "98. 7 per cent".
    return text[gap.start() - 2 : gap.start() - 1].isdigit() and text[gap.end() : gap.end() + 1].isdigit()


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))


def joined(words: list[str]) -> str:
    """Words in a row as prose quotes them: "a", "b" and "c"."""
    quoted = [f'"{w}"' for w in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1] if quoted else ""
