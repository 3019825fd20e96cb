"""`verifier reproduce`: a report made again by somebody who doubts it."""

import json
import shutil

import pytest

DRAFT = """# Barges moved

The Ministry of Canals said on Monday that 140 barges had been moved. The mayor, Ada Holm, admitted that the
pier was unsafe.

“Not one barge will be left,” said Ada Lindqvist, the ministry's spokeswoman.
"""
RELEASE = (
    "The Ministry of Canals said that 90 barges had been moved by Monday.\n\n"
    "“No barge will be left behind,” said Ada Lindqvist, the ministry's spokeswoman.\n"
)
SAME = "draft.md: the report is the same in all 4 sentences, and so is what made it.\n"


@pytest.fixture
def checked(verifier, folder):
    """Writes a report on the draft, which names a store and settings of the newsroom."""
    (folder / "verifier.toml").write_text('fail_on = "never"\n')
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    assert verifier("sources", "add", "release.txt", "--publisher", "Ministry of Canals").status == 0

    def check(*options):
        done = verifier("check", "draft.md", "--format", "json", "-o", "report.json", *options)
        assert done.status == 0, done.err
        return json.loads((folder / "report.json").read_text(encoding="utf-8"))

    return check


def test_the_same_from_here_and_from_elsewhere(verifier, checked, folder, tmp_path, monkeypatch):
    checked()
    again = verifier("reproduce", "report.json")
    assert (again.status, again.out, again.err) == (0, SAME, "")
    assert json.loads(verifier("reproduce", "report.json", "--format", "json").out) == {
        "conditions": [],
        "results": [],
    }
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("report.json", "draft.md"):
        shutil.copy(folder / name, kept)
    monkeypatch.chdir(tmp_path)
    beside = verifier("reproduce", "kept/report.json", "--store", folder / "sources.db")
    assert (beside.status, beside.out) == (0, SAME)


def test_what_changed_is_told(verifier, checked, folder):
    report = checked()
    (folder / "release.txt").write_text(RELEASE.replace("90", "140"), encoding="utf-8")
    assert verifier("sources", "add", "release.txt", "--publisher", "Ministry of Canals").status == 0
    (folder / "verifier.toml").write_text(
        '[rules]\ndisabled = ["QUO001"]\n[rules.severity]\nVRB001 = "error"\n'
    )
    again = verifier("reproduce", "report.json")
    assert again.status == 1
    under, came = again.out.split("What came of it:\n")
    for words in ("sources in the store: ", "audit log of the store: ", "rules that ran: no longer QUO001"):
        assert words in under
    assert "severities and what verifier.toml ignores: none, now " in under
    assert "lexicon" not in under
    assert "attribution: verdict: altered, now confirmed" in came
    gone = next(f for f in report["findings"] if f["rule"] == "FIG002")
    assert f"findings: FIG002: no longer there: {gone['message'][:40]}" in came
    assert "findings: VRB001: severity: warning, now error" in came
    told = json.loads(verifier("reproduce", "report.json", "--format", "json").out)
    assert {each["place"][0] for each in told["conditions"]} >= {"store_sha256", "rules"}
    assert any(each["before"] == gone for each in told["results"])


def test_another_machine_is_told_and_does_not_count(verifier, checked, folder):
    report = checked("--no-store")
    report["manifest"]["made_on"] |= {"python": "3.11.0", "platform": "Plan9 mips"}
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    again = verifier("reproduce", "report.json")
    assert again.status == 0
    assert "made on platform: Plan9 mips, now " in again.out
    assert "the same in all 4 sentences; what made it differs." in again.out
    report["manifest"]["version"] = "0.0.1"
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert verifier("reproduce", "report.json").status == 1


def test_decisions_of_after_the_report_play_no_part(verifier, checked, stdin):
    def decide(answer):
        stdin(f"{answer}\nq\n".encode())
        assert verifier("review", "draft.md", "--as", "Lena").status in (0, 1)

    checked()
    decide("s Harbour Watch")
    assert verifier("reproduce", "report.json").out == SAME
    report = checked()
    assert report["manifest"]["decisions_sha256"]
    decide("k fact")
    decide("d as agreed")
    assert verifier("reproduce", "report.json").out == SAME
    forgotten = verifier("reproduce", "report.json", "--desk", "nowhere.db")
    assert (forgotten.status, forgotten.out) == (2, "")


def test_a_baseline_is_part_of_what_made_it(verifier, checked, folder):
    assert verifier("baseline", "draft.md", "--baseline", "known.json").status == 0
    report = checked("--baseline", "known.json")
    assert report["left_out"]["baseline"] > 0
    assert verifier("reproduce", "report.json", "--baseline", "known.json").out == SAME
    without = verifier("reproduce", "report.json")
    assert without.status == 1
    assert "baseline: " in without.out
    assert ": new: " in without.out


@pytest.mark.parametrize(
    ("change", "reason", "remedy"),
    [
        (lambda r: r.update(schema=2), "it has wire format 2, this version has 1", "Take the version"),
        (lambda r: r.pop("schema"), "it is no report as JSON", "--format json"),
        (lambda r: r["manifest"].pop("input_sha256"), "it is no report as JSON", "--format json"),
        (lambda r: r.update(manifest=[]), "it is no report as JSON", "--format json"),
        (lambda r: r.update(sentences=None), "it is no report as JSON", "--format json"),
        (lambda r: r["manifest"].update(input_name="<stdin>"), "came from standard input", "ARTICLE"),
        (lambda r: r["manifest"].update(input_name="../gone.md"), "../gone.md is not here", "ARTICLE"),
        (lambda r: r["manifest"].update(input_name="a" * 5000), "aaa is not here", "ARTICLE"),
        (
            lambda r: r["manifest"].update(input_sha256="0" * 64),
            "not what the report is on",
            "as it was then",
        ),
        (lambda r: r["document"].update(format="wordstar"), 'no reader for "wordstar"', "Use one of"),
    ],
)
def test_what_can_not_be_made_again_says_why(verifier, checked, folder, change, reason, remedy):
    report = checked("--no-store")
    change(report)
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    told = verifier("reproduce", "report.json")
    assert told.status == (3 if "reader" in reason else 2)
    assert told.out == ""
    assert reason in told.err
    assert remedy in told.err


@pytest.mark.parametrize(
    "data", [b"", b"x", b"[" * 100_000, b"\xff\xfe\x00", b'{"schema": NaN}', b"[]", b"7"]
)
def test_a_file_that_is_no_report_is_refused(verifier, folder, data):
    (folder / "report.json").write_bytes(data)
    told = verifier("reproduce", "report.json")
    assert told.status == 2
    assert "it is no report as JSON" in told.err


def test_what_is_not_there_is_told(verifier, checked, folder):
    checked()
    assert verifier("reproduce", "nowhere.json").status == 3
    (folder / "sources.db").rename(folder / "elsewhere.db")
    without = verifier("reproduce", "report.json")
    assert without.status == 2
    assert "there is no store of sources" in without.err
