"""The encoder that checking and adding share: it is loaded once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from verifier.config import Config
from verifier.encoders import text_encoder

if TYPE_CHECKING:
    from sources.encoder import TextEncoder


@lru_cache(maxsize=1)
def encoder_of(config: Config) -> TextEncoder:
    """The encoder that the settings name. Raises BadConfiguration."""
    return text_encoder(config)
