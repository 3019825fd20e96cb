"""A desk that is opened, visited and closed: python -m tests.journeys.visiting [COMMAND...]

COMMAND is what `verifier serve` is run by, as a watch. In the working folder lie `sources.db` and `draft.md`,
which is dropped on the desk. What its page then says goes to `page.txt`, whole as soon as it is there;
the desk is closed when there is a file `close`.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from os import kill
from pathlib import Path
from types import SimpleNamespace

from tests.verifier.warm.desk import children, until
from tests.verifier.web.browser import Browser

SERVE = (
    sys.executable,
    "-m",
    "verifier",
    "serve",
    "--port",
    "0",
    "--store",
    "sources.db",
    "--desk",
    "desk.db",
)


def visit(command: list[str]) -> None:
    """Open the desk, drop the draft, wait for its report, and close the desk when that is asked for."""
    with subprocess.Popen([*command, *SERVE], stderr=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stderr is not None
        try:
            _drop_and_close(running, watched="strace" in command)
        except BaseException:
            for pid in (*children(running.pid), running.pid):
                with suppress(ProcessLookupError):
                    kill(pid, signal.SIGKILL)
            raise


def _drop_and_close(running: subprocess.Popen[str], *, watched: bool) -> None:
    assert running.stderr is not None
    address = re.search(r"http://127\.0\.0\.1:\d+", running.stderr.readline())
    assert address is not None
    browser = Browser(SimpleNamespace(address=address.group(), settle=lambda: None))
    until(lambda: _answers(browser))
    page = browser.drop("draft.md", Path("draft.md").read_bytes())
    until(lambda: "FIG002" in browser.get(page.path).text)
    written = Path("page.part")
    written.write_text(browser.get(page.path).text, encoding="utf-8")
    written.rename("page.txt")
    until(Path("close").exists)
    pids = children(running.pid) if watched else [running.pid]
    kill(pids[0], signal.SIGINT)
    assert running.wait(30) in (0, 130)


def _answers(browser: Browser) -> bool:
    try:
        return browser.get("/").status == 200
    except OSError:
        time.sleep(0.1)
        return False


if __name__ == "__main__":
    visit(sys.argv[1:])
