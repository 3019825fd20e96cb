"""All targets by name."""

from __future__ import annotations

from collections.abc import Mapping

from . import files, packages, reading, rendering, rules, texts, web
from .target import Target

TARGETS: Mapping[str, Target] = {
    target.name: target
    for module in (reading, packages, texts, rules, files, web, rendering)
    for target in module.TARGETS
}
