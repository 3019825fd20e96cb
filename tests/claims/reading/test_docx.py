import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from claims.errors import UnreadableInput
from claims.reading import read_bytes

from .show import leads, links, shown

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _bytes(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _append(paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml.replace(">", f" {NS}>", 1)))


def _draft():
    draft = docx.Document()
    draft.core_properties.title = "Port searched"
    draft.core_properties.author = "Jane Doe"
    draft.add_paragraph("Police search the port", style="Title")
    draft.add_paragraph("By Jane Doe")
    cited = draft.add_paragraph("The ministry cited ")
    link = draft.part.relate_to("https://r.example/x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    _append(cited, f'<w:hyperlink r:id="{link}"><w:r><w:t>the report</w:t></w:r></w:hyperlink>')
    _append(cited, '<w:ins w:id="9" w:author="a"><w:r><w:t xml:space="preserve"> again.</w:t></w:r></w:ins>')
    _append(cited, '<w:del w:id="8" w:author="a"><w:r><w:delText>and again</w:delText></w:r></w:del>')
    _append(cited, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    _append(cited, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>")
    notes = (
        f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p>'
        "<w:r><w:t>Page 4, see https://f.example/a.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), NOTES, notes.encode(), draft.part.package)
    draft.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    draft.add_heading("What was found", 1)
    draft.add_paragraph("They accused it of:")
    draft.add_paragraph("beatings", style="List Bullet")
    draft.add_paragraph("of children", style="List Bullet 2")
    draft.add_paragraph("- lies")
    draft.add_paragraph("Ana Velić stated:")
    draft.add_paragraph("“They were held.”", style="Quote")
    table = draft.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Place", "12"
    draft.add_paragraph("Officers at the gate", style="Caption")
    noted = draft.add_paragraph()
    draft.add_comment([noted.add_run("Two left.")], text="who?", author="E", initials="E")
    return draft


def test_a_draft():
    document = read_bytes(_bytes(_draft()), name="port.docx")
    assert shown(document) == [
        ("headline", "Police search the port"),
        ("caption", "By Jane Doe"),
        ("paragraph", "The ministry cited the report again."),
        ("heading", "What was found"),
        ("paragraph", "They accused it of:"),
        ("bullet", "beatings"),
        ("bullet", "of children"),
        ("bullet", "lies"),
        ("paragraph", "Ana Velić stated:"),
        ("quote", "“They were held.”"),
        ("cell", "Place"),
        ("cell", "12"),
        ("caption", "Officers at the gate"),
        ("paragraph", "Two left."),
        ("footnote", "Page 4, see https://f.example/a."),
    ]
    assert links(document)[0] == ("the report", "https://r.example/x")
    (note,) = document.footnotes
    assert (note.label, note.urls) == ("1", ("https://f.example/a",))
    assert note.mark.of(document.text) == "."
    assert (document.metadata.title, document.metadata.author) == ("Port searched", "Jane Doe")
    assert document.notes == (
        "1 tracked deletion(s) were left out; tracked insertions were read as text.",
        "1 stretch(es) of hidden text were left out.",
        "1 comment(s) were not read.",
    )
    assert leads(document)["lies"] == "They accused it of:"


def test_a_draft_without_styles():
    draft = docx.Document()
    draft.add_paragraph().add_run("Police search the port").bold = True
    draft.add_paragraph("Nine people were held on Tuesday, the ministry said in a statement.")
    draft.add_paragraph().add_run("What families say").bold = True
    field = draft.add_paragraph("Two left. ")
    for xml in (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://f.example/b" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>The list</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:t> names more.</w:t></w:r>",
    ):
        _append(field, xml)
    broken = draft.add_paragraph("One line")
    broken.add_run().add_break()
    broken.add_run("and its end.")
    broken.add_run().add_break()
    broken.add_run().add_break()
    broken.add_run("Another paragraph.")
    document = read_bytes(_bytes(draft), name="port.docx")
    assert shown(document) == [
        ("headline", "Police search the port"),
        ("paragraph", "Nine people were held on Tuesday, the ministry said in a statement."),
        ("heading", "What families say"),
        ("paragraph", "Two left. The list names more."),
        ("paragraph", "One line and its end."),
        ("paragraph", "Another paragraph."),
    ]
    assert links(document) == [("The list", "https://f.example/b")]


@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_text_that_is_told_not_to_be_hidden_or_bold_is_neither(off):
    draft = docx.Document()
    draft.add_paragraph("Nine were held at the port, it said.")
    shown_again = draft.add_paragraph("The mayor ")
    _append(shown_again, f'<w:r><w:rPr><w:vanish w:val="{off}"/></w:rPr><w:t>denied it.</w:t></w:r>')
    plain = draft.add_paragraph()
    _append(plain, f'<w:r><w:rPr><w:b w:val="{off}"/></w:rPr><w:t>Not a heading at all</w:t></w:r>')
    draft.add_paragraph("and no more was said.").add_run(" Later").bold = True
    document = read_bytes(_bytes(draft), name="port.docx")
    assert shown(document)[1:3] == [
        ("paragraph", "The mayor denied it."),
        ("paragraph", "Not a heading at all"),
    ]
    assert document.notes == ()


def test_a_comment_of_the_xml_is_passed_over():
    draft = docx.Document()
    _append(draft.add_paragraph("Nine were "), "<w:r><!-- made by hand --><w:t>held.</w:t></w:r>")
    assert shown(read_bytes(_bytes(draft), name="port.docx")) == [("paragraph", "Nine were held.")]


def test_headings_in_a_draft_with_no_style_and_no_bold():
    draft = docx.Document()
    for text in (
        "Police Search the Port",
        "Nine people were held on Tuesday, it said.",
        "Families Wait",
        "Two left, it said.",
    ):
        draft.add_paragraph(text)
    kinds = [kind for kind, _ in shown(read_bytes(_bytes(draft), name="port.docx"))]
    assert kinds == ["headline", "paragraph", "heading", "paragraph"]


def test_pictures_text_boxes_and_numbering():
    draft = docx.Document()
    drawn = draft.add_paragraph("Nine were held.")
    _append(drawn, "<w:r><w:drawing/></w:r>")
    _append(
        drawn,
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    listed = draft.add_paragraph("one of a list")
    listed._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {NS}><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    )
    outlined = draft.add_paragraph("Outlined")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NS} w:val="1"/>'))
    draft.add_paragraph("Two left.")
    document = read_bytes(_bytes(draft), name="port.docx")
    assert document.notes == ("1 picture(s) were not read.", "The text of 1 text box(es) was not read.")
    assert [kind for kind, _ in shown(document)] == ["paragraph", "bullet", "heading", "paragraph"]


def _refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        read_bytes(data, name="port.docx")
    assert caught.value.remedy


def test_damaged_files():
    whole = _bytes(_draft())
    _refused(whole[: len(whole) // 2], "cut short or damaged")
    _refused(b"PK\x03\x04word/" + b"x" * 500, "cut short or damaged")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<not-word/>")
    _refused(file.getvalue(), "damaged")
    with zipfile.ZipFile(file := io.BytesIO(), "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    _refused(file.getvalue(), "no Word document in it")
    _refused(_bytes(docx.Document()), "no text")
