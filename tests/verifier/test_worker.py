"""Processes that work for another: Ctrl-C is for the one that started them."""

import os
import signal
import subprocess
import sys
import threading
import time

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


@pytest.mark.parametrize("others", [0, 2], ids=["alone", "beside other threads"])
def test_ctrl_c_waits_until_all_are_started(others):
    """Other threads take the signal where this one has it masked."""
    started = []
    over = threading.Event()
    beside = [threading.Thread(target=over.wait) for _ in range(others)]
    for each in beside:
        each.start()

    def start() -> None:
        with starting():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
            started.append("all")

    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        over.set()
    assert started == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert not is_masked()


def test_a_thread_may_start_them_too():
    masked = []

    def start() -> None:
        with starting():
            masked.append(is_masked())

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert masked == [True]


def test_there_is_a_core_to_work_on():
    assert 1 <= cores() <= (os.cpu_count() or 1)
