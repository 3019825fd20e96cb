"""What a check through the desk's warm process writes is what the process itself would have written."""

import fcntl
import os
import pty
import struct
import sys
import termios
from pathlib import Path

import pytest

from verifier.cli import run
from verifier.cli.exit import ExitStatus
from verifier.render import FORMS

from .desk import DRAFT, is_alive, open_desk, until

SOURCE = """<html><head><title>36 detained at the port</title>
<meta property="og:site_name" content="Harbour Ministry"></head>
<body><article><h1>36 detained at the port</h1>
<p>The Harbour Ministry said it had detained 36 people on 4 March 2026.</p>
<p>Mara Ellison said: “We shall not rest until the port is safe.”</p></article></body></html>
"""
CHECK = ("check", "draft.md", "--store", "sources.db")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched as Linux shows them")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    def add_source(folder):
        (folder / "release.html").write_text(SOURCE, encoding="utf-8")
        assert (
            run(["sources", "add", str(folder / "release.html"), "--store", str(folder / "sources.db")]) == 0
        )

    with open_desk(tmp_path_factory.mktemp("w"), meanwhile=add_source) as made:
        yield made


@pytest.fixture
def here(desk, monkeypatch, capfdbinary):
    """The same in this process."""
    monkeypatch.chdir(desk.folder)

    def call(*arguments):
        capfdbinary.readouterr()
        status = run(arguments)
        return int(status), *capfdbinary.readouterr()

    return call


@pytest.mark.parametrize("form", FORMS)
def test_each_form(desk, here, form):
    done = desk.run(*CHECK, "--format", form)
    assert done == here(*CHECK, "--format", form)
    assert (done[0], done[2]) == (ExitStatus.FINDINGS, b"")
    assert len(done[1]) > 50


def at_a_terminal(desk, *, columns, cold=False, **environment):
    """What a terminal of this width shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    told = {**desk.environment, "TERM": "xterm-256color", **environment}
    status, _, _ = desk.run(*CHECK, cold=cold, stdout=theirs, env=told)
    os.close(theirs)
    shown = b""
    os.set_blocking(ours, False)
    try:
        while part := os.read(ours, 100_000):
            shown += part
    except OSError:  # all of it was read
        os.close(ours)
    return status, shown


def test_a_terminal_as_a_process_that_starts_from_nothing_shows_it(desk):
    warm = at_a_terminal(desk, columns=64)
    assert warm == at_a_terminal(desk, columns=64, cold=True)
    assert b"\x1b[" in warm[1]
    plain = at_a_terminal(desk, columns=110, NO_COLOR="1")
    assert b"\x1b[3" not in plain[1]
    assert max(map(len, plain[1].decode().splitlines())) > 64


def test_standard_input(desk, here, monkeypatch):
    done = desk.run("check", "-", "--format", "jsonl", input=DRAFT.encode())
    (desk.folder / "stdin").write_text(DRAFT, encoding="utf-8")
    with (desk.folder / "stdin").open(encoding="utf-8") as given:
        monkeypatch.setattr(sys, "stdin", given)
        assert done == here("check", "-", "--format", "jsonl")
    assert b"<stdin>" in done[1]


def test_text_typed_at_a_terminal(desk):
    ours, theirs = pty.openpty()
    os.write(ours, b"The port was closed, the minister said.\n\x04")
    status, out, _ = desk.run("check", "-", "--format", "jsonl", stdin=theirs)
    os.close(theirs)
    os.close(ours)
    assert status == ExitStatus.CLEAN
    assert b"The port was closed, the minister said." in out


def test_paths_and_files_are_the_clients(desk, here):
    (desk.folder / "drafts").mkdir()
    for name in ("a.md", "b.md"):
        (desk.folder / "drafts" / name).write_text(DRAFT, encoding="utf-8")
    written = {}
    for folder, call in (("warm", desk.run), ("here", here)):
        (desk.folder / folder).mkdir()
        status, out, err = call("check", "drafts/a.md", "drafts/b.md", "--format", "html", "-o", folder)
        assert (status, out, err.count(b"Report written to")) == (ExitStatus.CLEAN, b"", 2)
        written[folder] = {each.name: each.read_bytes() for each in (desk.folder / folder).iterdir()}
    assert written["warm"] == written["here"]
    assert b"drafts/a.md" in desk.run("check", "drafts/a.md", "--format", "jsonl")[1]


@pytest.mark.parametrize("mask", [0o077, 0o002])
def test_new_files_have_the_modes_that_the_client_gives(desk, mask):
    desk.run(*CHECK, "--output", f"report{mask}.txt", umask=mask)
    assert (desk.folder / f"report{mask}.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_settings_are_those_of_the_clients_folder(desk, here):
    settings = desk.folder / "verifier.toml"
    settings.write_text('format = "csv"\nfail_on = "never"\n', encoding="utf-8")
    try:
        done = desk.run("check", "draft.md")
        assert done == here("check", "draft.md")
    finally:
        settings.unlink()
    assert done[0] == ExitStatus.CLEAN
    assert done[1].startswith(b"\xef\xbb\xbf") or b"," in done[1].splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", os.fsdecode(b"no\xffwhere-\xc3\xa9.md")], ExitStatus.UNREADABLE),
        (["check", "draft.md", "--colur", "always"], ExitStatus.USAGE),
        (["check"], ExitStatus.USAGE),
        (["check", "draft.md", "--output", "draft.md"], ExitStatus.USAGE),
        (["check", "--help"], ExitStatus.CLEAN),
    ],
)
def test_errors_and_help(desk, arguments, status):
    told = {**desk.environment, "PYTHONIOENCODING": "ascii", "COLUMNS": "70"}
    warm = desk.run(*arguments, env=told)
    assert warm == desk.run(*arguments, env=told, cold=True)
    assert warm[0] == status


def test_the_order_of_sets_plays_no_part(desk):
    made = {
        desk.run(*CHECK, "--format", "json", env={**desk.environment, "PYTHONHASHSEED": seed})
        for seed in ("1", "random")
    }
    assert len(made) == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_alike(desk, unbuffered):
    told = []
    for cold in (False, True):
        with Path("/dev/full").open("wb") as full:
            surroundings = {**desk.environment, "PYTHONUNBUFFERED": unbuffered}
            told.append(desk.run("check", "--help", cold=cold, stdout=full, env=surroundings))
    assert told[0] == told[1]
    assert b"No space left on device" in told[0][2]


def test_a_reader_that_stops_is_no_fault(desk):
    (desk.folder / "long.md").write_text(DRAFT * 20, encoding="utf-8")
    with desk.client("check", "long.md", "--format", "json") as client:
        assert client.stdout.read(1) == b"{"
        client.stdout.close()
        assert client.wait(60) == ExitStatus.PIPE_CLOSED
        assert client.stderr.read() == b""


def test_several_at_once(desk, here):
    clients = [desk.client(*CHECK, "--format", form) for form in ("json", "html", "csv")]
    outs = [client.communicate(timeout=60) for client in clients]
    for form, client, (out, err) in zip(("json", "html", "csv"), clients, outs, strict=True):
        assert (client.returncode, out, err) == here(*CHECK, "--format", form)


def test_another_program_than_the_one_that_is_loaded_does_the_work_itself(desk):
    """Last here: the warm process ends when it sees that something was installed beside the program."""
    (desk.site / "added-1.0.dist-info").mkdir()
    status, _, err = desk.run("check")
    assert status == 1
    assert b"import of click halted" in err, "it tried to do the work itself"
    until(lambda: not is_alive(desk.warm))
    assert not desk.socket.exists()
