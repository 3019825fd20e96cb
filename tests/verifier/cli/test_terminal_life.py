"""What happens at a real terminal, through a pipe and on Ctrl-C: in a process of its own."""

import os
import pty
import signal
import subprocess
import sys
import time

from verifier.cli.exit import ExitStatus

STEPS = "from verifier.cli.progress import steps; print(list(steps([1, 2], total=2, message='Counting')))"
BUSY = "from verifier.cli.progress import busy\nwith busy('Reading \\x1b[2J draft'):\n    print('done')"


def at_a_terminal(code):
    """Runs Python code with a terminal as stderr; gives what went to stdout and to the terminal."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    return done.stdout.decode(), shown.decode()


def test_a_terminal_sees_progress_and_standard_output_does_not():
    out, shown = at_a_terminal(STEPS)
    assert out == "[1, 2]\n"
    assert "Counting" in shown
    assert "2/2" in shown


def test_a_terminal_sees_a_spinner_that_cannot_act():
    out, shown = at_a_terminal(BUSY)
    assert out == "done\n"
    assert "Reading ␛[2J draft" in shown


def test_nobody_watching_sees_nothing():
    done = subprocess.run([sys.executable, "-c", STEPS], capture_output=True, check=True)
    assert done.stderr == b""


def verifier(*arguments, **options):
    command = [sys.executable, "-m", "verifier", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_reader_that_stops_is_no_fault(folder):
    process = verifier("rule", "--format", "json")
    process.stdout.close()
    assert process.wait(timeout=60) == ExitStatus.PIPE_CLOSED
    assert process.stderr.read() == b""
    process.stderr.close()


def test_ctrl_c_is_told_and_leaves_nothing_half_written(folder):
    os.mkfifo(folder / "in.jsonl")
    process = verifier("annotate", "in.jsonl", "out.jsonl")
    with (folder / "in.jsonl").open("wb") as feed:  # opens once the command has opened its end
        feed.write(b"{")
        feed.flush()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == ExitStatus.INTERRUPTED
    assert b"interrupted" in err
    assert b"Traceback" not in err
    assert out == b""
    assert [p.name for p in folder.iterdir()] == ["in.jsonl"]


def test_without_arguments_it_shows_the_help():
    process = verifier()
    out, err = process.communicate(timeout=60)
    assert process.returncode == ExitStatus.USAGE
    assert b"Commands:" in out + err


def test_an_unknown_command_is_told():
    process = verifier("chek")
    _, err = process.communicate(timeout=60)
    assert process.returncode == ExitStatus.USAGE
    assert b"chek" in err


def test_shell_completion_works():
    environment = {
        **os.environ,
        "_VERIFIER_COMPLETE": "bash_complete",
        "COMP_WORDS": "verifier so",
        "COMP_CWORD": "1",
    }
    process = verifier(env=environment)
    out, _ = process.communicate(timeout=60)
    assert out.strip() == b"plain,sources"
    assert process.returncode == 0


LOST = """
import signal, sys, time, weakref
from verifier import cli

class Thing: pass

def work(**_):
    thing = Thing()
    kept = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing
    time.sleep(60)

cli.cli.main = work
cli.main()
"""


def test_ctrl_c_that_falls_where_nothing_can_be_raised_still_counts():
    done = subprocess.run([sys.executable, "-c", LOST], capture_output=True, timeout=50, check=False)
    assert done.returncode == ExitStatus.INTERRUPTED
    assert done.stderr == b"verifier: interrupted, nothing half-written is left\n"
