"""A desk in a process of its own, with its warm process, and clients of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]

# What would change the output, where whoever runs the tests has set it.
MATTERS = ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "PYTHONUNBUFFERED", "PYTHONIOENCODING")

# A client that can't do the work itself: whatever comes out, the warm process made it.
HELPLESS = "import sys; sys.modules['click'] = None; from verifier.start import main; main()"

DRAFT = """# Harbour closes

The Harbour Ministry said it had detained 63 people on 4 March 2026. Prices have risen by 40 percent.

“We will not rest until the port is safe,” said Mara Ellison, who speaks for the ministry. Clean Water Watch
accused the ministry of hiding the state of 300 boats.
"""


def until(true: Callable[[], object], *, seconds: float = 60) -> None:
    """Wait for it; a test that waits in vain says for what."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@dataclass(frozen=True)
class Desk:
    """An open desk.

    Attributes:
        process: `verifier serve`.
        warm: pid of its warm process.
        folder: working folder of the clients, with a draft.
        environment: of the desk and of the clients.
        site: a folder where both look for modules.
        socket: where the warm process listens.
    """

    process: subprocess.Popen[str]
    warm: int
    folder: Path
    environment: dict[str, str]
    site: Path
    socket: Path

    def client(self, *arguments: str, start: tuple[str, ...] = ("-c", HELPLESS), **options: Any) -> Any:
        """A `verifier` that runs, by default one that is helpless without the warm process."""
        settings = {"cwd": self.folder, "env": self.environment, "stdin": subprocess.DEVNULL}
        settings |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([sys.executable, *start, *arguments], **settings)

    def run(self, *arguments: str, cold: bool = False, **options: Any) -> tuple[int, bytes, bytes]:
        """Status, output and errors of a client that is done; with `cold`, of one that does it all itself."""
        given = options.pop("input", None)
        if cold:
            options["env"] = {**options.get("env", self.environment), "VERIFIER_COLD": "1"}
            options["start"] = ("-m", "verifier")
        if given is not None:
            options["stdin"] = subprocess.PIPE
        with self.client(*arguments, **options) as client:
            out, err = client.communicate(given, timeout=120)
        return client.returncode, out, err


def children(pid: int) -> list[int]:
    """The processes that this one started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    with suppress(OSError):
        return [int(each) for each in listed.read_text().split()]
    return []


def state(pid: int) -> str:
    """What a process does, as Linux tells it: S for sleeping, Z for dead and not yet buried; X for none."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return "X"


def is_alive(pid: int) -> bool:
    """True until it has ended."""
    return state(pid) not in "ZX"


@contextmanager
def open_desk(folder: Path, *, meanwhile: Callable[[Path], None] = lambda _: None) -> Iterator[Desk]:
    """A desk with its warm process at work, in `folder`.

    Args:
        folder: an empty one.
        meanwhile: what to do with the working folder of the clients while the warm process loads.
    """
    work, runtime, site = (folder / name for name in ("work", "run", "site"))
    for each in (work, runtime, site):
        each.mkdir()
    (work / "draft.md").write_text(DRAFT, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in MATTERS}
    environment |= {
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(folder / "data"),
        "PYTHONPATH": os.pathsep.join([str(site), str(REPOSITORY)]),
    }
    serve = [sys.executable, "-m", "verifier", "serve", "--port", "0", "--store", "sources.db"]
    with (
        (folder / "told").open("w+", encoding="utf-8") as told,
        subprocess.Popen(serve, cwd=work, env=environment, stderr=told, encoding="utf-8") as process,
    ):
        try:
            meanwhile(work)
            until(lambda: list(runtime.glob("*/*")) or process.poll() is not None)
            (socket,) = runtime.glob("*/*")
            (warm,) = children(process.pid)
            yield Desk(process, warm, work, environment, site, socket)
        finally:
            process.terminate()
            process.wait(30)
    until(lambda: not is_alive(warm))
    assert not socket.exists()
    assert "Traceback" not in (folder / "told").read_text(encoding="utf-8")
