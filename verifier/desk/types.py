"""What an editor decides, and what is kept of a check. Steps that use it live in modules of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.types import ClaimKind


class Act(StrEnum):
    """What an editor does with a finding or a sentence.

    ACCEPT: the finding is right and will be dealt with. DISMISS: it is no problem here. WRONG: the program is
    mistaken. COMMENT: a note that decides nothing. SPEAKER, KIND: the sentence's claim is this speaker's, or
    of this kind. REOPEN: undoes what was decided before about the same finding, or the same sentence.
    """

    ACCEPT = "accept"
    DISMISS = "dismiss"
    WRONG = "wrong"
    COMMENT = "comment"
    SPEAKER = "speaker"
    KIND = "kind"
    REOPEN = "reopen"


class State(StrEnum):
    """How a finding stands after all that was decided. DISMISSED and WRONG are set aside."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    WRONG = "wrong"

    @property
    def set_aside(self) -> bool:
        """True where the finding counts no more."""
        return self in (State.DISMISSED, State.WRONG)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words and what stands around them, by which they are found again in another draft.

    After the TextQuoteSelector of the W3C Web Annotation Data Model (www.w3.org/TR/annotation-model), in
    characters of the repaired text.

    Attributes:
        quote: the words.
        before: what stands right before them, 32 characters at most.
        after: what stands right after them, 32 characters at most.
    """

    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. Never changed: a later one about the same matter takes its place.

    Attributes:
        id: its number in the desk, which tells what came later; 0 before it is recorded.
        article: the name of the article.
        act: what was decided.
        anchor: the sentence concerned, or the words that the finding points at where it is about none.
        rule: id of the finding's rule; None where the decision is about a sentence.
        fingerprint: of the finding, see `verifier.fingerprint`; None where the decision is about a sentence.
        words: what the finding points at, which tells two findings of one rule in a sentence apart; empty for
            every finding of this fingerprint.
        value: the speaker's name of SPEAKER, the value of a `ClaimKind` of KIND; of REOPEN about a sentence
            "speaker" or "kind" where only that is undone; else empty.
        note: why, in the editor's words.
        who: the editor.
        when: in UTC.

    Raises:
        ValueError: `value` is no kind of claim, or an empty name.
    """

    id: int = 0
    article: str
    act: Act
    anchor: Anchor
    rule: str | None = None
    fingerprint: str | None = None
    words: str = ""
    value: str = ""
    note: str = ""
    who: str
    when: datetime

    def __post_init__(self) -> None:
        if self.act is Act.KIND:
            ClaimKind(self.value)
        if self.act is Act.SPEAKER and not self.value.strip():
            raise ValueError("a speaker needs a name")


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """What is kept of a finding: enough to know it again and to tell it when it is gone.

    Attributes:
        words: what it points at.
        sentence: the words of its sentence, or those that it points at where it is about none.
    """

    fingerprint: str
    rule: str
    words: str
    message: str
    sentence: str


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """What is kept of a check: the name and sha256 of the draft, when in UTC, its findings in order."""

    article: str
    sha256: str
    when: datetime
    findings: tuple[KeptFinding, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What is kept of an article, at a glance.

    Attributes:
        decided: the number of the last decision, which is another after each one; 0 where there is none.
        checked: when its last check was kept, in UTC, or None.
        findings: how many that check has.
    """

    decided: int = 0
    checked: datetime | None = None
    findings: int = 0
