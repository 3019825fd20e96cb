import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import RepairKind, Span
from claims.repair import repair
from tests.timing import cpu_seconds

CODE_PAGES = [
    "cp1252",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1257",
    "cp1253",
    "iso8859-2",
    "mac_roman",
    "cp437",
    "cp850",
    "koi8-r",
    "cp866",
]
MIXED = "🏢 “Señor Ibáñez” left Łomża — the café’s owner… ⚖️ ⚠️ Смирнов Štefan à la voilà 🇰🇭 £5 3×4"


def misread(text: str, code_page: str) -> str:
    """`text` as a program shows it that takes its UTF-8 for `code_page`; undefined codes become controls."""
    shown = []
    for code in text.encode():
        try:
            shown.append(bytes([code]).decode(code_page))
        except UnicodeDecodeError:
            shown.append(chr(code))
    return "".join(shown)


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_utf8_read_as_a_code_page_is_mended(code_page):
    mended = repair(misread(MIXED, code_page))
    assert mended.text == MIXED
    assert {r.kind for r in mended.repairs} == {RepairKind.MOJIBAKE}
    assert all(r.after == r.span.of(mended.text) for r in mended.repairs)


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_text_that_went_wrong_twice_is_mended(code_page):
    broken = misread(misread(MIXED, code_page), code_page)
    mended = repair(broken)
    assert mended.text == MIXED
    for found in mended.repairs:
        assert mended.offsets.to_origin(found.span).of(broken) == found.before


@pytest.mark.parametrize("code_page", ["cp1252", "latin-1", "cp1250", "cp1254", "cp1257"])
def test_a_no_break_space_that_became_a_space_is_restored(code_page):
    assert repair(misread(MIXED, code_page).replace("\u00a0", " ")).text == MIXED


@pytest.mark.parametrize("code_page", ["cp1250", "cp1252", "cp1251"])
@pytest.mark.parametrize("left", [" ", "  "])
def test_an_emoji_whose_last_byte_was_a_no_break_space(code_page, left):
    # F0 9F 8F A0: the house, whose last byte is a no-break space in these code pages.
    broken = misread("🏠", code_page)[:-1] + left + "Homes Searched"
    assert repair(broken).text == "🏠 Homes Searched"


def test_an_emoji_that_cannot_be_told_becomes_a_replacement_character():
    # F0 9F 94 and then 81, 8D, 8F, 90 or 9D, none of which cp1252 defines: five emoji could be meant.
    assert repair("ðŸ”Inquiry").text == "\ufffdInquiry"


def test_a_closing_quotation_mark_whose_last_byte_was_dropped():
    assert repair("â€œIt was so,â€ she said.").text == "“It was so,” she said."


def test_a_byte_order_mark_read_as_cp1252_goes_with_a_repair():
    mended = repair("ï»¿The ministry.")
    assert mended.text == "The ministry."
    assert mended.offsets.to_origin(Span(0, 3)) == Span(3, 6)


NATURAL = [
    "“José,” said É’S «École» «voilà…» and “passé’” — the fiancé—who",
    "SHE SAID IN THE CAFÉ” AND CAFÉ… NESTLÉ® 25°C 3½ §5 ¿Qué? ¡É! Zoë’s Ñandú",
    "Ні, Ті, Рік «Я» Россия… «УЕФА И» Її Наші СССР “Київ”—",
    "Úžasný Číž Óż Žluťoučký kůň „Übung“ ‚Ähnlich‘ Ærø Åse Ø…",
    "កម្ពុជា បានចាប់ខ្លួន\u200bមនុស្ស",
    "中文：“你好”……——結束",
    "İstanbul Şişli ÇAĞ Đã bắt giữ",
    "Ελλάδα ΝΈΑ ΝΆΞΟΣ «ΝΈ» «Ώρα»",
    "┌──┬──┐ 👩‍👩‍👧 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ⚖️ می\u200cخواهم",
    "nine mm — “so” ‘it’ … 10–12 • £5 © 2020",
]


@pytest.mark.parametrize("text", NATURAL)
def test_correct_text_is_not_touched(text):
    mended = repair(text)
    assert mended.text == text
    assert mended.repairs == ()
    assert mended.offsets.to_origin(Span(0, len(text))) == Span(0, len(text))


def test_correct_text_beside_mojibake_is_not_touched():
    assert repair("Łódź and “José” but cafÃ© and CAFÉ”").text == "Łódź and “José” but café and CAFÉ”"


@pytest.mark.parametrize(
    ("text", "kind", "after"),
    [
        ("pris\u00adon", RepairKind.INVISIBLE, "prison"),
        ("\ufeffThe", RepairKind.INVISIBLE, "The"),
        ("pri\u200bson", RepairKind.INVISIBLE, "prison"),
        ("pri\u200dson", RepairKind.INVISIBLE, "prison"),
        ("a\U000e0041b", RepairKind.INVISIBLE, "ab"),
        ("🏴\U000e0067\U000e0062\U000e007f", None, "🏴\U000e0067\U000e0062\U000e007f"),
        ("🏴\U000e0067a\U000e0062", RepairKind.INVISIBLE, "🏴\U000e0067a"),
        ("so\u202ees", RepairKind.BIDI, "soes"),
        ("a\x1b[31mb", RepairKind.CONTROL, "a[31mb"),
        ("a\x9bb", RepairKind.CONTROL, "ab"),
        ("a\x0bb\x85c\u2028d", RepairKind.CONTROL, "a\nb\nc\nd"),
        ("a\ud800b", RepairKind.CONTROL, "a\ufffdb"),
        ("a\tb\nc", None, "a\tb\nc"),
        ("a\r\nb\rc", None, "a\nb\nc"),
    ],
)
def test_invisible_and_control_characters(text, kind, after):
    mended = repair(text)
    assert mended.text == after
    assert {r.kind for r in mended.repairs} == ({kind} if kind else set())


def test_time_grows_with_the_tags_not_with_their_square():
    def seconds(tags):
        return cpu_seconds(lambda: repair("x" + "\U000e0061" * tags))

    seconds(10)
    assert seconds(24_000) < 30 * max(seconds(2_400), 0.002)


def test_repairs_stand_at_their_place_after_all_mendings():
    mended = repair("\ufeffA cafÃ© and\u200b a cafÃ©.")
    assert mended.text == "A café and a café."
    assert [(r.before, r.span.of(mended.text)) for r in mended.repairs] == [
        ("\ufeff", ""),
        ("Ã©", "é"),
        ("\u200b", ""),
        ("Ã©", "é"),
    ]


MESSY = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["Ã©", "â€™", "đź§ ", "\r\n", "\u200b", "\u202e", "й", "é”", "ðŸ”¥", "Ã¢â‚¬â„¢", "\x85", "Â "]
        ),
        st.text(alphabet="ÃÂâ€™˜œžđźРС°±©\u00a0\u00ad ab", max_size=6),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(MESSY, st.data())
def test_every_span_maps_back(text, data):
    mended = repair(text)
    start = data.draw(st.integers(0, len(mended.text)))
    end = data.draw(st.integers(start, len(mended.text)))
    origin = mended.offsets.to_origin(Span(start, end))
    assert 0 <= origin.start <= origin.end <= len(text)
    at = at_origin = 0
    for segment in mended.offsets.segments:
        assert segment.span.start == at
        assert segment.origin.start == at_origin
        at, at_origin = segment.span.end, segment.origin.end
    assert (at, at_origin) == (len(mended.text), len(text))
    changed = [r.span for r in mended.repairs]
    for segment in mended.offsets.segments:
        if len(segment.span) == len(segment.origin) and not any(c.overlaps(segment.span) for c in changed):
            assert segment.span.of(mended.text) == segment.origin.of(text).replace("\r", "\n")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_plain_english_is_never_changed(text):
    assert repair(text).text == text
