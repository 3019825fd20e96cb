"""Words that deny, and words that hedge."""

from __future__ import annotations

from verifier.compare.words import Word, fold, listed

_NEGATIONS = frozenset(listed("not no never neither nor without cannot nobody none nothing hardly"))
DENIALS = frozenset(
    listed(
        "denied denies deny denying refused refuses refuse failed fails fail rejected rejects reject refuted"
    )
)
_HEDGES = frozenset(
    listed("""
    may might could alleged allegedly reportedly suspected apparently apparent possibly
    perhaps likely unconfirmed purported purportedly supposedly seemingly believed rumoured rumored
    accused potentially probably possible
""")
)
_AGAINST = frozenset(
    listed("""
    against oppose opposed opposes false untrue wrong stopped banned barred prevented unsafe unfair unable
    unhurt unpaid unsold
""")
)


def is_negation(word: Word) -> bool:
    """True for "not", "never", "without", "denied" and the like."""
    folded = fold(word.text)
    return folded in _NEGATIONS or folded.endswith("n't") or folded in DENIALS


def is_hedge(word: Word) -> bool:
    """True for "may", "allegedly" and the like, but not for the month."""
    return fold(word.text) in _HEDGES and word.text != "May"


def is_against(word: Word) -> bool:
    """True for what denies in any way: a negation, "opposed", or a word such as "unsafe" and "disallowed"."""
    return is_negation(word) or fold(word.text) in _AGAINST or _has_negative_prefix(word)


def _has_negative_prefix(word: Word) -> bool:
    folded = fold(word.text)
    return (
        len(folded) > 6
        and folded.startswith(("un", "dis", "non"))
        and not folded.startswith(("unite", "under"))
    )
