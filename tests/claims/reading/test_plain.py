import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import BlockKind
from claims.reading import read_text
from tests.timing import cpu_seconds

from .show import leads, links, shown, story, words

LINES = """Loading the Sonora audio player...
|
On 3 March police in the port of Velmar searched nine warehouses and held more than 200 people.
🏢 Where They Searched
Officers went to warehouses in:
- The old harbour: 120 people held, 40 of them women
- Tannery Street: 80 people held
The ministry sent the phones to the capital.
⚖️ What Rights Groups Say
A report by Harbour Watch accused the ministry of many wrongs, including:
• Beatings
• Forced confessions
The group's director Ana Velić stated:
“They were held for nine days without a lawyer, and nobody told us why.”
The ministry denies it."""


def test_each_line_a_paragraph():
    document = read_text(LINES)
    kinds = [block.kind.value for block in document.blocks]
    assert kinds[:8] == [
        "boilerplate",
        "boilerplate",
        "paragraph",
        "heading",
        "paragraph",
        "bullet",
        "bullet",
        "paragraph",
    ]
    assert kinds[8:] == ["heading", "paragraph", "bullet", "bullet", "paragraph", "quote", "paragraph"]
    assert document.original == LINES
    lead = leads(document)
    assert lead["Tannery Street: 80 people held"] == "Officers went to warehouses in:"
    assert lead["Forced confessions"] == words(document, 9)
    assert lead[words(document, 13)] == "The group's director Ana Velić stated:"
    assert lead["The ministry denies it."] is None
    assert lead["The ministry sent the phones to the capital."] is None
    assert [document.blocks[i].heading for i in (2, 4, 6, 10, 14)] == [None, 3, 3, 8, 8]
    assert document.blocks[0].reason == "audio or video player line"


PARAGRAPHS = (
    "The ministry of the interior said on Tuesday that its officers had searched nine warehouses in the old "
    "port of Velmar, and that they had found more than two hundred people in them.",
    "Harbour Watch, a rights group, said that the people had been held for nine days without a lawyer. It "
    "had spoken with forty families, it said, and none of them had been told where their relatives were.",
    "“We asked every day,” said one of the mothers, who did not want her name to be printed. “Every day "
    "they sent us away.”",
)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_hard_wrapped_lines_are_joined(width):
    text = "Port Searched Again\n\n" + "\n\n".join(textwrap.fill(p, width) for p in PARAGRAPHS)
    document = read_text(text)
    assert [b.kind for b in document.blocks] == [BlockKind.HEADLINE] + [BlockKind.PARAGRAPH] * 3
    assert tuple(words(document, i).replace("\n", " ") for i in (1, 2, 3)) == PARAGRAPHS


def test_hard_wrapped_bullets_are_joined():
    items = ("officers beat people who would not sign the papers that were put before them at night",) * 2
    text = textwrap.fill(PARAGRAPHS[0], 70) + "\n\n" + textwrap.fill("The group said that:", 70) + "\n\n"
    text += "\n".join(textwrap.fill("- " + item, 70, subsequent_indent="  ") for item in items)
    document = read_text(text)
    assert [b.kind.value for b in document.blocks] == ["paragraph", "paragraph", "bullet", "bullet"]
    assert words(document, 3).split() == items[1].split()
    assert leads(document)[words(document, 3)] == "The group said that:"


def test_a_wrapped_line_that_begins_with_a_dash_or_a_number_is_no_bullet():
    text = (
        "The ministry said that the nine warehouses had been searched in March\n"
        "– and that a judge had signed the order for it – on the morning of 14\n"
        "15 and 16 March by officers of three units under one of its deputies.\n"
    )
    assert [b.kind.value for b in read_text(text).blocks] == ["paragraph"]


def test_paragraphs_between_blank_lines():
    document = read_text("\n\n".join(PARAGRAPHS))
    assert story(document) == [("paragraph", p) for p in PARAGRAPHS]


def test_bullets_of_many_kinds_and_nested_ones():
    text = "The order named:\n* the port\n"
    text += "  - the quay:\n    – berth nine\n  - the sheds\n1. the road\n(a) the hill\n"
    document = read_text(text)
    assert [w for kind, w in shown(document) if kind == "bullet"] == [
        "the port",
        "the quay:",
        "berth nine",
        "the sheds",
        "the road",
        "the hill",
    ]
    lead = leads(document)
    assert lead["berth nine"] == "the quay:"
    assert lead["the sheds"] == lead["the road"] == lead["the hill"] == "The order named:"


def test_a_list_without_an_introduction_has_no_lead_in():
    document = read_text("He left early.\n\n- bread\n- salt\n")
    assert leads(document)["salt"] is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Families Wait for News", "heading"),
        ("THE OFFICIAL ANSWER", "heading"),
        ("What happened next", "heading"),
        ("Nine people were released", "paragraph"),
        ("“The Long Wait”", "paragraph"),
        ("Who gave the order?", "paragraph"),
        ("VELMAR, 3 March — Police", "paragraph"),
        ("By Jane Doe", "caption"),
        ("‘The Long Wait’", "paragraph"),
        ("Officers at the northern gate. Velmar Today/via Reuters", "caption"),
        ("Photo: Ivo Hadd / Harbour Post", "caption"),
        ("12 March 2031", "caption"),
        ("Published: March 12, 2031, 10:15 GMT", "caption"),
        ("Advertisement", "boilerplate"),
    ],
)
def test_a_short_line_by_itself(line, kind):
    document = read_text(f"{PARAGRAPHS[0]}\n\n{line}\n\n{PARAGRAPHS[1]}")
    assert shown(document)[1] == (kind, line)


@pytest.mark.parametrize(
    "headline",
    [
        "Police Search the Old Port",
        "Police Search the Old Port.",
        "Police hold 200 people in northern port raids",
    ],
)
def test_the_first_line_above_the_story_is_the_headline(headline):
    document = read_text(f"{headline}\n\nBy Jane Doe\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")
    assert [b.kind.value for b in document.blocks] == ["headline", "caption", "paragraph", "paragraph"]
    assert document.blocks[3].heading == 0


def test_a_speech_of_several_paragraphs_keeps_its_lead_in():
    text = "She stated:\n\n“We asked every day.\n\n“Nobody answered us.”\n\n“That is all,” the clerk said."
    document = read_text(text)
    assert [b.kind.value for b in document.blocks] == ["paragraph", "quote", "quote", "paragraph"]
    assert [b.lead_in for b in document.blocks] == [None, 0, 0, None]


def test_a_paragraph_right_after_a_colon_has_a_lead_in():
    document = read_text(
        "The ministry answered:\n\nNobody was beaten, and nobody was held.\n\nIt said no more."
    )
    assert [b.lead_in for b in document.blocks] == [None, 0, None]


def test_an_advertisement_does_not_part_a_quotation_from_its_lead_in():
    document = read_text('She stated:\n\nAdvertisement\n\n"We asked every day."')
    assert document.blocks[2].kind is BlockKind.QUOTE
    assert document.blocks[2].lead_in == 0


def test_mojibake_does_not_hide_the_shape_of_a_line():
    broken = "Officers went to:\nâ€¢ the port\nâ€¢ the hill\nðŸ”¥ After the Fire\n" + PARAGRAPHS[0]
    document = read_text(broken)
    assert [b.kind.value for b in document.blocks] == [
        "paragraph",
        "bullet",
        "bullet",
        "heading",
        "paragraph",
    ]
    assert document.original == broken
    port = document.blocks[1].span
    assert document.offsets.to_origin(port).of(broken) == "the port"


def test_urls_written_out_are_links():
    assert links(read_text("See https://example.org/a_(b) and (http://example.net/x).")) == [
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("http://example.net/x", "http://example.net/x"),
    ]


def test_line_ends_of_other_systems():
    text = "Port Searched Again\r\n\r\nNine were held.\rTwo were released.\r\n"
    document = read_text(text)
    assert [words(document, i) for i in range(3)] == [
        "Port Searched Again",
        "Nine were held.",
        "Two were released.",
    ]
    for block in document.blocks:
        assert document.offsets.to_origin(block.span).of(text) == block.span.of(document.text)


def test_time_grows_with_the_text_not_with_its_square():
    def seconds(times):
        text = "\n\n".join(PARAGRAPHS * times)
        return cpu_seconds(lambda: read_text(text))

    seconds(1)
    assert seconds(100) < 40 * max(seconds(10), 0.002)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *PARAGRAPHS,
                "- item",
                "  * sub",
                "Heading Here",
                "|",
                "“Quote.”",
                "said:",
                "",
                "\r\n",
                "\u200b",
                "cafÃ©",
            ]
        )
    ).map("\n".join)
)
def test_blocks_are_in_order_apart_and_trimmed(text):
    if not text.strip("\n\r\u200b "):
        return
    document = read_text(text)
    at = 0
    for index, block in enumerate(document.blocks):
        assert at <= block.span.start < block.span.end <= len(document.text)
        assert block.span.of(document.text) == block.span.of(document.text).strip()
        assert block.lead_in is None or block.lead_in < index
        assert block.heading is None or block.heading < index
        at = block.span.end


@pytest.mark.parametrize("line", ["Harbour Night Is Back.", "Police searched the old port."])
def test_a_sentence_above_the_story_is_none(line: str) -> None:
    assert read_text(f"{line}\n\n{PARAGRAPHS[0]}").blocks[0].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("“Nobody asked the nurses”", BlockKind.HEADLINE),
        ('INTERVIEW: "Nobody asked the nurses"', BlockKind.HEADLINE),
        ("Minister calls plan “madness”", BlockKind.HEADLINE),
        ("“Nobody asked the nurses.”", BlockKind.PARAGRAPH),
        ("“Nobody asked the nurses,” she said.", BlockKind.PARAGRAPH),
    ],
)
def test_words_in_quotation_marks_above_the_story_are_its_headline(first: str, kind: BlockKind) -> None:
    document = read_text(f"{first}\n\nPetra Lund met the Courier in her office in Malby on Monday morning.\n")
    assert document.blocks[0].kind is kind
