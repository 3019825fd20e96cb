"""The form of what the program says: sentences and clauses that a person can read."""

from __future__ import annotations

import re

from claims.errors import VerifierError

_SENTENCE = re.compile(r'["“]?[A-Z0-9](?:[a-z ,].*)?[.?!]["”]?', re.DOTALL)
_CLAUSE = re.compile(r'["“]?[a-z0-9].*[^.]', re.DOTALL)


def is_sentence(text: str) -> bool:
    """True for what starts with one capital and ends with a stop."""
    return bool(_SENTENCE.fullmatch(text))


def tells_what_to_do(error: VerifierError) -> bool:
    """True where the reason is a clause, and the remedy a sentence, as `VerifierError` asks."""
    return bool(_CLAUSE.fullmatch(error.reason)) and is_sentence(error.remedy)
