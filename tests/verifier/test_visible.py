import pytest

from verifier.visible import one_line, shorten, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, “quoted” — é 漢", "plain text, “quoted” — é 漢"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]8;;https://evil.example\x07x", "␛]8;;https://evil.example␇x"),
        ("\x9b31m", "\ufffd31m"),
        ("\x7f", "␡"),
        ("abc\u202edcba\u202c", "abc⟨RLO⟩dcba⟨PDF⟩"),
        ("\u2066x\u2069\u200f", "⟨LRI⟩x⟨PDI⟩⟨RLM⟩"),
        ("a\u2028b", "a\nb"),
        ("\udc80", "\ufffd"),
        ("a\rb", "a␍b"),
    ],
)
def test_no_character_acts(text, shown):
    assert visible(text) == shown


def test_no_control_character_is_left():
    every = "".join(map(chr, [*range(0x100), 0x61C, *range(0x2000, 0x2070)]))
    left = {c for c in visible(every) if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or "\u202a" <= c <= "\u202e"}
    assert left == {"\t", "\n"}


def test_one_line_has_one_line():
    assert one_line("a\n  b\tc\u2029d") == "a b c d"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 10, "short"),
        ("a few words that go on", 12, "a few words…"),
        ("onelongwordwithoutspace", 8, "onelong…"),
        ("x" * 5 + "e\u0301" + "y" * 5, 7, "xxxxx…"),
    ],
)
def test_shorten(text, limit, short):
    assert shorten(text, limit) == short
    assert len(shorten(text, limit)) <= limit
