"""What stays the same of a finding while the draft around it changes.

Line numbers and offsets move with every edit. A finding is known again by its rule, by the words of its
sentence and by who speaks in it: moved to another place it is the same, reworded it is another. Where a
source, or another place in the draft, has something against the sentence, that counts instead of who speaks.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from verifier.types import CheckedArticle, Finding

_FIELD = "{}:{}"
_BLANK = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'") | dict.fromkeys("–—", "-"))


def fingerprint(article: CheckedArticle, finding: Finding) -> str:
    """The fingerprint of `finding` in `article`: 64 hexadecimal digits.

    Equal for findings of one rule in sentences that say the same, in the same speakers' names or with the
    same against them, whatever their place; case, blanks and the form of quotation marks and dashes make no
    difference. A finding about the whole document is known by the words that it points at.
    """
    passage, speakers = passage_of(article, finding), speakers_of(article, finding)
    return fingerprint_of(finding.rule, passage, speakers, finding.against)


def fingerprint_of(rule: str, text: str, speakers: tuple[str, ...], against: str = "") -> str:
    """The fingerprint of a finding of the rule with this id.

    Args:
        rule: its id.
        text: the words concerned.
        speakers: who speaks in them.
        against: what a source, or another place in the draft, has against them, whoever speaks.
    """
    # No name of a speaker is empty.
    known = ("", normalised(against)) if against else sorted({normalised(name) for name in speakers})
    fields = (rule, normalised(text), *known)
    # Each field with its length before it, so that no two lists of fields look alike.
    joined = "".join(_FIELD.format(len(field), field) for field in fields)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def passage_of(article: CheckedArticle, finding: Finding) -> str:
    """The sentence that `finding` is about, or the words that it points at where it is about none."""
    analysis = article.analysis
    span = finding.span if finding.sentence is None else analysis.sentences[finding.sentence].span
    return span.of(analysis.document.text)


def speakers_of(article: CheckedArticle, finding: Finding) -> tuple[str, ...]:
    """The names of those who speak in the sentence of `finding`, each once, sorted."""
    speakers = (c.claim.speaker for c in article.claims if c.claim.sentence == finding.sentence)
    return tuple(sorted({s.name for s in speakers if s is not None and s.name}))


def normalised(text: str) -> str:
    """`text` in lower case, with plain marks and single blanks."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return _BLANK.sub(" ", folded).strip()
