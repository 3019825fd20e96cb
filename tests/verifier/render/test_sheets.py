"""The sheets for a desk, on a report stated by hand."""

import dataclasses
import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from markdown_it import MarkdownIt

from sources.source import Snapshot
from verifier import render as forms

from .builder import poisoned, report
from .invented import RELEASE

SHEETS = ("reply-sheet", "fact-sheet")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
VECTORS = (
    "[a](https://evil.example)",
    "![a](https://evil.example/p.png)",
    "<script>alert(1)</script>",
    "<https://evil.example>",
    "\n\n# Head\n\n- item\n\n| a | b |\n|---|---|\n| c | d |\n\n",
    "\n```\ncode\n```\n",
    "**bold** _em_ ~~gone~~ `code",
    "\n[x]: https://evil.example\n\n[x]",
    "&lt;b&gt; &#60;b&#62;",
    "https://evil.example www.evil.example a@evil.example",
    "\x1b[2J\x1b]52;c;eA==\x07\x9b31m\u202e",
)


def sheet(form, made=None):
    return forms.render(made or report(), form)


def shape(text):
    """How many of each kind of block and of inline markup, but for text, code, and the points of lists.

    What stands as code is as plain as text, and a vector may have a figure or a name to tick off.
    """
    tokens = PARSER.parse(text)
    kinds = Counter(t.type for t in tokens) + Counter(c.type for t in tokens for c in t.children or ())
    plain = ("text", "code_inline", "inline", "paragraph", "list_item")
    return {kind: number for kind, number in kinds.items() if not kind.startswith(plain)}


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("vector", VECTORS)
def test_no_field_can_act(form, vector):
    text = sheet(form, poisoned(report(extra=vector), vector))
    assert shape(text) == shape(sheet(form, poisoned(report(extra=" plain"), " plain")))
    assert not {c for c in text if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0}
    assert "\u202e" not in text
    for address in re.findall(r"\S*(?:://|www\.|@)\S*", text):
        assert "`" in address, address


@pytest.mark.parametrize("form", SHEETS)
def test_a_sheet_says_what_it_is_and_of_which_draft(form):
    text = sheet(form)
    assert text.splitlines()[0] in ("# Right of reply: draft.txt", "# Fact sheet: draft.txt")
    assert f"input sha256 {'0' * 64}. The program proposes, the editor decides.\n" in text
    assert text == forms.render(report(), form)
    assert "The store holds no sources" not in text
    assert "The store holds no sources" in sheet(form, report(sources_held=0))


def test_the_reply_sheet_says_who_is_accused_of_what_by_whom():
    text = sheet("reply-sheet")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## The police",
        "## What else NGOs say",
    ]
    assert "3 allegations. Not heard in the text: the police." in text
    first, *points = re.split(r"^### ", text, flags=re.M)[1:]
    assert first.startswith("1. Line 6, sentence 6\n\nSays so: Open Door Network, NGO\n")
    assert "> The Open Door Network accused the police of:" in first
    assert "- Answer in the text: **none found**" in first
    assert "nothing independent bears it out (is it so? not found; did they say it? not found)" in first
    assert all("- A point of the list under 1." in point for point in points)
    assert text.count("Asked when: ____________  By whom: ____________") == 3
    assert "Line 10, sentence 10, Mara Quill, director, Open Door Network, NGO: “People told us" in points[-1]


def test_the_reply_sheet_of_a_draft_that_accuses_nobody():
    made = report()
    kept = tuple(c for c in made.article.claims if c.claim.sentence not in (5, 6, 7, 9))
    analysis = made.article.analysis
    clean = dataclasses.replace(
        analysis, sentences=tuple(s for s in analysis.sentences if s.index < 5), claims=()
    )
    article = dataclasses.replace(made.article, analysis=clean, claims=kept[:6], quotations=())
    text = sheet("reply-sheet", dataclasses.replace(made, article=article))
    assert "No allegation of wrongdoing was found." in text
    assert "## " not in text


def facts(text):
    first, second = text.split("## Second pass: every criticism")
    return re.split(r"^### ", first, flags=re.M)[1:], re.split(r"^### ", second, flags=re.M)[1:]


def test_every_claim_stands_in_the_first_pass_once():
    found, _ = facts(sheet("fact-sheet"))
    assert [each.splitlines()[0] for each in found[1:6]] == [
        "2. Line 3, sentence 2: Interior Ministry of Varland, government (executive)",
        "3. Line 3, sentence 3: The outlet's own voice",
        "4. Line 5, sentence 5: Ivo Brandt, spokesman, Interior Ministry of Varland, government (executive)",
        "5. Line 5, sentence 5: Ivo Brandt, spokesman, Interior Ministry of Varland, government (executive)",
        "6. Line 6, sentence 6: Open Door Network, NGO",
    ]
    assert len(found) == 11


def test_a_fact_has_its_words_its_boxes_and_its_source():
    made = report()
    taken = Snapshot("ab" * 32, RELEASE.id, datetime(2031, 3, 5, 9, 30, tzinfo=UTC), 1, "text/html")
    article = dataclasses.replace(made.article, snapshots=(taken,))
    found, _ = facts(sheet("fact-sheet", dataclasses.replace(made, article=article)))
    assert found[4].splitlines()[2:] == [
        "> number of seized phones at 1,200",
        "",
        "- [ ] Did they say it? **not found**: held against what the sources show this speaker to have said",
        "- [ ] Is it so? **contradicted**: held against what others say",
        "- [ ] Figures: “1,200”",
        "- Source: “Statement on the operation in Port Marrow”, Interior Ministry of Varland, 2031-03-04, "
        f"paragraph 2; snapshot of 2031-03-05 09:30 UTC, sha256 {'ab' * 32}",
        "",
    ]
    assert "Quotation “We will not stop until every hall is closed for good”: **altered**" in found[3]
    assert "- [ ] Figures: “140 people”" in found[1]


def test_nothing_is_ticked_for_the_checker():
    assert "[x]" not in sheet("fact-sheet").casefold()


def test_a_word_that_only_opens_a_sentence_is_no_name():
    found, _ = facts(sheet("fact-sheet"))
    varland = next(each for each in found if "border crossing at Tarn" in each)
    assert "- [ ] Names: “Varland”; “Tarn”" in varland
    assert "> Police arrested 140 people" in found[1]
    assert "Names" not in found[1]


def test_the_second_pass_says_who_criticises_whom_and_whether_it_is_answered():
    _, found = facts(sheet("fact-sheet"))
    assert len(found) == 3
    assert "- [ ] Who criticises: Open Door Network, NGO" in found[0]
    assert "- [ ] Whom: the police" in found[0]
    assert "- [ ] Answered: **none found**" in found[0]
