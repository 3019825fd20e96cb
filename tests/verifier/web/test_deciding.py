"""Each decision, who may make it, and that only the desk's own pages can."""

import httpx
import pytest

from verifier.desk.types import Act
from verifier.web.app import ROUTES

from .conftest import ARTICLE


@pytest.fixture
def fresh(desk, browser, request):
    """The page of a draft of the test's own, at its second sentence."""
    name = f"{request.node.name}.md"
    return browser.get(f"{browser.drop(name, ARTICLE).path}?sentence=2")


def decisions(desk, page):
    draft = desk.office.drafts.draft(page.path.rpartition("/")[2])
    return desk.office.desk.decisions(draft.article)


def states(page):
    return page.texts("//ol[@class='findings']/li//span[contains(@class, 'state')]")


@pytest.mark.parametrize(
    ("act", "told"), [("accept", "accepted"), ("dismiss", "dismissed"), ("wrong", "marked wrong")]
)
def test_a_finding_is_decided_on_and_reopened(desk, fresh, act, told):
    page = fresh.send("/findings/1", act=act, note="The ministry confirmed it")
    assert page.status == 200
    [decision] = decisions(desk, page)
    assert (decision.act, decision.who, decision.note) == (Act(act), "ada", "The ministry confirmed it")
    assert decision.when == desk.clock()
    card = page.texts("//div[@id='f1']")[0]
    assert told in card
    assert "The ministry confirmed it" in card
    assert "2 of 3 findings open" in page.text
    listed = page.browser.get(page.path)
    assert states(listed) == [told]
    assert states(page.browser.get(f"{page.path}?state=open")) == []
    reopened = page.send("/findings/1", act="reopen")
    assert "3 of 3 findings open" in reopened.text
    assert [d.act for d in decisions(desk, page)] == [Act(act), Act.REOPEN]


def test_what_is_dismissed_is_no_longer_marked_and_not_in_the_report(desk, fresh):
    page = fresh.send("/findings/1", act="dismiss")
    marks = page.tree.xpath("//a[@id='s2']//*[contains(@class, 'f-error') or contains(@class, 'pin')]")
    assert marks == []
    report = page.browser.get(f"{page.path}/report?form=json").answer.json()
    assert "FIG002" not in {finding["rule"] for finding in report["findings"]}


def test_a_decision_holds_in_the_next_version(desk, fresh):
    fresh.send("/findings/1", act="dismiss")
    later = ARTICLE.replace("# Port deal signed", "# Port deal is signed\n\nA new first paragraph.")
    page = fresh.browser.drop("x.md", later, address=fresh.path, action="/version")
    assert "dismissed" in states(page)


def test_a_comment_is_kept_with_its_name(desk, fresh):
    page = fresh.send("/sentences/2", note="Ask the ministry again\nand today")
    assert "Ask the ministry again" in page.texts("//ol[@class='said']/li")[0]
    assert decisions(desk, page)[0].note == "Ask the ministry again\nand today"
    assert fresh.send("/sentences/2", note="   ").status == 422


def test_a_speaker_is_assigned_and_the_draft_checked_with_it(desk, fresh):
    page = fresh.send("/sentences/2", form=1, value="Coast Guard")
    assert page.status == 200
    desk.settle()
    page = page.browser.get(f"{page.path}?sentence=2")
    assert page.texts("//p[@class='who']") == ["Coast Guard"]
    assert "speaker corrected to “Coast Guard” ada" in page.text
    page.send("/sentences/2", form=3)
    desk.settle()
    page = page.browser.get(f"{page.path}?sentence=2")
    assert page.texts("//p[@class='who']") == ["Harbour Ministry"]
    assert fresh.send("/sentences/2", form=1, value=" ").status == 422


def test_a_kind_is_corrected(desk, fresh):
    fresh.send("/sentences/2", form=2, value="ngo_allegation")
    desk.settle()
    page = fresh.browser.get(f"{fresh.path}?sentence=2")
    assert page.texts("//header[@class='bar']/span") == ["NGO allegation"]
    assert "kind corrected to “NGO allegation”" in page.text
    assert fresh.send("/sentences/2", form=2, value="rumour").status == 422


def test_what_was_changed_meanwhile_is_not_decided_on(desk, fresh):
    assert fresh.send("/findings/1", act="accept", handle="0" * 64).status == 409
    assert fresh.send("/findings/1", act="accept", version="0").status == 409
    assert fresh.send("/sentences/2", note="x", version="0").status == 409
    assert decisions(desk, fresh) == ()


def test_another_finding_of_the_rule_in_the_sentence_is_not_decided_on_instead(desk, browser):
    draft = browser.drop(
        "boats.md", "The Fishing Office said it had fined 63 crews and seized 12 boats on 9 May 2026."
    )
    for crews in (36, 63):
        release = f"The Fishing Office said it had fined {crews} crews and seized 21 boats on 9 May 2026."
        file = ("files", (f"{crews}.txt", release.encode()))
        browser.get("/sources").send("/sources/files", files=[file], publisher="Fishing Office")
        desk.settle()
        browser.get(draft.path).send("/check")
        desk.settle()
        if crews == 36:
            seen = browser.get(f"{draft.path}?sentence=1")
            assert "63 crews" in seen.texts("//div[@id='f1']")[0]
    # One source now has the crews, and no source has the boats.
    now = browser.get(f"{draft.path}?sentence=1")
    assert "12 boats" in now.texts("//div[@id='f1']")[0]
    assert seen.send("/findings/1", act="dismiss").status == 409
    assert decisions(desk, draft) == ()
    assert now.send("/findings/1", act="dismiss").status == 200
    for source in desk.office.store.sources():
        if source.publisher == "Fishing Office":
            browser.get(f"/sources/{source.id}").send("/remove")


def test_what_another_source_says_is_decided_on_anew(desk, browser):
    page = browser.drop("crates.md", "The Fishing Office said it had seized 12 crates on 9 May 2026.")

    def listed(crates, publisher):
        """What is told of the figure once a source that has this one is held as well."""
        release = f"The Fishing Office said it had seized {crates} crates on 9 May 2026.\n\n{publisher}"
        file = ("files", (f"{publisher}.txt", release.encode()))
        browser.get("/sources").send("/sources/files", files=[file], publisher=publisher)
        desk.settle()
        browser.get(page.path).send("/check")
        desk.settle()
        (found,) = browser.get(page.path).texts("//ol[@class='findings']/li[contains(., 'FIG002')]")
        return found

    def dismiss():
        opened = browser.get(f"{page.path}?sentence=1")
        (number,) = opened.tree.xpath("//div[contains(., 'FIG002') and starts-with(@id, 'f')]/@id")
        assert opened.send(f"/findings/{number[1:]}", act="dismiss").status == 200

    assert "21 crates" in listed(21, "Fishing Office")
    dismiss()
    assert "dismissed" in listed(21, "Pier Post")
    told = listed(22, "Quay Courier")
    assert "dismissed" not in told
    assert "21 crates" in told
    assert "22 crates" in told
    dismiss()
    assert "dismissed" in listed(22, "Dock Daily")
    for source in desk.office.store.sources():
        if source.publisher in ("Fishing Office", "Pier Post", "Quay Courier", "Dock Daily"):
            browser.get(f"/sources/{source.id}").send("/remove")


@pytest.mark.parametrize("act", ["comment", "speaker", "kind", "remove", ""])
def test_a_decision_that_is_none_of_a_finding_is_refused(desk, fresh, act):
    assert fresh.send("/findings/1", act=act).status == 422
    assert decisions(desk, fresh) == ()


def test_it_leads_back_to_the_page_alone(desk, fresh):
    for back in ("https://evil.example/", "//evil.example", "/drafts/x", "\r\nSet-Cookie: a=b"):
        answer = fresh.send("/findings/1", act="accept", back=back, follow=False).answer
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{fresh.path}#f1"
    back = f"{fresh.path}?rule=FIG002&sentence=2"
    answer = fresh.send("/findings/1", act="accept", back=back, follow=False).answer
    assert answer.headers["location"] == f"{back}#f1"


def forms(draft):
    """Every address that takes a form."""
    return (
        "/drafts/files",
        "/drafts/text",
        f"{draft}/version",
        f"{draft}/check",
        f"{draft}/findings/1",
        f"{draft}/sentences/1",
        "/sources/files",
        "/sources/page",
        "/sources/x/remove",
        "/people",
        "/people/role",
        "/people/password",
        "/people/remove",
        "/jobs/1/dismiss",
        "/sign-in",
        "/sign-out",
    )


def test_every_form_is_listed_here():
    taken = {route.path for route in ROUTES if "POST" in (route.methods or ())}
    assert len(taken) == len(forms("x"))


@pytest.mark.parametrize("how", ["no token", "no cookie", "another's token", "another site"])
def test_a_form_that_no_page_of_the_desk_made_is_refused(desk, browser, draft, how):
    token = browser.get("/").tree.xpath("//input[@name='token']/@value")[0]
    fields, headers, client = {"token": token}, {}, browser.client
    if how == "no token":
        fields = {}
    elif how == "no cookie":
        client = httpx.Client(base_url=desk.address, trust_env=False)
    elif how == "another's token":
        fields = {"token": desk.browser().get("/").tree.xpath("//input[@name='token']/@value")[0]}
    else:
        headers = {"Sec-Fetch-Site": "cross-site"}
    before = len(desk.office.desk.decisions()), len(desk.office.drafts.all())
    for address in forms(draft):
        answer = client.post(address, data=fields, headers=headers)
        assert answer.status_code == 403, address
        assert "Go back, load the page again" in answer.text
    assert (len(desk.office.desk.decisions()), len(desk.office.drafts.all())) == before


def test_the_cookie_is_the_browsers_alone(desk):
    cookie = httpx.get(desk.address, trust_env=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Secure" not in cookie
