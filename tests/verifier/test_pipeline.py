from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.reading import read_text
from claims.types import ClaimKind, SpeakerType
from sources.encoder import Encoder
from sources.intake import add_file
from sources.store import Store
from verifier import pipeline
from verifier.config import Config
from verifier.pipeline import check, check_document
from verifier.types import AttributionVerdict, SubstanceVerdict

TEXT = "The Quillon Circle said two ferries had sunk off Garrow. The harbour was shut for a day."


def test_without_a_store_nothing_is_checked_and_everything_is_attributed() -> None:
    article = check_document(read_text(TEXT))
    said, fact = article.claims
    assert said.verdict.attribution is AttributionVerdict.NOT_CHECKED
    assert fact.verdict.attribution is None
    assert {c.verdict.substance for c in article.claims} == {SubstanceVerdict.NOT_CHECKED}
    assert article.sources_held == 0


def test_the_newsrooms_own_lexicon_says_who_is_who(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[bodies]\nngo = ["Quillon Circle"]\n', encoding="utf-8")
    report = check(read_text(TEXT), config=Config(lexicons=(own,)))
    claim = report.article.analysis.main_claim(0)
    assert claim.kind is ClaimKind.NGO
    assert claim.speaker is not None
    assert claim.speaker.type is SpeakerType.NGO


def test_the_manifest_tells_one_lexicon_from_another(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[bodies]\nngo = ["Quillon Circle"]\n', encoding="utf-8")
    plain, with_own = (check(read_text(TEXT), config=Config(lexicons=files)) for files in ((), (own,)))
    assert plain.manifest.lexicon_sha256 != with_own.manifest.lexicon_sha256
    assert plain.manifest.models == with_own.manifest.models
    assert plain.manifest.input_sha256 == read_text(TEXT).sha256


def test_the_same_article_gives_the_same_report() -> None:
    assert check(read_text(TEXT)) == check(read_text(TEXT))


@pytest.mark.parametrize(("writes", "checks", "notes"), [(0, 1, 0), (1, 2, 0), (99, 3, 1)])
def test_a_report_is_made_from_one_state_of_the_store(
    writes: int, checks: int, notes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder, checked, seen = Encoder(), pipeline.check_document, list[int]()
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path / "snapshots") as store:

        def written_to(*given: object, **options: object) -> object:
            article = checked(*given, **options)  # type: ignore[arg-type]
            seen.append(article.sources_held)
            if len(seen) <= writes:
                path = tmp_path / f"{len(seen)}.txt"
                path.write_text(f"The Quillon Circle counted {len(seen)} ferries.", encoding="utf-8")
                add_file(store, path, now=datetime(2026, 5, 4, tzinfo=UTC), encoder=encoder)
            return article

        monkeypatch.setattr(pipeline, "check_document", written_to)
        report = check(read_text(TEXT), store=store, config=Config(cache=False), encoder=encoder)
        assert seen == [*range(checks)]
        assert report.article.sources_held == checks - 1
        assert len(report.notes) == notes
        if not notes:
            assert report.manifest.store_head == store.head()
