import codecs

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes
from claims.reading.encoding import decode

CURLY = "The café’s owner said: “It was so” — and left… He paid £5."
POLISH = (
    "Minister sprawiedliwości powiedział, że źródła są niewiarygodne. Żądał przeprosin od władz Łomży. " * 3
)
RUSSIAN = "Министр юстиции заявил, что источники ненадежны, и потребовал извинений от городских властей. " * 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CURLY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CURLY.encode(), "utf-8"),
        (CURLY.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"), "utf-16"),
        (CURLY.encode("utf-16-le"), "utf-16-le"),
        (CURLY.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + CURLY.encode("utf-32-le"), "utf-32"),
        (CURLY.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings_of_western_text(data, encoding):
    assert decode(data, name="a.txt") == (CURLY, encoding)


def test_detection_of_other_code_pages():
    assert decode(POLISH.encode("cp1250"), name="a.txt")[0] == POLISH
    assert decode(RUSSIAN.encode("cp1251"), name="a.txt")[0] == RUSSIAN


def test_a_declared_encoding_is_tried_before_detection():
    assert decode(POLISH.encode("iso8859-2"), name="a", declared="ISO-8859-2") == (POLISH, "iso8859-2")
    assert decode(CURLY.encode("cp1252"), name="a", declared="latin1") == (CURLY, "cp1252")
    assert decode(CURLY.encode(), name="a", declared="no-such-code") == (CURLY, "utf-8")


@pytest.mark.parametrize("codec", ["hex", "rot13", "zip", "undefined", "idna"])
def test_a_codec_that_is_no_encoding_of_text_is_not_tried(codec):
    assert decode(CURLY.encode("cp1252"), name="a", declared=codec) == (CURLY, "cp1252")


def test_the_document_says_how_it_was_read():
    assert read_bytes(CURLY.encode("cp1252"), name="a.txt").encoding == "cp1252"


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 400,
        b"The port\0\0\0\0\0\0\0 was",
        bytes(range(1, 9)) * 20,
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
    ],
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableInput) as caught:
        decode(data, name="draft.txt")
    assert caught.value.subject == "draft.txt"
    assert "UTF-8" in caught.value.remedy
