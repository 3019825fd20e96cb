"""`verifier annotate` and `verifier judge`: JSON Lines in, JSON Lines out."""

import json

import pytest

TEXT = "The Ministry of Canals said that 140 barges had been moved. The lock was shut in May."


def write(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n")
    return path


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_annotate(verifier, folder):
    source = write(folder / "in.jsonl", {"id": "a", "text": TEXT}, "", {"id": 7, "text": " \n"})
    done = verifier("annotate", source, "out.jsonl")
    assert done.status == 0
    first, second = read(folder / "out.jsonl")
    assert list(first) == ["id", "attributions", "sentences", "secs", "cpu"]
    said = first["attributions"][0]
    spans = {name: [TEXT[s:e] for s, e in said[name]] for name in ("source", "cue", "content")}
    assert spans["cue"] == ["said"]
    assert "Ministry of Canals" in spans["source"][0]
    assert "140 barges had been moved" in " ".join(spans["content"])
    kinds = [(TEXT[s["start"] : s["end"]][:8], s["kind"], s["type"]) for s in first["sentences"]]
    assert kinds == [("The Mini", "government_claim", "government"), ("The lock", "reported_fact", None)]
    assert first["sentences"][1]["speaker"] is None
    assert first["sentences"][0]["branch"] == "executive"
    assert first["secs"] > 0
    assert first["cpu"] > 0
    assert (second["id"], second["attributions"], second["sentences"]) == (7, [], [])


def test_annotate_counts_in_the_text_as_given(verifier, folder):
    heading = "Trouble\u200b at the lockâ€”again.\r\n\r\n"
    text = heading + "“It is shut\u202e,” said Ada Lindqvist, a ministry spokeswoman."
    verifier("annotate", write(folder / "in.jsonl", {"id": "a", "text": text}), "out.jsonl")
    (found,) = read(folder / "out.jsonl")
    cues = [text[s:e] for a in found["attributions"] for s, e in a["cue"]]
    assert cues == ["said"]
    assert text[found["sentences"][-1]["start"]] == "“"


def test_judge(verifier, folder):
    texts = [
        ("a", "The ministry moved 140 barges.", "On Monday the ministry moved 140 barges to the basin."),
        ("b", "The ministry moved 140 barges.", "On Monday the ministry moved 90 barges to the basin."),
        ("c", "The ministry moved 140 barges.", "Cherries ripen in June."),
    ]
    lines = [{"id": i, "claim": claim, "source_text": text} for i, claim, text in texts]
    done = verifier("judge", write(folder / "in.jsonl", *lines), "out.jsonl")
    assert done.status == 0
    found = read(folder / "out.jsonl")
    assert [f["verdict"] for f in found] == ["supported", "contradicted", "not_found"]
    assert found[0]["score"] > found[2]["score"]
    for line, (_, _, text) in zip(found, texts, strict=True):
        assert list(line) == ["id", "verdict", "score", "evidence", "secs"]
        assert 0 <= line["score"] <= 1
        assert all(0 <= s < e <= len(text) for s, e in line["evidence"])
    assert found[0]["evidence"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "it is not JSON"),
        ("[1]", "it is not an object"),
        ('{"text": "x"}', 'it has no "id"'),
        ('{"id": "b"}', 'it has no "text"'),
        ('{"id": "b", "text": 3}', 'its "text" is not a text'),
        ("[" * 100_000, "it is not JSON"),
        ('{"id": NaN, "text": "x"}', 'its "id" holds what is no number of JSON'),
        ('{"id": [1e999], "text": "x"}', 'its "id" holds what is no number of JSON'),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(verifier, folder, bad, says):
    source = write(folder / "in.jsonl", {"id": "a", "text": TEXT}, bad)
    (folder / "out.jsonl").write_text("old")
    done = verifier("annotate", source, "out.jsonl")
    assert done.status == 3
    assert f"{source}, line 2: {says}" in done.err
    assert len(done.err.splitlines()) == 2
    assert (folder / "out.jsonl").read_text() == "old"
    assert sorted(p.name for p in folder.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_bytes_that_are_not_utf8(verifier, folder):
    (folder / "in.jsonl").write_bytes(b'{"id": "a", "claim": "\xff", "source_text": "x"}\n')
    done = verifier("judge", "in.jsonl", "out.jsonl")
    assert done.status == 3
    assert "in.jsonl, line 1: it is not UTF-8" in done.err


@pytest.mark.parametrize("command", ["annotate", "judge"])
def test_files(verifier, folder, command):
    assert verifier(command, "missing.jsonl", "out.jsonl").status == 3
    write(folder / "in.jsonl", "")
    assert verifier(command, "in.jsonl", "in.jsonl").status == 2
    assert verifier(command, "in.jsonl", "nowhere/out.jsonl").status == 2
    assert verifier(command, "in.jsonl", ".").status == 2
    assert verifier(command, "in.jsonl").status == 2
    assert verifier(command, "in.jsonl", "out.jsonl").status == 0
    assert (folder / "out.jsonl").read_bytes() == b""


def test_annotate_by_each_tagger(verifier, folder):
    source = write(folder / "in.jsonl", {"id": "a", "text": "It is believed that he fled."})
    found = {}
    for tagger in ("rules", "learned", "both"):
        assert verifier("annotate", "--tagger", tagger, source, f"{tagger}.jsonl").status == 0
        (line,) = read(folder / f"{tagger}.jsonl")
        found[tagger] = [a["cue"] for a in line["attributions"]]
    assert found == {"rules": [[[3, 14]]], "learned": [], "both": [[[3, 14]]]}
