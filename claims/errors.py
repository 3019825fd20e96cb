"""The error tree of the program.

VerifierError                 anything the user can act on: subject, reason, remedy
├── UnreadableInput           a draft or a source that can't be read        (exit status 3)
├── BadConfiguration          verifier.toml, a lexicon or an option is wrong (exit status 2)
├── StoreError                the store or the desk can't be used            (exit status 2)
│   ├── StoreBusy             not at this moment: it is written to, or its server doesn't answer
│   ├── StoreFull             the disk has no more room for it
│   └── UnknownSource         no source has this id, or several have
└── FetchError                a URL that can't or mustn't be fetched         (exit status 3)
"""

from __future__ import annotations


class VerifierError(Exception):
    """An error that names what it is about, what is wrong, and what the user can do.

    Args:
        subject: the file, URL or setting concerned, with the place in it where known.
        reason: what is wrong, as a clause without a full stop.
        remedy: what the user can do, as an imperative sentence.
    """

    def __init__(self, subject: str, reason: str, remedy: str) -> None:
        super().__init__(f"{subject}: {reason}. {remedy}")
        self.subject = subject
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[VerifierError], tuple[str, str, str]]:
        """So that an error comes whole out of another process."""
        return type(self), (self.subject, self.reason, self.remedy)


class UnreadableInput(VerifierError):
    """A draft or a source whose bytes can't be turned into text."""


class BadConfiguration(VerifierError):
    """A setting, a lexicon file or an option that can't be used."""


class StoreError(VerifierError):
    """The store of sources, or the file of the desk, can't be opened, read or written."""


class StoreBusy(StoreError):
    """What stands in the way passes: the same can be done again in a moment."""


class StoreFull(StoreError):
    """There is no room to write; nothing of what was to be written is left."""


class UnknownSource(StoreError):
    """An id that is not that of one source."""


class FetchError(VerifierError):
    """A URL that couldn't be fetched, or that it isn't safe to fetch."""
