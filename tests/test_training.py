"""The small parts of training that a wrong line would spoil unseen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.record import dump_lines
from claims.document import Span
from claims.types import Attribution, CueClass, Manner
from training.attribution.suppose import is_believed

CONTENT = Span(11, 40)
SAID = Attribution((Span(0, 5),), (Span(6, 10),), (CONTENT,), Manner.INDIRECT, lemma="say", confidence=0.9)
WANTED = Attribution(
    (Span(0, 5),), (Span(6, 10),), (CONTENT,), Manner.INDIRECT, cue_class=CueClass.INTENT, confidence=0.9
)
DOUBTED = Attribution((Span(0, 5),), (Span(6, 10),), (CONTENT,), Manner.INDIRECT, confidence=0.4)


def text(*, speech: bool) -> dict[str, Any]:
    return {"sentences": [[0, 41]], "sentence_labels": [{"speech": speech}]}


@pytest.mark.parametrize(
    ("attribution", "labelled", "expected"),
    [
        (SAID, text(speech=False), True),
        (WANTED, text(speech=False), False),
        (WANTED, text(speech=True), True),
        (DOUBTED, text(speech=True), True),
        (DOUBTED, text(speech=False), False),
        (WANTED, {}, True),
        (DOUBTED, {}, False),
    ],
)
def test_what_is_believed_of_an_unread_text(
    attribution: Attribution, labelled: dict[str, Any], expected: bool
) -> None:
    assert is_believed(attribution, [CONTENT], labelled, sure=0.6) is expected


def test_units_kept_apart_change_no_product() -> None:
    torch = pytest.importorskip("torch")
    from training.outliers import Apart

    torch.manual_seed(0)
    layer = torch.nn.Linear(12, 5)
    states = torch.randn(3, 12)
    states[:, 7] *= 30
    assert torch.allclose(Apart(layer, [7, 2])(states), layer(states), atol=1e-5)


def test_the_weights_tell_right_from_wrong() -> None:
    pytest.importorskip("torch")
    from training.attribution.confidence import fit

    judged = [({"words": 3.0}, True), ({"words": -3.0}, False)] * 20
    weights = fit(judged)
    assert set(weights) == {"words", "intercept"}
    assert weights["words"] > 0.5


@pytest.fixture(scope="module")
def tagger() -> Any:
    pytest.importorskip("transformers")
    import torch

    from sources.encoder import model_folder
    from training.attribution.model import Tagger

    torch.manual_seed(0)
    return Tagger(model_folder()).eval()


def read_by(tagger: Any) -> list[Any]:
    """What a tagger makes of a window of six words, whose cue may be the third."""
    import torch

    with torch.no_grad():
        ids = torch.tensor([[101, 1996, 2343, 2056, 2009, 2003, 2307, 102]])
        words, cues = tagger.encoder(ids, torch.ones_like(ids), torch.arange(1, 7)[None])
        related = torch.zeros(1, 4, 6, dtype=torch.long)
        return [words, cues, tagger.pairs(words[:, 2], words, related)]


def test_a_word_s_place_is_the_sum_of_what_four_tables_give(tagger: Any) -> None:
    import torch

    tables = tagger.pairs.relations
    torch.manual_seed(0)
    relations = torch.stack([torch.randint(len(table.weight), (3, 7)) for table in tables], dim=1)
    expected = sum(table(relations[:, row]) for row, table in enumerate(tables))
    assert torch.allclose(tagger.pairs.placed(relations), expected, atol=1e-6)


def silenced(tagger: Any) -> tuple[dict[str, Any], Any]:
    """Weights whose second layer's head 3 and inner unit 70 say nothing, and all parts but these."""
    from training.attribution.thin import Kept

    weights = {name: values.clone() for name, values in tagger.state_dict().items()}
    layer = "encoder.bert.encoder.layer.1."
    weights[layer + "attention.output.dense.weight"][:, 96:128] = 0
    weights[layer + "output.dense.weight"][:, 70] = 0
    heads = [[head for head in range(12) if (at, head) != (1, 3)] for at in range(6)]
    inner = [[unit for unit in range(1536) if (at, unit) != (1, 70)] for at in range(6)]
    return weights, Kept(tuple(map(tuple, heads)), tuple(map(tuple, inner)), tuple(range(192)))


def test_a_thinned_tagger_reads_as_before_without_parts_that_say_nothing(tagger: Any) -> None:
    import torch

    from training.attribution.model import with_weights
    from training.attribution.thin import thinned

    weights, kept = silenced(tagger)
    thin = with_weights(thinned(weights, kept))
    assert thin.encoder.bert.encoder.layer[1].attention.self.query.out_features == 11 * 32
    for whole, found in zip(read_by(with_weights(weights)), read_by(thin), strict=True):
        assert torch.allclose(whole, found, atol=1e-5)


def test_a_thinned_tagger_has_the_parts_asked_for(tagger: Any) -> None:
    from training.attribution.model import with_weights
    from training.attribution.thin import Kept, thinned

    kept = Kept(((0, 5), (1,)), ((0, 7, 9), (3,)), (0, 2, 4, 8))
    thin = with_weights(thinned(tagger.state_dict(), kept))
    layers = thin.encoder.bert.encoder.layer
    assert [layer.attention.self.query.out_features for layer in layers] == [64, 32]
    assert [layer.intermediate.dense.out_features for layer in layers] == [3, 1]
    assert thin.pairs.norm.normalized_shape == (4,)
    assert [tuple(found.shape) for found in read_by(thin)] == [(1, 6, 384), (1, 6), (1, 6, 6)]


def test_what_says_nothing_matters_least(tagger: Any) -> None:
    import torch

    from training.attribution import thin
    from training.attribution.model import with_weights

    weights, kept = silenced(tagger)
    silent = with_weights(weights)
    ids = torch.tensor([[101, 1996, 2343, 2056, 102]])

    def loss_of(tagger: Any, ids: Any) -> Any:
        return tagger.encoder(ids, torch.ones_like(ids), torch.arange(1, 4)[None])[1].square().sum()

    matters = thin.importance(silent, [ids, ids.flip(1)], loss_of)
    assert (matters.heads > 0).sum() == 71
    assert matters.heads[1, 3] == 0
    assert matters.inner[1, 70] == 0
    chosen = thin.choose(matters, weights, layers=6, heads=71, inner=9000, pairs=192)
    assert chosen.heads == kept.heads
    assert chosen.pairs == kept.pairs
    assert all(len(units) % thin.TOGETHER == 0 for units in chosen.inner)


def test_a_thinner_tagger_learns_from_one_and_from_marks(
    tagger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    from training.attribution import distil
    from training.attribution.model import with_weights

    text = "The mayor said the bridge was safe. Engineers closed it on Monday."
    said = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 34]]}
    marked = [{"id": str(i), "text": text, "attributions": [said]} for i in range(3)]
    dump_lines(tmp_path / "marked.jsonl", marked)
    dump_lines(tmp_path / "texts.jsonl", [{"id": "t", "text": "Officials denied it. They left."}])
    torch.save(tagger.state_dict(), tmp_path / "weights.pt")
    monkeypatch.setattr(distil, "HELD_OUT", 1)
    given = f"x --annotated {tmp_path}/marked.jsonl --texts {tmp_path}/texts.jsonl --by-halves "
    given += f"{tmp_path}/texts.jsonl --teacher {tmp_path}/weights.pt --output {tmp_path}/thin --epochs 2"
    monkeypatch.setattr(sys, "argv", given.split())
    distil.main()
    told = capsys.readouterr().out
    assert "2 windows with marks, 2 without" in told
    assert "epoch 2: loss" in told
    thin = with_weights(torch.load(tmp_path / "thin" / "weights.pt", weights_only=True))
    assert len(thin.encoder.bert.encoder.layer) == distil.LAYERS


def test_marks_and_teacher_count_half_and_half(tagger: Any) -> None:
    import torch

    from training.attribution import distil

    text = "The mayor said the bridge was safe."
    said = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 34]]}
    document = {"id": "1", "text": text, "attributions": [said]}
    (alone,) = distil.batches(distil.taught(tagger, [document], []))
    (both,) = distil.batches(distil.taught(tagger, [document], [], marked=True))
    marks = torch.zeros(1, 8)
    marks[0, 2] = 1
    assert torch.allclose(both.cues, (alone.cues + marks) / 2)
    at = both.anchors.tolist().index(2)
    assert both.labels[at, 0].argmax() == 1
    assert torch.allclose(both.labels.sum(-1), torch.ones(()), atol=1e-3)
