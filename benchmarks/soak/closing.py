"""What still stands when work is over: read back through the pages, from the files, and by the program."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.soak.browser import Browser, NotGiven, Page
from benchmarks.soak.desk import Desk
from benchmarks.soak.editor import titles_in
from benchmarks.soak.judging import lost, unshown
from benchmarks.soak.types import Broken, Decided, Log

_POLL_S, _GIVE_UP_S = 0.5, 300.0
_HANDLES = "//input[@name='handle']/@value"


def settled(browser: Browser, address: str) -> Page:
    """A page of the desk once it waits for no work any more. TimeoutError where that doesn't come."""
    until = time.monotonic() + _GIVE_UP_S
    while (page := browser.get("read back", address)).under_way:
        if time.monotonic() > until:
            raise TimeoutError(f"{address}: the jobs don't end")
        time.sleep(_POLL_S)
    return page


def read_back(browser: Browser, desk: Desk, log: Log) -> Iterator[Broken]:
    """What the pages and the desk's file do not hold of all that was taken. The desk is open."""
    try:
        for address in ("/", "/sources"):
            settled(browser, address)
        yield from unshown(log.decided, _pages(browser, log.decided))
        titles = Counter(titles_in(browser.get("read back", "/sources")))
        for title in log.stored:
            if titles[title] != 1:
                yield Broken("no source is lost or stands twice", None, f"{title}: {titles[title]} times")
    except NotGiven:
        yield Broken("the desk answers at the end", None, f"{log.asked[-1]}")
    except TimeoutError as error:
        yield Broken("jobs finish", None, str(error))
    yield from lost(log.decided, _comments(desk.file))


def _pages(browser: Browser, decided: Iterable[Decided]) -> dict[tuple[str, int], tuple[str, frozenset[str]]]:
    """The page of each sentence that something was decided on: its words and the findings on it."""
    found = {}
    # Draft by draft: the desk keeps the reports of so many at hand, and makes others again.
    for draft, sentence in sorted({(each.draft, each.sentence) for each in decided}):
        page = settled(browser, f"{draft}?sentence={sentence}")
        found[draft, sentence] = page.text, frozenset(page.tree.xpath(_HANDLES))
    return found


def _comments(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM decision ORDER BY id")]


def sound(desk: Desk, store: Path | None) -> Iterator[Broken]:
    """What the files and the audit log are not as they should be. The desk is closed.

    Args:
        desk: whose files they are.
        store: the file of its store, where that is one.
    """
    for command in (("audit", "verify"), ("sources", "verify")):
        status, told = desk.run(*command)
        if status:
            yield Broken(f"verifier {' '.join(command)} is content", None, told)
    for file in filter(None, (desk.file, store)):
        with closing(sqlite3.connect(file)) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            yield Broken("the files are sound", None, f"{file.name}: {answer}")
    told = desk.errors.read_text(encoding="utf-8")
    if faults := told.count("a fault in the program"):
        yield Broken("no fault in the program", None, f"{faults}, of which the first: {_first_fault(told)}")


def _first_fault(told: str) -> str:
    fault = told[told.index("a fault in the program") :]
    lines = fault.splitlines()
    end = next((place for place, line in enumerate(lines[1:], 1) if not line.startswith(" ")), len(lines))
    return " / ".join(line.strip() for line in [lines[0], *lines[max(1, end - 4) : end]])
