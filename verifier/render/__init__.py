"""Reports as text: one module a format, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.types import Report


@dataclass(frozen=True, slots=True)
class Look:
    """How a report for a terminal is to look; the other formats do without.

    Attributes:
        width: columns.
        colours: rich's name of a colour system ("standard", "256", "truecolor"), or None for no colour.
        findings_only: True leaves out everything but the findings.
    """

    width: int = 100
    colours: str | None = None
    findings_only: bool = False


Renderer = Callable[["Report", Look], str]


def _terminal(report: Report, look: Look) -> str:
    from verifier.render.terminal import render

    return render(report, look=look)


def _html(report: Report, _: Look) -> str:
    from verifier.render.html import render

    return render(report)


def _json(report: Report, _: Look) -> str:
    from verifier.render.json import render

    return render(report)


RENDERERS: Mapping[str, Renderer] = {"terminal": _terminal, "html": _html, "json": _json}
