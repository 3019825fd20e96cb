"""The warm process and its forks: what ends them, whom they serve, and that nothing is left."""

import fcntl
import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import termios
from contextlib import contextmanager
from pathlib import Path

import pytest

from verifier.cli.exit import ExitStatus

from .desk import children, is_alive, open_desk, state, until

CHECK = ("check", "-", "--format", "json", "--no-store")
# More than a pipe holds: when it is written, the fork is at work.
LONG = b"The minister said that the port was closed.\n\n" + b" " * 200_000

# Everything that touches a socket, as the interpreter itself tells it.
WATCHED = """
import sys
seen = []
def watch(event, given):
    if event.startswith("socket."):
        seen.append((event, *given[1:]))
sys.addaudithook(watch)
from verifier.start import main
try:
    main()
finally:
    print(seen, file=sys.stderr)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are watched as Linux shows them")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(tmp_path_factory.mktemp("w")) as made:
        yield made


@pytest.fixture
def at_work(desk):
    """A client whose work is being done: it waits for the end of standard input."""
    with at_work_for(desk) as client:
        yield client
    until(lambda: children(desk.warm) == [])


@contextmanager
def at_work_for(desk):
    with desk.client(*CHECK, start=("-m", "verifier"), stdin=subprocess.PIPE) as client:
        client.stdin.write(LONG)
        client.stdin.flush()
        (fork,) = children(desk.warm)
        until(lambda: unread(client.stdin) == 0 and state(fork) == "S")
        yield client
        for stream in (client.stdin, client.stdout, client.stderr):
            stream.close()
        client.kill()


def unread(pipe):
    """Bytes that nobody has read yet."""
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


def test_it_holds_nothing_but_its_socket(desk):
    """Neither a thread, which a fork would miss, nor a file, least of all a draft or a database."""
    held = {str(each.readlink()).partition(":")[0] for each in Path(f"/proc/{desk.warm}/fd").iterdir()}
    assert held == {"pipe", "socket", "/dev/null", str(desk.folder.parent / "told")}
    assert len(list(Path(f"/proc/{desk.warm}/task").iterdir())) == 1


def test_the_socket_is_the_users_alone(desk):
    assert stat.S_IMODE(desk.socket.stat().st_mode) == 0o600
    assert stat.S_IMODE(desk.socket.parent.stat().st_mode) == 0o700


def test_ctrl_c_ends_the_work_as_it_does_without_a_desk(desk, at_work):
    at_work.send_signal(signal.SIGINT)
    assert at_work.wait(60) == ExitStatus.INTERRUPTED
    assert at_work.stderr.read() == b"\nverifier: interrupted, nothing half-written is left\n"
    assert at_work.stdout.read() == b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_client_that_dies_takes_its_work_along(desk, at_work, number):
    (fork,) = children(desk.warm)
    at_work.send_signal(number)
    assert at_work.wait(60) == -number
    until(lambda: not is_alive(fork))
    assert at_work.stdout.read() + at_work.stderr.read() == b""


def test_work_that_dies_is_told(desk, at_work):
    (fork,) = children(desk.warm)
    os.kill(fork, signal.SIGKILL)
    assert at_work.wait(60) == ExitStatus.FAULT
    assert b"ended in the middle" in at_work.stderr.read()
    assert is_alive(desk.warm)


def test_no_more_than_the_machine_bears(desk):
    """Those who come when there are enough do their work themselves."""
    enough = 2 * os.cpu_count()
    clients = [desk.client(*CHECK, stdin=subprocess.PIPE) for _ in range(enough)]
    until(lambda: len(children(desk.warm)) == enough)
    assert b"import of click halted" in desk.run("check", "nowhere.md")[2]
    for client in clients:
        client.kill()
        client.communicate()
    until(lambda: children(desk.warm) == [])
    assert desk.run("check", "nowhere.md")[0] == ExitStatus.UNREADABLE


@pytest.mark.parametrize(
    ("start", "arguments", "environment"),
    [
        ((), ("--cold",), {}),
        ((), (), {"VERIFIER_COLD": "1"}),
        # Other flags of the interpreter, another look-up of modules, another coding of file names: another
        # program.
        (("-O",), (), {}),
        ((), (), {"PYTHONPATH": os.pathsep.join(sys.path)}),
        ((), (), {"PYTHONUTF8": "1"}),
    ],
)
def test_work_that_is_not_handed_over(desk, start, arguments, environment):
    told = {**desk.environment, **environment}
    with desk.client("check", *arguments, start=(*start, "-c", WATCHED), env=told) as client:
        out, err = client.communicate(timeout=60)
    assert (client.returncode, out) == (ExitStatus.USAGE, b"")
    assert err.splitlines()[-1] == b"[]", "no socket of any kind was touched"


def test_a_client_loads_next_to_nothing(desk):
    """It starts for each check: what it imports is most of its time."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from verifier.start import main\n"
        "try: main()\n"
        "finally: print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    with desk.client("check", start=("-c", code)) as client:
        loaded = client.communicate(timeout=60)[1].splitlines()[-1].decode().split()
    assert client.returncode == ExitStatus.USAGE
    assert "verifier.warm.client" in loaded
    assert {"click", "json", "typing", "dataclasses", "pathlib", "logging"} & {*loaded} == set()
    assert len(loaded) < 30


def test_a_client_touches_no_socket_but_that_of_its_desk(desk):
    with desk.client("check", "nowhere.md", start=("-c", WATCHED)) as client:
        seen = client.communicate(timeout=60)[1].splitlines()[-1].decode()
    assert (
        seen == f"[('socket.__new__', 1, 1, 0), ('socket.connect', {str(desk.socket)!r}), "
        "('socket.sendmsg', None)]"
    )


def test_another_desk_keeps_none_of_its_own(desk):
    code = "from verifier.warm.process import main; main()"
    with desk.client(start=("-c", code), stdin=subprocess.PIPE) as second:
        assert second.wait(60) == 0, "it ends though its desk does not"
        second.communicate()
    assert desk.socket.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to be root to be somebody else")
def test_nobody_else_is_served(desk):
    """Though the file system let them."""
    places = [desk.socket, *(each for each in desk.socket.parents if not each.stat().st_mode & 0o001)]
    modes = [stat.S_IMODE(each.stat().st_mode) for each in places]
    for each in places:
        each.chmod(0o777)
    with socket.socket(socket.AF_UNIX) as stranger:
        os.seteuid(65534)
        try:
            stranger.connect(str(desk.socket))
        finally:
            os.seteuid(0)
            for each, mode in zip(places, modes, strict=True):
                each.chmod(mode)
        assert stranger.recv(1) == b""
    assert children(desk.warm) == []


def test_a_desk_that_is_killed_leaves_nothing_and_a_check_comes_to_its_end(desk):
    """Last here: it is the desk of all."""
    with at_work_for(desk) as client:
        (fork,) = children(desk.warm)
        desk.process.kill()
        until(lambda: not is_alive(desk.warm))
        assert not desk.socket.exists()
        out, err = client.communicate(timeout=60)
        assert (client.returncode, err) == (ExitStatus.CLEAN, b"")
        assert out.startswith(b"{")
    until(lambda: not is_alive(fork))
