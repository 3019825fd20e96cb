"""Marks plain news texts with the tagger itself, as further examples to train on.

    python -m training.attribution.suppose --texts NEWS.jsonl --output SUPPOSED.jsonl

Each line of the texts is {"id", "text"}. Where it also has "sentences", as [start, end], and
"sentence_labels", as {"speech": true or false}, these settle what is doubtful: what the tagger finds in a
sentence in which somebody speaks is believed, and elsewhere only what is sure and makes a claim. This is
self-training after Yarowsky (Unsupervised Word Sense Disambiguation Rivaling Supervised Methods, 1995).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from claims.analysis import analyse
from claims.classify import makes_claim
from claims.document import Span
from claims.reading import read_text
from claims.types import Attribution, Found
from training.attribution import data


def main() -> None:
    """Reads the texts, marks them, writes them as annotated documents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, required=True, help="texts, JSON Lines")
    parser.add_argument("--skip", type=int, default=0, help="texts to leave for measuring, drawn at random")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="files whose ids are left out")
    parser.add_argument("--sure", type=float, default=0.6, help="confidence from which labels are not asked")
    parser.add_argument("--output", type=Path, required=True, help="where to write the marked documents")
    options = parser.parse_args()
    barred = {document["id"] for path in options.without for document in data.load(path)}
    drawn = data.slices(data.load(options.texts), held_out=options.skip, seed=17)[0]
    texts = [text for text in drawn if text["id"] not in barred]
    with options.output.open("w", encoding="utf-8") as lines:
        for number, each in enumerate(texts, start=1):
            lines.write(json.dumps(marked(each, sure=options.sure), ensure_ascii=False) + "\n")
            if number % 50 == 0:
                print(f"{number} of {len(texts)} texts", flush=True)


def marked(text: dict[str, Any], *, sure: float) -> dict[str, Any]:
    """The document with its supposed attributions, in characters of its text as given."""
    document = read_text(text["text"], name=text["id"])
    found: list[dict[str, Any]] = []
    for attribution in analyse(document).attributions:
        parts = {
            name: [document.offsets.to_origin(span) for span in spans]
            for name, spans in (
                ("source", attribution.source),
                ("cue", attribution.cue),
                ("content", attribution.content),
            )
        }
        # What layout adds has the cue of what it was added to: a cue is learned from once.
        if attribution.found is Found.TAGGED and is_believed(attribution, parts["content"], text, sure=sure):
            found.append({name: [[s.start, s.end] for s in spans] for name, spans in parts.items()})
    return {"id": text["id"], "text": text["text"], "attributions": found}


def is_believed(attribution: Attribution, content: list[Span], text: dict[str, Any], *, sure: float) -> bool:
    """True where the sentence is labelled as speech, or the tagger is sure of it and it makes a claim."""
    if "sentence_labels" not in text:
        return attribution.confidence >= sure
    if attribution.confidence >= sure and makes_claim(attribution):
        return True
    return any(
        label["speech"] and any(Span(start, end).overlaps(span) for span in content)
        for (start, end), label in zip(text["sentences"], text["sentence_labels"], strict=True)
    )


if __name__ == "__main__":
    main()
