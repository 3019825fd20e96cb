"""Users, roles, sessions, and passwords that are guessed at."""

from itertools import pairwise

import pytest

from verifier.desk import accounts
from verifier.desk.accounts import SESSION_IDLE, SESSION_LENGTH, Role
from verifier.web.limits import FREE_OF_ADDRESS, FREE_OF_NAME, LONGEST_WAIT, Limits
from verifier.web.sessions import COOKIE

from .browser import open_desk

PASSWORD = "correct horse battery"
NAMES = {"rita": Role.REPORTER, "eddy": Role.EDITOR, "anna": Role.ADMIN}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A desk with a user of each role, and a draft."""
    with open_desk(tmp_path_factory.mktemp("shared")) as made:
        made.browser().drop("port.md", "The Harbour Ministry said the port was open.")
        for name, role in NAMES.items():
            made.office.accounts.add(name, role, PASSWORD, now=made.clock())
        yield made


@pytest.fixture(autouse=True)
def limits(shared):
    """No test waits for the failures of another, and none ends by itself while a password is checked."""
    shared.office.limits.__init__(lambda: 0.0)


def signed_in(desk, name, password=PASSWORD):
    browser = desk.browser()
    page = browser.get("/").send("/sign-in", name=name, password=password)
    return browser, page


def test_where_there_are_users_everybody_must_sign_in(shared):
    browser = shared.browser()
    for address in ("/", "/sources", "/people", "/help", "/drafts/x", "/sources/x", "/drafts/x/report"):
        page = browser.get(address)
        assert page.path == "/sign-in", address
        assert "port.md" not in page.text


def test_a_form_of_nobody_leads_to_the_sign_in(shared):
    page = shared.browser().get("/")
    answer = page.browser.client.post("/drafts/files", data={"token": "x"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in"


def test_signing_in_and_out(shared):
    browser, page = signed_in(shared, "eddy")
    before = browser.client.cookies[COOKIE]
    assert page.path == "/"
    assert "eddy, editor" in page.text
    page = page.send("/sign-out")
    assert page.path == "/sign-in"
    browser.client.cookies.clear()
    browser.client.cookies.set(COOKIE, before)
    assert browser.get("/").path == "/sign-in"


def test_a_token_from_before_is_worth_nothing_after(shared):
    """Who plants a cookie in a browser has no session once somebody signs in there."""
    browser = shared.browser()
    page = browser.get("/")
    planted = browser.client.cookies[COOKIE]
    page.send("/sign-in", name="eddy", password=PASSWORD)
    assert browser.client.cookies[COOKIE] != planted
    other = shared.browser()
    other.client.cookies.set(COOKIE, planted)
    assert other.get("/").path == "/sign-in"


def test_the_database_holds_neither_token_nor_password(shared, tmp_path):
    browser, _ = signed_in(shared, "eddy")
    files = shared.office.store.snapshots_folder.parent.glob("desk.db*")
    data = b"".join(path.read_bytes() for path in files)
    assert browser.client.cookies[COOKIE].encode() not in data
    assert PASSWORD.encode() not in data
    assert b"$argon2id$" in data


@pytest.mark.parametrize(("after", "length"), [("unused", SESSION_IDLE), ("in all", SESSION_LENGTH)])
def test_a_session_ends(shared, after, length):
    browser, _ = signed_in(shared, "eddy")
    if after == "in all":
        for _ in range(11):
            shared.clock.forward(hours=1)
            assert browser.get("/").path == "/"
        shared.clock.forward(hours=1)
    else:
        shared.clock.forward(seconds=length.total_seconds() - 1)
        assert browser.get("/").path == "/"
        shared.clock.forward(seconds=length.total_seconds())
    assert browser.get("/").path == "/sign-in"


@pytest.mark.parametrize(("name", "password"), [("eddy", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_password_and_a_wrong_name_look_the_same(shared, name, password):
    _, page = signed_in(shared, name, password)
    assert page.status == 401
    assert "Name and password don't belong together" in page.text
    assert page.tree.xpath("//input[@name='password']/@value") == []


@pytest.mark.parametrize("change", ["password", "gone"])
def test_a_password_that_is_no_longer_one_when_it_was_checked_opens_nothing(shared, monkeypatch, change):
    held, matches = shared.office.accounts, accounts._matches
    held.add("mia", Role.EDITOR, PASSWORD, now=shared.clock())

    def meanwhile(hashed, password):
        held.remove("mia") if change == "gone" else held.set_password("mia", PASSWORD + "!")
        return matches(hashed, password)

    with monkeypatch.context() as patch:
        patch.setattr(accounts, "_matches", meanwhile)
        assert held.sign_in("mia", PASSWORD, now=shared.clock()) is None
    if change == "password":
        assert held.sign_in("mia", PASSWORD + "!", now=shared.clock()) is not None
        held.remove("mia")


def test_names_are_compared_as_they_look(shared):
    assert signed_in(shared, " EDDY ")[1].path == "/"


@pytest.mark.parametrize("address", ["/sign-in", "/sign-out"])
def test_a_form_of_nobody_is_short(shared, address):
    browser = shared.browser()
    token = browser.get("/").tree.xpath("//input[@name='token']/@value")[0]
    form = {"token": token, "name": "rita", "password": "x" * 30_000}
    assert browser.client.post(address, data=form).status_code == 400
    assert browser.client.post(address, content=iter([b"name=rita"])).status_code == 400
    assert browser.client.post(address, data=form | {"password": "x"}).status_code in (401, 303)


def test_guessing_becomes_slow(shared):
    for _ in range(FREE_OF_NAME):
        assert signed_in(shared, "rita", "wrong")[1].status == 401
    _, page = signed_in(shared, "rita")
    assert page.status == 429
    assert "Try again in" in page.text
    assert int(page.answer.headers["retry-after"]) >= 1
    assert signed_in(shared, "eddy")[1].status == 200, "another name is not held up"


def test_a_name_in_other_letters_is_no_way_around_the_limit(shared):
    for name in ("ｒita", "r𝗂ta", "RI𝗧A", "𝓻ita", "riⓣa"):
        assert signed_in(shared, name, "wrong")[1].status == 401
    assert signed_in(shared, "rⁱta")[1].status == 429


def test_the_wait_doubles_and_ends():
    now = 0.0
    limits = Limits(lambda: now)
    waits = []
    for _ in range(FREE_OF_NAME + 12):
        waits.append(limits.begin("rita", "10.0.0.1"))
        now += waits[-1]
        if waits[-1]:
            assert limits.begin("rita", "10.0.0.1") == 0
    waited = [wait for wait in waits if wait]
    assert waited[0] == 2
    assert all(later == min(2 * wait, LONGEST_WAIT) for wait, later in pairwise(waited))
    assert waited[-1] == LONGEST_WAIT
    limits.succeeded("rita", "10.0.0.1")
    assert limits.begin("rita", "10.0.0.2") == 0


def test_many_names_from_one_address_are_slow_too():
    limits = Limits(lambda: 0.0)
    for number in range(FREE_OF_ADDRESS):
        assert limits.begin(f"name{number}", "10.0.0.1") == 0
    assert limits.begin("one more", "10.0.0.1") > 0
    assert limits.begin("one more", "10.0.0.2") == 0


def test_those_who_sign_in_rightly_hold_up_nobody():
    limits = Limits(lambda: 0.0)
    for _ in range(10 * FREE_OF_ADDRESS):
        assert limits.begin("rita", "10.0.0.1") == 0
        limits.succeeded("rita", "10.0.0.1")


def test_failures_are_forgotten_and_never_fill_the_memory():
    now = 0.0
    limits = Limits(lambda: now)
    for number in range(12_000):
        limits.begin(f"name{number}", f"address{number}")
    assert len(limits._failures) <= 10_002
    now = 4000.0
    limits.begin("x", "y")
    assert len(limits._failures) == 2


def test_a_long_name_fills_no_memory():
    limits = Limits(lambda: 0.0)
    assert limits.begin("ﷺ" * 1_000_000, "10.0.0.1") == 0
    assert sum(len(key) for _, key in limits._failures) < 10_000


def allowed(page):
    """The addresses of the forms that a page has."""
    return {form.get("action") for form in page.tree.forms}


def test_what_a_reporter_sees_and_may(shared):
    browser, page = signed_in(shared, "rita")
    assert {each for each in allowed(page) if each} == {"/sign-out"}
    draft = next(iter(page.tree.xpath("//a[starts-with(@href, '/drafts/')]/@href")))
    shared.settle()
    browser.get(draft)
    shared.settle()
    one = browser.get(f"{draft}?sentence=1")
    assert one.send("/sentences/1", note="Is that so?").status == 200
    token = one.tree.xpath("//input[@name='token']/@value")[0]
    for address in (
        "/drafts/files",
        f"{draft}/check",
        f"{draft}/findings/1",
        "/sources/files",
        "/sources/page",
        "/people",
        "/sources/x/remove",
    ):
        answer = browser.client.post(address, data={"token": token})
        assert answer.status_code == 403, address
        assert "Nothing was changed" in answer.text
    version = one.tree.xpath("//input[@name='version']/@value")[0]
    for act in ("speaker", "kind", "reopen"):
        fields = {"token": token, "act": act, "value": "x", "version": version}
        assert browser.client.post(f"{draft}/sentences/1", data=fields).status_code == 403
    assert browser.get("/people").status == 403


def test_what_an_editor_may_not(shared):
    browser, page = signed_in(shared, "eddy")
    assert "/drafts/files" in allowed(page)
    token = page.tree.xpath("//input[@name='token']/@value")[0]
    for address in ("/people", "/people/role", "/people/remove", "/sources/x/remove"):
        assert browser.client.post(address, data={"token": token}).status_code == 403


def test_an_admin_keeps_the_people(shared):
    browser, _ = signed_in(shared, "anna")
    page = browser.get("/people").send("/people", name="otto", role="editor", password=PASSWORD)
    assert "otto" in page.text
    other, _ = signed_in(shared, "otto")
    index = next(n for n, form in enumerate(page.forms("/people/role")) if form.fields["name"] == "otto")
    page.send("/people/role", form=index, role="reporter")
    assert other.get("/").path == "/sign-in", "another role ends the sessions"
    assert "otto, reporter" in signed_in(shared, "otto")[1].text
    page.send("/people/password", form=index, password="another long password")
    assert signed_in(shared, "otto")[1].status == 401
    other, _ = signed_in(shared, "otto", "another long password")
    page.send("/people/remove", form=index)
    assert other.get("/").path == "/sign-in"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "eddy", "role": "editor", "password": PASSWORD}, "there is one of this name already"),
        ({"name": "EDDY", "role": "editor", "password": PASSWORD}, "there is one of this name already"),
        ({"name": "x", "role": "editor", "password": "short"}, "at least 12"),
        ({"name": " ", "role": "editor", "password": PASSWORD}, "Choose a plain name"),
        ({"name": "a\u202eb", "role": "editor", "password": PASSWORD}, "Choose a plain name"),
        ({"name": "x", "role": "king", "password": PASSWORD}, "a choice that isn't offered"),
    ],
)
def test_a_user_that_can_not_be_is_refused(shared, fields, told):
    browser, _ = signed_in(shared, "anna")
    page = browser.get("/people").send("/people", **fields)
    assert page.status == 422
    assert told in page.text


def test_the_last_admin_stays(shared):
    browser, _ = signed_in(shared, "anna")
    page = browser.get("/people")
    index = next(n for n, form in enumerate(page.forms("/people/role")) if form.fields["name"] == "anna")
    assert "Make another user an admin first" in page.send("/people/role", form=index, role="editor").text
    assert "Make another user an admin first" in page.send("/people/remove", form=index).text
    assert browser.get("/").path == "/", "the session goes on: nothing was changed"


def test_behind_tls_the_cookie_is_kept_to_it(tmp_path):
    with open_desk(tmp_path) as desk:
        desk.office.accounts.add("anna", Role.ADMIN, PASSWORD, now=desk.clock())
    with open_desk(tmp_path, public="https://desk.example") as desk:
        answer = desk.browser().client.get("/sign-in", headers={"Host": "desk.example"})
        assert "Secure" in answer.headers["set-cookie"]
        assert "max-age" in answer.headers["strict-transport-security"]
