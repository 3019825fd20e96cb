"""What a rule is: one frozen value that says what it looks for, who asks for it, and shows examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claims.document import Span
from sources.given import Given
from verifier.types import CheckedArticle, Severity


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a rule fires; the rule adds its id, severity and action to make a `Finding`.

    Attributes:
        span: the words concerned, as offsets into the repaired text.
        sentence: index of the sentence concerned, or None where no sentence holds them.
        message: what is wrong here, in words.
        against: what a source, or another place in the draft, has against the sentence; empty where none has.
            Where it becomes another, so does the finding: not by a place or a count that may change alone.
    """

    span: Span
    sentence: int | None
    message: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An article excerpt that shows when a rule fires or keeps silent.

    Attributes:
        text: the excerpt, as plain text or Markdown.
        sources: what the store holds, as (publisher, text) pairs; empty for an empty store.
        before: what some of these publishers' texts were when they were first stored.
        given: what the editor says of some of these publishers' sources beside their name.
        lost: those of these publishers whose snapshots were lost from the store.
    """

    text: str
    sources: tuple[tuple[str, str], ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, Given], ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: family and number, never used again for another rule.
        title: what is wrong, as a clause.
        severity: unless the configuration says otherwise.
        asked_by: the published standards that ask for it, in our words.
        why: what goes wrong without it.
        action: what the editor can do.
        check: finds the places; takes a checked article, changes nothing.
        hits: excerpts on which it must fire.
        misses: near misses, on which it must keep silent.
        in_quotations: True where it looks at words inside quotation marks; all others leave those alone.
        in_non_claims: True where it also looks at headings, questions and whatever else makes no claim.
        covers: ids of rules that say less about the same sentence and keep silent where this one fires.
        off: True where it keeps silent unless the newsroom enables it.
        question: True where no program can tell, and a person is asked: it raises no finding.
    """

    id: str
    title: str
    severity: Severity
    asked_by: tuple[str, ...]
    why: str
    action: str
    check: Callable[[CheckedArticle], Iterable[Mark]]
    hits: tuple[Example, ...]
    misses: tuple[Example, ...]
    in_quotations: bool = False
    in_non_claims: bool = False
    covers: tuple[str, ...] = ()
    off: bool = False
    question: bool = False


def examples(*texts: str) -> tuple[Example, ...]:
    """Examples that need no sources."""
    return tuple(Example(text) for text in texts)
