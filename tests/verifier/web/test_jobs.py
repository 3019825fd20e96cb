"""The queue of the desk: one after the other, what came of each, and nothing left running."""

import threading
import time
from datetime import UTC, datetime

import pytest

from claims.errors import UnreadableInput
from verifier.web.jobs import Jobs, State

NOW = datetime(2026, 3, 12, tzinfo=UTC)


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.close()


def settled(jobs):
    for _ in range(400):
        if not any(job.open for job in jobs.all()):
            return list(reversed(jobs.all()))
        time.sleep(0.01)
    raise AssertionError("the jobs don't end")


def test_one_after_the_other_in_their_order(jobs):
    running, done, go = [], [], threading.Event()

    def work(number):
        def do():
            go.wait(10)
            running.append(number)
            assert running[-1:] == [number]
            done.append(number)
            return f"done {number}"

        return do

    for number in range(4):
        jobs.add(work(number), title=f"Job {number}", asked=NOW)
    while jobs.all()[-1].state is not State.RUNNING:
        time.sleep(0.01)
    assert [(job.state, job.ahead) for job in reversed(jobs.all())] == [
        (State.RUNNING, 0),
        (State.WAITING, 1),
        (State.WAITING, 2),
        (State.WAITING, 3),
    ]
    go.set()
    assert [(job.state, job.told) for job in settled(jobs)] == [(State.DONE, f"done {n}") for n in range(4)]
    assert done == [0, 1, 2, 3]


def test_what_goes_wrong_is_told_and_the_next_is_done(jobs, capfd):
    def unreadable():
        raise UnreadableInput("x.docx", "it is broken", "Save it again.")

    def fault():
        raise RuntimeError("words of a " + "draft")

    for work in (unreadable, fault, lambda: "fine"):
        jobs.add(work, title="Job", asked=NOW)
    first, second, third = settled(jobs)
    assert (first.state, first.told, first.remedy) == (State.FAILED, "x.docx: it is broken", "Save it again.")
    assert second.state is State.FAILED
    assert "words of a draft" not in second.told + second.remedy + "".join(capfd.readouterr())
    assert (third.state, third.told) == (State.DONE, "fine")


def test_what_waits_already_is_not_queued_twice(jobs):
    go = threading.Event()
    jobs.add(lambda: str(go.wait(10)), title="First", asked=NOW)
    one = jobs.add(lambda: "x", title="Draft", asked=NOW, about="d1")
    assert jobs.add(lambda: "x", title="Draft", asked=NOW, about="d1").number == one.number
    assert jobs.add(lambda: "x", title="Draft", asked=NOW, about="d2").number != one.number
    go.set()
    settled(jobs)
    assert jobs.add(lambda: "x", title="Draft", asked=NOW, about="d1").number > one.number


def test_only_what_is_done_is_dismissed_and_old_ones_are_forgotten(jobs):
    for number in range(130):
        jobs.add(lambda: "x", title=f"Job {number}", asked=NOW)
        settled(jobs)
    assert len(jobs.all()) <= 101
    newest = jobs.all()[0]
    jobs.dismiss(newest.number)
    assert newest.number not in {job.number for job in jobs.all()}
    go = threading.Event()
    open_one = jobs.add(lambda: str(go.wait(10)), title="Open", asked=NOW)
    jobs.dismiss(open_one.number)
    assert open_one.number in {job.number for job in jobs.all()}
    go.set()


def test_closing_ends_the_thread_and_leaves_what_waits_undone():
    jobs, done, go = Jobs(), [], threading.Event()
    jobs.add(lambda: str(go.wait(10)), title="First", asked=NOW)
    jobs.add(lambda: done.append(1) or "x", title="Second", asked=NOW)
    threading.Timer(0.1, go.set).start()
    jobs.close()
    assert done == []
    assert not any(thread.name == "desk jobs" and thread.is_alive() for thread in [jobs._thread])
