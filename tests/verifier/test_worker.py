"""Processes that work for another: Ctrl-C is for the one that started them."""

import os
import signal
import subprocess
import sys

import pytest

from verifier.worker import cores, starting

MASKED = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))"


def is_masked():
    """Whether Ctrl-C does not reach a process that is started now."""
    done = subprocess.run([sys.executable, "-c", MASKED], capture_output=True, text=True, check=True)
    return done.stdout == "True\n"


def test_ctrl_c_never_reaches_what_is_started_inside():
    assert not is_masked()
    with starting():
        assert is_masked()
    assert not is_masked()


def test_ctrl_c_waits_until_all_are_started():
    started = []

    def start() -> None:
        with starting():
            os.kill(os.getpid(), signal.SIGINT)
            started.append("all")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert started == ["all"]


def test_there_is_a_core_to_work_on():
    assert 1 <= cores() <= (os.cpu_count() or 1)
