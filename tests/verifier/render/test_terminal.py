import dataclasses
import re

import pytest

from verifier import render as forms
from verifier.render import Look
from verifier.render.terminal import render

from .builder import poisoned, report

ACTING = "\x1b[2J\x1b]52;c;eA==\x07\x9b31m\u202e[bold red]markup[/] :warning:"


def plain(**options):
    return render(report(), look=Look(**options))


def test_what_an_editor_wants_first_comes_first():
    text = plain()
    order = [
        "2 errors, 2 warnings and 1 suggestion to look at.",
        "altered quotations",
        "Findings",
        "Evidence for the other sentences",
        "Attribution, sentence by sentence",
        "About the reading",
        "attribution-verifier 0.1.0",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_the_counts_stand_beside_their_names():
    text = plain()
    for name, number in [
        ("Government claim", 2),
        ("NGO allegation", 4),
        ("claims", 11),
        ("attributed to somebody", 7),
        ("unattributed", 4),
        ("altered quotations", 1),
        ("contradicted figures", 1),
        ("not found in any source", 6),
        ("single-source allegations", 1),
        ("unanswered accusations", 1),
    ]:
        assert re.search(rf"\b{name} +{number}\b", text), name


def test_who_gets_to_speak_is_told_by_length():
    lines = plain().splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("Who gets to speak"))
    rows = [line.split() for line in lines[first + 2 : first + 5]]
    assert rows == [
        ["NGO", "█" * 12, "50%", "4", "29"],
        ["government", "█" * 9, "38%", "3", "21"],
        ["anonymous", "█" * 3, "12%", "1", "4"],
    ]


def test_a_finding_has_its_place_its_carets_and_its_remedy():
    lines = plain().splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("error FIG002"))
    assert lines[head].endswith("draft.txt:5:123")
    caret = next(n for n in range(head, len(lines)) if set(lines[n].strip()) == {"^"})
    start, end = lines[caret].index("^"), lines[caret].rindex("^") + 1
    assert lines[caret - 1][start:end] == "1,200"
    assert lines[caret + 1].strip() == "The figure differs from the source."
    assert lines[caret + 2].strip() == "→ Correct it, or say whose figure it is."


def test_findings_stand_in_reading_order_with_their_titles():
    text = plain()
    ids = re.findall(r"^(?:error|warning|suggestion) ([A-Z]{3}\d{3})", text, re.M)
    assert ids == ["TXT001", "QUO001", "FIG002", "FAI001", "ATT005"]
    from verifier.rules import rule

    assert f"QUO001 {rule('QUO001').title}" in text


def test_the_passage_stands_beside_the_claim():
    text = plain(width=120)
    row = next(line for line in text.splitlines() if "number of seized phones" in line and "│" in line)
    assert "Statement on the operation in Port Marrow" in row
    assert "✗ Figures: the article has 1,200 phones" in text
    assert "no date to compare" not in text
    assert "page 9, paragraph 14" in plain(width=200)


def test_a_claim_that_no_passage_speaks_to_takes_one_line():
    text = plain(width=120)
    assert (
        "Sentence 6, Open Door Network: not found. Nearest is Behind the Counter, Open Door Network" in text
    )
    assert "Sentence 7" not in text


def test_a_narrow_terminal_has_it_below():
    lines = plain(width=60).splitlines()
    row = next(n for n, line in enumerate(lines) if "number of seized phones" in line and "│" in line)
    assert "Statement on the operation" not in lines[row]
    assert any("Statement on the operation" in line for line in lines[row:])
    assert max(map(len, lines)) <= 60


def test_an_altered_quotation_shows_its_words_without_colour_too():
    assert "We [-will-] {+shall+} not [-stop-] {+rest+} until [-every-] {+each+} hall is closed" in plain()


def test_the_table_has_a_row_for_each_claim():
    table = plain(width=120).split("Attribution, sentence by sentence")[1]
    assert re.search(
        r"2 +Government claim +Interior Ministry of Varland +government \(executive\) +confirmed", table
    )
    assert re.search(r"11 +Reported fact +own voice +supported", table)
    assert re.search(r"12 +Attributed claim +Nobody named +anonymous +not found +not found", table)
    assert len(re.findall(r"(?:claim|allegation|fact)  ", table)) == 11


def test_findings_only():
    text = plain(findings_only=True)
    assert text.count("→") == 5
    for part in ("Evidence", "Attribution, sentence", "Government claim", "│"):
        assert part not in text


def test_questions_have_a_section_of_their_own():
    made = report()
    asked = dataclasses.replace(made, findings=made.findings[1:], questions=made.findings[:1])
    text = render(asked)
    findings, questions = text.split("Questions for the desk")
    assert f"Question {made.findings[0].rule}" in questions
    assert made.findings[0].message.split()[0] in questions
    assert "Question " not in findings
    assert "Questions for the desk" not in render(made)
    assert "Questions for the desk" not in render(asked, look=Look(findings_only=True))


def test_no_findings_and_no_sources_are_said_plainly():
    text = render(report(sources_held=0, findings=False))
    assert "No findings." in text
    assert "The store holds no sources, so nothing could be checked against one." in text
    assert "│" not in text
    assert render(report(findings=False), look=Look(findings_only=True)).strip() == ""


@pytest.mark.parametrize("colours", ["standard", "256", "truecolor"])
def test_colour_only_adds_codes(colours):
    coloured = render(report(), look=Look(colours=colours))
    assert "\x1b[1;31merror QUO001\x1b[0m" in coloured
    bare = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines())
    assert bare + "\n" == plain()


def test_no_colour_has_no_escape(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in plain()


@pytest.mark.parametrize("colours", [None, "truecolor"])
def test_text_from_outside_cannot_act(colours):
    text = render(poisoned(report(extra=ACTING), ACTING), look=Look(colours=colours, width=110))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert not {c for c in bare if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0}
    assert "\u202e" not in text
    assert "[bold red]markup[/]" in bare
    assert ":warning:" in bare
    assert "⟨RLO⟩" in text


def test_a_finding_without_a_sentence_shows_its_block():
    made = report()
    document = made.article.analysis.document
    dropped = next(b for b in document.blocks if b.kind == "boilerplate")
    finding = dataclasses.replace(made.findings[0], sentence=None, span=dropped.span)
    text = render(dataclasses.replace(made, findings=(finding,)), look=Look(findings_only=True))
    assert "Listen to this story (4 min)" in text
    assert "^" * 28 in text


def test_the_same_report_gives_the_same_text():
    assert plain() == forms.render(report(), "terminal")
