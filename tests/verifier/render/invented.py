"""An invented article, analysed by hand."""

from __future__ import annotations

import dataclasses
from datetime import date

from claims.document import (
    Block,
    BlockKind,
    Document,
    Footnote,
    Link,
    Metadata,
    OffsetMap,
    Repair,
    RepairKind,
    Segment,
    Span,
)
from claims.types import (
    Analysis,
    Attribution,
    Branch,
    Citation,
    Claim,
    ClaimKind,
    CueClass,
    Found,
    Manner,
    Quotation,
    Sentence,
    Speaker,
    SpeakerType,
)
from sources.source import Locator, Passage, Source, SourceKind

BLOCKS = (
    (BlockKind.HEADLINE, ["Police raid lending halls in Port Marrow"]),
    (BlockKind.BOILERPLATE, []),
    (
        BlockKind.PARAGRAPH,
        [
            "Police arrested 140 people in Port Marrow on Monday, the Interior Ministry of Varland said.",
            "The raids followed months of complaints from neighbours.",
        ],
    ),
    (BlockKind.HEADING, ["What the ministry says…"]),
    (
        BlockKind.PARAGRAPH,
        [
            "“We will not stop until every hall is closed for good”, said spokesman Ivo Brandt, "
            "who put the number of seized phones at 1,200.",
        ],
    ),
    (BlockKind.PARAGRAPH, ["The Open Door Network accused the police of:"]),
    (BlockKind.BULLET, ["Beating detainees"]),
    (BlockKind.BULLET, ["Holding 30 children without a lawyer"]),
    (BlockKind.PARAGRAPH, ["Network director Mara Quill stated:"]),
    (BlockKind.QUOTE, ["“People told us they were locked in, beaten and sold, and nobody came.”"]),
    (
        BlockKind.PARAGRAPH,
        [
            "Varland closed its border crossing at Tarn in May.",
            "Critics say the closure hurts traders.",
        ],
    ),
)
DROPPED = "Listen to this story (4 min)"

MINISTRY = Speaker(
    "Interior Ministry of Varland",
    SpeakerType.GOVERNMENT,
    Branch.EXECUTIVE,
    named=True,
    reason="a ministry is part of a government",
)
BRANDT = Speaker(
    "Ivo Brandt",
    SpeakerType.GOVERNMENT,
    Branch.EXECUTIVE,
    role="spokesman",
    organisation="Interior Ministry of Varland",
    named=True,
    reason="spokesman of the ministry named before",
)
NETWORK = Speaker("Open Door Network", SpeakerType.NGO, named=True, reason="listed as a rights group")
QUILL = Speaker(
    "Mara Quill",
    SpeakerType.NGO,
    role="director",
    organisation="Open Door Network",
    named=True,
    resolved=True,
    reason="director of the Open Door Network",
)
CRITICS = Speaker(None, SpeakerType.ANONYMOUS, reason="critics without a name")

RELEASE = Source(
    "s-release",
    "Statement on the operation in Port Marrow",
    "Interior Ministry of Varland",
    date(2031, 3, 4),
    "https://interior.example/statements/114",
    SourceKind.PRESS_RELEASE,
)
STUDY = Source(
    "s-study",
    "Behind the Counter",
    "Open Door Network",
    date(2031, 2, 11),
    "file-of-the-study.pdf",
    SourceKind.REPORT,
    "Mara Quill",
)
WIRE = Source(
    "s-wire", "Border at Tarn shut", "Coast Wire", date(2031, 5, 9), "https://coastwire.example/tarn"
)


def passage(source: Source, text: str, paragraph: int, page: int | None = None) -> Passage:
    return Passage(paragraph, source, "ab" * 32, Locator(paragraph, Span(0, len(text)), page), text)


def draft(extra: str = "") -> tuple[Document, list[Sentence]]:
    """The article as a document; `extra` is added to the end of every sentence, and of the dropped line."""
    text, blocks, sentences = "", [], []
    lead_ins = {6: 5, 7: 5, 9: 8}
    for number, (kind, parts) in enumerate(BLOCKS):
        start = len(text)
        for part in parts:
            sentences.append(Sentence(len(sentences), Span(len(text), len(text) + len(part + extra)), number))
            text += part + extra + " "
        if kind is BlockKind.BOILERPLATE:
            text += DROPPED + extra + " "
        reason = "a line of the page's audio player" if kind is BlockKind.BOILERPLATE else ""
        blocks.append(Block(Span(start, len(text) - 1), kind, lead_ins.get(number), reason=reason))
        text = text[:-1] + "\n"
    mended, broken = "…", "â€¦"
    at = text.index(mended)
    original = text.replace(mended, broken)
    segments = (
        Segment(Span(0, at), Span(0, at)),
        Segment(Span(at, at + 1), Span(at, at + 3)),
        Segment(Span(at + 1, len(text)), Span(at + 3, len(original))),
    )
    marks = text.index("seized phones")
    document = Document(
        "draft.txt",
        "plain",
        text,
        tuple(blocks),
        original,
        OffsetMap(segments),
        "0" * 64,
        encoding="utf-8",
        links=(Link(Span(marks, marks + 13), "https://interior.example/statements/114"),),
        footnotes=(
            Footnote(Span(marks, marks + 1), "1", "See the statement.", ("https://interior.example/f",)),
        ),
        repairs=(Repair(RepairKind.MOJIBAKE, Span(at, at + 1), broken, mended),),
        metadata=Metadata("Police raid lending halls", "L. Marsh", "The Harbour Post", date(2031, 5, 12)),
        notes=("One image was not read.",),
    )
    return document, sentences


class Finder:
    """Spans of words of the article."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))


def analysis(extra: str = "") -> Analysis:
    """The article with its claims; `extra` is added to the end of every sentence."""
    document, sentences = draft(extra)
    at = Finder(document.text)
    said = Attribution(
        (at("the Interior Ministry of Varland"),),
        (at("said"),),
        (at("Police arrested 140 people"),),
        Manner.INDIRECT,
        lemma="say",
    )
    pledge = at("“We will not stop until every hall is closed for good”")
    phones = Attribution(
        (at("Ivo Brandt"),),
        (at("put"),),
        (at("number of seized phones at 1,200"),),
        Manner.INDIRECT,
        lemma="put",
    )
    spoken = Attribution(
        (at("spokesman Ivo Brandt"),),
        (Span(at("said spokesman").start, at("said spokesman").start + 4),),
        (pledge,),
        Manner.DIRECT,
        lemma="say",
    )
    accused = at("accused")
    beaten = Attribution(
        (at("The Open Door Network"),),
        (accused,),
        (at("Beating detainees"),),
        Manner.INDIRECT,
        Found.LEAD_IN,
        lemma="accuse",
    )
    children = Attribution(
        (at("The Open Door Network"),),
        (accused,),
        (at("Holding 30 children without a lawyer"),),
        Manner.INDIRECT,
        Found.LEAD_IN,
        lemma="accuse",
    )
    locked = at("“People told us they were locked in, beaten and sold, and nobody came.”")
    block = Attribution(
        (at("Mara Quill"),), (at("stated"),), (locked,), Manner.BLOCK, Found.LEAD_IN, lemma="state"
    )
    critics = Attribution(
        (at("Critics"),),
        (at("say the"),),
        (at("the closure hurts traders"),),
        Manner.INDIRECT,
        cue_class=CueClass.HOLLOW,
    )

    def claim(
        sentence: int,
        kind: ClaimKind,
        speaker: Speaker | None,
        attribution: Attribution | None,
        reason: str,
        main: bool = True,
    ) -> Claim:
        content = attribution.content if attribution else (sentences[sentence].span,)
        return Claim(sentence, content, kind, speaker, attribution, main, reason)

    claims = (
        claim(0, ClaimKind.FACT, None, None, "no speaker is named"),
        claim(1, ClaimKind.GOVERNMENT, MINISTRY, said, "a ministry says it"),
        claim(2, ClaimKind.FACT, None, None, "no speaker is named"),
        claim(3, ClaimKind.NONE, None, None, "a heading"),
        claim(4, ClaimKind.GOVERNMENT, BRANDT, spoken, "a ministry's spokesman says it"),
        claim(4, ClaimKind.GOVERNMENT, BRANDT, phones, "the same spokesman", False),
        claim(
            5,
            ClaimKind.NGO,
            NETWORK,
            dataclasses.replace(beaten, content=(sentences[5].span,)),
            "a rights group accuses",
        ),
        claim(6, ClaimKind.NGO, NETWORK, beaten, "the lead-in carries the accusation"),
        claim(7, ClaimKind.NGO, NETWORK, children, "the lead-in carries the accusation"),
        claim(8, ClaimKind.NONE, None, None, "it only introduces a quotation"),
        claim(9, ClaimKind.NGO, QUILL, block, "a block quotation after a lead-in"),
        claim(10, ClaimKind.FACT, None, None, "no speaker is named"),
        claim(11, ClaimKind.ATTRIBUTED, CRITICS, critics, "critics without a name"),
    )
    quotations = (
        Quotation(pledge, Span(pledge.start + 1, pledge.end - 1), 4),
        Quotation(locked, Span(locked.start + 1, locked.end - 1), 9),
    )
    return Analysis(
        document,
        tuple(sentences),
        quotations,
        tuple(c.attribution for c in claims if c.attribution),
        claims,
        (Citation(4, document.links[0].span, document.links[0].url),),
    )
