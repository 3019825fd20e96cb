"""A language server: checks a draft in the editor when it is opened, saved, or left alone for a moment.

It speaks over standard input and output and opens no socket. One draft is checked at a time, in a thread
beside, so that the editor is answered meanwhile; of the states that a draft went through only the last is
checked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from claims.document import Document
from claims.errors import VerifierError
from claims.reading import read_text
from verifier import __version__
from verifier.editor.lens import (
    DISMISS,
    SOURCE,
    Buffer,
    attributions,
    diagnostics,
    dismissing,
    hover,
    ignoring,
)
from verifier.fingerprint import fingerprint
from verifier.types import Finding, Report
from verifier.visible import one_line

#: Seconds without a keystroke after which a draft is checked.
PAUSE = 1.0

#: What the editor calls the languages that are checked, and the reader that each is read by. In other formats
#: places in the text that is read are no places in the file.
FORMATS = {"markdown": "markdown", "plaintext": "plain", "text": "plain"}

Check = Callable[[Document, Path | None], Report]
Dismiss = Callable[[Report, Finding, Path | None], None]


class Drafts:
    """The drafts that are open in an editor, and the reports on them.

    Args:
        server: who shows what is found.
        check: makes the report on a document that lies in this folder, or in none.
        pause: see `PAUSE`.
    """

    def __init__(self, server: LanguageServer, check: Check, *, pause: float = PAUSE) -> None:
        self._server = server
        self._check = check
        self._pause = pause
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._checked: dict[str, Buffer] = {}

    def changed(self, uri: str, *, at_once: bool = False) -> None:
        """The draft at `uri` has other words now: it is to be checked."""
        self.forget(uri)
        self._waiting[uri] = asyncio.create_task(self._work(uri, 0.0 if at_once else self._pause))

    def forget(self, uri: str) -> None:
        """What is known of the draft at `uri` is stale."""
        self._checked.pop(uri, None)
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def checked(self, uri: str) -> Buffer | None:
        """The draft at `uri` with its report, or None while there is none on its present words."""
        return self._checked.get(uri)

    async def _work(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        text = _copy(self._server.workspace.get_text_document(uri))
        form = FORMATS.get(text.language_id or "")
        if form is None:
            return
        try:
            document = read_text(text.source, name=name_of(uri), format=form)
            loop = asyncio.get_running_loop()
            report = await loop.run_in_executor(self._worker, self._check, document, folder_of(uri))
        except VerifierError as error:
            self._show(uri, text, [_trouble(f"{error.reason}\n{error.remedy}")])
            return
        except Exception as error:
            # Else what was found in earlier words would go on standing there.
            fault = one_line(f"a fault of the program: {type(error).__name__}: {error}")
            self._show(uri, text, [_trouble(fault)])
            raise
        # Whoever wrote on meanwhile has cancelled this task.
        self._checked[uri] = buffer = Buffer(text, report)
        self._show(uri, text, diagnostics(buffer))

    def _show(self, uri: str, text: TextDocument, found: list[lsp.Diagnostic]) -> None:
        shown = lsp.PublishDiagnosticsParams(uri=uri, diagnostics=found, version=text.version)
        self._server.text_document_publish_diagnostics(shown)


def serve(check: Check, dismiss: Dismiss, *, pause: float = PAUSE) -> LanguageServer:
    """The server, ready for `start_io`.

    Args:
        check: makes the report on a document that lies in this folder, or in none.
        dismiss: notes that a finding of a report is no problem; the folder is that of `check`.
        pause: see `PAUSE`.
    """
    server = LanguageServer("attribution-verifier", __version__)
    drafts = Drafts(server, check, pause=pause)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _(params: lsp.DidOpenTextDocumentParams) -> None:
        drafts.changed(params.text_document.uri, at_once=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _(params: lsp.DidSaveTextDocumentParams) -> None:
        if drafts.checked(params.text_document.uri) is None:
            drafts.changed(params.text_document.uri, at_once=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: lsp.DidChangeTextDocumentParams) -> None:
        drafts.changed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        drafts.forget(uri)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def _(params: lsp.HoverParams) -> lsp.Hover | None:
        buffer = drafts.checked(params.text_document.uri)
        return hover(buffer, params.position) if buffer is not None else None

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def _(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        buffer = drafts.checked(params.text_document.uri)
        return _actions(buffer, params.range) if buffer is not None else []

    @server.command(DISMISS)
    def _(uri: str, digest: str, words: str) -> None:
        buffer = drafts.checked(uri)
        finding = _known_by(buffer.report, digest, words) if buffer is not None else None
        if buffer is not None and finding is not None:
            dismiss(buffer.report, finding, folder_of(uri))
            drafts.changed(uri, at_once=True)

    return server


def _actions(buffer: Buffer, place: lsp.Range) -> list[lsp.CodeAction]:
    offered: dict[str, lsp.CodeAction] = {}
    for finding in buffer.report.findings:
        at = buffer.place(finding.span)
        if at.start <= place.end and place.start <= at.end:
            offers = (*attributions(buffer, finding), *ignoring(buffer, finding), dismissing(buffer, finding))
            for each in offers:
                offered.setdefault(each.title, each)
    return list(offered.values())


def _known_by(report: Report, digest: str, words: str) -> Finding | None:
    article = report.article
    pointing = (f for f in report.findings if article.analysis.text(f.span) == words)
    return next((f for f in pointing if fingerprint(article, f) == digest), None)


def name_of(uri: str) -> str:
    """The file name at the end of `uri`."""
    return PurePosixPath(unquote(urlsplit(uri).path)).name or "draft"


def folder_of(uri: str) -> Path | None:
    """The folder of the file at `uri`; None for a draft that was never saved."""
    path = to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    return Path(path).parent if path else None


def _copy(text: TextDocument) -> TextDocument:
    """`text` as it is now; the editor's own changes under our hands."""
    return TextDocument(
        text.uri, text.source, text.version, text.language_id, position_codec=text.position_codec
    )


def _trouble(told: str) -> lsp.Diagnostic:
    start = lsp.Position(0, 0)
    return lsp.Diagnostic(
        range=lsp.Range(start, start),
        message=told,
        severity=lsp.DiagnosticSeverity.Error,
        source=SOURCE,
    )
