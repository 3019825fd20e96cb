import sys

import pytest

from claims import language
from claims.errors import BadConfiguration
from claims.reading import read_text
from claims.sentences import segments


def parsed(text: str) -> list[list[str]]:
    document = read_text(text)
    return [[s.text for s in block.doc.sents] for block in language.parse(document, segments(document))]


def test_each_segment_is_one_sentence_to_the_parser() -> None:
    assert parsed("“One came in. Two went out,” she said. Nobody spoke.") == [
        ["“One came in.", "Two went out,” she said.", "Nobody spoke."]
    ]


def test_a_dateline_is_parsed_apart() -> None:
    (block,) = parsed("GARROW, March 12 (Coast Wire) -- Two ferries sank on Monday, the port said.")
    assert block == ["GARROW, March 12 (Coast Wire) --", "Two ferries sank on Monday, the port said."]


def test_boilerplate_is_not_parsed() -> None:
    assert parsed("Advertisement\n\nTwo ferries sank on Monday.") == [["Two ferries sank on Monday."]]


def test_token_offsets_lead_back_to_the_text() -> None:
    document = read_text("First one.\n\nTwo ferries sank on Monday.")
    block = language.parse(document, segments(document))[1]
    for token in block.doc:
        assert block.span([token]).of(document.text) == token.text


def test_the_parser_does_not_load_torch() -> None:
    import subprocess

    code = "import sys; from claims import language; language.model(); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_other_weights_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("model")
    for name in ("tok2vec", "tagger", "parser", "ner"):
        (folder / name).mkdir()
        (folder / name / "model").write_bytes(b"other")
    with pytest.raises(BadConfiguration, match="not the expected ones"):
        language._check(folder)
