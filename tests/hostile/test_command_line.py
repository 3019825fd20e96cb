"""What others may write, on the terminal of whoever runs a command: no command lets it act.

Every command is called in a newsroom whose draft, sources, names and settings are all hostile.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import click
import pytest

from tests.hostile.poison import ACTING, FILE, MARKUP, NAME, SAYS, WORDS, acting, newsroom
from verifier.cli import cli, run

ELSEWHERE = {
    "verifier serve": "its pages are those of test_desk.py",
    "verifier lsp": "it speaks JSON to a program",
    "verifier watch": "it never ends; it shows findings as `verifier review` does, and test_watch.py runs it",
    "verifier serve users add": "it asks for a password at a terminal",
    "verifier serve users set": "it asks for a password at a terminal",
}
ID = "the id of the source"
DRAFT = FILE
SEARCH = ("held boats at the old quay",)
CALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "verifier check": (
        (DRAFT, "--show-ignored"),
        (DRAFT, "--quiet"),
        (f"missing {NAME}",),
        ("broken.docx",),
    ),
    "verifier reproduce": (
        ("report.json",),
        ("report.json", "in.jsonl"),
        ("bad.jsonl",),
        (f"missing {NAME}",),
    ),
    "verifier batch": (("drafts", "--output", "checked", "--jobs", "1"),),
    "verifier review": ((DRAFT,),),
    "verifier sources add": (
        ("source.txt", *SAYS),
        (f"missing {NAME}",),
        ("drafts",),
        (f"http://{ACTING}/",),
    ),
    "verifier sources cited": ((DRAFT,), (DRAFT, "--format", "json")),
    "verifier sources export": (("--warc", "all.warc"),),
    "verifier sources list": ((), ("--format", "json"), ("--format", "csv")),
    "verifier sources publisher": (("Ministry " + WORDS, "Old name " + WORDS), (), ("--forget", WORDS)),
    "verifier sources quotes": (SEARCH, (*SEARCH, "--format", "csv"), (*SEARCH, "--format", "json")),
    "verifier sources search": (SEARCH, (*SEARCH, "--format", "csv"), (*SEARCH, "--format", "json")),
    "verifier sources set": (
        (ID, "--title", f"Other {WORDS}", "--on-background"),
        (f"x{ACTING}", "--why", "x"),
    ),
    "verifier sources show": ((ID,), (ID, "--format", "csv"), (ID, "--format", "json"), (f"x{ACTING}",)),
    "verifier sources statements": ((), ("--format", "csv"), ("--format", "json"), ("--speaker", WORDS)),
    "verifier sources verify": ((), ("--format", "json")),
    "verifier audit show": ((), ("--format", "json")),
    "verifier audit verify": ((), ("--head", WORDS)),
    "verifier serve users list": ((),),
    "verifier serve users remove": ((f"x{ACTING}",),),
    "verifier baseline": ((DRAFT,), (f"missing {NAME}",)),
    "verifier rule": ((), ("HOU001",), ("HOU001", "--test"), ("--stats",), (f"X{ACTING}",)),
    "verifier plugins": ((),),
    "verifier annotate": (("in.jsonl", "out.jsonl"), ("bad.jsonl", "out.jsonl")),
    "verifier judge": (("in.jsonl", "out.jsonl"), ("bad.jsonl", "out.jsonl")),
    "verifier sources remove": ((ID, "--yes"), (f"x{ACTING}", "--yes")),
}
ANSWERS = f"c {WORDS.splitlines()[0]}\ns {MARKUP}{ACTING}\nd {ACTING}\nq\n"


def leaves(context: click.Context | None = None) -> list[str]:
    context = context or click.Context(cli, info_name="verifier")
    if not isinstance(context.command, click.Group):
        return [context.command_path]
    below = [
        name
        for child in context.command.list_commands(context)
        if (command := context.command.get_command(context, child)) is not None
        for name in leaves(click.Context(command, parent=context, info_name=child))
    ]
    return [context.command_path, *below] if context.command.invoke_without_command else below


def test_no_command_is_left_out() -> None:
    assert {*CALLS, *ELSEWHERE} == set(leaves())
    assert not set(CALLS) & set(ELSEWHERE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile newsroom, with its source stored."""
    folder = tmp_path_factory.mktemp("newsroom")
    newsroom(folder)
    (folder / "broken.docx").write_bytes(b"PK no word file")
    (folder / "drafts").mkdir()
    (folder / "drafts" / f"{NAME}.docx").write_bytes(b"PK no word file")
    line = json.dumps({"id": WORDS, "text": WORDS, "claim": WORDS, "source_text": WORDS})
    (folder / "in.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (folder / "bad.jsonl").write_text(f"{line}\n{{{ACTING}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["sources", "add", "source.txt", *SAYS]) == 0
        assert run(["check", DRAFT, "--format", "json", "--output", "report.json", "--fail-on", "never"]) == 0
    return folder


@pytest.mark.parametrize("command", CALLS)
def test_nothing_that_a_command_shows_acts(
    command: str,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ANSWERS.encode()), encoding="utf-8"))
    run(["sources", "list", "--format", "json"])
    (held,) = json.loads(capfdbinary.readouterr().out)
    for arguments in CALLS[command]:
        given = [held["id"] if argument == ID else argument for argument in arguments]
        status = run([*command.split()[1:], *given])
        shown = capfdbinary.readouterr()
        assert status in (0, 1, 2, 3), shown.err
        for stream in (shown.out.decode("utf-8"), shown.err.decode("utf-8")):
            assert acting(stream) <= ({"\r"} if "csv" in arguments else set()), (arguments, stream)
            assert "Traceback" not in stream
