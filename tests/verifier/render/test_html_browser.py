"""The page in a real browser, as an editor opens it: from a file, at a desk and on a phone."""

import shutil

import pytest

from verifier.render.html import render

from .builder import poisoned, report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
VECTOR = "\"'><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a report; fails the test where the page asks for anything or complains."""
    contexts, troubles = [], []

    def open_page(made, viewport, **options):
        path = tmp_path / "report.html"
        path.write_text(render(made), encoding="utf-8")
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: asked.url == path.as_uri() or troubles.append(asked.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def test_nothing_in_it_can_run(opened):
    page = opened(report(), DESK)
    assert page.locator("script, iframe, object, embed, form, link, base").count() == 0
    names = page.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())")
    assert not [name for name in names if name.startswith("on") or name == "style"]
    links = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    assert links
    assert all(link.startswith(("#", "http://", "https://")) for link in links)


def test_text_stays_text(opened):
    page = opened(poisoned(report(extra=VECTOR), VECTOR), DESK)
    assert page.title() != "owned"
    assert page.locator("script, img").count() == 0
    assert VECTOR in page.locator("#s2").inner_text()
    page.click("#s5")
    assert VECTOR in page.locator("#n5 .who").first.inner_text()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sentence_opens_its_note(opened, viewport, scheme):
    page = opened(report(), viewport, color_scheme=scheme)
    note = page.locator("#n5")
    assert not note.is_visible()
    page.click("#s5")
    assert note.is_visible()
    assert "contradicted" in note.inner_text()
    assert page.locator("#n5 del").first.inner_text() == "will"
    page.locator("#n5").get_by_label("Next sentence").click()
    assert page.locator("#n6").is_visible()
    assert not note.is_visible()
    page.locator("#n6").get_by_label("Close").click()
    assert page.locator(".note:visible").count() == 0


def test_at_a_desk_the_note_stands_beside_the_article_and_the_article_stays(opened):
    page = opened(report(), DESK)
    page.locator("#s10").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.click("#s10")
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") == before
    sentence, note = page.locator("#s10").bounding_box(), page.locator("#n10").bounding_box()
    assert note["x"] >= sentence["x"] + sentence["width"]


def test_on_a_phone_the_note_stands_below_the_sentence_in_view(opened):
    page = opened(report(), PHONE, has_touch=True)
    page.tap("#s10")
    page.wait_for_timeout(800)
    sentence, note = page.locator("#s10").bounding_box(), page.locator("#n10").bounding_box()
    assert sentence["y"] >= 0
    assert sentence["y"] + sentence["height"] <= note["y"] < PHONE["height"]


def test_a_finding_leads_to_its_sentence(opened):
    page = opened(report(), {"width": 1400, "height": 500})
    page.click(".findings li:last-child a")
    page.wait_for_timeout(800)
    assert page.locator("#n12").is_visible()
    box = page.locator("#s12").bounding_box()
    assert 0 <= box["y"] < 500


def test_it_works_by_keyboard(opened):
    page = opened(report(), DESK)
    page.focus("#s5")
    page.keyboard.press("Enter")
    assert page.locator("#n5").is_visible()
    page.keyboard.press("Tab")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "Previous sentence"


@pytest.mark.parametrize("width", [320, 390, 768, 1023, 1024, 1400])
def test_nothing_hangs_over_the_side(opened, width):
    page = opened(report(extra=" " + "x" * 90), {"width": width, "height": 800})
    page.click("#s5")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "document.querySelector('#n5').scrollWidth <= document.querySelector('#n5').clientWidth"
    )


def test_on_paper_every_note_is_there(opened):
    page = opened(report(), DESK)
    page.emulate_media(media="print")
    visible = page.locator(".note:visible").count()
    assert visible == 10  # all but those of the two sentences that make no claim
    assert page.pdf().startswith(b"%PDF")


CONTRAST = """() => {
  const linear = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const lum = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const under = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c.slice(0, 3) } return [255, 255, 255] };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest('svg')) continue;
    const a = lum(rgb(getComputedStyle(e).color).slice(0, 3)), b = lum(under(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(`${e.className} ${ratio.toFixed(2)} ${e.textContent.slice(0, 20)}`);
  }
  return bad;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sentence", [2, 5, 6, 11, 12])
def test_text_has_contrast_enough(opened, scheme, sentence):
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    page = opened(report(), DESK, color_scheme=scheme)
    page.click(f"#s{sentence}")
    assert page.evaluate(CONTRAST) == []
