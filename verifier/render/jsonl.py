"""Reports as JSON Lines: one line an article, then one line a sentence, for programs that read as they go.

A line is a part of the wire format of docs/wire-schema.md, with two keys before its own: `record` says which
part, `article` is the name of the article. See docs/forms.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.render import Look
from verifier.render.json import Wire, to_text, to_wire
from verifier.types import Report


def render_all(reports: Sequence[Report], _: Look) -> str:
    """`reports` one after the other; every line is a JSON object and ends in a newline."""
    return "".join(to_text(line, indent=None) for report in reports for line in _lines(report))


def _lines(report: Report) -> Iterator[Wire]:
    """The article with the findings that concern no single sentence, then its sentences with theirs."""
    wire = to_wire(report)
    name, sentences = wire["document"]["name"], wire.pop("sentences")
    wire["findings"] = [finding for finding in wire["findings"] if finding["sentence"] is None]
    yield {"record": "article", "article": name, **wire}
    for sentence in sentences:
        yield {"record": "sentence", "article": name, **sentence}
