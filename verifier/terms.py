"""The words that pages, reports and the command use for kinds, speakers, verdicts and severities."""

from __future__ import annotations

from claims.types import Branch, ClaimKind, SpeakerType
from verifier.types import AttributionVerdict, Outcome, QuoteState, Severity, SubstanceVerdict

KINDS: dict[ClaimKind, str] = {
    ClaimKind.GOVERNMENT: "Government claim",
    ClaimKind.NGO: "NGO allegation",
    ClaimKind.ATTRIBUTED: "Attributed claim",
    ClaimKind.FACT: "Reported fact",
    ClaimKind.NONE: "Not a claim",
}
TYPES: dict[SpeakerType, str] = {
    SpeakerType.GOVERNMENT: "government",
    SpeakerType.NGO: "NGO",
    SpeakerType.IGO: "intergovernmental body",
    SpeakerType.COMPANY: "company",
    SpeakerType.MEDIA: "news outlet",
    SpeakerType.EXPERT: "expert",
    SpeakerType.PARTY: "political party",
    SpeakerType.ARMED_GROUP: "armed group",
    SpeakerType.INSTITUTION: "institution",
    SpeakerType.INDIVIDUAL: "individual",
    SpeakerType.ANONYMOUS: "anonymous",
    SpeakerType.UNKNOWN: "unknown",
}
BRANCHES: dict[Branch, str] = {
    Branch.EXECUTIVE: "executive",
    Branch.POLICE: "police",
    Branch.MILITARY: "military",
    Branch.JUDICIARY: "judiciary",
    Branch.LEGISLATURE: "legislature",
    Branch.LOCAL: "local",
    Branch.DIPLOMATIC: "diplomatic",
}
ATTRIBUTION: dict[AttributionVerdict, str] = {
    AttributionVerdict.CONFIRMED: "confirmed",
    AttributionVerdict.ALTERED: "altered",
    AttributionVerdict.MISATTRIBUTED: "said by somebody else",
    AttributionVerdict.NOT_FOUND: "not found",
    AttributionVerdict.NOT_CHECKED: "not checked",
}
SUBSTANCE: dict[SubstanceVerdict, str] = {
    SubstanceVerdict.SUPPORTED: "supported",
    SubstanceVerdict.PARTLY_SUPPORTED: "partly supported",
    SubstanceVerdict.CONTRADICTED: "contradicted",
    SubstanceVerdict.NOT_FOUND: "not found",
    SubstanceVerdict.UNSURE: "unsure",
    SubstanceVerdict.NOT_CHECKED: "not checked",
}
QUOTES: dict[QuoteState, str] = {
    QuoteState.VERBATIM: "word for word",
    QuoteState.NORMALISED: "same words, other punctuation or spelling",
    QuoteState.ALTERED: "altered",
    QuoteState.PARTIAL: "found in part",
    QuoteState.OTHER_SPEAKER: "somebody else's words",
    QuoteState.TRANSLATED: "marked as a translation",
    QuoteState.ABSENT: "not found",
    QuoteState.SOURCE_UNREAD: "its source is not held",
    QuoteState.NOT_CHECKED: "not checked",
}
SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "suggestion",
}
MARKS: dict[Outcome, str] = {
    Outcome.AGREES: "✓",
    Outcome.PARTLY: "≈",
    Outcome.DIFFERS: "✗",
    Outcome.SILENT: "·",
}
SIGNALS: dict[str, str] = {
    "quotation": "Quotation",
    "figures": "Figures",
    "dates": "Dates",
    "names": "Names",
    "negation": "Denial and doubt",
    "speaker": "Speaker",
    "lexical": "Words",
    "wording": "Wording",
    "semantic": "Meaning",
    "entailment": "Read together",
    "contradiction": "Read against",
    "doubt": "Words in doubt",
    "instead": "Put in its place",
}
