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
    "always never", "all none", "everyone nobody", "with without",
    "solely mainly", "solely partly", "solely largely", "only mainly", "only partly", "only largely",
    "entirely mainly", "entirely partly", "entirely largely", "fully partly", "all most", "never rarely",
    "improve deteriorate", "widen narrow", "speed slow",
    "hasten delay", "rescind impose", "grant refuse", "appoint dismiss", "promote demote",
)  # fmt: skip
# What figures do that go up, and that go down. Of what is no figure they may tell something else: rain falls.
_UP = listed("rise increase grow climb jump soar expand lengthen rebound")
_DOWN = listed("fall decrease decline drop shrink slip slump dip plunge tumble shorten dwindle")
OPPOSITES: dict[str, set[str]] = {}
"""By stem, the stems that mean the opposite."""
for _pair in ANTONYM_PAIRS:
    _a, _b = _pair.split()
    OPPOSITES.setdefault(stem(_a), set()).add(stem(_b))
    OPPOSITES.setdefault(stem(_b), set()).add(stem(_a))
MOVES = {stem(up): {stem(down) for down in _DOWN} for up in _UP}
"""By stem, those that move a figure the other way."""
MOVES |= {stem(down): {stem(up) for up in _UP} for down in _DOWN}
