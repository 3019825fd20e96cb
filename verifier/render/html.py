"""The report as one self-contained HTML file: no script, nothing loaded from anywhere, readable on paper.

A sentence is a link to its note; the note shows by `:target`, so that click, touch, keyboard and the
browser's back button all work without script.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from claims.document import Span
from verifier.render import Look, page, words
from verifier.render.decided import set_aside
from verifier.render.ignored import what_was_left_out
from verifier.render.opening import opening
from verifier.render.visible import shorten, visible
from verifier.types import Evidence, Outcome, Report, Severity

_SHOWN = 2
_SHOWN_NEAREST = 1
_FOLDER = files("verifier.render")


def render(report: Report, _: Look | None = None) -> str:
    """`report` as an HTML document. Everything that comes from the article or a source is escaped."""
    style = _FOLDER.joinpath("report.css").read_text(encoding="utf-8")
    summary, first = words.summarise(report), opening(report)
    text = _template().render(
        report=report,
        document=report.article.analysis.document,
        manifest=report.manifest,
        summary=summary,
        headline=words.what_was_found(summary),
        set_aside=set_aside(report),
        left_out=what_was_left_out(report),
        kinds=page.kind_bars(summary, words.KINDS),
        first=first,
        voices=list(zip(first.shares, page.voice_bars(first), strict=True)),
        groups=page.layout(report),
        sentences=len(report.article.analysis.sentences),
        style=Markup(style),  # noqa: S704  our own file, never text from outside
        policy=_policy(style),
    )
    return text.rstrip("\n") + "\n"


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown_plainly,
    )
    environment.globals |= {
        "KINDS": words.KINDS,
        "ATTRIBUTION": words.ATTRIBUTION,
        "SUBSTANCE": words.SUBSTANCE,
        "QUOTES": words.QUOTES,
        "MARKS": words.MARKS,
        "TYPES": words.TYPES,
        "texture": page.texture,
        "NOTHING_HELD": words.NOTHING_HELD,
        "QUESTIONS": words.QUESTIONS,
        "SHOWN": _SHOWN,
        "SHOWN_NEAREST": _SHOWN_NEAREST,
        "SILENT": Outcome.SILENT,
        "was_found": words.was_found,
    }
    environment.filters |= {
        "severity": lambda severity: words.SEVERITIES[severity],
        "severity_class": lambda severity: Severity(severity).name.lower(),
        "speaker_name": words.speaker_name,
        "standing": words.standing,
        "unquoted": lambda text: text.strip('“”"'),
        "speaker_type": words.speaker_type,
        "doubt": words.doubt,
        "finding_title": words.finding_title,
        "web_address": page.web_address,
        "marked": _marked,
        "signal_name": words.signal_name,
        "shorten": shorten,
        "count": words.count,
    }
    return environment.from_string(_FOLDER.joinpath("report.html").read_text(encoding="utf-8"))


def _shown_plainly(value: Any) -> Any:
    """Runs on everything that the template prints, so that no text can be forgotten."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _marked(evidence: Evidence) -> list[tuple[str, bool]]:
    """The passage of `evidence` in stretches; True for the words that a comparison leans on."""
    text = evidence.passage.text
    spans = [
        s for signal in evidence.signals if signal.outcome is not Outcome.SILENT for s in signal.passage_spans
    ]
    cuts = sorted({0, len(text)} | {min(edge, len(text)) for s in spans for edge in (s.start, s.end)})
    stretches = [Span(start, end) for start, end in pairwise(cuts)]
    return [(here.of(text), any(span.overlaps(here) for span in spans)) for here in stretches]
