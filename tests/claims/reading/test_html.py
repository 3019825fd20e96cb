from datetime import date

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes, read_text

from .show import leads, links, shown, story

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="windows-1252"><title>Port searched | Post</title>
<meta property="og:site_name" content="The Harbour Post"><link rel="canonical" href="https://post.example/a/port">
<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Port searched",
"author": [{"name": "Jane Doe"}, {"name": "Ivo Hadd"}], "datePublished": "2031-03-04T10:00:00Z"}]}</script></head>
<body><nav><a href="/">Home</a></nav><h1>Police search the port</h1><div class="share-bar">Share on Facebook</div>
<article><header><p class="byline">By Jane Doe</p></header>
<figure><img src="x.png"><figcaption>Officers at the gate.</figcaption></figure>
<p>The ministry’s officers said <a href="/report">the <em>report</em></a> was wrong.<sup><a href="#fn1">1</a></sup>
It cost &pound;5&nbsp;million. <a href="mailto:a@b.example">Write</a></p>
<p>The group stated:</p><blockquote><p>“They were held.</p><p>“Nobody was told.”</p><footer>Ana Velić</footer></blockquote>
<h2>What was found</h2><p>They accused it of:</p><ul><li>beatings<ul><li>of <a href="https://x.example/">children</a></li>
</ul></li><li><p>lies</p></li></ul>
<aside><p>Side box text here.</p></aside><div class="related">More stories <a href="/z">Z</a></div>
<table><tr><th>Place</th><th>Held</th></tr><tr><td>Port</td><td>12</td></tr></table>
First line.<br><br>Second one <q>in quotes</q> after<br>breaks. <span hidden>secret</span>
<ol><li id="fn1">See the report, p. 4, <a href="https://r.example/d">here</a>. <a href="#ref1">↩</a></li></ol>
</article><footer>© 2031</footer><script>var x="no";</script></body></html>"""  # noqa: E501


@pytest.fixture
def document():
    return read_bytes(PAGE.encode("cp1252", "xmlcharrefreplace"), name="port.html")


def test_blocks_of_a_page(document):
    assert shown(document) == [
        ("headline", "Police search the port"),
        ("caption", "By Jane Doe"),
        ("caption", "Officers at the gate."),
        ("paragraph", "The ministry’s officers said the report was wrong. It cost £5\u00a0million. Write"),
        ("paragraph", "The group stated:"),
        ("quote", "“They were held."),
        ("quote", "“Nobody was told.”"),
        ("caption", "Ana Velić"),
        ("heading", "What was found"),
        ("paragraph", "They accused it of:"),
        ("bullet", "beatings"),
        ("bullet", "of children"),
        ("bullet", "lies"),
        ("boilerplate", "Side box text here."),
        ("boilerplate", "More stories Z"),
        ("cell", "Place"),
        ("cell", "Held"),
        ("cell", "Port"),
        ("cell", "12"),
        ("paragraph", "First line."),
        ("paragraph", "Second one “in quotes” after breaks."),
        ("footnote", "See the report, p. 4, here."),
    ]
    assert document.encoding == "cp1252"
    assert document.original == document.text
    assert leads(document)["“Nobody was told.”"] == "The group stated:"
    assert leads(document)["lies"] == leads(document)["of children"] == "They accused it of:"


def test_links_footnotes_and_metadata(document):
    assert links(document)[:2] == [
        ("the report", "https://post.example/report"),
        ("children", "https://x.example/"),
    ]
    (note,) = document.footnotes
    assert (note.label, note.text) == ("1", "See the report, p. 4, here.")
    assert note.urls == ("https://r.example/d",)
    assert document.text[: note.mark.end].endswith("was wrong.")
    assert document.metadata.title == "Port searched"
    assert document.metadata.author == "Jane Doe, Ivo Hadd"
    assert document.metadata.publisher == "The Harbour Post"
    assert document.metadata.published == date(2031, 3, 4)
    assert document.metadata.url == "https://post.example/a/port"
    assert document.metadata.language == "en-GB"
    assert document.notes == ("The page has 1 table(s); each cell was read on its own.",)


LONG = "Police searched the old port on Tuesday and held nine people, the ministry said in a statement. " * 2


def test_a_page_without_article_or_main():
    page = (
        "<html><body><div class='top'><div><ul><li><a href='/a'>World</a></li></ul></div></div>"
        "<div id='page' class='has-sidebar'><div class='text sidebar'><h1>Port searched</h1>"
        f"<p>{LONG}</p><p>{LONG}</p>"
        "</div><div><p>Weather: rain.</p></div></div></body></html>"
    )
    assert story(read_text(page, format="html")) == [
        ("headline", "Port searched"),
        ("paragraph", LONG.strip()),
        ("paragraph", LONG.strip()),
    ]


def test_the_longest_of_several_articles_or_main():
    cards = "<article><p>Another story.</p></article>" * 3
    page = f"<body>{cards}<article><p>{LONG}</p><p>{LONG}</p></article></body>"
    assert len(read_text(page, format="html").blocks) == 2
    main = f"<body><p>Nearby.</p><main><section><p>{LONG}</p></section></main></body>"
    assert story(read_text(main, format="html")) == [("paragraph", LONG.strip())]


def test_a_fragment():
    document = read_text("<p>Nine were held.</p>loose words<p>Two left.</p>", format="html")
    assert story(document) == [
        ("paragraph", "Nine were held."),
        ("paragraph", "loose words"),
        ("paragraph", "Two left."),
    ]
    assert document.metadata.published is None


def test_dates_in_other_places():
    for head, day in (
        ('<meta property="article:published_time" content="2031-05-06T01:02:03+02:00">', date(2031, 5, 6)),
        ('<meta name="date" content="6 May 2031">', date(2031, 5, 6)),
        ('<script type="application/ld+json">{broken</script>', None),
    ):
        page = f"<html><head>{head}</head><body><p>{LONG}</p><p>Copyright 2029</p></body></html>"
        assert read_text(page, format="html").metadata.published == day
    timed = (
        f"<html><body><article><time datetime='2031-07-08'>8 July</time><p>{LONG}</p></article></body></html>"
    )
    assert read_text(timed, format="html").metadata.published == date(2031, 7, 8)


def test_a_table_that_holds_the_page():
    page = f"<table><tr><td><p>{LONG}</p><p>Two left.</p></td></tr></table>"
    assert [kind for kind, _ in shown(read_text(page, format="html"))] == ["paragraph", "paragraph"]


def test_hostile_pages():
    with pytest.raises(UnreadableInput, match="no text"):
        read_text("<script>var secret = 1;</script>", format="html")
    with pytest.raises(UnreadableInput):
        read_text("<!-- only a comment -->", format="html")
    page = "<?xml version='1.0' encoding='latin-1'?><html><body><p>Ni\0ne were held.<a href='http://[bad'>x</a></p>"
    assert story(read_text(page, format="html")) == [("paragraph", "Nine were held.x")]


def test_control_characters_do_not_stop_a_page():
    page = b"<html><body><p>Nine were held.</p><script>x</script>and \x02 two left.</body></html>"
    assert "Nine were held." in read_bytes(page, name="a.html").text
