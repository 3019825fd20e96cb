"""A user at work: brings drafts and sources, reads, decides, comments, keeps reports, edits, and again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from random import Random

from benchmarks import newswriter
from benchmarks.soak.browser import Browser, NotGiven, Page
from benchmarks.soak.types import Decided, Log

_WORDS, _SOURCE_WORDS = 250, 150
_DRAFTS, _SOURCES = 4, 5
# As the desk's own pages do, in seconds; and when a user gives up.
_POLL_S, _GIVE_UP_S = 0.9, 180.0
_ACTS = ("accept", "dismiss", "wrong")


class Editor(threading.Thread):
    """One user.

    Args:
        number: of the user; no other user has drafts or sources of the same seeds.
        browser: the user's.
        log: what takes note.
        clock: seconds since the run began.
        over: set when work is over.
        think: seconds that a user thinks between two steps, on average.
        seed: what is drawn from.
    """

    def __init__(
        self,
        number: int,
        browser: Browser,
        *,
        log: Log,
        clock: Callable[[], float],
        over: threading.Event,
        think: float,
        seed: int,
    ) -> None:
        super().__init__(name=browser.name, daemon=True)
        self._first = number * 1000
        self._browser = browser
        self._log = log
        self._clock = clock
        self._over = over
        self._think = think
        self._random = Random(f"{seed} {number}")
        self._texts: list[str] = []
        self._drafts: list[str | None] = []
        self._sources = 0
        self.failed: Exception | None = None

    def run(self) -> None:
        """Work until it is over."""
        try:
            while not self._over.is_set():
                try:
                    self._turn()
                except NotGiven:
                    self._pause()
        except Exception as error:  # this thread is ours: the run ends with it
            self.failed = error

    def _turn(self) -> None:
        """One draft, or one version of a draft, from bringing it to keeping its report."""
        self._pause()
        home = self._browser.get("drafts", "/")
        draft = self._brought(home)
        page = self._checked(draft)
        for _ in range(self._random.randint(2, 4)):
            self._pause()
            self._decide(page)
            self._pause()
            self._comment_and_read(draft, page)
        self._pause()
        self._browser.get("draft, filtered", f"{draft}?state={self._random.choice(('open', 'accepted'))}")
        forms = page.tree.xpath("//select[@id='form']/option/@value")
        self._pause()
        self._browser.keep("report", f"{draft}/report?form={self._random.choice(forms)}")
        if self._sources < _SOURCES and self._random.random() < 0.5:
            self._pause()
            self._add_source()
            self._pause()
            page = self._browser.get("draft", draft)
            if again := page.forms("/check"):
                self._browser.send("check again", again[0])
                self._checked(draft)

    def _brought(self, home: Page) -> str:
        """The address of a new draft, or of one that was there and has a new version now."""
        new = len(self._drafts) < _DRAFTS and (not self._drafts or self._random.random() < 0.4)
        if new or (self._drafts and self._drafts[-1] is None):
            return self._new_draft(home)
        chosen = self._random.randrange(len(self._drafts))
        draft = self._drafts[chosen]
        assert draft is not None
        page = self._browser.get("draft", draft)
        random = Random(f"{self._first} {self._clock()}")
        self._texts[chosen] += f"\n{newswriter.sentence(random, newswriter.Cast.drawn(random))}\n"
        (form,) = page.forms("/version")
        self._pause()
        if self._random.random() < 0.5:
            sent = self._browser.send("new version", form, text=self._texts[chosen])
        else:
            sent = self._browser.send("new version", form, files=_file(f"{chosen}.md", self._texts[chosen]))
        return _given(sent)

    def _new_draft(self, home: Page) -> str:
        # One whose sending failed is sent again: a draft of the same name and bytes is the same.
        if not self._drafts or self._drafts[-1] is not None:
            self._texts.append(newswriter.article(_WORDS, seed=self._first + len(self._texts)))
            self._drafts.append(None)
        text, name = self._texts[-1], f"{self._browser.name}-{len(self._texts)}.md"
        if self._random.random() < 0.5:
            (form,) = home.forms("/drafts/text")
            sent = self._browser.send("new draft", form, name=name, text=text, format="markdown")
        else:
            (form,) = home.forms("/drafts/files")
            sent = self._browser.send("new draft", form, files=_file(name, text))
        self._drafts[-1] = _given(sent)
        return _given(sent)

    def _checked(self, draft: str) -> Page:
        """The draft's page once its newest version is checked."""
        start = self._clock()
        while True:
            page = self._browser.get("draft", draft)
            failed = page.tree.xpath("//li[contains(@class, 'failed')]//form")
            if failed:
                self._browser.send("dismiss", failed[0])
            elif not page.under_way and page.shows_report:
                self._log.checks.append(self._clock())
                return page
            while True:
                if self._over.is_set() or self._clock() > start + _GIVE_UP_S:
                    raise NotGiven
                self._over.wait(_POLL_S)
                if not page.work or not self._browser.get("work", page.work).under_way:
                    break

    def _decide(self, page: Page) -> None:
        findings = page.tree.xpath("//ol[@class='findings']//a[@data-item]")
        if not findings:
            return
        link = self._random.choice(findings)
        opened = self._browser.get("sentence", link.get("href").partition("#")[0])
        form = next(iter(opened.forms(f"/findings/{link.get('data-item')}")), None)
        if form is not None:
            self._send_decision("decide", opened, form, act=self._random.choice(_ACTS))

    def _comment_and_read(self, draft: str, page: Page) -> None:
        sentences = page.tree.xpath("//a[@data-number and starts-with(@id, 's')]/@data-number")
        number = int(self._random.choice(sentences))
        opened = self._browser.get("sentence", f"{draft}?sentence={number}")
        if self._random.random() < 0.5:
            forms = opened.forms(f"/sentences/{number}")
            form = next((form for form in forms if "note" in form.fields), None)
            if form is None:
                # The desk was opened anew meanwhile, and checks the draft again before it shows it.
                raise NotGiven
            self._send_decision("comment", opened, form, act="comment")
        evidence = opened.links("//figure[@class='passage']//cite/a[starts-with(@href, '/')]")
        if evidence:
            self._pause()
            self._browser.get("evidence", self._random.choice(evidence))

    def _send_decision(self, name: str, page: Page, form: object, *, act: str) -> None:
        """Send one with a comment that no other has, and look whether the page that follows shows it."""
        note = f"Rang them, see note {secrets.token_hex(8)}"
        at = self._clock()
        handle = form.fields.get("handle", "")  # type: ignore[attr-defined]
        sentence = int(page.address.rpartition("sentence=")[2])
        draft = page.address.partition("?")[0]
        went, shown = None, None
        try:
            went = self._browser.send(name, form, note=note, act=act)
            if went is not None:
                following = self._browser.get("sentence", went)
                if not following.shows_report:
                    # It took long, and the drafts of others took the place of this one's report at hand.
                    self._checked(draft)
                    following = self._browser.get("sentence", went)
                shown = note in following.text
        finally:
            self._log.decided.append(Decided(note, draft, sentence, handle, at, went is not None, shown))

    def _add_source(self) -> None:
        """Add one about a draft of the user's own, and wait until it is stored."""
        page = self._browser.get("sources", "/sources")
        seed = self._first + self._sources
        self._sources += 1
        about = self._first + self._random.randrange(len(self._texts))
        text = newswriter.source(_SOURCE_WORDS, seed=seed, about=about)
        (form,) = page.forms("/sources/files")
        if self._browser.send("add a source", form, files=_file(f"source-{seed}.md", text)) is None:
            return
        title = text.partition("title: ")[2].partition("\n")[0]
        start = self._clock()
        while not self._over.is_set() and self._clock() < start + _GIVE_UP_S:
            page = self._browser.get("sources", "/sources")
            if title in titles_in(page):
                self._log.stored.append(title)
                return
            # It failed, or the desk was killed before it came to it: the page doesn't say that it is there.
            if not page.under_way:
                return
            self._over.wait(_POLL_S)

    def _pause(self) -> None:
        self._over.wait(self._random.uniform(0.2, 1.8) * self._think)


def titles_in(page: Page) -> list[str]:
    """The titles on the page of the sources."""
    return [" ".join(link.text_content().split()) for link in page.tree.xpath("//a[@class='title']")]


def _file(name: str, text: str) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name, text.encode()))]


def _given(address: str | None) -> str:
    if address is None:
        raise NotGiven
    return address
