"""How pairs to train on are made: what leaves a sentence true, what does not, and who may learn from what."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict

import pytest

from benchmarks.record import dump_lines
from claims.document import Span
from claims.language import model
from training.entailment.data import Pair, Part, changed, part_of, part_of_page, read_items
from training.entailment.falsified import ALTERED, BEREFT, ELSEWHERE, ROBBED, altered, bereft, unborne
from training.entailment.fit import WEIGHTS
from training.entailment.pairs import AGAIN
from training.entailment.pieces import pieces_of, text_of, without
from training.entailment.shorten import droppable, pulled_out, shortened
from training.entailment.spoil import Case, Material, spoiled
from training.entailment.wider import wider
from training.entailment.written import (
    CLAIMS,
    NATURAL,
    ORIGIN,
    PAGES,
    SETS,
    WORDS,
    beginning,
    invented,
    written,
)
from verifier.compare.entailment import Label
from verifier.compare.networks import encode, open_tokenizer

TEXT = (
    "On Monday Ada Moss, a baker from Oru, opened 12 shops in the old harbour. "
    "Police did not search the ferry, which carried 40 lorries to Bena. "
    "The mayor may close the bridge before winter."
)


@pytest.fixture(scope="module")
def sentences():
    return list(model()(TEXT).sents)


def test_what_is_left_out_leaves_the_rest_in_order(sentences):
    first = sentences[0]
    (baker,) = [w for w in droppable(first, narrow=False) if w.dep_ == "appos"]
    text, spans = text_of(without(pieces_of(first), {w.i for w in baker.subtree}))
    assert text == "On Monday Ada Moss opened 12 shops in the old harbour."
    assert spans == ()


def test_under_a_negation_only_what_is_set_off_may_go(sentences):
    assert {w.dep_ for w in droppable(sentences[1], narrow=True)} <= {"relcl", "acl", "appos"}


def test_an_apposition_says_something_of_its_own(sentences):
    (said,) = pulled_out(sentences[0])
    assert text_of(said)[0] == "Ada Moss is a baker from Oru."


def test_a_shortened_sentence_claims_nothing_new(sentences):
    for seed in range(30):
        text, spans = text_of(shortened(sentences[0], random.Random(seed)))
        assert spans == ()
        assert text.endswith(".")


def test_a_spoiled_sentence_marks_what_is_wrong(sentences):
    found = set()
    for seed in range(60):
        for n, sentence in enumerate(sentences):
            others = [s for m, s in enumerate(sentences) if m != n]
            case = Case(sentence, pieces_of(sentence), Material(others, others), random.Random(seed))
            wrong = spoiled(case)
            assert wrong is not None
            text, spans = text_of(wrong[0])
            assert text != sentence.text
            assert spans, text
            assert wrong[1] is not Label.SUPPORTED
            found.add(wrong[1])
    assert found == {Label.CONTRADICTED, Label.NOT_FOUND}


def test_changed_words_are_those_in_the_place_of_others():
    before, after = "The mill employs 40 people in Oru.", "The mill employs 50 people in Bena."
    assert [s.of(after) for s in changed(before, after)] == ["50", "Bena"]
    assert changed(before, before) == ()


def test_parts_stay_apart_and_are_always_the_same():
    parts = [part_of_page(f"page {n}") for n in range(2000)]
    assert parts == [part_of_page(f"page {n}") for n in range(2000)]
    assert 0.27 < parts.count(Part.MEASURE) / 2000 < 0.33
    assert 0.08 < parts.count(Part.FIT) / 2000 < 0.12
    assert Part.MEASURE not in {part_of(f"text {n}") for n in range(2000)}


def test_claim_and_window_are_told_apart():
    from sources.encoder import model_folder

    read = encode(open_tokenizer(model_folder() / "tokenizer.json"), "The river rose.", "It rose on Monday.")
    assert len(read.ids) == len(read.segments)
    assert [span.of("The river rose.") for _, span in read.claim] == ["The", "river", "rose", "."]
    assert all(read.segments[n] == 0 for n, _ in read.claim)
    assert read.segments[-1] == 1


def test_every_example_is_in_one_batch():
    pytest.importorskip("torch")
    from training.entailment import train

    examples = [train.Example([1] * n, [0] * n, [-1.0] * n, Label.SUPPORTED, "x") for n in range(3, 200)]
    rows = [row for group in train.batches(examples, 5) for row in group]
    assert sorted(rows) == list(range(len(examples)))
    ids, segments, mask = train.tensors(examples[:3])
    assert ids.shape == segments.shape == mask.shape == (3, 5)
    assert mask.sum() == 3 + 4 + 5


TRADES = ("baker", "sailor", "teacher", "miller", "judge", "potter", "weaver", "doctor")
PLACES = ("Oru", "Bena", "Malpur", "Kolno", "Arda", "Vell", "Gdow", "Lindenau")


@pytest.fixture(scope="module")
def harder():
    known = [
        Pair(
            f"Ida of {place} is a {trade}.",
            f"Ida of {place}, who sang, worked as a {trade} all her life.",
            label,
            () if label is Label.SUPPORTED else None,
            "fm2_dev",
        )
        for place in PLACES
        for trade in TRADES
        for label in (Label.SUPPORTED, Label.CONTRADICTED)
    ]
    return known, list(wider(known, random.Random(3)))


def test_padding_keeps_what_the_window_says(harder):
    known, made = harder
    by_claim = {(p.claim, p.label): p.window for p in known}
    padded = [p for p in made if p.origin == "padded"]
    assert padded
    for pair in padded:
        assert by_claim[pair.claim, pair.label] in pair.window.split("\n")
    assert any(p.window.count("\n") > 2 for p in padded)


def test_what_bears_a_claim_out_is_gone_where_it_is_called_lacking(harder):
    known, made = harder
    own = {p.claim: p.window for p in known}
    lacking = [p for p in made if p.origin == "lacking"]
    assert lacking
    for pair in lacking:
        assert pair.label is Label.NOT_FOUND
        assert own[pair.claim] not in pair.window


def test_two_claims_joined_are_true_only_where_both_are(harder):
    known, made = harder
    joined = [p for p in made if p.origin == "joined_claims"]
    assert {p.label for p in joined} == set(Label)
    for pair in joined:
        both = [p for p in known if p.claim.rstrip(".") in pair.claim]
        if pair.label is Label.SUPPORTED:
            assert all(p.window in pair.window for p in both if p.label is Label.SUPPORTED)
        for span in pair.unsupported or ():
            assert span.end <= len(pair.claim)


def test_harder_pairs_are_always_the_same(harder):
    known, made = harder
    assert list(wider(known, random.Random(3))) == made


def test_written_claims_mark_their_own_words():
    claims = [json.loads(line) for line in CLAIMS.open(encoding="utf-8")]
    assert len({c["claim"] for c in claims}) > 2000
    for claim in claims:
        assert all(words and words in claim["claim"] for words in claim["unsupported"])
        assert not (claim["label"] == "supported" and claim["unsupported"])
        assert Label[claim["label"].upper()] in Label


CLAIM = "Ada Moss, 40, bakes."


def test_a_written_claim_is_held_against_what_its_writer_read(tmp_path):
    lines = [
        {"text": f"page {n}", "claim": CLAIM, "label": label, "kind": "atom", "unsupported": wrong}
        for n in range(40)
        for label, wrong in (("supported", []), ("not_found", ["40"]), ("contradicted", []))
    ]
    path = tmp_path / "written.jsonl"
    dump_lines(path, lines)
    text = "Ada Moss bakes. " + "Nothing else was said. " * WORDS + "Ada Moss is 40."
    texts = {f"page {n}": beginning(text) for n in range(39)}
    found = list(written(texts, path))
    assert len(found) == 3 * 39
    assert all("Ada Moss bakes." in p.window and "40" not in p.window for p in found)
    marked = {p.label: p.unsupported for p in found}
    start = CLAIM.index("40")
    assert marked == {
        Label.SUPPORTED: (),
        Label.NOT_FOUND: (Span(start, start + 2),),
        Label.CONTRADICTED: None,
    }
    assert beginning("a  b\nc") == "a  b\nc"


def test_claims_as_those_make_who_cite_a_page_are_a_set_of_their_own(tmp_path):
    line = {"text": "page", "claim": CLAIM, "label": "supported", "unsupported": []}
    path = tmp_path / "written.jsonl"
    lines = [{**line, "kind": kind} for kind in ("atom", *SETS)]
    dump_lines(path, lines)
    assert [p.origin for p in written({"page": CLAIM}, path)] == [ORIGIN, *SETS.values()]
    assert {p.origin for p in unborne({"page": CLAIM}, path)} <= {ROBBED}


def test_every_invented_page_has_claims_some_of_them_true():
    parts = [invented(part) for part in (Part.TRAIN, Part.FIT)]
    assert not parts[0].keys() & parts[1].keys()
    pages = parts[0] | parts[1]
    assert len(pages) > 200
    about = defaultdict(list)
    for claim in map(json.loads, CLAIMS.open(encoding="utf-8")):
        about[claim["text"]].append(claim)
    for name, text in pages.items():
        assert 280 <= len(text.split()) <= 1200, name
        assert len(about[name]) >= 10, name
        assert 2 <= sum(c["label"] == "supported" for c in about[name]) < len(about[name]), name


def test_nothing_is_learned_from_what_is_to_choose_by():
    learned = invented(Part.TRAIN)
    apart = [page["id"] for page in read_items(PAGES) if page["apart"]]
    assert len(apart) > 50
    assert not any(name in learned for name in apart)


def test_the_runs_of_the_close_reader_read_sets_that_there_are():
    pytest.importorskip("torch")
    closely = pytest.importorskip("training.entailment.closely")
    phases = [phase for run in closely.RUNS for phase in run.phases]
    named = {name for phase in phases for shares in phase.files.values() for name in shares}
    written_ones = {ORIGIN, ELSEWHERE, ROBBED, BEREFT, ALTERED, *SETS.values()}
    assert named <= WEIGHTS.keys() | AGAIN.keys()
    assert written_ones <= named
    assert all(phase.others.keys() <= phase.files.keys() for phase in phases)
    late = {NATURAL, BEREFT, ALTERED}
    early = [shares for run in closely.RUNS[:2] for phase in run.phases for shares in phase.files.values()]
    assert not any(shares.get(name) for shares in early for name in late)


def test_pairs_are_read_as_often_as_their_set_says():
    pytest.importorskip("torch")
    closely = pytest.importorskip("training.entailment.closely")
    pairs = [
        Pair(f"{n}", "", Label.SUPPORTED, (), origin) for n in range(200) for origin in ("a", "b", "c", "d")
    ]
    found = closely._some(pairs, {"a": 0.0, "b": 2.0, "c": 1.5}, random.Random(1), share=0.25)
    counts = Counter(p.origin for p in found)
    assert set(counts) == {"b", "c", "d"}
    assert counts["b"] == 400
    assert {p.claim for p in found if p.origin == "c"} == {f"{n}" for n in range(200)}
    assert 260 <= counts["c"] <= 340
    assert 30 <= counts["d"] <= 70


def test_true_claims_are_also_held_against_what_does_not_say_so(tmp_path):
    said = "The bakery of Ada Moss has 40 ovens. It stands in Lund."
    texts = {
        "bakery": said, "again": said.replace("has", "had"),
        "rival": "The bakery of Bo Frid sells rye. It stands in Malmö.",
        "harbour": "Ships came late into the harbour.",
    }  # fmt: skip
    item = {"text": "bakery", "claim": "Ada Moss bakes with 40 ovens, in Lund.", "unsupported": []}
    lines = [{**item, "label": "supported", "kind": "long"}, {**item, "label": "not_found", "kind": "part"}]
    path = tmp_path / "written.jsonl"
    dump_lines(path, 100 * lines)
    found = list(unborne(texts, path))
    assert found == list(unborne(texts, path))
    assert {p.label for p in found} == {Label.NOT_FOUND}
    windows = {o: {p.window for p in found if p.origin == o} for o in (ELSEWHERE, ROBBED, ORIGIN)}
    assert windows == {
        ELSEWHERE: {"The bakery of Bo Frid sells rye.\nIt stands in Malmö."},
        ROBBED: {"It stands in Lund."},
        ORIGIN: set(),
    }
    assert all(20 <= sum(p.origin == o for p in found) <= 50 for o in (ELSEWHERE, ROBBED))
    alone = unborne({"bakery": texts["bakery"]}, path)
    assert {p.origin for p in alone} == {ROBBED}


def test_true_claims_are_held_against_their_text_without_what_bears_them_out(tmp_path):
    text = "The bakery\n\nAda Moss has 40 ovens.\n\nIt stands in Lund."
    line = {"text": "bakery", "claim": "Moss bakes in Lund with 40 ovens.", "label": "supported"}
    rests = [{"paragraph": 2, "words": ["with 40 ovens"]}, {"paragraph": 3, "words": ["in Lund"]}]
    path = tmp_path / "written.jsonl"
    lines = [{**line, "rests_on": rests}, line, {**line, "text": "elsewhere", "rests_on": rests}]
    dump_lines(path, lines)
    first, second = bereft({"bakery": text}, path)
    assert (first.label, first.origin) == (Label.NOT_FOUND, BEREFT)
    assert [s.of(first.claim) for p in (first, second) for s in p.unsupported] == ["with 40 ovens", "in Lund"]
    assert first.window.split("\n") == ["The bakery", "It stands in Lund."]
    assert second.window.split("\n") == ["The bakery", "Ada Moss has 40 ovens."]


def test_one_thing_is_changed_in_natural_claims(tmp_path):
    texts = {
        "bakery": "Ada Moss, 61, has 40 ovens. They were lit in May.",
        "ferry": "The ferry of Bo Frid left Malmö in 1987 with 12 lorries. It did not come back.",
    }
    line = {"text": "bakery", "claim": "In Lund Ada Moss bakes with 40 ovens.", "unsupported": []}
    kinds = [
        ("natural", "supported"),
        ("brief", "supported"),
        ("natural", "not_found"),
        ("long", "supported"),
    ]
    path = tmp_path / "written.jsonl"
    lines = [{**line, "kind": kind, "label": label} for kind, label in 30 * kinds]
    dump_lines(path, lines)
    found = list(altered(texts, path))
    assert found == list(altered(texts, path))
    assert len(found) == 2 * 30
    for pair in found:
        assert pair.claim != line["claim"]
        assert pair.origin == ALTERED
        assert pair.label is not Label.SUPPORTED
        assert pair.unsupported
        assert "40 ovens" in pair.window


def test_what_a_claim_rests_on_stands_in_its_text():
    texts = invented(Part.TRAIN) | invented(Part.FIT)
    resting = [c for c in map(json.loads, CLAIMS.open(encoding="utf-8")) if "rests_on" in c]
    assert len(resting) > 500
    for claim in resting:
        assert claim["label"] == "supported", claim
        paragraphs = texts[claim["text"]].split("\n\n")
        for rest in claim["rests_on"]:
            assert 1 <= rest["paragraph"] <= len(paragraphs), claim
            assert all(words in claim["claim"] for words in rest["words"]), claim


def test_twins_differ_in_little_and_only_one_is_true():
    claims = [json.loads(line) for line in CLAIMS.open(encoding="utf-8")]
    twins = [c for c in claims if c["kind"].startswith("twin")]
    assert len(twins) > 1000
    for true, false in zip(twins[::2], twins[1::2], strict=True):
        assert (true["text"], true["kind"], true["label"]) == (false["text"], false["kind"], "supported")
        assert false["label"] != "supported"
        assert false["unsupported"]
        assert abs(len(true["claim"].split()) - len(false["claim"].split())) <= 5


def test_the_last_round_is_gone_part_of_the_way():
    torch = pytest.importorskip("torch")
    train = pytest.importorskip("training.entailment.train")
    found = train.between({"a": torch.tensor([0.0, 2.0])}, {"a": torch.tensor([1.0, 4.0])})
    assert found["a"].tolist() == pytest.approx([train.WAY, 2 + 2 * train.WAY])
    assert 0 < train.WAY < 1
