import shutil

import pytest

from claims.errors import BadConfiguration
from verifier.compare import networks
from verifier.compare.entailment import read_pair
from verifier.compare.networks import CLOSE, DIGEST, FIRST, TOKENIZER, encode, load, network, open_tokenizer

KINDS = pytest.mark.parametrize("kind", [FIRST, CLOSE], ids=lambda kind: kind.name)


@KINDS
def test_files_that_do_not_belong_together_are_refused(kind, tmp_path):
    folder = tmp_path / "network"
    shutil.copytree(kind.folder, folder)
    with (folder / kind.belonging[-1]).open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(BadConfiguration, match="belong together"):
        network(kind, folder)
    (folder / DIGEST).unlink()
    with pytest.raises(BadConfiguration, match="missing"):
        network(kind, folder)


@KINDS
def test_what_is_not_there_does_not_read(kind, tmp_path):
    assert network(kind, tmp_path) is None


@KINDS
def test_claim_and_window_are_read_in_one_row(kind):
    tokenizer = open_tokenizer(kind.folder / TOKENIZER)
    start, end = tokenizer.encode("").ids
    read = encode(tokenizer, "The mill burned.", "The mill is old.", kind.separators)
    between = 5 + kind.separators
    assert read.ids[0] == start
    assert read.ids[5:between] == [end] * kind.separators
    assert read.ids[-1] == end
    assert read.segments == [0] * 6 + [1] * (5 + kind.separators)
    assert [span.of("The mill burned.") for _, span in read.claim] == ["The", "mill", "burned", "."]
    assert [n for n, _ in read.claim] == [1, 2, 3, 4]
    assert read.ids[1:3] == read.ids[between : between + 2]


@KINDS
def test_what_is_too_long_is_not_read(kind):
    tokenizer = open_tokenizer(kind.folder / TOKENIZER)
    read = encode(tokenizer, "mill " * 100, "mill " * 300, kind.separators)
    assert (len(read.ids), len(read.claim), read.segments.count(0)) == (272, 80, 82)
    assert len(encode(tokenizer, "mill", "mill " * 300, kind.separators).ids) == 272


@KINDS
def test_a_file_that_is_no_network_is_said(kind, tmp_path):
    folder = tmp_path / "network"
    shutil.copytree(kind.folder, folder)
    (folder / kind.file).write_bytes(b"no network")
    with pytest.raises(BadConfiguration, match="can't be loaded") as told:
        read_pair(load(kind, folder), "The mill burned.", "The mill is old.")
    assert str(folder / kind.file) in str(told.value)
    assert "Install the program again" in str(told.value)


@KINDS
def test_what_is_loaded_is_what_was_measured(kind):
    written = (kind.folder / DIGEST).read_text(encoding="ascii").strip()
    assert load(kind).digest == networks.digest(kind) == written
