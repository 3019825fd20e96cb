import dataclasses
import re

import pytest

from verifier import render as forms

from .builder import poisoned, report

VECTORS = (
    "\n::set-output name=x::y",
    "\r\n::error::x",
    "\u2028::stop-commands::x",
    "::error file=x::y",
    "##[error]x",
    ",line=999,title=x::",
    "%0A::warning::x",
    "%25",
    "\x85::notice::x",
)


def commands(text):
    """Each line as a runner reads it: name, properties, data. None for a line that is no command.

    After ActionCommand.TryParseV2 of the runner: trimmed, between "::" and the next "::", escapes undone.
    """
    for line in re.split(r"\r\n|\r|\n", text)[:-1]:
        found = re.fullmatch(r"::(?P<name>[a-z-]+)(?: (?P<told>.*?))?::(?P<data>.*)", line.strip())
        if found is None:
            yield None
            continue
        pairs = (part.split("=", 1) for part in (found["told"] or "").split(",") if "=" in part)
        yield found["name"], {name.strip(): undone(value) for name, value in pairs}, undone(found["data"])


def undone(text):
    for sign, escape in ((",", "%2C"), (":", "%3A"), ("\n", "%0A"), ("\r", "%0D"), ("%", "%25")):
        text = text.replace(escape, sign)
    return text


def test_a_summary_and_a_command_a_finding():
    text = forms.render(report(), "github")
    assert text.endswith("\n")
    summary, *rest = commands(text)
    assert summary == (
        "notice",
        {"title": "Attribution report"},
        "draft.txt: 12 sentences, 11 claims. 2 errors, 2 warnings and 1 suggestion to look at.",
    )
    assert [name for name, _, _ in rest] == ["notice", "error", "error", "warning", "warning"]
    assert rest[2] == (
        "error",
        {
            "file": "draft.txt",
            "line": "5",
            "endLine": "5",
            "col": "123",
            "title": "FIG002: A figure differs from the source",
        },
        "The figure differs from the source. Correct it, or say whose figure it is.",
    )


def test_a_column_goes_with_one_line_only():
    found = [properties for _, properties, _ in commands(forms.render(report(), "github"))]
    assert (found[4]["line"], found[4]["endLine"]) == ("6", "8")
    assert "col" not in found[4]


def test_an_empty_store_is_told():
    text = forms.render(report(sources_held=0, findings=False), "github")
    assert text.endswith(
        "No findings. The store holds no sources, so nothing could be checked against one.\n"
    )
    assert text.count("\n") == 1


def test_names_with_signs_of_the_syntax_come_through():
    made = report()
    document = dataclasses.replace(made.article.analysis.document, name="100%: a,b/ä c.md")
    analysis = dataclasses.replace(made.article.analysis, document=document)
    made = dataclasses.replace(made, article=dataclasses.replace(made.article, analysis=analysis))
    assert list(commands(forms.render(made, "github")))[1][1]["file"] == "100%: a,b/ä c.md"


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_in_the_article_is_a_command(vector):
    clean = list(commands(forms.render(report(), "github")))
    found = list(commands(forms.render(poisoned(report(extra=vector), vector), "github")))
    assert None not in found
    assert [(name, list(properties)) for name, properties, _ in found] == [
        (name, list(properties)) for name, properties, _ in clean
    ]
    assert all(properties.get("line", "1").isdigit() for _, properties, _ in found)
    assert all(properties["line"] != "999" for _, properties, _ in found[1:])


def test_several_articles_follow_each_other():
    text = forms.render_all([report(), report(findings=False)], "github")
    assert text.count("::notice title=Attribution report::") == 2
