"""Text that tries to act, in every field of a report and in every form that programs read."""

import dataclasses
import itertools

import pytest

from tests.verifier.render.builder import poisoned, report
from verifier import render as forms

JOINING = [name for name, form in forms.FORMS.items() if form.joins]
VECTORS = {
    "terminal": "\x1b]52;c;eA==\x07\x9b2J\x1b]8;;https://evil.example\x07",
    "bidi": "\u202e\u2066\u200f\u061c",
    "surrogates": "\udc80\ud800",
    "separators": "\u2028\u2029\x85\x0b\x0c\x1c",
    "nothing": "\x00\ufffe\uffff",
    "markup": "<script>alert(1)</script>]]>--><!--&\"'",
    "formula": "\n=HYPERLINK(1);+1",
    "command": "\r\n::error::x\n##[error]x",
}
ACTING = {
    chr(c)
    for c in itertools.chain(range(0x20), range(0x7F, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A))
}


@pytest.mark.parametrize("form", JOINING)
@pytest.mark.parametrize("vector", VECTORS)
def test_no_character_acts(form, vector):
    payload = VECTORS[vector]
    text = forms.render(poisoned(report(extra=payload), payload), form)
    text.encode("utf-8")
    assert not set(text) & (ACTING - {"\n", "\r"})
    assert text.count("\r") == (text.count("\r\n") if form == "csv" else 0)
    assert not set(text) & set("\u2028\u2029\x85\u200f\u061c\x00")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_no_two_forms_take_one_file():
    assert len({form.suffix for form in forms.FORMS.values()}) == len(forms.FORMS)


@pytest.mark.parametrize("form", JOINING)
def test_equal_reports_give_equal_bytes(form):
    assert forms.render(report(), form).encode() == forms.render_all([report()], form).encode()


@pytest.mark.parametrize("form", [name for name in JOINING if name != "jsonl"])
def test_no_folder_of_the_machine_is_named(form):
    made = report()
    document = dataclasses.replace(made.article.analysis.document, name="/srv/desk/secret/draft.txt")
    manifest = dataclasses.replace(made.manifest, input_name=document.name)
    claims = tuple(
        dataclasses.replace(c, evidence=tuple(_from_a_file(e) for e in c.evidence))
        for c in made.article.claims
    )
    analysis = dataclasses.replace(made.article.analysis, document=document)
    article = dataclasses.replace(made.article, analysis=analysis, claims=claims)
    made = dataclasses.replace(made, article=article, manifest=manifest)
    text = forms.render(made, form)
    assert "/srv" not in text
    assert "secret" not in text


def _from_a_file(evidence):
    source = dataclasses.replace(evidence.passage.source, location="/srv/desk/secret/source.pdf")
    return dataclasses.replace(evidence, passage=dataclasses.replace(evidence.passage, source=source))
