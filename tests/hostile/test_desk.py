"""Text of a draft, a source or a user stays text, wherever it is shown."""

import shutil

import pytest

from tests.verifier.web.browser import open_desk
from verifier.desk.accounts import Role

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

VECTORS = (
    "<script>document.title='owned'</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</textarea></title></style><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
)
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """A desk in which everything that can be named is named by a vector."""
    with open_desk(tmp_path_factory.mktemp("poisoned")) as desk:
        every = " ".join(VECTORS)
        admin = VECTORS[0]
        desk.office.accounts.add(admin, Role.ADMIN, PASSWORD, now=desk.clock())
        desk.office.accounts.add(VECTORS[1], Role.REPORTER, PASSWORD, now=desk.clock())
        browser = desk.browser()
        browser.get("/").send("/sign-in", name=admin, password=PASSWORD)
        text = (
            f"A draft {every}\n\nThe Harbour Ministry said it held 63 people, {every}.\n\n"
            f'"We will not rest, {every}," the ministry said.\n'
        )
        source = f"Harbour Ministry: the Harbour Ministry said it held 36 people. {every}"
        browser.get("/sources").send(
            "/sources/files",
            files=[("files", (f"{every}.txt", source.encode()))],
            **dict.fromkeys(("title", "publisher", "author", "why"), every),
            **{"saved-from": VECTORS[4]},
        )
        desk.settle()
        page = browser.drop(f"{every}.txt", text)
        shown = len(page.tree.xpath("//div[@id='text-of-draft']//a[@data-number]"))
        assert shown >= 3
        for number in range(1, shown + 1):
            one = browser.get(f"{page.path}?sentence={number}")
            one.send(f"/sentences/{number}", note=every)
            one.send(f"/sentences/{number}", form=1, value=every)
            desk.settle()
        yield browser, page.path, shown, [source.id for source in desk.office.store.sources()]


def assert_harmless(page):
    tree = page.tree
    assert tree.xpath("//script/@src") == ["/static/desk.js"]
    assert tree.xpath("//img | //svg[@onload] | //iframe | //object | //style") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    hrefs = tree.xpath("//@href | //@src | //@action")
    assert all(href.startswith(("/", "#", "https://", "http://")) for href in hrefs)
    assert "{{ 7 * 7 }}" in page.text or "49" not in page.text


def addresses_of(draft, shown, sources):
    assert sources
    sentences = [f"{draft}?sentence={number}" for number in range(1, shown + 1)]
    return ["/", draft, "/sources", "/people", *sentences, *(f"/sources/{source}" for source in sources)]


def test_no_page_runs_what_it_was_given(poisoned):
    browser, draft, shown, sources = poisoned
    for address in addresses_of(draft, shown, sources):
        page = browser.get(address)
        assert page.status == 200, address
        assert_harmless(page)


def test_it_is_shown_as_it_is(poisoned):
    browser, draft, _, sources = poisoned
    assert "<svg onload=alert(1)>" in browser.get("/").text
    sentence = browser.get(f"{draft}?sentence=1")
    assert VECTORS[1] in sentence.texts("//article | //div[@id='text-of-draft']")[0]
    assert VECTORS[0] in sentence.texts("//ol[@class='said']/li")[0]
    assert VECTORS[1] in browser.get("/people").text
    assert all(VECTORS[2] in browser.get(f"/sources/{source}").text for source in sources)


def test_what_is_refused_repeats_it_as_text(poisoned):
    browser, _, _, _ = poisoned
    page = browser.drop(f"{VECTORS[0]}.docx".replace("/", ""), b"no word file")
    assert page.status == 422
    assert_harmless(page)
    assert "<script>document.title" in page.text
    assert_harmless(browser.get("/<script>alert(1)</script>"))


def test_the_name_of_a_file_makes_no_header(poisoned):
    browser, draft, _, _ = poisoned
    told = browser.get(f"{draft}/report?form=html").answer.headers["content-disposition"]
    plain = told.split("filename=")[1].split(";")[0]
    assert plain.strip('"').replace("_", "").replace(".", "").replace("-", "").isalnum()
    assert "<" not in told


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_in_a_browser_no_page_runs_or_asks_for_anything_elsewhere(poisoned):
    browser, draft, shown, sources = poisoned
    sync_api = pytest.importorskip("playwright.sync_api")
    home, troubles = browser.desk.address, []
    with sync_api.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = chromium.new_context(base_url=home)
        context.add_cookies(
            [{"name": c.name, "value": c.value, "url": home} for c in browser.client.cookies.jar]
        )
        page = context.new_page()
        page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("request", lambda asked: asked.url.startswith(f"{home}/") or troubles.append(asked.url))
        for address in addresses_of(draft, shown, sources):
            page.goto(address)
            assert page.title() != "owned"
            assert VECTORS[0] in page.locator("body").inner_text()
        page.goto(draft)
        for link in page.locator("#text-of-draft a[data-number]").all()[:3]:
            link.click()
            page.wait_for_selector("#panel")
        chromium.close()
    assert troubles == []
