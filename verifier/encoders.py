"""Which sentence encoder a newsroom uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verifier.config import Config

if TYPE_CHECKING:
    from sources.encoder import TextEncoder


def text_encoder(config: Config) -> TextEncoder:
    """The encoder that the settings name, else the shipped one.

    Raises:
        BadConfiguration: the folder that the settings name holds no encoder.
    """
    from sources.encoder import Encoder, FolderEncoder

    return Encoder() if config.encoder is None else FolderEncoder(config.encoder)
