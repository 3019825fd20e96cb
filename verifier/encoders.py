"""Which sentence encoder a newsroom uses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from verifier.config import Config

if TYPE_CHECKING:
    from sources.encoder import TextEncoder


def text_encoder(config: Config) -> TextEncoder:
    """The encoder that the settings name, else the shipped one.

    Raises:
        BadConfiguration: the folder that the settings name holds no encoder.
    """
    from sources.encoder import FolderEncoder

    return _shipped() if config.encoder is None else FolderEncoder(config.encoder)


@cache
def _shipped() -> TextEncoder:
    """One for all: it holds the model, which a process needs once."""
    from sources.encoder import Encoder

    return Encoder()
