from pathlib import Path

from claims.reading import read_text
from claims.types import ClaimKind, SpeakerType
from verifier.config import Config
from verifier.pipeline import check, check_document
from verifier.types import AttributionVerdict, SubstanceVerdict

TEXT = "The Quillon Circle said two ferries had sunk off Garrow. Nobody was hurt."


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
