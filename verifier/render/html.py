"""The report as one self-contained HTML file: no script, nothing loaded from anywhere, readable on paper.

A sentence is a link to its note; the note shows by `:target`, so that click, touch, keyboard and the
browser's back button all work without script.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from jinja2 import Template
from markupsafe import Markup

from verifier import limits, terms
from verifier.render import Look, markup, page, words
from verifier.render.decided import set_aside
from verifier.render.ignored import what_was_left_out
from verifier.render.opening import opening
from verifier.types import Report


def render(report: Report, _: Look | None = None) -> str:
    """`report` as an HTML document. Everything that comes from the article or a source is escaped."""
    style = markup.style("base.css") + markup.style("report.css")
    summary, first = words.summarise(report), opening(report)
    text = _template().render(
        report=report,
        document=report.article.analysis.document,
        manifest=report.manifest,
        limits=limits.in_a_line(report.article.analysis.document),
        summary=summary,
        headline=words.what_was_found(summary),
        set_aside=set_aside(report),
        left_out=what_was_left_out(report),
        kinds=page.kind_bars(summary, terms.KINDS),
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
    return markup.environment().get_template("report.html")
