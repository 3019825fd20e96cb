"""An editor's way through the desk in a real browser: from the drop of a draft to the report that is kept.

With DESK_PICTURES set to a folder, the main pages are pictured there.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.verifier.web.browser import open_desk
from verifier.render import FORMS

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PICTURES = os.environ.get("DESK_PICTURES")
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
PATIENCE, SHORT = 180_000, 20_000
ABOUT = {
    "un-brief.pdf": ("United Nations River Basins Office", "2026-01-20", "report"),
    "wire-story.txt": ("Meridian Wire", "2026-03-11", "wire"),
    "prime-minister-order.docx": ("Office of the Prime Minister of Karvenia", "2026-03-02", ""),
}
PLAIN = ("ministry-release.html", "rights-report.md")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(tmp_path_factory.mktemp("journey")) as made:
        yield made


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, desk):
    """Opens the desk; fails the test where a page complains, or asks for anything elsewhere."""
    contexts, troubles = [], []

    def open_page(viewport=WIDE, **options):
        context = chromium.new_context(viewport=viewport, base_url=desk.address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(SHORT)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(desk.address) or troubles.append(asked.url))
        page.goto("/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def picture(page, name):
    if PICTURES:
        page.wait_for_timeout(300)
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def add_sources(page):
    page.click("nav >> text=Sources")
    page.set_input_files("#files", [EXAMPLES / "sources" / name for name in PLAIN])
    page.click("form[action='/sources/files'] > button")
    for name, (publisher, day, kind) in ABOUT.items():
        page.set_input_files("#files", EXAMPLES / "sources" / name)
        page.click("form[action='/sources/files'] summary")
        page.fill("#file-publisher", publisher)
        page.fill("#file-published", day)
        if kind:
            page.select_option("#file-kind", kind)
        page.click("form[action='/sources/files'] > button")
    page.wait_for_selector("h2:has-text('5 sources')")


@pytest.fixture(scope="module")
def draft(desk, chromium):
    """The address of the example, dropped and checked against its sources, as everything here begins."""
    page = chromium.new_context(viewport=WIDE, base_url=desk.address).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/")
    picture(page, "drafts-empty")
    add_sources(page)
    picture(page, "sources")
    page.click("nav >> text=Drafts")
    page.set_input_files("#files", EXAMPLES / "article.md")
    page.click("form[action='/drafts/files'] > button")
    page.wait_for_selector(".job")
    picture(page, "checking")
    page.wait_for_selector("#panel")
    assert page.locator(".job").count() == 0
    address = page.url
    page.context.close()
    return address


def test_from_the_drop_to_the_report(desk, draft, opened):
    page = opened()
    page.goto(draft)
    page.click("#panel li:has-text('FIG002') a")
    page.wait_for_selector("#panel-title:has-text('Sentence 11')")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    assert "63 dredges" in page.locator("#panel").inner_text()
    picture(page, "sentence-light")
    page.click("#panel .passage cite a")
    page.wait_for_selector("li.wanted")
    box = page.locator("li.wanted").bounding_box()
    assert 0 <= box["y"] < WIDE["height"]
    assert page.locator("li.wanted mark").count() > 0
    picture(page, "source-light")
    page.click("text=Back to the draft")
    page.wait_for_selector("#panel-title:has-text('Sentence 11')")
    page.fill("#panel .decide input[name=note]", "The ministry's own figure is 36")
    page.click("#panel button:has-text('Accept')")
    page.wait_for_selector("#panel .state:has-text('accepted')")
    assert "The ministry's own figure is 36" in page.locator("#panel").inner_text()
    page.fill("#comment", "Ask the desk in Selmouth")
    page.click("text=Keep comment")
    page.wait_for_selector(".put-right >> text=Ask the desk in Selmouth")
    page.select_option("#by-state", "accepted")
    page.wait_for_url("**state=accepted**")
    page.wait_for_selector("#panel-title:has-text('Findings')")
    assert page.locator("#panel .findings > li").count() == 1
    assert page.evaluate("document.activeElement.id") == "by-state"
    page.go_back()
    page.wait_for_selector("#panel-title:has-text('Sentence 11')")
    offered = page.locator("#form option").evaluate_all("all => all.map(one => one.value)")
    assert offered == [form for form in FORMS if form != "docx"], "no Word file was dropped"
    for form in offered:
        page.select_option("#form", form)
        with page.expect_download() as saved:
            page.click("text=Save")
        assert saved.value.path().stat().st_size > 100


def test_an_edited_version_by_paste(draft, opened):
    page = opened()
    page.goto(draft)
    text = (EXAMPLES / "article.md").read_text(encoding="utf-8")
    page.click("text=Check an edited version")
    page.fill("#text", text.replace("63 dredges", "36 dredges"))
    page.click(".again button")
    page.wait_for_selector("#progress:has-text('fixed')", timeout=PATIENCE)
    told = page.locator("#progress").inner_text()
    assert "0 new" in told
    assert "1 fixed" in told
    picture(page, "compared")


def test_by_keyboard_alone(draft, opened):
    page = opened()
    page.goto(draft)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    picture(page, "keys")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_selector(".s.chosen")
    listed = page.locator("#order a").evaluate_all("all => all.map(one => one.hash)")
    page.wait_for_url(f"**{listed[0]}")
    for key, place in (("j", listed[1]), ("k", listed[0]), ("j", listed[1])):
        page.keyboard.press(key)
        page.wait_for_url(f"**{place}")
    second = page.locator("#panel-title").inner_text()
    page.keyboard.press("d")
    page.wait_for_selector("#panel .state:has-text('dismissed')")
    page.keyboard.press("r")
    page.wait_for_selector("#panel .state:has-text('dismissed')", state="detached")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "comment"
    page.keyboard.type("just a comment: a d w r j k")
    assert page.locator("#comment").input_value() == "just a comment: a d w r j k"
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_selector(f"#panel-title:not(:text-is('{second}'))")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel-title:has-text('Findings')")
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "by-kind"


def test_words_being_written_outlive_an_answer_that_comes_late(draft, opened):
    page = opened()
    page.goto(draft)
    page.keyboard.press("j")
    page.wait_for_selector(".s.chosen")
    page.evaluate(
        "() => { const now = window.fetch;"
        " window.fetch = (...all) => new Promise((go) => setTimeout(go, 1000)).then(() => now(...all)); }"
    )
    page.keyboard.press("d")
    page.keyboard.press("c")
    page.keyboard.type("ring the ")
    page.wait_for_selector("#panel .state:has-text('dismissed')")
    page.keyboard.type("mine")
    assert page.locator("#comment").input_value() == "ring the mine"
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_selector("#panel .state:has-text('dismissed')", state="detached")


def test_a_decision_that_reaches_no_desk_is_told(chromium, desk, draft):
    context = chromium.new_context(viewport=WIDE, base_url=desk.address)
    page = context.new_page()
    page.set_default_timeout(SHORT)
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(draft)
    page.click(".findings a[data-item] >> nth=0")
    page.wait_for_selector("#panel button[value=accept]")
    context.set_offline(True)
    page.click("#panel button[value=accept] >> nth=0")
    for _ in range(100):
        page.wait_for_timeout(50)
        if said:
            break
    assert "may not have been kept" in " ".join(said)
    context.close()


def test_single_keys_can_be_turned_off(draft, opened):
    page = opened()
    page.goto(draft)
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert page.locator(".s.chosen").count() == 0


def test_without_script_everything_is_reached(draft, opened):
    page = opened(java_script_enabled=False)
    page.goto(draft)
    page.select_option("#by-rule", "FIG001")
    page.click("text=Filter >> nth=0")
    page.wait_for_selector("#panel .findings > li")
    assert page.locator("#panel .findings > li").count() >= 1
    page.click("#panel .findings > li a")
    page.fill("#panel .decide input[name=note]", "as agreed")
    page.click("#panel button:has-text('Accept')")
    page.wait_for_selector("#panel .state:has-text('accepted')")
    page.click("#panel button:has-text('Reopen')")


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1400])
def test_nothing_hangs_over_the_side(draft, opened, width):
    page = opened({"width": width, "height": 800})
    for address in ("/", "/sources", "/people", "/help", draft, f"{draft}?sentence=11"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if page.locator("#panel").count():
            inside = (
                "document.querySelector('#panel').scrollWidth <= document.querySelector('#panel').clientWidth"
            )
            assert page.evaluate(inside), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_it(desk, draft, opened, scheme, viewport):
    page = opened(viewport, color_scheme=scheme)
    size = "phone" if viewport is PHONE else "desk"
    source = desk.office.store.sources()[0]
    pages = {
        "drafts": "/",
        "draft": draft,
        "sentence": f"{draft}?sentence=11",
        "sources": "/sources",
        "source": f"/sources/{source.id}?passage={desk.office.store.passages(source.id)[1].id}",
        "people": "/people",
        "help": "/help",
    }
    for name, address in pages.items():
        page.goto(address)
        picture(page, f"{name}-{size}-{scheme}")
        found = axe.Axe().run(page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        told = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in grave]
        assert told == [], name


def test_on_a_phone_the_sentence_stays_in_view_above_its_evidence(draft, opened):
    page = opened(PHONE, has_touch=True)
    page.goto(draft)
    page.locator("#s11").scroll_into_view_if_needed()
    page.tap("#s11")
    page.wait_for_selector("#panel-title:has-text('Sentence 11')")
    page.wait_for_timeout(600)
    sentence, panel = page.locator("#s11").bounding_box(), page.locator("#panel").bounding_box()
    assert sentence["y"] >= 0
    assert sentence["y"] < panel["y"]
