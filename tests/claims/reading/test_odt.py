import zipfile

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes

from .packed import changed, packed
from .real import FILES, read
from .show import links, shown

QUAY = [
    ("headline", "The Quay at Vell"),
    ("paragraph", "Ada Lorn"),
    ("heading", "The Quay at Vell"),
    ("paragraph", "Harbour Watch counted fourteen boats at the quay on Friday, according to its log."),
    ("quote", "No boat may leave before the inspection is over."),
    ("heading", "What was found"),
    ("paragraph", "The inspectors listed:"),
    ("bullet", "nets without tags"),
    ("bullet", "papers that had run out"),
    ("bullet", "nine of them since March"),
    ("cell", "Place"),
    ("cell", "Boats"),
    ("cell", "Vell"),
    ("cell", "9"),
    ("cell", "Ostra"),
    ("cell", "5"),
    ("heading", "The Crews"),
    ("paragraph", "The crews had not been paid since January, the port doctor told the inspectors."),
    ("footnote", "The log was kept from May to June, see https://harbourwatch.example/method."),
]


@pytest.mark.parametrize("name", ["quay-pandoc.odt", "quay-libreoffice.odt"])
def test_a_real_file(name):
    document = read(name)
    assert document.format == "odt"
    assert shown(document) == QUAY
    assert links(document)[0] == ("its log", "https://harbourwatch.example/log")
    assert [(f.label, f.urls) for f in document.footnotes] == [
        ("1", ("https://harbourwatch.example/method",))
    ]
    assert (document.metadata.title, document.metadata.author) == ("The Quay at Vell", "Ada Lorn")
    assert document.notes == ()


def _text(inside: str, **parts: bytes) -> bytes:
    names = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"'
        for key, value in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
        }.items()
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>{inside}"
        "</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return packed([("mimetype", kind), ("content.xml", content.encode()), *parts.items()])


def test_what_is_left_out_is_told():
    data = _text(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Nine<office:annotation><text:p>Really?</text:p></office:annotation> were<text:s/>held."
        "<text:hidden-text>secret</text:hidden-text></text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
        "<text:section><text:p>Two<text:line-break/>left.</text:p><draw:frame/></text:section>"
    )
    document = read_bytes(data, name="a.odt")
    assert shown(document) == [("paragraph", "Nine were held."), ("paragraph", "Two left.")]
    assert document.notes == (
        "1 picture(s) were not read.",
        "The text of 1 text box(es) was not read.",
        "1 tracked deletion(s) were left out; tracked insertions were read as text.",
        "1 stretch(es) of hidden text were left out.",
        "1 comment(s) were not read.",
    )


def _refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        read_bytes(data, name="quay.odt")
    assert caught.value.remedy.endswith(".")


def test_damaged_and_hostile_files():
    whole = (FILES / "quay-pandoc.odt").read_bytes()
    _refused(whole[: len(whole) // 2], "cut short or damaged")
    _refused(b"not a zip", "not those of an OpenDocument text")
    _refused(changed(whole, "content.xml", lambda xml: xml[:-40]), "XML is damaged")
    _refused(changed(whole, "content.xml", lambda _: b" " * 60_000_000), "would unpack to")
    _refused(_text("<text:section>" * 150 + "<text:p>x</text:p>" + "</text:section>" * 150), "nested")
    _refused(_text("<text:p>" + "<text:span>" * 150 + "x" + "</text:span>" * 150 + "</text:p>"), "nested")
    _refused(
        packed([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
        "no Open",
    )
    broken = bytearray(whole)
    at = zipfile.ZipFile(FILES / "quay-pandoc.odt").getinfo("content.xml").header_offset + 60
    broken[at : at + 40] = b"\xff" * 40
    _refused(bytes(broken), "damaged")
