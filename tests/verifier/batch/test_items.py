"""Which articles go in, whatever a folder or a list throws at us."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from claims.errors import UnreadableInput
from verifier.batch.items import content, document_name, entries, refuse_other
from verifier.batch.types import Entry


def all_of(source: Path) -> list[Entry]:
    return sorted(entries(source), key=lambda entry: (entry.number, entry.name))


def lines(path: Path, *objects: object) -> Path:
    path.write_text("".join(json.dumps(value) + "\n" for value in objects), encoding="utf-8")
    return path


def read(source: Path, entry: Entry) -> bytes:
    if source.is_dir():
        return content(entry, None)
    with source.open("rb") as file:
        return content(entry, file)


def test_a_folder_gives_what_a_reader_knows_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/a.txt", "sub/deep/c.DOCX", ".git/x.md", ".h.md", "~$b.docx", "x.exe"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")
    found = all_of(tmp_path)
    assert [entry.name for entry in found] == ["a.txt", "b.md", "sub/a.txt", "sub/deep/c.DOCX"]
    assert len({entry.ident for entry in found}) == 4
    assert read(tmp_path, found[0]) == b"Words."
    assert document_name(found[2], tmp_path) == "sub/a.txt"


def test_a_folder_does_not_follow_links_to_folders_or_wait_for_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    assert [entry.name for entry in entries(tmp_path)] == ["a.txt"]


def test_a_file_name_need_not_be_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Words.", encoding="utf-8")
    (found,) = entries(tmp_path)
    assert found.name == "caf\\xe9.txt"
    assert read(tmp_path, found) == b"Words."


def test_a_manifest_names_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "a b.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "lists" / "c.txt").write_text("Two.", encoding="utf-8")
    manifest = tmp_path / "lists" / "today.txt"
    manifest.write_bytes("\ufeffc.txt\r\n\r\n../a b.txt\n".encode() + os.fsencode(tmp_path / "a b.txt"))
    found = all_of(manifest)
    assert [(entry.number, entry.name) for entry in found] == [
        (1, "c.txt"),
        (3, "../a b.txt"),
        (4, str(tmp_path / "a b.txt")),
    ]
    assert [read(manifest, entry) for entry in found] == [b"Two.", b"One.", b"One."]
    assert [document_name(entry, manifest) for entry in found] == ["c.txt", "a b.txt", "a b.txt"]


@pytest.mark.parametrize("name", ["gone.txt", "x" * 300 + ".txt", "a\0b.txt", "x" * 5000])
def test_a_line_of_a_manifest_that_leads_nowhere_has_its_reason(tmp_path: Path, name: str) -> None:
    manifest = tmp_path / "list.txt"
    manifest.write_text(f"{name}\n", encoding="utf-8")
    (found,) = entries(manifest)
    with pytest.raises(UnreadableInput):
        read(manifest, found)


def test_a_manifest_may_name_no_pipe_or_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    manifest = tmp_path / "list.txt"
    manifest.write_text("pipe\n/dev/zero\n", encoding="utf-8")
    for entry in entries(manifest):
        with pytest.raises(UnreadableInput, match="it is no file"):
            read(manifest, entry)


def test_json_lines_hold_texts_and_paths(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("From a file.", encoding="utf-8")
    source = lines(
        tmp_path / "in.jsonl",
        {"id": "one", "text": "Ein “Satz”.\r\n"},
        {"id": 7, "path": "a.md"},
        {"id": "../../etc/passwd", "text": "Words."},
    )
    found = all_of(source)
    assert [entry.name for entry in found] == ["one", "7", "../../etc/passwd"]
    assert [read(source, entry) for entry in found] == [
        "Ein “Satz”.\r\n".encode(),
        b"From a file.",
        b"Words.",
    ]
    assert [document_name(entry, source) for entry in found] == ["one", "a.md", "../../etc/passwd"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "it is not JSON"),
        (b"\xff\xfe\xfa", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[1]", "it is not an object"),
        (b'{"text": "x"}', 'it has no "id"'),
        (b'{"id": true, "text": "x"}', 'it has no "id"'),
        (b'{"id": "", "text": "x"}', 'it has no "id"'),
        (b'{"id": "a"}', "it has not one of"),
        (b'{"id": "a", "text": 5}', "it has not one of"),
        (b'{"id": "a", "text": "x", "path": "y"}', "it has not one of"),
        (b'{"id": "a", "path": "y\\u0000"}', "NUL"),
        (b'{"id": "' + b"a" * 5000 + b'", "text": "x"}', "more than 4,096 characters"),
    ],
)
def test_a_line_that_is_wrong_has_its_reason_and_stops_nothing(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(line + b'\n{"id": "good", "text": "Words."}\n')
    bad, good = entries(source)
    assert reason in bad.trouble
    assert bad.name == "in.jsonl, line 1"
    with pytest.raises(UnreadableInput):
        read(source, bad)
    assert read(source, good) == b"Words."


def test_a_line_without_end_is_passed_over_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.batch.items._LONGEST_LINE", 100)
    monkeypatch.setattr("verifier.batch.items.MAX_BYTES", 30)
    source = lines(tmp_path / "in.jsonl", {"id": "a", "text": "x" * 500}, {"id": "b", "text": "Words."})
    bad, good = entries(source)
    assert "it has more than 100 bytes" in bad.trouble
    assert (good.number, read(source, good)) == (2, b"Words.")


@pytest.mark.parametrize("now", [{"id": "a"}, {"id": "b", "text": "Words of another."}, ["a"]])
def test_a_text_that_is_gone_by_its_turn_is_told(tmp_path: Path, now: object) -> None:
    source = lines(tmp_path / "in.jsonl", {"id": "a", "text": "Words."})
    (found,) = entries(source)
    lines(source, now)
    with pytest.raises(UnreadableInput, match="changed while the batch ran"):
        read(source, found)


def test_an_article_is_no_list_of_articles(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("Words.", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="verifier check"):
        refuse_other(tmp_path / "draft.md")
    for name in ("gone.jsonl", "gone.md", "gone"):
        with pytest.raises(UnreadableInput, match="can't be opened"):
            refuse_other(tmp_path / name)
    with pytest.raises(UnreadableInput, match="can't be opened"):
        list(entries(tmp_path / "gone"))
    (tmp_path / "list.txt").touch()
    refuse_other(tmp_path / "list.txt")
    refuse_other(tmp_path)


def test_a_folder_below_that_can_not_be_opened_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    good, shut = all_of(tmp_path)
    assert (good.name, shut.name) == ("a.txt", "shut/")
    assert "Permission denied" in shut.trouble
