"""The editor's own Word file comes back with comments, and with nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from claims.reading import read_bytes
from tests.timing import cpu_seconds
from verifier.pipeline import check
from verifier.render import Look
from verifier.render.word import AUTHOR, render
from verifier.render.word_places import W, find
from verifier.types import Report

from .builder import poisoned, report

FILES = Path(__file__).parents[2] / "claims" / "reading" / "files"
NAMES = ("draft-libreoffice.docx", "quay-libreoffice.docx", "quay-pandoc.docx")
ADDED = {"commentRangeStart", "commentRangeEnd", "commentReference"}
MAY_CHANGE = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}

OFFICE = shutil.which("soffice")

Shown = list[tuple[str, str]]


@pytest.fixture(scope="module", params=NAMES)
def checked(request: pytest.FixtureRequest) -> tuple[bytes, Report, bytes]:
    """A file by a word processor, its report, and what came back."""
    data = (FILES / request.param).read_bytes()
    made = check(read_bytes(data, name=request.param))
    return data, made, render(made, Look(article=data))


def part(data: bytes, name: str) -> Any:
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def shown(data: bytes) -> Shown:
    """All that the body shows, character by character, each with its format and with what it stands in."""
    found = []
    for element in part(data, "word/document.xml").iter():
        if element.getparent() is None or element.getparent().tag != W + "r" or element.tag == W + "rPr":
            continue
        if element.tag.removeprefix(W) in ADDED:
            continue
        form = element.getparent().find(W + "rPr")
        styled = b"" if form is None else etree.tostring(form)
        around = [a.tag.removeprefix(W) for a in element.iterancestors() if a.tag != W + "r"]
        words = element.text or "" if element.tag in (W + "t", W + "delText") else "\x00"
        found += [(c, f"{element.tag} {styled!r} {around}") for c in words]
    return found


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    """Of each comment of ours, by its number, what it says and the words that it stands at."""
    opened = docx.Document(BytesIO(data))
    said = {str(c.comment_id): c.text for c in opened.comments if c.author == AUTHOR}
    at = dict.fromkeys(said, "")
    inside: set[str] = set()
    for element in opened.element.body.iter():
        if element.tag == W + "commentRangeStart":
            inside.add(element.get(W + "id"))
        elif element.tag == W + "commentRangeEnd":
            inside.remove(element.get(W + "id"))
        elif element.tag == W + "t":
            for number in inside & set(at):
                at[number] += element.text
    return {number: (said[number], at[number]) for number in said}


def test_text_and_format_are_as_they_were(checked: tuple[bytes, Report, bytes]) -> None:
    before, _, after = checked
    assert "".join(c for c, _ in shown(after)) == "".join(c for c, _ in shown(before))
    assert shown(after) == shown(before)


def test_all_other_parts_are_the_same_bytes(checked: tuple[bytes, Report, bytes]) -> None:
    before, made, after = checked
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert new.testzip() is None
        for name in set(old.namelist()) - MAY_CHANGE:
            assert new.read(name) == old.read(name), name
        assert set(new.namelist()) - set(old.namelist()) == (
            {"word/comments.xml"} if made.findings else set()
        )


def test_each_finding_has_a_comment_at_its_sentence(checked: tuple[bytes, Report, bytes]) -> None:
    _, made, after = checked
    found = list(comments(after).values()) if made.findings else []
    assert len(found) == len(made.findings)
    for finding in made.findings:
        sentence = "" if finding.sentence is None else words_of(made, finding.sentence)
        expected = f"{finding.rule} ({finding.severity.name.lower()}): {finding.message}\n{finding.action}"
        places = [at for said, at in found if said == expected]
        assert sentence in places if sentence else places


def words_of(made: Report, sentence: int) -> str:
    return made.article.analysis.sentences[sentence].span.of(made.article.analysis.document.text)


def test_what_was_read_is_read_again(checked: tuple[bytes, Report, bytes]) -> None:
    before, _, after = checked
    old, new = (read_bytes(data, name="a.docx") for data in (before, after))
    assert (new.text, new.blocks, new.links, new.footnotes) == (
        old.text,
        old.blocks,
        old.links,
        old.footnotes,
    )


def test_equal_reports_give_equal_bytes(checked: tuple[bytes, Report, bytes]) -> None:
    before, made, after = checked
    assert render(made, Look(article=before)) == after


def test_every_kind_of_place_is_met() -> None:
    data = (FILES / NAMES[0]).read_bytes()
    found = comments(render(check(read_bytes(data, name=NAMES[0])), Look(article=data)))
    at = [at for _, at in found.values()]
    # Text of two formats with a tracked insertion, a link, a bullet, a cell; a deletion is no part of it.
    assert "Mayor Ada Holm admitted that the timber was rotten and had not been seen to since 2019." in at
    assert "Sources said that the repairs will cost 4 million crowns." in at
    assert "It is believed that the ferry company knew." in at
    assert "The harbour master admitted that two boats were full." in at


def test_comments_of_others_stay() -> None:
    opened = docx.Document(BytesIO((FILES / NAMES[0]).read_bytes()))
    opened.add_comment(opened.paragraphs[1].runs[0], text="Ring her again.", author="R. Venn", initials="RV")
    opened.save(saved := BytesIO())
    made = check(read_bytes(saved.getvalue(), name="a.docx"))
    after = render(made, Look(article=saved.getvalue()))
    by = [(c.author, c.text) for c in docx.Document(BytesIO(after)).comments]
    assert by[0] == ("R. Venn", "Ring her again.")
    assert [author for author, _ in by[1:]] == [AUTHOR] * len(made.findings)
    assert len({c.comment_id for c in docx.Document(BytesIO(after)).comments}) == len(by)


def test_a_sentence_that_is_not_in_the_body_is_told_of_at_the_one_before() -> None:
    opened = docx.Document()
    opened.add_paragraph("The pier was shut. Sources said that it was rotten.")
    opened.save(saved := BytesIO())
    data = saved.getvalue()
    made = check(read_bytes(data, name="a.docx"))
    opened.paragraphs[0].runs[0].text = "The pier was shut."
    opened.save(cut := BytesIO())
    found = comments(render(made, Look(article=cut.getvalue())))
    assert {at for _, at in found.values()} == {"The pier was shut."}
    assert any(said.startswith("About “Sources said that it was rotten.”:") for said, _ in found.values())


def test_of_two_sentences_alike_the_right_one_is_marked() -> None:
    opened = docx.Document()
    for text in ("He denied it.", "He denied it.", "Then he left."):
        opened.add_paragraph(text)
    first, second, last = find(opened.element.body, ["He denied it.", "He  denied it.", "Then he left."])
    paragraphs = [p._p for p in opened.paragraphs]
    assert [s.first.element.getparent().getparent() for s in (first, second, last)] == paragraphs


def test_a_draft_in_another_format_is_written_as_a_word_file() -> None:
    made = check(read_bytes(b"# Pier shut\n\nThe mayor admitted it.\n\n- Sources said so.\n", name="a.md"))
    after = render(made)
    opened = docx.Document(BytesIO(after))
    assert [(p.style.name, p.text) for p in opened.paragraphs] == [
        ("Title", "Pier shut"),
        ("Normal", "The mayor admitted it."),
        ("List Bullet", "Sources said so."),
    ]
    assert len(comments(after)) == len(made.findings) > 0
    assert render(made) == after


@pytest.mark.parametrize(
    "vector", ["\x1b]52;c;aGk=\x07", "\u202eabc", "<w:p/>&amp;", "\ufffe\ud800\x00", "]]>"]
)
def test_nothing_in_any_field_breaks_the_file(vector: str) -> None:
    after = render(poisoned(report(extra=vector), vector))
    texts = [said for said, _ in comments(after).values()] + [
        p.text for p in docx.Document(BytesIO(after)).paragraphs
    ]
    assert len(comments(after)) == len(report().findings)
    assert not any(c in "".join(texts) for c in "\x1b\x07\x00\u202e\ud800\ufffe")


def test_a_clean_draft_comes_back_byte_for_byte() -> None:
    opened = docx.Document()
    opened.add_paragraph("The pier was shut on Monday, the harbour office said.")
    opened.save(saved := BytesIO())
    made = check(read_bytes(saved.getvalue(), name="a.docx"))
    assert made.findings == ()
    assert render(made, Look(article=saved.getvalue())) == saved.getvalue()


@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice: apt-get install libreoffice-writer")
def test_libreoffice_opens_it_with_all_comments(tmp_path: Path) -> None:
    data = (FILES / NAMES[0]).read_bytes()
    made = check(read_bytes(data, name=NAMES[0]))
    (tmp_path / "out.docx").write_bytes(render(made, Look(article=data)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "fodt", "out.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120, capture_output=True)
    opened = etree.parse(tmp_path / "out.fodt").getroot()
    office, text = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text"))
    assert len(list(opened.iter(office + "annotation"))) == len(made.findings)
    assert len(list(opened.iter(office + "annotation-end"))) == len(made.findings)
    assert len(list(opened.iter(text + "changed-region"))) == 2
    assert len(list(opened.iter(text + "note"))) == 1


def test_a_long_run_is_gone_through_once() -> None:
    """What a run takes grows with its length, and not with the square of it."""

    def seconds(words: int) -> float:
        body = etree.Element(W + "p")
        etree.SubElement(etree.SubElement(body, W + "r"), W + "t").text = "port " * words
        assert find(body, ["port port"]) != [None]
        return cpu_seconds(lambda: find(body, ["port port"]))

    assert seconds(80_000) < 24 * seconds(10_000)
