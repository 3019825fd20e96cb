"""What stands in the same place: between the same words, in a passage about the same matter.

"Founded in 1978" and "founded in 1987" are about one thing however little else their sentences share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.document import Span
from verifier.compare.context import shared_matter, view, view_at
from verifier.compare.words import fold, is_content, stem

# Share of the claim's meaning that the passage must hold, and that the sentence must where the place is less
# than the words right before it.
_PASSAGE, _SENTENCE = 0.55, 0.3


@dataclass(frozen=True, slots=True)
class Slot:
    """The nearest telling words before and after a stretch of a sentence, and what joins the first to it.

    `following` is the telling word after `after`. `link` is the word right before the stretch where that is
    no telling word, "+" where `before` itself is.
    """

    before: str
    link: str
    after: str
    following: str = ""


@lru_cache(maxsize=2048)
def slot_of(text: str, span: Span) -> Slot:
    """The place of `span` in its sentence of `text`; parts are empty at the sentence's edges."""
    words = view_at(text, span.start).words
    left = [w for w in words if w.end <= span.start]
    right = [w for w in words if w.start >= span.end]
    before = next((stem(w.key) for w in reversed(left) if is_content(w)), "")
    after, following = [*(stem(w.key) for w in right if is_content(w)), "", ""][:2]
    link = ("+" if is_content(left[-1]) else fold(left[-1].text)) if left else ""
    return Slot(before, link, after, following)


def _of_others(claim: str, ours: Span, passage: str, theirs: Span) -> bool:
    """True where the claim names somebody whom the passage does not, and that names somebody else.

    Whom the sentence names, or the passage where the sentence names nobody.
    """
    whole, sentence = view(passage), view_at(passage, theirs.start)
    mine = view(claim).names - view(ours.of(claim)).stems
    yours = (sentence.names or whole.names) - view(theirs.of(passage)).stems
    about = view(claim)
    return bool(mine - whole.names - whole.stems) and bool(yours - about.names - about.stems)


def same_slot(claim: str, ours: Span, passage: str, theirs: Span, *, alike: bool = False) -> bool:
    """True where two stretches stand in the same place of texts about the same matter.

    Args:
        claim, passage: the texts.
        ours, theirs: the stretches.
        alike: whether both are known to tell of the same thing, as "3 boats" and "5 boats" do: one telling
            word beside them is enough then.
    """
    about = view(claim)
    if shared_matter(about, view(passage)) < _PASSAGE or _of_others(claim, ours, passage, theirs):
        return False
    mine, yours = slot_of(claim, ours), slot_of(passage, theirs)
    before = bool(mine.before) and mine.before == yours.before
    link = bool(mine.link) and mine.link == yours.link
    after = bool(mine.after) and mine.after == yours.after
    near = shared_matter(about, view_at(passage, theirs.start)) >= _SENTENCE
    does_the_same = after and bool(mine.following) and mine.following == yours.following
    if near and (does_the_same or (alike and (before or after))):
        return True
    return (before and link) or (near and after and (before or (link and mine.link != "+")))
