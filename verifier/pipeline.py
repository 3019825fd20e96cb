"""The whole way of an article, from document to report: read this first.

    Document -> Analysis -> Claim -> Evidence -> Verdict -> Finding -> Report

`claims` says what the text says and who says it; `sources` finds passages that speak to it; the rest of
`verifier` compares, judges and flags. Nothing here opens a socket.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from claims.actors import Actors
from claims.analysis import analyse
from claims.document import Document
from claims.types import Analysis, Quotation
from verifier.config import Config
from verifier.desk.applying import corrections
from verifier.desk.types import Decision
from verifier.encoders import text_encoder
from verifier.holdings import Holdings, nothing_held
from verifier.independence import under_its_name
from verifier.leaving_out import leave_out
from verifier.manifest import describe
from verifier.memory import remembering
from verifier.quotations import check_quotation
from verifier.rules import raised
from verifier.rules.languages import refuse_unread
from verifier.standing import check_claim, quoted_by
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import CheckedArticle, CheckedQuotation, Report

if TYPE_CHECKING:
    from sources.encoder import TextEncoder
    from sources.store import Store


# Somebody may add a source meanwhile: then the evidence is gathered again, from one state of the store.
_TRIES = 3
_WRITTEN = "The store was written to while the article was checked. Check it again to have its newest state."


def check(
    document: Document,
    *,
    store: Store | None = None,
    config: Config | None = None,
    encoder: TextEncoder | None = None,
    thresholds: Thresholds | None = None,
    decisions: Sequence[Decision] = (),
    path: Path | None = None,
) -> Report:
    """An attribution report.

    Args:
        document: the article.
        store: the cited sources; None checks attribution alone.
        config: the newsroom's settings; the defaults where None.
        encoder: turns text into vectors for search; the one that the settings name where None.
        thresholds: where verdicts draw their lines; the shipped ones where None.
        decisions: of the desk on this article. Speakers and kinds among them take the place of those found;
            how the findings stand after the others is told by `verifier.desk.applying`.
        path: where the article lies, for settings and baselines that know articles by their place.

    Raises:
        BadConfiguration: a file that the settings name can't be used.
        UnreadableInput: the article is in a language that this program doesn't read.
    """
    refuse_unread(document)
    settings = config or Config()
    limits = thresholds or default_thresholds()
    actors = reduce(Actors.with_file, settings.lexicons, Actors.default())
    if store is not None and encoder is None:
        encoder = text_encoder(settings)
    for _ in range(_TRIES):
        before = store.revision() if store is not None else None
        with remembering() if settings.cache else nullcontext():
            article = check_document(
                document, store=store, encoder=encoder, thresholds=limits, actors=actors, decisions=decisions
            )
        manifest = describe(
            document, store=store, encoder=encoder, thresholds=limits, config=settings, decisions=decisions
        )
        still = store is None or store.revision() == before
        if still:
            break
    found = raised(article, config=settings)
    sifted = leave_out(article, (*found.findings, *found.questions), config=settings, path=path)
    asked = frozenset(found.questions)
    return Report(
        article,
        tuple(f for f in sifted.kept if f not in asked),
        manifest,
        questions=tuple(f for f in sifted.kept if f in asked),
        left_out=sifted.left_out,
        notes=sifted.notes if still else (*sifted.notes, _WRITTEN),
    )


def check_document(
    document: Document,
    *,
    store: Store | None = None,
    encoder: TextEncoder | None = None,
    thresholds: Thresholds | None = None,
    actors: Actors | None = None,
    decisions: Sequence[Decision] = (),
) -> CheckedArticle:
    """An article with a verdict on every claim and every quotation, before any rule has looked at it."""
    limits = thresholds or default_thresholds()
    analysis = corrections(analyse(document, actors=actors), decisions, actors=actors)
    held = Holdings.find(analysis, store, encoder=encoder) if store is not None else nothing_held()
    quotations = tuple(
        _checked_quotation(analysis, quotation, held, limits) for quotation in analysis.quotations
    )
    claims = tuple(check_claim(analysis, claim, held, quotations, limits) for claim in analysis.claims)
    return CheckedArticle(
        analysis, claims, quotations, held.count, held.snapshots, held.missing, held.lengths, held.damaged
    )


def _checked_quotation(
    analysis: Analysis, quotation: Quotation, held: Holdings, limits: Thresholds
) -> CheckedQuotation:
    quoting = quoted_by(analysis, quotation)
    passages = held.passages_for(quotation)
    found = check_quotation(
        quotation,
        quotation.inner.of(analysis.document.text),
        sentence=quoting.sentence,
        speaker=quoting.speaker and under_its_name(quoting.speaker, held.publishers),
        passages=passages,
        statements=held.statements_in(passages),
        sources_held=held.count,
        around=analysis.text(analysis.sentences[quoting.sentence].span),
        unread=quoting.sentence in held.unread,
        thresholds=limits,
    )
    # The report names the speaker as the article does.
    return replace(found, speaker=quoting.speaker)
