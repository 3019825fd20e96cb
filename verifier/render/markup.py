"""What all that is shown as HTML shares: the templates' environment, the style of marks and cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claims.document import Span
from verifier import terms
from verifier.render import page, words
from verifier.types import Evidence, Outcome, Severity
from verifier.visible import shorten, visible

_SHOWN = 2
_SHOWN_NEAREST = 1
_PACKAGE = "verifier.render"


def environment(*loaders: PackageLoader) -> Environment:
    """A Jinja environment that escapes all that it prints, with the names that `parts.html` uses.

    Templates are looked for in `loaders` first, then beside this module.
    """
    made = Environment(
        loader=ChoiceLoader([*loaders, PackageLoader(_PACKAGE, "")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown_plainly,
    )
    made.globals |= {
        "KINDS": terms.KINDS,
        "ATTRIBUTION": terms.ATTRIBUTION,
        "SUBSTANCE": terms.SUBSTANCE,
        "QUOTES": terms.QUOTES,
        "MARKS": terms.MARKS,
        "TYPES": terms.TYPES,
        "texture": page.texture,
        "NOTHING_HELD": words.NOTHING_HELD,
        "QUESTIONS": words.QUESTIONS,
        "SHOWN": _SHOWN,
        "SHOWN_NEAREST": _SHOWN_NEAREST,
        "SILENT": Outcome.SILENT,
        "was_found": words.was_found,
    }
    made.filters |= _FILTERS
    return made


def style(name: str) -> str:
    """The style sheet of this name, which lies beside this module."""
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")


def marked(text: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """`text` in stretches; True for those that one of `spans` covers."""
    cuts = sorted({0, len(text)} | {min(edge, len(text)) for s in spans for edge in (s.start, s.end)})
    stretches = [Span(start, end) for start, end in pairwise(cuts)]
    return [(here.of(text), any(span.overlaps(here) for span in spans)) for here in stretches]


def leaned_on(evidence: Evidence) -> tuple[Span, ...]:
    """The words of the passage of `evidence` that a comparison leans on."""
    heard = (signal for signal in evidence.signals if signal.outcome is not Outcome.SILENT)
    return tuple(span for signal in heard for span in signal.passage_spans)


def _shown_plainly(value: Any) -> Any:
    """Runs on everything that the template prints, so that no text can be forgotten."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_FILTERS: dict[str, Callable[..., Any]] = {
    "severity": lambda severity: terms.SEVERITIES[severity],
    "severity_class": lambda severity: Severity(severity).name.lower(),
    "speaker_name": words.speaker_name,
    "standing": words.standing,
    "unquoted": lambda text: text.strip('“”"'),
    "speaker_type": words.speaker_type,
    "doubt": words.doubt,
    "finding_title": words.finding_title,
    "web_address": page.web_address,
    "marked": lambda evidence: marked(evidence.passage.text, leaned_on(evidence)),
    "signal_name": words.signal_name,
    "shorten": shorten,
    "count": words.count,
}
