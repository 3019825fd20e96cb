"""Every web address of a draft is found, however its format carries it."""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from claims.reading import read_bytes
from claims.reading.urls import urls_in, web_address

from .show import links
from .test_docx import NOTES, NS, _append


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x), and", ["https://a.example/x"]),
        ("https://a.example/Vell_(port)", ["https://a.example/Vell_(port)"]),
        ("(see https://a.example/Vell_(port)).", ["https://a.example/Vell_(port)"]),
        ("“https://a.example/x”; <https://a.example/y>", ["https://a.example/x", "https://a.example/y"]),
        ("HTTPS://A.example/x?y=1&z=2#p!", ["HTTPS://A.example/x?y=1&z=2#p"]),
        ("https://a.example/", ["https://a.example/"]),
        ("https:// http://. ftp://a.example/ www.a.example", []),
    ],
)
def test_addresses_that_are_written_out(text, found):
    assert urls_in(text) == found


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (" https://a.example/x ", "https://a.example/x"),
        ("HTTP://a.example/", "HTTP://a.example/"),
        ("//a.example/x", "https://a.example/x"),
        ("mailto:desk@a.example", None),
        ("javascript:alert(1)", None),
        ("#note", None),
        ("notes/a.html", None),
    ],
)
def test_targets_of_links(target, address):
    assert web_address(target) == address


def test_links_of_markdown_in_html():
    text = b"""The <a class="x" href="https://a.example/1?x=1&amp;y=2">list</a> and [a <a name="p"></a>note](https://a.example/2)."""
    assert links(read_bytes(text, name="a.md")) == [
        ("list", "https://a.example/1?x=1&y=2"),
        ("a note", "https://a.example/2"),
    ]


def test_links_of_html():
    page = b"""<p>The <a href="//a.example/1">list</a>,
    the <a href="HTTPS://a.example/2">note</a>.<a href="#n1">[1]</a></p>
    <p id="n1">See https://a.example/3 and <a href="https://a.example/4">this</a>.</p>"""
    document = read_bytes(page, name="a.html")
    assert links(document)[:2] == [("list", "https://a.example/1"), ("note", "HTTPS://a.example/2")]
    assert document.footnotes[0].urls == ("https://a.example/4", "https://a.example/3")


def test_fields_of_word():
    draft = docx.Document()
    cited = draft.add_paragraph("See ")
    code = "<w:fldSimple w:instr=' HYPERLINK \"https://a.example/1\" '>"
    _append(cited, f"{code}<w:r><w:t>the list</w:t></w:r></w:fldSimple>")
    _append(cited, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = (
        f'<w:footnotes {NS}><w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve">Page 4 </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://a.example/2" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>of the report</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:r><w:t>, https://a.example/3_(x).</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), NOTES, notes.encode(), draft.part.package)
    draft.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    draft.save(file := io.BytesIO())
    document = read_bytes(file.getvalue(), name="a.docx")
    assert links(document)[0] == ("the list", "https://a.example/1")
    assert document.footnotes[0].urls == ("https://a.example/2", "https://a.example/3_(x)")


def test_a_link_in_a_footnote_of_rtf():
    text = (
        rb'{\rtf1 Nine boats were held.{\footnote See {\field{\*\fldinst HYPERLINK "https://a.example/1"}'
        rb"{\fldrslt the list}} and https://a.example/2.}\par}"
    )
    document = read_bytes(text, name="a.rtf")
    assert document.footnotes[0].urls == ("https://a.example/1", "https://a.example/2")
