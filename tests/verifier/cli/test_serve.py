"""`verifier serve`: opened as a user opens it, and its users."""

import os
import re
import signal
import subprocess
import sys
import time

import httpx
import pytest

from tests.verifier.warm.desk import children

PASSWORD = "correct horse battery"


@pytest.fixture
def asked(monkeypatch):
    """What is typed where a password is asked for."""

    def typed(text):
        monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: text)

    return typed


@pytest.mark.parametrize("options", [[], ["--no-warm"]])
def test_it_opens_on_loopback_and_closes_with_ctrl_c(folder, tmp_path, options):
    command = [sys.executable, "-m", "verifier", "serve", "--port", "0", "--store", "sources.db"]
    with subprocess.Popen(
        [*command, "--desk", "desk.db", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        told = running.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told).group()
        for _ in range(200):
            try:
                answer = httpx.get(address, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        assert answer.status_code == 200
        assert "No drafts yet" in answer.text
        if sys.platform == "linux":
            assert len(children(running.pid)) == (0 if options else 1), "its warm process"
        running.send_signal(signal.SIGINT)
        assert running.wait(20) in (0, 130)
        assert "Traceback" not in running.stderr.read()
    assert (folder / "desk.db").is_file()


def test_users_are_kept(verifier, asked):
    asked(PASSWORD)
    added = verifier("serve", "--desk", "desk.db", "users", "add", "ada", "--role", "admin")
    assert (added.status, added.out.splitlines()[-1]) == (0, "added: ada, admin")
    assert PASSWORD not in added.out + added.err
    assert verifier("serve", "--desk", "desk.db", "users", "add", "ben").status == 0
    listed = verifier("serve", "--desk", "desk.db", "users", "list").out
    assert [line.rpartition(",")[0] for line in listed.splitlines()] == ["ada, admin", "ben, editor"]
    changed = verifier(
        "serve", "--desk", "desk.db", "users", "set", "ben", "--role", "reporter", "--password"
    )
    assert changed.status == 0
    assert "ben, reporter" in verifier("serve", "--desk", "desk.db", "users", "list").out
    assert verifier("serve", "--desk", "desk.db", "users", "remove", "ben").status == 0
    last = verifier("serve", "--desk", "desk.db", "users", "set", "ada", "--role", "editor")
    assert last.status == 2, "the last admin stays one"
    assert "Make another user an admin first" in last.err


def test_a_user_that_can_not_be_is_refused(verifier, asked):
    asked("short")
    refused = verifier("serve", "--desk", "desk.db", "users", "add", "ada")
    assert refused.status == 2
    assert "at least 12" in refused.err
    assert verifier("serve", "--desk", "desk.db", "users", "remove", "nobody").status == 2
    assert verifier("serve", "--desk", "desk.db", "users", "set", "nobody").status == 2


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--public", "https://desk.example"], "verifier serve users add NAME --role admin"),
        (["--host", "0.0.0.0"], "name the one address"),
        (["--host", "desk.example"], "this is no IP address"),
        (["--host", "203.0.113.7"], "can't listen there"),
        (["--certificate", "desk.pem"], "go together"),
        (["--certificate", "desk.pem", "--key", "desk.pem"], "they can't be used"),
    ],
)
def test_it_does_not_open_where_it_would_not_be_safe(verifier, folder, options, told):
    (folder / "desk.pem").write_text("x")
    refused = verifier("serve", "--port", "0", "--desk", "desk.db", "--store", "s.db", *options)
    assert refused.status == 2
    assert told.lower() in refused.err.lower()
    assert "The desk is open" not in refused.err
