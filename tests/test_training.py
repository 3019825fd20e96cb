"""The small parts of training that a wrong line would spoil unseen."""

from __future__ import annotations

from typing import Any

import pytest

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
