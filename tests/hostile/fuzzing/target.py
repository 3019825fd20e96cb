"""What a target is, and what the targets have in common."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claims.errors import VerifierError

CORPUS = Path(__file__).parent / "corpus"
_WORDS = Path(__file__).parent / "words"
# No text holds it, so it parts an input into fields without being looked for in one.
_BETWEEN = b"\x1e"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that is fuzzed.

    Attributes:
        name: also of its folder in the corpus.
        run: takes an input; raises whatever tells that what came of it may not come of any.
        words: which file in `words/` has what the format knows, for the fuzzer to put into inputs; by default
            the one of its own name.
        longest: bytes that an input may have.
        seconds: that one input may take, on a machine that is busy with other work too.
    """

    name: str
    run: Callable[[bytes], None]
    words: str = ""
    longest: int = 2_000
    seconds: int = 30

    @property
    def folder(self) -> Path:
        """Where the committed inputs are."""
        return CORPUS / self.name

    @property
    def dictionary(self) -> Path:
        """Its words, as libFuzzer reads them."""
        return _WORDS / f"{self.words or self.name}.dict"

    def corpus(self) -> list[Path]:
        """The committed inputs, in order of their names."""
        return sorted(self.folder.iterdir())


@contextmanager
def refused(*kinds: type[VerifierError], about: str) -> Iterator[None]:
    """Inside, an error of these `kinds` may come, if it names what it is `about`, a reason and a remedy."""
    try:
        yield
    except kinds as error:
        _whole(error, about)


def _whole(error: VerifierError, about: str) -> None:
    assert about in error.subject, error
    assert error.reason.strip(), error
    assert not error.reason.endswith("."), error
    assert error.remedy.endswith((".", "?")), error


def fields(data: bytes, count: int) -> list[bytes]:
    """An input as `count` fields, the last of them empty where it has fewer."""
    parts = data.split(_BETWEEN, count - 1)
    return parts + [b""] * (count - len(parts))


def text_of(data: bytes) -> str:
    """The text of an input. Bytes that are no UTF-8 become lone surrogates, which JSON lets in as well."""
    return data.decode("utf-8", "surrogateescape")


@contextmanager
def written(data: bytes, suffix: str = "") -> Iterator[Path]:
    """The path of a file that holds `data`; it is gone afterwards."""
    with tempfile.NamedTemporaryFile(prefix="fuzz-", suffix=suffix) as file:
        file.write(data)
        file.flush()
        yield Path(file.name)
