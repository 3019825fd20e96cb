"""Words that mean the opposite of each other."""

from __future__ import annotations

from verifier.compare.words import listed, stem

ANTONYM_PAIRS = (
    "confirm deny", "accept reject", "acquit convict", "rise fall", "increase decrease", "increase decline",
    "grow shrink", "before after", "win lose", "support oppose", "allow ban", "permit forbid",
    "approve reject",
    "approve block", "open close", "begin end", "start stop", "enter leave", "hire fire", "release detain",
    "free jail", "legal illegal", "lawful unlawful", "guilty innocent", "success failure", "succeed fail",
    "expand shrink", "more fewer", "more less", "high low", "strengthen weaken", "upheld overturn",
    "remain leave",
    "import export", "join quit", "agree refuse", "agree disagree", "first last", "above below",
    "north south",
    "east west", "alive dead", "present absent", "praise condemn", "welcome condemn", "admit deny",
    "largest smallest",
    "raise lower", "higher lower", "best worst", "older younger", "early late", "earlier later", "gain lose",
    "male female", "husband wife", "father mother", "brother sister", "son daughter",
    "private public", "true false", "possible impossible", "able unable", "likely unlikely", "long short",
    "arrive depart", "buy sell", "lend borrow", "encourage discourage", "surplus deficit", "profit loss",
    "majority minority", "maximum minimum", "victory defeat", "beat lose", "ahead behind", "inside outside",
    "always never", "all none", "everyone nobody", "with without", "for against",
    "solely mainly", "solely partly", "solely largely", "only mainly", "only partly", "only largely",
    "entirely mainly", "entirely partly", "entirely largely", "fully partly", "all most", "all some",
    "all half",
    "every most", "every some", "never rarely", "never sometimes", "always often", "always sometimes",
    "always usually", "improve deteriorate", "widen narrow", "speed slow", "hasten delay", "rescind impose",
    "grant refuse", "appoint dismiss", "promote demote", "deepen ease", "succeed founder",
)  # fmt: skip
# Figures that go up, and those that go down: each of one is the opposite of all the others.
_UP = listed("""
    rise increase grow climb jump surge soar gain expand swell lengthen double rebound recover improve
""")
_DOWN = listed("""
    fall decrease decline drop shrink slip slump dip plunge tumble sink shorten dwindle halve contract worsen
""")
OPPOSITES: dict[str, set[str]] = {}
"""By stem, the stems that mean the opposite."""
_MOVES = tuple(f"{up} {down}" for up in _UP for down in _DOWN)
for _pair in (*ANTONYM_PAIRS, *_MOVES):
    _a, _b = _pair.split()
    OPPOSITES.setdefault(stem(_a), set()).add(stem(_b))
    OPPOSITES.setdefault(stem(_b), set()).add(stem(_a))
