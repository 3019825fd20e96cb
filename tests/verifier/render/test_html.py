import base64
import dataclasses
import hashlib
import re
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

from claims.types import SpeakerType
from verifier import render as forms
from verifier.render import page
from verifier.render.html import render
from verifier.render.opening import opening

from .builder import poisoned, report
from .tags import Tags

VECTORS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)//",
    "--><iframe srcdoc=x>&lt;b&gt;",
)


@pytest.fixture(scope="module")
def tags():
    return Tags(render(report()))


def test_tags_are_balanced(tags):
    assert tags.stack == []
    assert {"html", "head", "body", "article", "main"} <= {tag for tag, _ in tags.tags}


def test_the_policy_lets_in_this_style_alone():
    text = render(report())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1].replace("&#39;", "'")
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ")[:3] == ["default-src 'none'", f"style-src 'sha256-{digest}'", "img-src data:"]
    assert not re.search(r"\sstyle=", text)


@pytest.mark.parametrize("vector", VECTORS)
def test_no_field_can_inject_markup(vector):
    tags = Tags(render(poisoned(report(extra=vector), vector)))
    clean = Tags(render(report()))
    assert sorted({tag for tag, _ in tags.tags}) == sorted({tag for tag, _ in clean.tags})
    assert {name for _, attrs in tags.tags for name in attrs} <= {
        name for _, attrs in clean.tags for name in attrs
    }
    assert tags.text.count(vector) > 60


@pytest.mark.parametrize(
    "vector", ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", "vbscript:x"]
)
def test_only_web_addresses_become_links(vector):
    made = report()
    document = made.article.analysis.document
    link = dataclasses.replace(document.links[0], url=vector)
    analysis = dataclasses.replace(
        made.article.analysis, document=dataclasses.replace(document, links=(link,))
    )
    made = dataclasses.replace(made, article=dataclasses.replace(made.article, analysis=analysis))
    tags = Tags(render(made))
    assert vector in tags.text
    for tag, attrs in tags.tags:
        if tag == "a" and not attrs["href"].startswith("#"):
            assert attrs["href"].startswith(("http://", "https://"))
            assert attrs["rel"] == "noopener noreferrer"


def test_there_are_links_to_the_sources(tags):
    outside = {attrs["href"] for tag, attrs in tags.tags if tag == "a" and not attrs["href"].startswith("#")}
    assert outside == {
        "https://interior.example/statements/114",
        "https://interior.example/f",
        "https://coastwire.example/tarn",
    }


def test_every_inner_link_leads_somewhere(tags):
    ids = [attrs["id"] for _, attrs in tags.tags if "id" in attrs]
    assert len(ids) == len(set(ids)) == 32
    inner = {attrs["href"] for tag, attrs in tags.tags if tag == "a" and attrs["href"].startswith("#")}
    assert inner - {"#closed"} == {f"#{name}" for name in ids} & inner
    assert {f"#n{number}" for number in range(1, 13)} <= inner


def test_the_layout_of_the_article_is_kept(tags):
    kinds = [kind for kind, _ in page.layout(report())]
    assert kinds == [
        "headline",
        "boilerplate",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "bullet",
        "paragraph",
        "quote",
        "paragraph",
    ]
    names = [tag for tag, _ in tags.tags]
    assert names.count("blockquote") > 1
    assert "ul" in names
    assert "left out: a line of the page's audio player" in tags.text


def test_the_whole_article_is_there(tags):
    document = report().article.analysis.document
    shown = " ".join(tags.text.split())
    for block in document.blocks:
        for word in block.span.of(document.text).split():
            assert word in shown


def test_each_sentence_is_coloured_by_its_kind(tags):
    sentences = [attrs for tag, attrs in tags.tags if tag == "a" and attrs.get("id", "").startswith("s")]
    kinds = [attrs["class"].split()[1] for attrs in sentences]
    assert kinds == ["fact", "gov", "fact", "none", "gov", "ngo", "ngo", "ngo", "none", "ngo", "fact", "att"]
    assert sentences[1]["title"] == "Government claim: Interior Ministry of Varland"
    assert sentences[3]["title"] == "Not a claim: makes no claim"


def test_pieces_carry_the_gravest_mark():
    made = report()
    groups = dict(page.layout(made))
    views = [view for _, blocks in page.layout(made) for block in blocks for view in block.sentences]
    pledge = views[4]
    assert "".join(piece.text for piece in pledge.pieces) == made.article.analysis.text(
        made.article.analysis.sentences[4].span
    )
    marked = {piece.text: (piece.severity, piece.quote) for piece in pledge.pieces if piece.severity}
    assert marked == {
        "We will not stop until every hall is closed for good": ("error", "altered"),
        "1,200": ("error", ""),
    }
    assert groups["boilerplate"][0].rest == "Listen to this story (4 min)"


def test_bars_fill_their_width():
    from verifier.render.words import summarise
    from verifier.terms import KINDS

    voices = page.voice_bars(opening(report()))
    for bars in (page.kind_bars(summarise(report()), KINDS), voices):
        assert bars[0].start == 0
        assert bars[-1].start + bars[-1].length == 1000
        assert all(b.start == a.start + a.length for a, b in pairwise(bars))
    assert [(b.label, b.number) for b in voices] == [("NGO", 4), ("government", 3), ("anonymous", 1)]


def test_the_bar_of_who_speaks_is_told_to_those_who_cannot_see_it(tags):
    (bar,) = [a for tag, a in tags.tags if tag == "svg" and "aria-labelledby" in a]
    assert bar["role"] == "img"
    named = {a["id"]: tag for tag, a in tags.tags if "id" in a}
    assert [named[i] for i in bar["aria-labelledby"].split()] == ["title", "desc"]
    assert "Attributed claims by type of speaker: NGO 4, government 3, anonymous 1." in tags.text
    table = tags.text[tags.text.index("SpeakersShareClaimsWords") :].split()
    assert table[1:4] == ["NGO50%429", "government38%321", "anonymous12%14"]


def test_types_of_speaker_differ_without_colour():
    """Where two have one pattern, their shades differ by 1.6 to 1 for an eye that sees no colour."""
    style = files("verifier.render").joinpath("base.css").read_text(encoding="utf-8")
    shades = {
        kind: _luminance(re.search(rf"\.t-{kind.value} {{ fill: #(\w+)", style)[1]) for kind in SpeakerType
    }
    for one, other in combinations(SpeakerType, 2):
        if page.texture(one).split("-")[0] == page.texture(other).split("-")[0]:
            low, high = sorted((shades[one], shades[other]))
            assert (high + 0.05) / (low + 0.05) > 1.6, (one, other)


def _luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_pattern_of_the_bar_is_drawn(tags):
    drawn = {a["id"] for tag, a in tags.tags if tag == "pattern"}
    assert {page.texture(kind) for kind in SpeakerType} - {""} == drawn


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" http://a.example ", "http://a.example"),
        ("HTTPS://a.example", "HTTPS://a.example"),
        ("https:///x", None),
        ("//a.example", None),
        ("java\nscript:alert(1)", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_web_addresses(url, address):
    assert page.web_address(url) == address


def test_without_sources_or_findings_it_says_so():
    text = Tags(render(report(sources_held=0, findings=False))).text
    assert "The store holds no sources, so nothing could be checked against one." in text
    assert "No rule fired." in text


def test_questions_stand_apart_and_have_no_severity():
    made = report()
    asked = dataclasses.replace(made, findings=made.findings[1:], questions=made.findings[:1])
    page = render(asked)
    assert page.count('class="flag question"') == 1
    assert "Questions for the desk" in Tags(page).text
    question = page[page.index('class="flag question"') :]
    assert 'class="sev' not in question[: question.index("</li>")]
    assert "Questions for the desk" not in render(made)


def test_bidirectional_controls_are_shown():
    text = render(poisoned(report(extra="\u202eabc"), "\u202eabc\x1b"))
    assert "\u202e" not in text
    assert "⟨RLO⟩abc" in text
    assert "\x1b" not in text


def test_the_same_report_gives_the_same_page():
    assert render(report()) == forms.render(report(), "html")


def test_passages_that_do_not_say_so_are_called_nearest(tags):
    assert tags.text.count("No passage says so. What comes nearest:") == 1
