import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes

from .real import read
from .show import links, shown
from .test_odt import QUAY


def test_a_file_by_libreoffice():
    document = read("quay-libreoffice.rtf")
    assert document.format == "rtf"
    assert shown(document) == QUAY
    assert links(document)[0] == ("its log", "https://harbourwatch.example/log")
    assert [f.urls for f in document.footnotes] == [("https://harbourwatch.example/method",)]
    assert (document.metadata.title, document.metadata.author) == ("The Quay at Vell", "Ada Lorn")


def test_a_file_by_pandoc():
    # It marks neither the title nor the quotation.
    plainer = {("headline", QUAY[0][1]): "paragraph", ("quote", QUAY[4][1]): "paragraph"}
    document = read("quay-pandoc.rtf")
    assert shown(document) == [(plainer.get((kind, text), kind), text) for kind, text in QUAY]
    assert links(document)[0] == ("its log", "https://harbourwatch.example/log")


def _words(inside: bytes) -> list[str]:
    document = read_bytes(b"{\\rtf1\\ansi\\ansicpg1252 " + inside + b"}", name="a.rtf")
    return [text for _, text in shown(document)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (b"The caf\\'e9 was closed.", "The café was closed."),
        (b"The caf\\u233?s were closed.", "The cafés were closed."),
        (b"\\uc2 The caf\\u233\\'c3\\'a9 was closed.", "The café was closed."),
        (b"A boat \\u-10179?\\u-8704? sailed.", "A boat \U0001f600 sailed."),
        (b"\\ldblquote Nobody\\rquote s here,\\rdblquote  she said.", "“Nobody’s here,” she said."),
        (b"Nine{\\v hidden words} were held.", "Nine were held."),
        (b"Nine{\\deleted ty} were held.", "Nine were held."),
        (b"Nine {\\b were} held.{\\*\\unknown noise {\\b inside}}", "Nine were held."),
        (b"Nine {\\pict\\pngblip 89504e47} were held.", "Nine were held."),
        (b"Nine \\bin5 {{{{{ were held.", "Nine were held."),
        (b"Nine\\~boats \\{were\\} held\\_up.", "Nine\u00a0boats {were} held-up."),
        (
            b"{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}Port {\\f1 \\'cf\\'ee\\'f0\\'f2} of Vell.",
            "Port Порт of Vell.",
        ),
    ],
)
def test_characters(inside, text):
    assert _words(inside) == [text]


def test_what_is_left_out_is_told():
    data = (
        b"{\\rtf1 Nine{\\deleted ty} were held.{\\*\\annotation Really?}{\\v x}{\\pict 00}{\\*\\shpinst box}}"
    )
    assert read_bytes(data, name="a.rtf").notes == (
        "1 picture(s) were not read.",
        "1 comment(s) were not read.",
        "Tracked deletions were left out; tracked insertions were read as text.",
        "Hidden text was left out.",
        "The text of 1 drawn shape(s) was not read.",
    )


def test_broken_and_hostile_files():
    assert _words(b"Nine were held.}}}} Two left.") == ["Nine were held. Two left."]

    with pytest.raises(UnreadableInput, match="nested"):
        read_bytes(b"{\\rtf1 " + b"{" * 5_000 + b"x", name="a.rtf")
    with pytest.raises(UnreadableInput, match="not those of an RTF"):
        read_bytes(b"Nine were held.", name="a.rtf", format="rtf")
    with pytest.raises(UnreadableInput, match="no text"):
        read_bytes(b"{\\rtf1 }", name="a.rtf")


def test_an_emoji_in_the_title_is_one_character():
    data = rb"{\rtf1{\info{\title \u-10179?\u-8704? Boats}{\author \u-10179?Doe}}Nine were held.}"
    metadata = read_bytes(data, name="a.rtf").metadata
    assert (metadata.title, metadata.author) == ("😀 Boats", "\ufffdDoe")
