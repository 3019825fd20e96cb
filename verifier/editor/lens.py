"""What an editor is shown of a report: its findings, what is known of a sentence, and what can be done.

Values of the Language Server Protocol 3.17 (microsoft.github.io/language-server-protocol). A position there
counts code units of the client's choosing, which `Buffer` knows how to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol import types as lsp
from pygls.workspace import TextDocument

from claims.document import Span
from claims.types import ClaimKind
from verifier.fingerprint import fingerprint
from verifier.render.words import doubt, speaker_name, speaker_type, standing, was_found
from verifier.terms import ATTRIBUTION, KINDS, SUBSTANCE
from verifier.types import CheckedClaim, Evidence, Finding, Report, Severity
from verifier.visible import one_line, shorten

SOURCE = "verifier"

#: The command of `dismissing`: its arguments are the draft's address, the finding's fingerprint and the words
#: that it points at, which tell two findings of one rule in a sentence apart.
DISMISS = "verifier.dismiss"

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: lsp.DiagnosticSeverity.Information,
}
_PASSAGES, _PASSAGE_LIMIT = 3, 400
_NAMES = 3
_WITH_REMARKS = ("markdown",)
_ENDS = ".!?…\"”'’"


@dataclass(frozen=True, slots=True)
class Buffer:
    """A draft as it stood in the editor when it was checked, with its report."""

    text: TextDocument
    report: Report

    def place(self, span: Span) -> lsp.Range:
        """Where `span` of the repaired text stands in the editor."""
        origin = self.report.article.analysis.document.offsets.to_origin(span)
        start, end = (self.text.client_position_at_offset(at) for at in (origin.start, origin.end))
        return lsp.Range(start, end)

    def sentence_at(self, position: lsp.Position) -> int | None:
        """The index of the sentence at `position`, or None between sentences."""
        at = self.text.offset_at_position(position)
        offsets = self.report.article.analysis.document.offsets
        for sentence in self.report.article.analysis.sentences:
            origin = offsets.to_origin(sentence.span)
            if origin.start <= at <= origin.end:
                return sentence.index
        return None


def diagnostics(buffer: Buffer) -> list[lsp.Diagnostic]:
    """The findings, each with its rule as code and its fingerprint as data."""
    return [_diagnostic(buffer, finding) for finding in buffer.report.findings]


def _diagnostic(buffer: Buffer, finding: Finding) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=buffer.place(finding.span),
        message=f"{one_line(finding.message)}\n{one_line(finding.action)}",
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
        data=fingerprint(buffer.report.article, finding),
    )


def hover(buffer: Buffer, position: lsp.Position) -> lsp.Hover | None:
    """Whose the sentence at `position` is, what the sources say to it, and which passages say so."""
    sentence = buffer.sentence_at(position)
    if sentence is None:
        return None
    claims = [c for c in buffer.report.article.claims if c.claim.sentence == sentence]
    told = [line for claim in claims for line in _told(claim)]
    place = buffer.place(buffer.report.article.analysis.sentences[sentence].span)
    # Plain text: in Markdown, words of a draft or a source could make links and pictures.
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, "\n".join(told)), place) if told else None


def _told(checked: CheckedClaim) -> Iterator[str]:
    claim, verdict = checked.claim, checked.verdict
    yield KINDS[claim.kind]
    if claim.kind is ClaimKind.NONE:
        return
    if claim.speaker is not None:
        unsure = f", {doubt(claim)}" if doubt(claim) else ""
        yield f"Speaker: {one_line(speaker_name(claim.speaker))}, {speaker_type(claim.speaker)}{unsure}"
    if verdict.attribution is not None:
        yield f"Said so? {ATTRIBUTION[verdict.attribution]}: {one_line(verdict.attribution_reason)}"
    yield f"Is it so? {SUBSTANCE[verdict.substance]}: {one_line(verdict.substance_reason)}"
    for evidence in checked.evidence[:_PASSAGES]:
        yield from _passage(evidence)


def _passage(evidence: Evidence) -> Iterator[str]:
    passage = evidence.passage
    by = f", {one_line(passage.source.publisher)}" if passage.source.publisher else ""
    yield ""
    yield f"{one_line(passage.source.title)}{by}, {one_line(str(passage.locator))} ({standing(evidence)})"
    yield shorten(one_line(passage.text), _PASSAGE_LIMIT)


def attributions(buffer: Buffer, finding: Finding) -> list[lsp.CodeAction]:
    """Ways to attribute a sentence in the outlet's own voice: to who shows it, and to speakers named above.

    Publishers are offered only where their passages speak to the claim; whether a speaker said so, the editor
    knows.
    """
    if finding.sentence is None:
        return []
    article = buffer.report.article
    claims = [c for c in article.claims if c.claim.sentence == finding.sentence]
    if not claims or any(c.claim.kind is not ClaimKind.FACT for c in claims):
        return []
    publishers = [e.passage.source.publisher for c in claims if was_found(c) for e in c.evidence]
    before = [c.claim.speaker for c in article.claims if c.claim.sentence < finding.sentence]
    speakers = [s.name for s in reversed(before) if s is not None and s.name]
    shown = list(dict.fromkeys(name for name in publishers if name))[:_NAMES]
    heard = list(dict.fromkeys(speakers))[:_NAMES]
    return [
        *(_inserting(buffer, finding.sentence, f", according to {n}", f"Attribute to {n}") for n in shown),
        *(
            _inserting(buffer, finding.sentence, f", {n} said", f"Attribute to {n}, if they said so")
            for n in heard
        ),
    ]


def _inserting(buffer: Buffer, sentence: int, words: str, title: str) -> lsp.CodeAction:
    span = buffer.report.article.analysis.sentences[sentence].span
    text = span.of(buffer.report.article.analysis.document.text)
    end = span.start + len(text.rstrip(_ENDS))
    at = buffer.place(Span(end, end)).start
    return action(buffer, shorten(one_line(title), 80), lsp.Range(at, at), one_line(words))


def action(buffer: Buffer, title: str, place: lsp.Range, words: str) -> lsp.CodeAction:
    """A quick fix that puts `words` in the place of what stands at `place`."""
    edit = lsp.WorkspaceEdit(changes={buffer.text.uri: [lsp.TextEdit(place, words)]})
    return lsp.CodeAction(title=title, kind=lsp.CodeActionKind.QuickFix, edit=edit)


def ignoring(buffer: Buffer, finding: Finding) -> list[lsp.CodeAction]:
    """The remark that silences the rule of `finding` for its sentence, in a format that has remarks."""
    document = buffer.report.article.analysis.document
    if document.format not in _WITH_REMARKS or finding.sentence is None:
        return []
    at = buffer.place(buffer.report.article.analysis.sentences[finding.sentence].span).end
    words = f" <!-- verifier-ignore {finding.rule} -->"
    return [action(buffer, f"Ignore {finding.rule} in this sentence", lsp.Range(at, at), words)]


def dismissing(buffer: Buffer, finding: Finding) -> lsp.CodeAction:
    """The command that has the desk note that `finding` is no problem here."""
    article = buffer.report.article
    arguments = [buffer.text.uri, fingerprint(article, finding), article.analysis.text(finding.span)]
    title = f"Dismiss {finding.rule} here"
    return lsp.CodeAction(title=title, command=lsp.Command(title, DISMISS, arguments=arguments))
