"""Bringing drafts in, reading them, filtering, comparing versions, and keeping reports."""

import io
import json
import re
import threading
import zipfile

import pytest

from claims.reading import read_bytes
from verifier.desk.applying import standing
from verifier.render import FORMS
from verifier.web import checking

from .browser import open_desk
from .conftest import ARTICLE


def test_the_list_tells_how_each_stands(browser, draft):
    page = browser.get("/")
    assert page.tree.xpath(f"//a[@href='{draft}']")
    assert "of 3 findings open" in page.text


def test_the_list_counts_what_is_open_anew_only_where_something_was_decided(tmp_path, monkeypatch):
    counted = []

    def counting(*arguments):
        counted.append(1)
        return standing(*arguments)

    monkeypatch.setattr(checking, "standing", counting)
    with open_desk(tmp_path) as desk:
        browser = desk.browser()
        page = browser.drop("port.md", ARTICLE)
        open_now = int(page.text.partition(" of ")[0].rpartition(" ")[2])
        for _ in range(2):
            assert f"{open_now} of {open_now} finding" in browser.get("/").text
        assert len(counted) == 1
        link = page.tree.xpath("//ol[@class='findings']//a/@href")[0]
        browser.get(link).send(f"/findings/{link.rpartition('#f')[2]}", act="dismiss")
        for _ in range(2):
            assert f"{open_now - 1} of {open_now} finding" in browser.get("/").text
        assert len(counted) == 2
        browser.drop("port.md", ARTICLE + "\nAll is well.\n")
        browser.get("/")
        assert len(counted) == 3


def test_a_report_stays_at_hand_while_its_draft_is_worked_on(tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "_MOST_AT_HAND", 2)
    with open_desk(tmp_path) as desk:
        browser, checks = desk.browser(), desk.office.checks

        def at_hand():
            return {each.article for each in desk.office.drafts.all() if checks.at_hand(each.id, used=False)}

        worked_on = browser.drop("b.md", ARTICLE).path
        browser.drop("a.md", ARTICLE)
        browser.get(worked_on)
        assert "a.md" in browser.get("/").text
        browser.drop("c.md", ARTICLE)
        assert at_hand() == {"b.md", "c.md"}
        browser.drop("b.md", ARTICLE + "\nAll is well.\n")
        browser.drop("d.md", ARTICLE)
        assert at_hand() == {"b.md", "d.md"}
        monkeypatch.setattr(checking, "_MOST_SENTENCES", 7)
        browser.drop("long.md", ARTICLE * 3)
        assert at_hand() == {"long.md"}
        listed = browser.get("/").text
        assert re.search(r"a\.md \d+ findings?, checked", listed)
        assert re.search(r"long\.md \d+ of \d+ findings? open, checked", listed)
        assert "Sentence 2" not in browser.get(f"{worked_on}?sentence=2").text
        desk.settle()
        assert "Sentence 2" in browser.get(f"{worked_on}?sentence=2").text


def test_a_draft_stands_beside_its_findings(browser, draft):
    page = browser.get(draft)
    assert page.texts("//a[@id='s2']")[0].startswith("The Harbour Ministry said it had detained 63 people")
    assert len(page.tree.xpath("//ol[@class='findings']/li")) == 3
    assert '"63 people" where the passage says "36 people"' in page.text
    assert "A report without findings does not say that the article is right" in page.text


def test_a_sentence_shows_its_evidence_and_leads_to_the_passage(browser, draft):
    page = browser.get(f"{draft}?sentence=2")
    panel = page.tree.get_element_by_id("panel")
    assert "Sentence 2" in panel.text_content()
    assert "Harbour Ministry" in panel.text_content()
    link = panel.xpath(".//figure[@class='passage']//cite/a/@href")[0]
    source = browser.get(link)
    assert source.status == 200
    wanted = source.tree.xpath("//li[contains(@class, 'wanted')]")
    assert len(wanted) == 1
    assert "36 people" in wanted[0].text_content()
    assert wanted[0].xpath(".//mark")
    assert source.tree.xpath("//a[contains(., 'Back to the draft')]/@href") == [f"{draft}?sentence=2#panel"]


def test_a_passage_that_is_gone_is_told(browser, draft, desk):
    source = desk.office.store.sources()[0]
    page = browser.get(f"/sources/{source.id}?passage=999999")
    assert "not in the newest state of the source any more" in page.text


@pytest.mark.parametrize("number", ["²", "9" * 30, "9" * 5000, "x"])
def test_a_source_is_shown_whatever_number_its_address_has(browser, draft, desk, number):
    source, draft = desk.office.store.sources()[0], draft.rpartition("/")[2]
    page = browser.get(f"/sources/{source.id}?draft={draft}&sentence={number}&passage={number}")
    assert page.status == 200
    assert page.texts("//p[@class='back']") == ["‹ All sources"]


@pytest.mark.parametrize("sentence", ["0", "99", "x", "-1", "9" * 30, "²"])
def test_a_sentence_that_is_not_there_is_none(browser, draft, sentence):
    page = browser.get(f"{draft}?sentence={sentence}")
    assert page.status == 200
    assert page.tree.xpath("//h2[@id='panel-title']")[0].text_content().startswith("Findings")


@pytest.mark.parametrize(
    ("field", "value", "listed", "clear"),
    [
        ("kind", "government_claim", {"FIG002", "QUO001"}, {2, 4}),
        ("kind", "reported_fact", {"FIG001"}, {3}),
        ("rule", "QUO001", {"QUO001"}, {4}),
        ("severity", "suggestion", {"FIG001"}, {3}),
        ("verdict", "q-altered", {"QUO001"}, {4}),
        ("verdict", "a-altered", {"FIG002", "QUO001"}, {2, 4}),
        ("state", "dismissed", set(), set()),
        ("state", "open", {"FIG001", "FIG002", "QUO001"}, {2, 3, 4}),
    ],
)
def test_filters_leave_what_is_asked_for(browser, draft, field, value, listed, clear):
    page = browser.get(f"{draft}?{field}={value}")
    assert set(page.texts("//ol[@class='findings']//span[@class='rule']")) == listed
    sentences = page.tree.xpath("//a[contains(@class, 's ') and @data-number]")
    faded = {int(s.get("data-number")) for s in sentences if "faded" in s.get("class").split()}
    assert {1, 2, 3, 4} - faded == clear
    assert page.tree.xpath(f"//select[@name='{field}']/option[@selected]/@value") == [value] or not listed


def test_a_speaker_is_filtered_without_a_name_in_the_address(browser, draft):
    page = browser.get(draft)
    found = page.tree.xpath("//select[@name='speaker']/option[contains(., 'Harbour')]/@value")
    assert len(found) == 1
    assert "arbour" not in found[0]
    filtered = browser.get(f"{draft}?speaker={found[0]}")
    assert set(filtered.texts("//ol[@class='findings']//span[@class='rule']")) == {"FIG002", "QUO001"}
    assert all("arbour" not in href for href in filtered.tree.xpath("//main//@href"))


@pytest.mark.parametrize("form", [name for name in FORMS if name != "docx"])
def test_a_report_is_kept_in_every_form(browser, draft, form):
    answer = browser.get(f"{draft}/report?form={form}").answer
    assert answer.status_code == 200
    told = answer.headers["content-disposition"]
    assert told.startswith(f'attachment; filename="port.md.report{FORMS[form].suffix}"')
    assert answer.content


def test_the_json_report_is_the_one_of_the_check(browser, draft):
    report = json.loads(browser.get(f"{draft}/report?form=json").answer.text)
    assert {finding["rule"] for finding in report["findings"]} == {"FIG001", "FIG002", "QUO001"}


@pytest.mark.parametrize("form", ["", "pdf", "../../x", "docx"])
def test_a_form_that_is_none_is_refused(browser, draft, form):
    assert browser.get(f"{draft}/report?form={form}").status == 422


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("draft.md", b"", "Check that the draft was saved"),
        ("draft.docx", b"no word file", "Save it again"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "Give one of: .txt"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_remedy(browser, desk, name, data, remedy):
    before = len(desk.office.drafts.all())
    page = browser.drop(name, data)
    assert page.status == 422
    assert remedy in page.text
    assert name in page.text
    assert len(desk.office.drafts.all()) == before


def test_an_empty_form_is_refused(browser):
    page = browser.get("/").send("/drafts/files")
    assert page.status == 422
    assert ".docx" in page.text


def test_a_pasted_text_is_a_draft(browser, desk):
    page = browser.get("/").send("/drafts/text", name="Pasted", text="The port is open.", format="markdown")
    desk.settle()
    page = browser.get(page.path)
    assert page.texts("//h1") == ["Pasted"]
    assert page.texts("//a[@id='s1']")[0].startswith("The port is open.")
    assert browser.get("/").send("/drafts/text", name="x", text=" ", format="markdown").status == 422
    assert browser.get("/").send("/drafts/text", name="x", text="y", format="exe").status == 422


def test_a_word_file_is_read(browser):
    page = browser.drop("note.docx", docx_of("The Harbour Ministry said the port was open."))
    assert page.texts("//a[@id='s1']")[0].startswith("The Harbour Ministry said the port was open.")


def test_several_drafts_at_once_queue(browser, desk):
    files = [("files", (f"one{n}.txt", f"The port number {n} is open.".encode())) for n in range(3)]
    page = browser.get("/").send("/drafts/files", files=files)
    assert page.path == "/"
    desk.settle()
    titles = browser.get("/").texts("//section[@id='jobs']//b")
    assert {f"Checking one{n}.txt" for n in range(3)} <= set(titles)


def test_a_page_that_waits_asks_for_its_work_alone(browser, desk):
    held = threading.Event()
    desk.office.jobs.add(lambda: str(held.wait(60)), title="Something long", asked=desk.clock())
    try:
        files = [("files", ("waits.txt", b"The port is open."))]
        page = browser.get("/").send("/drafts/files", files=files)
        (address,) = page.tree.xpath("//@data-poll")
        work = browser.get(address)
        assert work.path == f"{page.path}/work"
        assert work.texts("//li[contains(@class, 'waiting')]//b") == ["Checking waits.txt"]
        assert work.tree.xpath("//@data-poll") == [address]
        assert not work.tree.xpath("//main")
    finally:
        held.set()
    desk.settle()
    assert browser.get(address).tree.xpath("//@data-poll") == []


def test_an_edited_draft_shows_what_is_new_fixed_and_still_there(browser, desk):
    first = browser.drop("edited.md", ARTICLE)
    later = ARTICLE.replace("63 people", "36 people").replace("40 percent", "55 percent")
    page = browser.drop("other name.md", later, address=first.path, action="/version")
    assert page.path == first.path
    assert "1 new, 2 fixed, 1 still there" in page.text
    assert "2 versions" in page.text
    gone = page.texts("//details[contains(@class, 'fixed')]//span[@class='rule']")
    assert sorted(gone) == ["FIG001", "FIG002"]
    assert page.texts("//ol[@class='findings']/li[contains(., 'FIG001')]")[0].count("new") == 1
    pasted = browser.get(page.path).send("/version", text=ARTICLE)
    desk.settle()
    assert "3 versions" in browser.get(pasted.path).text
    assert browser.get(page.path).send("/version").status == 422


def test_new_sources_are_told_and_checked_against(browser, desk):
    page = browser.drop("late.md", "The Customs Office said it had seized 12 ships on 9 May 2026.")
    release = "The Customs Office said it had seized 21 ships on 9 May 2026."
    browser.get("/sources").send(
        "/sources/files", files=[("files", ("customs.txt", release.encode()))], publisher="Customs Office"
    )
    desk.settle()
    told = browser.get(page.path)
    assert "The sources have changed since this check" in told.text
    told.send("/check")
    desk.settle()
    again = browser.get(page.path)
    assert "21 ships" in again.text
    assert "have changed since" not in again.text
    source = next(s for s in desk.office.store.sources() if s.publisher == "Customs Office")
    assert browser.get(f"/sources/{source.id}").send("/remove").path == "/sources"
    assert browser.get(f"/sources/{source.id}").status == 404


def test_nothing_is_lost_when_the_desk_is_closed(tmp_path):
    with open_desk(tmp_path) as first:
        page = first.browser().drop("kept.md", "The port is open. It is closed, said nobody.")
        page = first.browser().get(f"{page.path}?sentence=1")
        page.send("/sentences/1", note="A comment to keep")
        data = first.office.drafts.bytes_of(first.office.drafts.all()[0])
    with open_desk(tmp_path) as later:
        assert later.office.drafts.bytes_of(later.office.drafts.all()[0]) == data
        later.browser().get(page.path)
        later.settle()
        assert "A comment to keep" in later.browser().get(f"{page.path}?sentence=1").text


def test_a_draft_whose_check_was_cut_short_is_checked_when_the_desk_opens(tmp_path):
    with open_desk(tmp_path) as first:
        office = first.office
        office.drafts.keep("cut.md", b"The port is open.", file="cut.md", who="ada", now=office.clock())
    with open_desk(tmp_path) as later:
        later.settle()
        assert later.office.desk.last_check("cut.md") is not None


def test_the_bytes_lie_under_their_hash_and_under_no_name(desk, tmp_path):
    folder = next(iter(desk.office.store.snapshots_folder.parent.glob("desk.drafts")))
    names = [path.name for path in folder.rglob("*") if path.is_file()]
    assert names
    assert all(len(name) == 64 and not set(name) - set("0123456789abcdef") for name in names)


def test_exports_that_need_the_draft_get_its_bytes(desk, browser):
    page = browser.drop(
        "own.docx", docx_of("The Harbour Ministry said it had detained 63 people on 4 March 2026.")
    )
    answer = browser.get(f"{page.path}/report?form=docx").answer
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert read_bytes(answer.content, name="own.docx").text


def test_comments_go_into_the_version_that_was_checked(desk, browser):
    text = "The Harbour Ministry said it had detained 63 people on 4 March 2026."
    page = browser.drop("later.docx", docx_of(text))
    held = threading.Event()
    desk.office.jobs.add(lambda: str(held.wait(60)), title="Something long", asked=desk.clock())
    try:
        files = [("files", ("later.docx", docx_of("All is well at the port, and nobody was detained.")))]
        assert "a later version is being checked" in browser.get(page.path).send("/version", files=files).text
        report = browser.get(f"{page.path}/report?form=docx").answer.content
        assert read_bytes(report, name="later.docx").text.strip() == text
    finally:
        held.set()
    desk.settle()


def docx_of(text):
    from docx import Document

    made, out = Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()
