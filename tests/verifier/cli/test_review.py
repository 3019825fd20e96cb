"""`verifier review`, and what `check` and `rule --stats` make of it. A report stands in for the pipeline."""

import dataclasses
import json
import sys
from types import SimpleNamespace

import pytest

from verifier.cli.exit import ExitStatus
from verifier.desk.store import Desk
from verifier.desk.types import Act
from verifier.types import Severity

from ..render.builder import report

NAME = "draft.txt"


@pytest.fixture
def pipeline(monkeypatch):
    """Stands in for checking; answers with `made`, and records the decisions that it was given."""
    asked = SimpleNamespace(made=report(), decisions=[])

    def check(_document, *, store=None, config=None, decisions=()):
        asked.decisions.append(decisions)
        return asked.made

    monkeypatch.setitem(sys.modules, "verifier.pipeline", SimpleNamespace(check=check))
    return asked


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "verifier" / "desk.db"


@pytest.fixture
def draft(folder):
    (folder / NAME).write_text("The ministry said the road is open.\n", encoding="utf-8")
    return folder / NAME


@pytest.fixture
def review(verifier, pipeline, draft, stdin):
    """Reviews the draft with these lines as answers."""

    def call(*lines, options=("--as", "Lena")):
        stdin("".join(f"{line}\n" for line in lines).encode())
        return verifier("review", draft, "--no-store", *options)

    return call


def recorded(path):
    with Desk.open(path) as desk:
        return desk.decisions(NAME)


def ordered(made):
    return sorted(made.findings, key=lambda f: (-f.severity, f.span))


def test_each_finding_is_asked_about_the_gravest_first(review, pipeline, path):
    done = review("a", "d no harm in it", "w", "n")
    assert done.status == ExitStatus.CLEAN
    made = recorded(path)
    assert [(d.act, d.rule) for d in made] == list(
        zip((Act.ACCEPT, Act.DISMISS, Act.WRONG), (f.rule for f in ordered(pipeline.made)), strict=False)
    )
    assert [d.note for d in made] == ["", "no harm in it", ""]
    assert {d.who for d in made} == {"Lena"}
    assert "1 accepted, 1 dismissed, 1 called wrong" in done.out
    for finding in ordered(pipeline.made)[:4]:
        assert finding.rule in done.out
        assert finding.action.split()[0] in done.out
    assert "^^^" in done.out
    assert "│ Passage" in done.out


def test_it_goes_on_where_it_stopped(review, pipeline, path):
    number = len(pipeline.made.findings)
    first = review("d", "q")
    assert f"1 of {number} ─" in first.out
    assert f"3 of {number} ─" not in first.out
    assert f"Open: {number - 1}." in first.out
    again = review("a")
    assert f"{number} findings, 1 decision made before" in again.out
    assert f"1 of {number - 1} ─" in again.out
    assert [d.act for d in recorded(path)] == [Act.DISMISS, Act.ACCEPT]
    everything = review("r", "q", options=("--all",))
    assert f"1 of {number} ─" in everything.out
    assert "Dismissed by Lena" in everything.out
    assert recorded(path)[-1].act is Act.REOPEN
    assert f"Open: {number - 1}." in everything.out


def test_back_and_deciding_anew(review, path):
    done = review("d", "b", "w", "q")
    assert done.out.count("1 of ") == 2
    assert [d.act for d in recorded(path)] == [Act.DISMISS, Act.WRONG]
    assert len({d.fingerprint for d in recorded(path)}) == 1


def test_comments_speakers_and_kinds_stay_at_the_finding(review, path):
    done = review(
        "c", "ask the press office", "s Ada Holm", "s", "Nils Brandt", "k gossip", "k ngo", "r", "q"
    )
    made = recorded(path)
    assert [(d.act, d.note, d.value) for d in made[:4]] == [
        (Act.COMMENT, "ask the press office", ""),
        (Act.SPEAKER, "", "Ada Holm"),
        (Act.SPEAKER, "", "Nils Brandt"),
        (Act.KIND, "", "ngo_allegation"),
    ]
    # Reopening undoes what was decided on the finding and on its sentence.
    assert [(d.act, d.fingerprint is None) for d in made[4:]] == [(Act.REOPEN, False), (Act.REOPEN, True)]
    assert "2 of " not in done.out
    assert "There is no kind “gossip”" in done.out
    assert "Given another kind by Lena (NGO allegation)" in done.out
    assert "The next check takes the corrected speakers and kinds into account." in done.out
    again = review("q")
    assert "Commented on by Lena: ask the press office" in again.out


def test_the_decisions_reach_the_check(review, pipeline, path):
    review("s Ada Holm", "q")
    review("q")
    assert pipeline.decisions == [(), recorded(path)]


def test_a_finding_about_no_sentence_takes_no_speaker(review, pipeline, path):
    found = dataclasses.replace(ordered(pipeline.made)[0], sentence=None)
    pipeline.made = dataclasses.replace(pipeline.made, findings=(found,))
    done = review("s Ada", "k fact", "r", "d")
    assert done.out.count("about no single sentence") == 2
    assert [d.act for d in recorded(path)] == [Act.REOPEN, Act.DISMISS]


def test_help_and_what_is_no_answer(review, path):
    done = review("?", "zz", "", "q")
    assert "dismiss: it is no problem here" in done.out
    assert "There is no answer “zz”" in done.out
    assert recorded(path) == ()


def test_answers_that_end_lose_nothing(review, path):
    done = review("d")
    assert done.status == ExitStatus.CLEAN
    assert len(recorded(path)) == 1
    assert "Decided now: 1 dismissed" in done.out


def test_ctrl_c_loses_nothing(verifier, pipeline, draft, path, monkeypatch):
    lines = iter([b"d\n"])

    def readline():
        for line in lines:
            return line
        raise KeyboardInterrupt

    keyboard = SimpleNamespace(encoding="utf-8", buffer=SimpleNamespace(readline=readline))
    monkeypatch.setattr(sys, "stdin", keyboard)
    done = verifier("review", draft, "--no-store")
    assert done.status == ExitStatus.INTERRUPTED
    assert [d.act for d in recorded(path)] == [Act.DISMISS]
    assert "Decided now: 1 dismissed" in done.out


def test_a_hostile_answer_acts_nowhere(review, path):
    done = review("c \x1b]52;c;aGk=\x07 \u202egnp", "s \x1b[2JAda", "\x1b[31mz", "q")
    for again in (done, review("q")):
        assert "\x1b" not in again.out
        assert "\u202e" not in again.out
        assert "⟨RLO⟩gnp" in again.out
    assert [d.act for d in recorded(path)] == [Act.COMMENT, Act.SPEAKER]


def test_bytes_that_are_no_text_are_taken_as_they_can(verifier, pipeline, draft, stdin, path):
    stdin(b"c caf\xe9 \xff\nq\n")
    assert verifier("review", draft, "--no-store", "--as", "L\udce9na").status == ExitStatus.CLEAN
    (made,) = recorded(path)
    assert made.note.startswith("caf")
    assert made.who == "L?na"


def test_what_is_new_and_fixed_is_told(review, pipeline):
    assert "first check of this article" in review("q").out
    first, *rest = ordered(pipeline.made)
    pipeline.made = dataclasses.replace(pipeline.made, findings=tuple(rest))
    less = review("q").out
    assert f"0 new, 1 fixed, {len(rest)} still there." in less
    assert f"fixed: {first.rule} " in less
    pipeline.made = dataclasses.replace(pipeline.made, findings=(first, *rest))
    more = review("q").out
    assert f"1 new, 0 fixed, {len(rest)} still there." in more
    assert f"new: {first.rule} " in more


def test_standard_input_is_no_article(verifier):
    done = verifier("review", "-")
    assert done.status == ExitStatus.USAGE
    assert "answers come from standard input" in done.err


def test_check_leaves_out_what_was_set_aside(verifier, review, pipeline, draft):
    errors = [f for f in pipeline.made.findings if f.severity is Severity.ERROR]
    review(*["d"] * len(errors), "q")
    done = verifier("check", draft, "--no-store", "--quiet")
    assert done.status == ExitStatus.CLEAN
    assert f"{len(errors)} dismissed at the desk. See them with --no-desk." in done.out
    assert not any(f"error {f.rule}" in done.out for f in errors)
    shown = verifier("check", draft, "--no-store", "--quiet", "--no-desk")
    assert shown.status == ExitStatus.FINDINGS
    assert "at the desk" not in shown.out
    assert all(f"error {f.rule}" in shown.out for f in errors)


def test_check_tells_what_was_accepted_and_counts_it(verifier, review, draft):
    review("a we mend it", "w")
    done = verifier("check", draft, "--no-store")
    assert done.status == ExitStatus.FINDINGS
    assert "Accepted by Lena: we mend it" in done.out
    assert "1 called wrong at the desk." in done.out


def test_check_in_json_has_the_states(verifier, review, draft, pipeline):
    number = len(pipeline.made.findings)
    review("a", "d why not", "q")
    wire = json.loads(verifier("check", draft, "--no-store", "--format", "json").out)
    assert len(wire["findings"]) == number - 1
    (gone,) = wire["set_aside"]
    assert gone["state"] == "dismissed"
    assert gone["decision"] == {"act": "dismiss", "who": "Lena", "note": "why not"}
    states = [finding["state"] for finding in wire["findings"]]
    assert states.count("accepted") == 1
    assert states.count("open") == number - 2
    assert sum(wire["summary"]["findings"].values()) == number - 1


@pytest.mark.parametrize("command", [("check", NAME, "--no-store"), ("rule", "--stats")])
def test_a_desk_that_is_asked_for_must_be_there(verifier, pipeline, draft, tmp_path, command):
    done = verifier(*command, "--desk", tmp_path / "none.db")
    assert done.status == ExitStatus.USAGE
    assert "there is no desk here" in done.err
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_desk_is_refused(verifier, pipeline, draft, folder):
    (folder / "notes.db").write_text("notes, and many of them\n" * 50)
    done = verifier("check", draft, "--no-store", "--desk", "notes.db")
    assert done.status == ExitStatus.USAGE
    assert "--desk" in done.err


def test_the_desk_is_where_the_settings_say(verifier, review, draft, folder, path):
    (folder / "verifier.toml").write_text('desk = "shared/desk.db"\n')
    review("d", "q")
    assert not path.exists()
    with Desk.open(folder / "shared" / "desk.db") as desk:
        assert desk.articles() == (NAME,)
    assert "1 dismissed at the desk." in verifier("check", draft, "--no-store", "-q").out


def test_options_that_exclude_each_other(verifier, pipeline, draft):
    assert verifier("check", draft, "--desk", "d.db", "--no-desk").status == ExitStatus.USAGE
    assert verifier("rule", "--desk", "d.db").status == ExitStatus.USAGE
    assert verifier("review", draft, "--store", "s.db", "--no-store").status == ExitStatus.USAGE


def test_rules_are_counted(verifier, review, pipeline):
    assert "Nothing was reviewed yet" in verifier("rule", "--stats").out
    assert json.loads(verifier("rule", "--stats", "--format", "json").out) == []
    review("a", "d", "q")
    review("q")
    first, second, *_ = ordered(pipeline.made)
    found = {c["rule"]: c for c in json.loads(verifier("rule", "--stats", "--format", "json").out)}
    assert sum(c["shown"] for c in found.values()) == len(pipeline.made.findings)
    assert sum(c["accepted"] for c in found.values()) == 1
    assert sum(c["dismissed"] for c in found.values()) == 1
    assert found[first.rule]["accepted"] == 1
    assert found[second.rule]["dismissed"] == 1
    one = json.loads(verifier("rule", first.rule, "--stats", "--format", "json").out)
    assert one == [found[first.rule]]
    table = verifier("rule", "--stats").out
    assert "Share accepted" in table
    assert f"{found[first.rule]['share_accepted']:.0%}" in table
