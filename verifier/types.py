"""The values that checking makes: signals, evidence, verdicts, findings and the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from claims.document import Span
from claims.types import Analysis, Citation, Claim, Quotation, Speaker
from sources.source import Passage, Snapshot, Source
from verifier.provenance import Manifest

if TYPE_CHECKING:
    from verifier.desk.standing import Standing
    from verifier.left_out import LeftOut


class Outcome(StrEnum):
    """What one comparison found. SILENT: the passage does not speak to it, or there is nothing to compare."""

    AGREES = "agrees"
    PARTLY = "partly"
    DIFFERS = "differs"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Signal:
    """One comparison of a claim with a passage.

    Attributes:
        name: quotation, figures, dates, names, negation, speaker, lexical, wording, semantic, or one of those
            that the entailment network gives: entailment, contradiction, doubt, instead.
        outcome: what was found.
        score: in 0..1, how far both agree; None where `outcome` is SILENT.
        detail: what was found, in words an editor can check, naming both sides where they differ.
        claim_spans: the words of the claim that it is about, as offsets into the claim's text.
        passage_spans: the words of the passage, as offsets into the passage's text.
    """

    name: str
    outcome: Outcome
    score: float | None
    detail: str
    claim_spans: tuple[Span, ...] = ()
    passage_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage held against a claim, one signal a comparison.

    Attributes:
        independent: of the claim's speaker.
        cited: by the claim's sentence.
        repeats: the source whose text the passage is, where another one had it first.
    """

    passage: Passage
    signals: tuple[Signal, ...]
    support: float
    independent: bool
    cited: bool
    repeats: Source | None = None

    def signal(self, name: str) -> Signal | None:
        """The signal called `name`, or None where that comparison was not made."""
        return next((s for s in self.signals if s.name == name), None)


class AttributionVerdict(StrEnum):
    """Does a source show that this speaker said this?"""

    CONFIRMED = "confirmed"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


class SubstanceVerdict(StrEnum):
    """Does an independent source support what is said?"""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    UNSURE = "unsure"
    NOT_CHECKED = "not_checked"


class QuoteState(StrEnum):
    """How a quotation stands to the sources.

    NORMALISED: the same words but for case, punctuation, dashes, spelling variant, ellipsis or brackets.
    PARTIAL: a good part of it was found, the rest is nowhere near.
    OTHER_SPEAKER: verbatim, in somebody else's mouth. TRANSLATED: the article says that it translates.
    SOURCE_UNREAD: nowhere in the sources held, and the one that is linked beside it is not held.
    """

    VERBATIM = "verbatim"
    NORMALISED = "normalised"
    ALTERED = "altered"
    PARTIAL = "partial"
    OTHER_SPEAKER = "other_speaker"
    TRANSLATED = "translated"
    ABSENT = "absent"
    SOURCE_UNREAD = "source_unread"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class WordChange:
    """One step of a word diff: the article's words, the source's. Either may be empty; equal means kept."""

    article: str
    source: str


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A quotation held against one text.

    Attributes:
        state: VERBATIM, NORMALISED, ALTERED, PARTIAL or ABSENT.
        score: share of the quotation's words that stand there in order, 0..1.
        span: where in the text, or None where ABSENT.
        changes: word diff over the aligned stretch, kept words included; empty for VERBATIM and ABSENT.
        detail: in words.
        turned: what was left out or cut off and may turn the meaning, in words; empty where nothing was.
    """

    state: QuoteState
    score: float
    span: Span | None
    changes: tuple[WordChange, ...]
    detail: str
    turned: str = ""


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of the article, its speaker, its state, and the passage that it was held against."""

    quotation: Quotation
    sentence: int
    speaker: Speaker | None
    state: QuoteState
    match: QuoteMatch | None
    passage: Passage | None
    detail: str


class DriftKind(StrEnum):
    """How a claim moved away from what its source says.

    HEDGE_LOST: the source has reserve. TOLD_AS_FACT: it has an allegation. STRONGER_VERB: "admitted" for
    "suggested". ONE_FOR_MANY: "officials" for one. OTHER_TIME, OTHER_ROLE: another day, another office.
    """

    HEDGE_LOST = "hedge_lost"
    TOLD_AS_FACT = "told_as_fact"
    STRONGER_VERB = "stronger_verb"
    ONE_FOR_MANY = "one_for_many"
    OTHER_TIME = "other_time"
    OTHER_ROLE = "other_role"


@dataclass(frozen=True, slots=True)
class Drift:
    """A drift of one claim: what moved, in words, and where the source says it."""

    kind: DriftKind
    detail: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Verdict:
    """Both questions, answered apart, each with its reason in words."""

    attribution: AttributionVerdict | None
    attribution_reason: str
    substance: SubstanceVerdict
    substance_reason: str
    score: float
    unsupported: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A cited source that said something else of a claim's matter in an earlier snapshot.

    Attributes:
        taken: when it was so, in UTC.
        said: what it said then; empty where it said nothing of the matter.
    """

    source: Source
    taken: datetime
    said: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its verdict. `evidence` is best first; `cited` are the sources that its sentence cites.

    `verdict.attribution` is None for the outlet's own voice. `drifts` are the ways in which it moved away
    from what the sources show, `changes` what the sources that it cites said before.
    """

    claim: Claim
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    cited: tuple[Source, ...] = ()
    drifts: tuple[Drift, ...] = ()
    changes: tuple[SourceChange, ...] = ()


class Severity(IntEnum):
    """How much a finding weighs; ordered, so that `--fail-on` can compare."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired.

    Attributes:
        rule: id of the rule.
        severity: as the rule and the configuration say.
        span: the words concerned, as offsets into the repaired text.
        sentence: index of the sentence concerned, or None for the whole document.
        message: what is wrong here, in the program's own words.
        action: what the editor can do.
        title: of the rule, as a clause.
        against: what a source, or another place in the draft, has against the words; empty where none has.
    """

    rule: str
    severity: Severity
    span: Span
    sentence: int | None
    message: str
    action: str
    title: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article after checking and before the rules: what a rule's `check` reads.

    Attributes:
        analysis: the article's document, sentences, attributions and claims.
        claims: one for each of `analysis.claims`, in the same order.
        quotations: one for each of `analysis.quotations`, in the same order.
        sources_held: how many sources the store holds; 0 means that nothing could be checked.
        snapshots: those that the passages stand in, by source and time.
        missing: the citations of what a store in use doesn't hold.
        lengths: how many passages each source has that the article cites, by the source's id.
        damaged: by hash, those of `snapshots` whose bytes are no longer what was stored.
    """

    analysis: Analysis
    claims: tuple[CheckedClaim, ...]
    quotations: tuple[CheckedQuotation, ...]
    sources_held: int
    snapshots: tuple[Snapshot, ...] = ()
    missing: tuple[Citation, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """The article, checked, with findings, and questions that only a person can answer, in reading order.

    `standings` tell how each finding stands, those that were set aside at the desk included, which are no
    longer among `findings`; empty where no desk was asked. `left_out` tells what the newsroom leaves out, and
    why; `notes` what else there is to say of that, and of the store.
    """

    article: CheckedArticle
    findings: tuple[Finding, ...]
    manifest: Manifest
    questions: tuple[Finding, ...] = ()
    standings: tuple[Standing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()

    def findings_of(self, sentence: int) -> tuple[Finding, ...]:
        """The findings about sentence number `sentence`."""
        return tuple(f for f in self.findings if f.sentence == sentence)
