"""`verifier check` around the pipeline: options, files, statuses. A report stands in for the pipeline."""

import dataclasses
import json
import os
import stat
import sys
import threading
from types import SimpleNamespace

import pytest

from verifier.cli.exit import ExitStatus
from verifier.types import Severity

from ..render.builder import report

DRAFT = "The ministry said the road is open.\n"


@pytest.fixture
def pipeline(monkeypatch):
    """Stands in for checking; records what it was asked for and answers with `made`."""
    asked = SimpleNamespace(documents=[], stores=[], configs=[], made=report())

    def check(document, *, store=None, config=None, path=None, decisions=()):
        asked.documents.append(document)
        asked.stores.append(store)
        asked.configs.append(config)
        if isinstance(asked.made, BaseException):
            raise asked.made
        return asked.made

    monkeypatch.setitem(sys.modules, "verifier.pipeline", SimpleNamespace(check=check))
    return asked


@pytest.fixture
def draft(folder):
    path = folder / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def with_findings(*severities):
    made = report()
    return dataclasses.replace(
        made, findings=tuple(dataclasses.replace(made.findings[0], severity=s) for s in severities)
    )


E, W, S = Severity.ERROR, Severity.WARNING, Severity.SUGGESTION


@pytest.mark.parametrize(
    ("fail_on", "severities", "status"),
    [
        (None, (), 0),
        (None, (E,), 1),
        (None, (W, S), 0),
        ("error", (W,), 0),
        ("error", (E, S), 1),
        ("warning", (S,), 0),
        ("warning", (W,), 1),
        ("warning", (E,), 1),
        ("suggestion", (S,), 1),
        ("suggestion", (), 0),
        ("never", (E, W, S), 0),
    ],
)
def test_fail_on(verifier, pipeline, draft, fail_on, severities, status):
    pipeline.made = with_findings(*severities)
    options = ["--fail-on", fail_on] if fail_on else []
    assert verifier("check", draft, *options).status == status


def test_fail_on_from_the_settings_gives_way_to_the_option(verifier, pipeline, draft, folder):
    (folder / "verifier.toml").write_text('fail_on = "suggestion"\n')
    pipeline.made = with_findings(S)
    assert verifier("check", draft).status == 1
    assert verifier("check", draft, "--fail-on", "error").status == 0


def test_the_terminal_report_goes_to_standard_output(verifier, pipeline, draft):
    done = verifier("check", draft)
    assert done.out.startswith("Attribution report: draft.txt")
    assert "\x1b" not in done.out
    assert pipeline.documents[0].text.strip() == DRAFT.strip()


def test_quiet_shows_the_findings_only(verifier, pipeline, draft):
    done = verifier("check", draft, "--quiet")
    assert "QUO001" in done.out
    assert "Attribution, sentence by sentence" not in done.out


@pytest.mark.parametrize("spelling", ["--colour", "--color"])
def test_colour_can_be_asked_for(verifier, pipeline, draft, spelling, monkeypatch):
    assert "\x1b[" in verifier("check", draft, spelling, "always").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" in verifier("check", draft, spelling, "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" not in verifier("check", draft, spelling, "never").out


def test_auto_follows_the_environment(verifier, pipeline, draft, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in verifier("check", draft).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in verifier("check", draft).out


def test_json_and_html_to_standard_output(verifier, pipeline, draft):
    assert json.loads(verifier("check", draft, "--format", "json").out)["schema"] == 1
    assert verifier("check", draft, "--format", "html").out.lstrip().startswith("<!doctype html>")


def test_standard_input(verifier, pipeline, stdin):
    stdin(DRAFT.encode())
    assert verifier("check", "-").status == 1
    assert pipeline.documents[0].name == "<stdin>"


def test_standard_input_in_a_given_format(verifier, pipeline, stdin):
    stdin(b"# A heading\n\nThe ministry said so.\n")
    verifier("check", "-", "--input-format", "markdown")
    assert pipeline.documents[0].format == "markdown"


def test_output_is_written_whole(verifier, pipeline, draft, folder):
    done = verifier("check", draft, "--format", "json", "-o", folder / "report.json")
    assert done.out == ""
    assert "Report written to" in done.err
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["schema"] == 1
    assert sorted(p.name for p in folder.iterdir()) == ["draft.txt", "report.json"]


@pytest.mark.parametrize("name", ["draft.txt", "./draft.txt", "link.txt", "hard.txt"])
def test_the_input_is_never_overwritten(verifier, pipeline, draft, folder, name):
    (folder / "link.txt").symlink_to(draft)
    os.link(draft, folder / "hard.txt")
    done = verifier("check", draft, "-o", name)
    assert done.status == ExitStatus.USAGE
    assert "would overwrite the input" in done.err
    assert draft.read_text() == DRAFT
    assert pipeline.documents == []


def test_a_failure_leaves_the_old_report(verifier, pipeline, draft, folder):
    (folder / "report.txt").write_text("old")
    pipeline.made = RuntimeError("boom")
    done = verifier("check", draft, "-o", "report.txt")
    assert done.status == ExitStatus.FAULT
    assert "boom" in done.err
    assert (folder / "report.txt").read_text() == "old"
    assert sorted(p.name for p in folder.iterdir()) == ["draft.txt", "report.txt"]


def test_a_replaced_file_keeps_its_permissions_and_a_new_one_follows_the_umask(
    verifier, pipeline, draft, folder
):
    old = folder / "old.txt"
    old.write_text("old")
    old.chmod(0o640)
    verifier("check", draft, "-o", old)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        verifier("check", draft, "-o", "new.txt")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "new.txt").stat().st_mode) == 0o640


def test_a_pipe_is_written_to_and_stays_a_pipe(verifier, pipeline, draft, folder):
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    verifier("check", draft, "--format", "json", "-o", pipe)
    reader.join(timeout=10)
    assert json.loads(read[0])["schema"] == 1
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_output_that_cannot_be_written(verifier, pipeline, draft):
    done = verifier("check", draft, "-o", "nowhere/report.txt")
    assert done.status == ExitStatus.USAGE
    assert "nowhere/report.txt: it can't be written" in done.err


def test_several_articles(verifier, pipeline, draft, folder):
    (folder / "other.md").write_text(DRAFT)
    done = verifier("check", draft, "other.md")
    assert done.status == 1
    assert done.out.count("Attribution report:") == 2
    (folder / "reports").mkdir()
    verifier("check", draft, "other.md", "--format", "html", "-o", "reports")
    names = sorted(p.name for p in (folder / "reports").iterdir())
    assert names == ["draft.txt.report.html", "other.md.report.html"]


def test_one_unreadable_article_does_not_stop_the_others(verifier, pipeline, draft):
    done = verifier("check", "missing.txt", draft)
    assert done.status == ExitStatus.UNREADABLE
    assert done.out.count("Attribution report:") == 1
    assert done.err.startswith("verifier: missing.txt: it can't be opened")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["draft.txt", "--store", "x.db", "--no-store"], "exclude each other"),
        (["draft.txt", "draft.txt", "--format", "json"], "--output FOLDER"),
        (["draft.txt", "draft.txt", "-o", "."], "same file name"),
        (["draft.txt", "other.txt", "-o", "no-folder"], "a folder that exists"),
        (["-", "-"], "only once"),
        ([], "Missing argument"),
        (["draft.txt", "--format", "pptx"], "is not one of"),
        (["draft.txt", "--fail-on", "always"], "is not one of"),
        (["draft.txt", "--frobnicate"], "No such option"),
        (["draft.txt", "--store", "missing.db"], "there is no store of sources here"),
        (["draft.txt", "--store", "mongodb://x/y"], "can't be kept in mongodb"),
    ],
)
def test_wrong_usage(verifier, pipeline, draft, arguments, says):
    done = verifier("check", *arguments)
    assert done.status == ExitStatus.USAGE
    assert says in done.err
    assert pipeline.documents == []


def test_settings_that_are_wrong_are_told(verifier, pipeline, draft, folder):
    (folder / "verifier.toml").write_text("fail_onn = 1\n")
    done = verifier("check", draft)
    assert done.status == ExitStatus.USAGE
    assert "fail_onn" in done.err
    assert len(done.err.splitlines()) == 2


def test_no_store_is_made_by_checking(verifier, pipeline, draft, tmp_path):
    verifier("check", draft)
    assert pipeline.stores == [None]
    assert not (tmp_path / "data").exists()


def test_no_store_means_none(verifier, pipeline, draft, folder):
    (folder / "verifier.toml").write_text("")
    (folder / "sources.db").write_bytes(b"not opened")
    verifier("check", draft, "--no-store")
    assert pipeline.stores == [None]


@pytest.mark.parametrize(
    ("fault", "status", "says"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (RuntimeError("boom"), 70, "RuntimeError: boom"),
    ],
)
def test_interruptions_and_faults(verifier, pipeline, draft, fault, status, says):
    pipeline.made = fault
    done = verifier("check", draft)
    assert done.status == status
    assert says in done.err


def test_error_messages_cannot_act(verifier, pipeline):
    done = verifier("check", "no\x1b[2Jsuch\n.txt")
    assert done.status == ExitStatus.UNREADABLE
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 2


def test_several_articles_in_one_file(verifier, pipeline, draft, folder):
    (folder / "other.md").write_text(DRAFT)
    done = verifier("check", draft, "missing.txt", "other.md", "--format", "jsonl", "-o", "all.jsonl")
    assert done.status == ExitStatus.UNREADABLE
    assert done.err.count("Report written to all.jsonl") == 1
    lines = (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(line)["record"] == "article" for line in lines) == 2
    assert verifier("check", draft, "other.md", "--format", "jsonl").out.splitlines() == lines


def test_several_articles_in_a_folder_stand_apart_in_any_form(verifier, pipeline, draft, folder):
    (folder / "other.md").write_text(DRAFT)
    (folder / "reports").mkdir()
    verifier("check", draft, "other.md", "--format", "jsonl", "-o", "reports")
    names = sorted(p.name for p in (folder / "reports").iterdir())
    assert names == ["draft.txt.report.jsonl", "other.md.report.jsonl"]


def test_joined_reports_overwrite_no_article_and_nothing_where_none_could_be_read(
    verifier, pipeline, draft, folder
):
    (folder / "other.md").write_text(DRAFT)
    assert (
        verifier("check", draft, "other.md", "--format", "csv", "-o", "other.md").status == ExitStatus.USAGE
    )
    done = verifier("check", "missing.txt", "gone.txt", "--format", "csv", "-o", "all.csv")
    assert done.status == ExitStatus.UNREADABLE
    assert not (folder / "all.csv").exists()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("drafts/a.md", "drafts/a.md"),
        ("./drafts/a.md", "drafts/a.md"),
        ("drafts/../drafts/a.md", "a.md"),
        ("ABSOLUTE", "a.md"),
    ],
)
def test_an_article_is_named_as_it_was_given_but_never_by_folders_of_the_machine(
    verifier, pipeline, folder, given, name
):
    path = folder / "drafts" / "a.md"
    path.parent.mkdir()
    path.write_text(DRAFT)
    verifier("check", path if given == "ABSOLUTE" else given)
    assert pipeline.documents[0].name == name
