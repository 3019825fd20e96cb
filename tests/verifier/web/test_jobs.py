"""The queue of the desk: one after the other, what came of each, and nothing left running."""

import gc
import threading
import time
import weakref
from datetime import UTC, datetime

import pytest

from claims.errors import StoreBusy, StoreFull, UnreadableInput
from verifier.web import jobs as module
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


@pytest.mark.parametrize(("times", "state"), [(2, State.DONE), (3, State.FAILED)])
def test_what_passes_is_waited_for(jobs, monkeypatch, times, state):
    monkeypatch.setattr(module, "_PAUSES", (0.01, 0.01))
    tried = []

    def work():
        tried.append(1)
        if len(tried) <= times:
            raise StoreBusy("sources.db", "the database reports: locked", "Try again.")
        return "fine"

    jobs.add(work, title="Job", asked=NOW)
    (job,) = settled(jobs)
    assert job.state is state
    assert len(tried) == 3
    assert job.remedy == ("" if state is State.DONE else "Try again.")


def test_what_does_not_pass_is_not_waited_for(jobs):
    tried = []

    def work():
        tried.append(1)
        raise StoreFull("sources.db", "the database reports: full", "Free some space.")

    jobs.add(work, title="Job", asked=NOW)
    assert [job.remedy for job in settled(jobs)] == ["Free some space."]
    assert tried == [1]


def test_closing_waits_for_nothing_that_may_pass(monkeypatch):
    monkeypatch.setattr(module, "_PAUSES", (60.0,))
    jobs, begun = Jobs(), threading.Event()

    def work():
        begun.set()
        raise StoreBusy("sources.db", "the database reports: locked", "Try again.")

    jobs.add(work, title="Job", asked=NOW)
    begun.wait(10)
    jobs.close()
    assert [job.state for job in jobs.all()] == [State.FAILED]


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


def test_what_a_job_holds_goes_with_it(jobs):
    class File:
        pass

    file = File()
    gone = weakref.ref(file)
    done = threading.Event()
    jobs.add(lambda file=file: str(file), title="Adding", asked=NOW)
    del file
    jobs.add(lambda: str(done.set()), title="Adding another", asked=NOW)
    assert done.wait(10)
    gc.collect()
    assert gone() is None
