"""The one unit of work that all processes do, here and on other machines: a task in, a result out."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from claims.errors import UnreadableInput, VerifierError
from claims.reading import read_bytes, read_text
from verifier.batch.counts import counts_of, rules_of
from verifier.batch.types import Basis, Result, Settings, Status, Task
from verifier.config import Config, config_at
from verifier.encoders import text_encoder
from verifier.manifest import conditions, digest_of_value
from verifier.pipeline import check
from verifier.provenance import Manifest
from verifier.render import Look, render
from verifier.thresholds import default_thresholds
from verifier.visible import one_line

if TYPE_CHECKING:
    from claims.document import Document
    from sources.encoder import TextEncoder
    from sources.store import Store
    from verifier.types import Report

_TEXT_FORMATS = ("plain", "markdown", "html")


@dataclass(frozen=True, slots=True)
class Bench:
    """What a process needs to check one article after the other: opened once."""

    settings: Settings
    config: Config
    store: Store | None
    encoder: TextEncoder | None
    basis: Basis

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Opens the store and loads what all articles need.

        Raises:
            VerifierError: a setting, the store or a model can't be used.
        """
        from claims import language
        from sources.store import Store

        # The articles of an archive come once: to keep what was read of them would drive out what is used.
        config = replace(config_at(settings.config), cache=False)
        store = Store.open(settings.store, snapshots=settings.snapshots) if settings.store else None
        encoder = text_encoder(config) if store is not None else None
        language.model()
        made = conditions(store=store, encoder=encoder, thresholds=default_thresholds(), config=config)
        return cls(settings, config, store, encoder, _basis(settings, config, made))

    def check(self, task: Task) -> Result:
        """Checks an article. What is wrong with the article itself is told in the result.

        Raises:
            VerifierError: nothing can be checked, whatever the article: the store or a setting fails.
        """
        start = time.perf_counter()
        done = replace(self._checked(task), sha256=hashlib.sha256(task.data).hexdigest())
        return replace(done, seconds=time.perf_counter() - start)

    def _checked(self, task: Task) -> Result:
        blank = Result(task.ident, task.key, task.name, Status.CHECKED, basis=self.basis)
        try:
            report = check(
                self._read(task), store=self.store, config=self.config, encoder=self.encoder, path=task.path
            )
            made = self._rendered(report, task)
        except UnreadableInput as error:
            return replace(blank, status=Status.UNREADABLE, reason=one_line(error.reason))
        except VerifierError:
            raise
        except Exception as error:  # a fault that one article brings out is told beside that article
            reason = one_line(f"a fault of the program: {type(error).__name__}: {error}")
            return replace(blank, status=Status.FAILED, reason=reason)
        return replace(
            blank,
            counts=counts_of(report),
            rules=rules_of(report),
            report=made,
            basis={**self.basis, **_of_store(report.manifest)},
        )

    def _read(self, task: Task) -> Document:
        if task.path is not None:
            return read_bytes(task.data, name=task.document, format=self.settings.input_format)
        text, asked = task.data.decode("utf-8", "surrogatepass"), self.settings.input_format
        return read_text(text, name=task.document, format=asked if asked in _TEXT_FORMATS else "plain")

    def _rendered(self, report: Report, task: Task) -> bytes:
        look = Look(article=task.data, fail_on=self.config.fail_on)
        made = render(report, self.settings.form, look, forms=self.config.forms)
        return made if isinstance(made, bytes) else made.encode("utf-8")


def _basis(settings: Settings, config: Config, made: Manifest) -> Basis:
    return {
        "version": made.version,
        "models": digest_of_value(made.models),
        "lexicon": made.lexicon_sha256,
        "thresholds": made.thresholds_sha256,
        "rules": digest_of_value((made.rules, made.house_rules_sha256)),
        "plugins": digest_of_value(made.plugins),
        "severities and what is ignored": digest_of_value((made.settings_sha256, made.baseline_sha256)),
        "form of report": f"{settings.form} {config.fail_on!r}",
        "input format": settings.input_format or "",
        "libraries": ", ".join(f"{name} {version}" for name, version in made.made_on.libraries),
        **_of_store(made),
    }


def _of_store(made: Manifest) -> Basis:
    return {"store": f"{made.store_sha256} {made.store_head}".strip()}
