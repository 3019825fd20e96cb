import hashlib
import io
import subprocess
import sys
import zipfile

import pytest

from claims import reading
from claims.document import Span
from claims.errors import UnreadableInput
from claims.reading import ACCEPTED, READERS, read_bytes, read_path, read_text


def _zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def test_formats_are_told_by_name_and_by_bytes(tmp_path):
    texts, offices, others = {"plain", "markdown", "html"}, {"docx", "odt", "rtf"}, {"pdf", "epub", "eml"}
    assert set(READERS) == texts | offices | others | {"csv", "xlsx", "subtitles"}
    assert read_bytes(b"# Port\n\nNine were held.", name="a.md").format == "markdown"
    assert read_bytes(b"Nine were held.", name="<stdin>").format == "plain"
    assert read_bytes(b"<!DOCTYPE html><p>Nine were held.</p>", name="<stdin>").format == "html"
    assert read_bytes(b"<p>Nine were held.</p>", name="a.HTM").format == "html"
    assert read_bytes(b"# Port", name="a.md", format="plain").format == "plain"


def test_a_path_is_read_with_its_hash(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes(b"Nine were held.\n")
    document = read_path(path)
    assert document.name == "draft.txt"
    assert document.sha256 == hashlib.sha256(b"Nine were held.\n").hexdigest()
    assert document.blocks[0].span == Span(0, 15)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.md", "empty"),
        (b"\x89PNG\r\n\x1a\nrest", "a.png", "PNG image"),
        (b"\xff\xd8\xff\xe0rest", "a.txt", "JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "a.docx", "old Word"),
        (b"\0\0\0\x18ftypmp42rest", "a.mp4", "video"),
        (b"RIFF\x10\0\0\0WEBPrest", "a.webp", "WebP"),
        (b"ID3\x04\0rest", "a.mp3", "MP3"),
        (b"BZh91AY&SYrest", "a.bz2", "bzip2"),
        (_zip(**{"ppt__presentation.xml": "<x/>"}), "a.pptx", "another Office file"),
        (b"not a zip", "a.odt", "not those of an OpenDocument text"),
        (b"not a zip", "a.xlsx", "not those of an Excel workbook"),
        (b"not a zip", "a.epub", "not those of an EPUB book"),
        (b"not a PDF", "a.pdf", "not those of a PDF"),
        (b"not a zip", "a.docx", "not those of a Word document"),
        ("\u200b\u200b".encode(), "a.txt", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(data, name, reason):
    with pytest.raises(UnreadableInput, match=reason) as caught:
        read_bytes(data, name=name)
    assert caught.value.subject == name
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize("word", ["RIFFAT", "ID3", "Rar!", "BZh"])
def test_a_draft_may_begin_with_the_letters_of_another_format(word):
    assert (
        read_bytes(f"{word} was named in court.".encode(), name="a.txt").text == f"{word} was named in court."
    )


def test_a_refusal_names_what_is_accepted():
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(b"GIF89a....", name="a.gif")
    assert all(suffix in str(caught.value) for suffix in ACCEPTED)


def test_paths_that_cannot_be_opened(tmp_path):
    with pytest.raises(UnreadableInput, match="folder"):
        read_path(tmp_path)
    with pytest.raises(UnreadableInput, match="can't be opened"):
        read_path(tmp_path / "none.txt")


def test_limits_and_unknown_formats(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 11)
    for call in (
        lambda: read_path(path),
        lambda: read_bytes(b"x" * 11, name="long.txt"),
        lambda: read_text("x" * 11),
    ):
        with pytest.raises(UnreadableInput, match="limit of 10"):
            call()
    with pytest.raises(UnreadableInput, match='no reader for "pptx"'):
        read_bytes(b"x", name="a", format="pptx")
    with pytest.raises(UnreadableInput, match="not a text format"):
        read_text("x", format="pdf")
    with pytest.raises(UnreadableInput, match="empty"):
        read_text(" ")


@pytest.mark.parametrize("format", ["plain", "markdown"])
def test_text_is_kept_exactly_as_given(format):
    text = "\ufeffThe \r\n\r\nport\0 \ud800 was searched.\n"
    document = read_text(text, format=format)
    assert document.original == text
    assert "\ud800" not in document.text
    assert "\0" not in document.text or format == "markdown"


def test_importing_the_package_loads_no_format():
    code = (
        "import sys, claims.reading as r; r.read_text('Nine were held.');"
        "heavy = {'lxml', 'docx', 'pypdf', 'openpyxl', 'trafilatura', 'ftfy', 'markdown_it', 'spacy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
