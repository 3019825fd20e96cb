"""The language server as an editor meets it: a process that is talked to over standard input and output."""

from __future__ import annotations

import ast
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from verifier.editor.server import folder_of, name_of

# The emoji is two code units wide for an editor that counts as most do.
DRAFT = """\
# Pier 🚢 shut

🚢 Mayor Ada Holm admitted that the pier was rotten.

The harbour company embezzled money set aside for repairs.
"""
GUILT = "The mayor, Ada Holm, admitted that the pier was rotten.\n\n"
PATIENCE = 120


class Editor(LanguageClient):
    """An editor with one draft open."""

    def __init__(self) -> None:
        super().__init__("test-editor", "1")
        self.shown: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params: lsp.PublishDiagnosticsParams) -> None:
            self.shown.put_nowait(params)

    async def next(self) -> lsp.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.shown.get(), PATIENCE)

    def open(self, uri: str, text: str, language: str = "markdown") -> None:
        item = lsp.TextDocumentItem(uri, language, 1, text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, uri: str, version: int, text: str) -> None:
        document = lsp.VersionedTextDocumentIdentifier(version, uri)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))


def with_editor(folder: Path, work: Callable[[Editor], Awaitable[None]], *, code: str = "") -> None:
    ours = ["-m", "verifier", "lsp", "--no-store", "--desk", str(folder / "desk.db")]
    command = [sys.executable, *(["-c", code] if code else ours)]

    async def run() -> None:
        editor = Editor()
        await editor.start_io(*command, cwd=str(folder))
        try:
            result = await editor.initialize_async(
                lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=folder.as_uri())
            )
            assert result.capabilities.hover_provider
            editor.initialized(lsp.InitializedParams())
            await asyncio.wait_for(work(editor), PATIENCE)
        finally:
            await asyncio.wait_for(editor.shutdown_async(None), PATIENCE)
            editor.exit(None)
            await asyncio.wait_for(editor.stop(), PATIENCE)

    asyncio.run(run())


def at(uri: str, line: int, character: int) -> lsp.HoverParams:
    return lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, character))


def applied(text: str, action: lsp.CodeAction, uri: str) -> str:
    """`text`, whose characters are all one code unit in the line concerned, after `action`."""
    assert action.edit is not None
    assert action.edit.changes is not None
    (edit,) = action.edit.changes[uri]
    lines = text.split("\n")
    units = lines[edit.range.start.line].encode("utf-16-le")
    start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
    words = units[:start] + edit.new_text.encode("utf-16-le") + units[end:]
    lines[edit.range.start.line] = words.decode("utf-16-le")
    return "\n".join(lines)


def dismissing(offered: Sequence[lsp.Command | lsp.CodeAction] | None, rule: str) -> lsp.ExecuteCommandParams:
    """The command that dismisses a finding of `rule`, as it is offered."""
    (action,) = [each for each in offered or () if each.title == f"Dismiss {rule} here"]
    # An action without an edit is read by this client as a command, and its command as text.
    assert isinstance(action, lsp.Command)
    told = ast.literal_eval(action.command)
    return lsp.ExecuteCommandParams(told["command"], arguments=told["arguments"])


def test_a_draft_is_checked_told_of_and_mended(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.md").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, DRAFT)
        shown = await editor.next()
        assert (shown.uri, shown.version) == (uri, 1)
        found = {d.code: d for d in shown.diagnostics}
        guilt = found["VRB001"]
        assert guilt.source == "verifier"
        assert guilt.severity == lsp.DiagnosticSeverity.Warning
        assert guilt.range == lsp.Range(lsp.Position(2, 18), lsp.Position(2, 26))
        told = await editor.text_document_hover_async(at(uri, 2, 20))
        assert told is not None
        assert isinstance(told.contents, lsp.MarkupContent)
        assert told.contents.kind == lsp.MarkupKind.PlainText
        assert told.contents.value.startswith("Government claim\nSpeaker: Ada Holm, government (local")
        assert await editor.text_document_hover_async(at(uri, 1, 0)) is None

        crime = found["ATT001"]
        actions = await editor.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), crime.range, lsp.CodeActionContext([crime]))
        )
        assert actions
        attribute = next(a for a in actions if a.title == "Attribute to Ada Holm, if they said so")
        assert isinstance(attribute, lsp.CodeAction)
        mended = applied(DRAFT, attribute, uri)
        assert "set aside for repairs, Ada Holm said.\n" in mended
        editor.change(uri, 2, mended)
        again = await editor.next()
        assert again.version == 2
        assert crime.code not in [d.code for d in again.diagnostics]

        ignore = await editor.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), guilt.range, lsp.CodeActionContext([guilt]))
        )
        silence = next(a for a in ignore or [] if a.title == "Ignore VRB001 in this sentence")
        assert isinstance(silence, lsp.CodeAction)
        editor.change(uri, 3, applied(mended, silence, uri))
        assert "VRB001" not in [d.code for d in (await editor.next()).diagnostics]

        editor.change(uri, 4, DRAFT)
        assert "ATT001" in [d.code for d in (await editor.next()).diagnostics]
        await editor.workspace_execute_command_async(dismissing(actions, "ATT001"))
        assert [d.code for d in (await editor.next()).diagnostics] == ["VRB001"]

        editor.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        assert not (await editor.next()).diagnostics

    with_editor(tmp_path, work)


def test_of_many_states_the_last_is_checked(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.txt").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, "The pier is shut.", "plaintext")
        for version in range(2, 8):
            editor.change(
                uri, version, "The mayor, Ada Holm, admitted that the pier was rotten.\n\n" * version
            )
        shown = await editor.next()
        while shown.version != 7:
            shown = await editor.next()
        assert [d.code for d in shown.diagnostics].count("VRB001") == 7
        assert editor.shown.empty()

    with_editor(tmp_path, work)


def test_what_cannot_be_read_and_a_broken_setting_are_told(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.md").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, " \n")
        (trouble,) = (await editor.next()).diagnostics
        assert "it is empty" in trouble.message
        (tmp_path / "verifier.toml").write_text('fail_on = "perhaps"\n', encoding="utf-8")
        editor.change(uri, 2, DRAFT)
        (trouble,) = (await editor.next()).diagnostics
        assert "perhaps" in trouble.message
        (tmp_path / "verifier.toml").write_text('[rules]\ndisabled = ["VRB001"]\n', encoding="utf-8")
        editor.change(uri, 3, DRAFT + "\n")
        assert "VRB001" not in [d.code for d in (await editor.next()).diagnostics]

    with_editor(tmp_path, work)


def test_of_two_findings_in_a_sentence_the_one_that_is_meant_is_dismissed(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.md").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, "The port s\u0430id on Monday that the p\u0456er was closed.\n")
        first, second = sorted((await editor.next()).diagnostics, key=lambda d: d.range.start.character)
        assert (first.code, second.code) == ("TXT007", "TXT007")
        asked = lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(uri), second.range, lsp.CodeActionContext([second])
        )
        offered = await editor.text_document_code_action_async(asked)
        await editor.workspace_execute_command_async(dismissing(offered, "TXT007"))
        assert [d.range for d in (await editor.next()).diagnostics] == [first.range]

    with_editor(tmp_path, work)


def test_half_a_character_and_a_mark_at_the_start_leave_places_as_they_are(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.txt").as_uri()

    async def work(editor: Editor) -> None:
        editor.open(uri, f"\ufeff\ud83d {GUILT}", "plaintext")
        (guilt,) = (await editor.next()).diagnostics
        assert guilt.code == "VRB001"
        assert guilt.range == lsp.Range(lsp.Position(0, 24), lsp.Position(0, 32))

    with_editor(tmp_path, work)


def test_a_fault_is_told_in_the_place_of_earlier_findings(tmp_path: Path) -> None:
    uri = (tmp_path / "draft.md").as_uri()
    code = (
        "from verifier.editor.server import serve\n"
        "def check(document, folder): raise RuntimeError('it broke\\x1b[2J')\n"
        "serve(check, None).start_io()\n"
    )

    async def work(editor: Editor) -> None:
        editor.open(uri, DRAFT)
        (trouble,) = (await editor.next()).diagnostics
        assert trouble.severity == lsp.DiagnosticSeverity.Error
        assert trouble.message.startswith("a fault of the program: RuntimeError: it broke")
        assert "\x1b" not in trouble.message

    with_editor(tmp_path, work, code=code)


@pytest.mark.parametrize(
    ("uri", "name", "folder"),
    [
        ("file:///drafts/ada/a%20draft.md", "a draft.md", Path("/drafts/ada")),
        ("untitled:Untitled-1", "Untitled-1", None),
        ("untitled:", "draft", None),
    ],
)
def test_the_name_and_the_folder_of_a_draft(uri: str, name: str, folder: Path | None) -> None:
    assert name_of(uri) == name
    assert folder_of(uri) == folder
