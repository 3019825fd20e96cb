"""What the newsroom leaves out by its settings and by comments in the draft, and what it is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claims.document import Remark
from claims.reading import read_text
from claims.types import SpeakerType
from tests.verifier.rules.builder import article, bullet, fact, para, said, speaker
from verifier.config import Config, Ignore
from verifier.leaving_out import leave_out, place_below
from verifier.left_out import Sifted, Why
from verifier.pipeline import check
from verifier.render import render
from verifier.rules import flag, rule
from verifier.types import CheckedArticle

MINISTRY = speaker("the finance ministry", SpeakerType.GOVERNMENT, named=False)


def sifted(checked: CheckedArticle, config: Config | None = None, path: Path | None = None) -> Sifted:
    settings = config or Config()
    return leave_out(checked, flag(checked, config=settings), config=settings, path=path)


def remarked(checked: CheckedArticle, *remarks: tuple[int, str, bool]) -> CheckedArticle:
    """`checked` with these comments: offset, words, and whether they stand in a text."""
    found = tuple(Remark(at, words, number, inside) for number, (at, words, inside) in enumerate(remarks, 1))
    document = replace(checked.analysis.document, remarks=found)
    return replace(checked, analysis=replace(checked.analysis, document=document))


@pytest.mark.parametrize(
    ("entry", "silent"),
    [
        (Ignore(rule="VRB002"), True),
        (Ignore(rule="VRB001"), False),
        (Ignore(path="*.txt"), True),
        (Ignore(path="news/*"), True),
        (Ignore(path="draft.txt"), True),
        (Ignore(path="*.md"), False),
        (Ignore(rule="VRB002", speaker="The Finance Ministry"), True),
        (Ignore(speaker="the health ministry"), False),
        (Ignore(rule="VRB002", path="*.md"), False),
    ],
)
def test_ignore_entries(entry: Ignore, silent: bool, tmp_path: Path) -> None:
    line = said(
        "The budget is balanced, the finance ministry claimed.", MINISTRY, cue="claimed", lemma="claim"
    )
    checked = article(para(line), name="draft.txt")
    ignore = (replace(entry, reason="we know"),)
    config = Config(ignore=ignore, rules=(rule("VRB002"),), path=tmp_path / "verifier.toml")
    done = sifted(checked, config, tmp_path / "news" / "draft.txt")
    assert (done.kept == ()) is silent
    assert [(out.finding.rule, out.why, out.note) for out in done.left_out] == (
        [("VRB002", Why.SETTINGS, "we know")] if silent else []
    )


def test_an_article_is_known_by_its_place_below_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "archive" / "2031"
    inner.mkdir(parents=True)
    (tmp_path / "link").symlink_to(inner)
    assert place_below(tmp_path, inner / "a.md") == "archive/2031/a.md"
    assert place_below(tmp_path, tmp_path / "link" / "a.md") == "archive/2031/a.md"
    assert place_below(inner, tmp_path / "a.md") is None
    assert place_below(inner, None) is None


ACCUSED = "Officials embezzled the fund."
AGAIN = "Guards embezzled the fund."


def two() -> CheckedArticle:
    """Two paragraphs, the first of two sentences; all three are flagged by ATT001."""
    return article(para(fact(ACCUSED), fact(AGAIN)), para(fact("Clerks embezzled the fund.")))


SECOND = len(ACCUSED) + 1
THIRD = SECOND + len(AGAIN) + 2


@pytest.mark.parametrize(
    ("remarks", "left"),
    [
        ([(0, "verifier-ignore", False)], [0, SECOND]),
        ([(SECOND - 1, "verifier-ignore ATT001: filed", True)], [0]),
        ([(5, "verifier-ignore att001", True)], [0]),
        ([(SECOND, "verifier-ignore", True)], [0]),
        ([(SECOND + 3, "verifier-ignore", True)], [SECOND]),
        ([(0, "verifier-ignore", True)], [0]),
        ([(THIRD, "verifier-ignore", True)], [THIRD]),
        ([(THIRD - 2, "verifier-ignore ATT001,VRB002", False)], [THIRD]),
        ([(0, "verifier-ignore-file ATT001", False)], [0, SECOND, THIRD]),
        ([(0, "verifier-ignore-start", False), (THIRD - 2, "verifier-ignore-end", False)], [0, SECOND]),
        (
            [(SECOND + 4, "verifier-ignore-start", True), (THIRD + 4, "verifier-ignore-end", True)],
            [SECOND, THIRD],
        ),
    ],
)
def test_what_a_comment_holds_for(remarks: list[tuple[int, str, bool]], left: list[int]) -> None:
    done = sifted(remarked(two(), *remarks))
    assert [out.finding.span.start for out in done.left_out] == left
    assert {out.why for out in done.left_out} == {Why.REMARK}
    assert len(done.kept) == 3 - len(left)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (
            "verifier-ignore VRB001",
            "Line 1: the comment “verifier-ignore VRB001” leaves nothing out; take it away.",
        ),
        ("verifier-ignore ATT01", "names a rule that there isn't. Did you mean ATT0"),
        ("verifier-ignroe", "is none that is known. Did you mean verifier-ignore"),
        ("verifier-ignore-file", "names no rule and would silence everything"),
        ("verifier-ignore-file: all", "names no rule and would silence everything"),
        ("verifier-ignore-start", "has no end, so it was not followed"),
        ("verifier-ignore-end", "ends nothing"),
    ],
)
def test_a_comment_that_does_nothing_is_told(words: str, note: str) -> None:
    done = sifted(remarked(two(), (0, words, False)))
    assert not done.left_out
    assert len(done.kept) == 3
    (told,) = done.notes
    assert note in told


def test_the_rules_of_a_comment_that_it_meets_are_followed_and_the_others_told() -> None:
    done = sifted(remarked(two(), (0, "verifier-ignore ATT001 VRB001 XYZ001", False)))
    assert len(done.left_out) == 2
    assert ["VRB001; take it away" in note for note in done.notes] == [False, True]
    assert "XYZ001” names a rule that there isn't" in done.notes[0]


def test_a_comment_behind_the_last_text_has_nothing_to_hold_for() -> None:
    checked = two()
    done = sifted(remarked(checked, (len(checked.analysis.document.text), "verifier-ignore", False)))
    assert "no text follows" in done.notes[0]


def test_other_comments_are_nobodys_business() -> None:
    assert sifted(remarked(two(), (0, "check this", False), (0, "", False))).notes == ()


def test_a_bullet_of_its_own() -> None:
    checked = article(bullet(fact(ACCUSED)), bullet(fact(AGAIN)))
    at = checked.analysis.sentences[0].span.end
    done = sifted(remarked(checked, (at, "verifier-ignore", True)))
    assert [out.finding.sentence for out in done.left_out] == [0]


DRAFT = """# The fund

Officials embezzled the fund. <!-- verifier-ignore ATT001: court record --> Guards embezzled the fund.

<!-- verifier-ignore ATT001 -->
Clerks embezzled the fund.
"""
PAGE = """<html><body><article><h1>The fund</h1>
<p>Officials embezzled the fund. <!-- verifier-ignore ATT001: court record --> Guards embezzled the fund.</p>
<!-- verifier-ignore ATT001 -->
<p>Clerks embezzled the fund.</p></article></body></html>
"""


@pytest.mark.parametrize(("form", "text"), [("markdown", DRAFT), ("html", PAGE)])
def test_comments_of_a_draft_are_honoured(form: str, text: str) -> None:
    report = check(read_text(text, name="draft", format=form))
    words = [report.article.analysis.text(f.span) for f in report.findings if f.rule == "ATT001"]
    assert words == ["Guards embezzled the fund."]
    assert [(out.finding.rule, out.note) for out in report.left_out] == [
        ("ATT001", "court record"),
        ("ATT001", ""),
    ]
    assert report.notes == ()
    assert "2 findings left out: 2 by a comment in the draft." in render(report, "html")


def test_a_comment_that_does_nothing_is_told_in_every_report() -> None:
    text = "The ferry left at noon.\n\n<!-- verifier-ignore QUO001 -->\nIt was <b>late</b>.\n"
    report = check(read_text(text, name="draft.md", format="markdown"))
    note = "Line 3: the comment “verifier-ignore QUO001” leaves nothing out; take it away."
    assert report.notes == (note,)
    for form in ("terminal", "html", "json"):
        assert note in render(report, form)
