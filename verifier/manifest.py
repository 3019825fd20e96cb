"""What made a report: enough to make it again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from claims import language, lexicon, tagger
from claims.document import Document
from verifier import __version__
from verifier.compare import networks
from verifier.config import Config
from verifier.desk.deciding import digest
from verifier.desk.types import Decision
from verifier.provenance import Manifest, Surroundings
from verifier.rules import running
from verifier.thresholds import Thresholds

if TYPE_CHECKING:
    from sources.encoder import TextEncoder
    from sources.store import Store

PROGRAM = "attribution-verifier"
WIRE_SCHEMA = 1

LIBRARIES = (
    "charset-normalizer",
    "htmldate",
    "lxml",
    "markdown-it-py",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "pypdf",
    "python-docx",
    "rapidfuzz",
    "regex",
    "spacy",
    "tokenizers",
)
"""Those that read, compute and compare: with another version of one a report may come out otherwise."""


def describe(
    document: Document,
    *,
    store: Store | None,
    encoder: TextEncoder | None,
    thresholds: Thresholds,
    config: Config,
    decisions: Sequence[Decision] = (),
) -> Manifest:
    """The manifest of a report on `document`, about which this was decided at the desk: see `conditions`."""
    made = conditions(store=store, encoder=encoder, thresholds=thresholds, config=config)
    return replace(
        made,
        input_name=document.name,
        input_sha256=document.sha256,
        decisions_sha256=digest(decisions),
    )


def conditions(
    *, store: Store | None, encoder: TextEncoder | None, thresholds: Thresholds, config: Config
) -> Manifest:
    """What all reports that are made so have in common: a manifest that names no article.

    `store_sha256` is the digest of the store's content and `store_head` the head of its audit log; both are
    empty where no store was used. `rules` are the ids of those that ran, `plugins` the names and versions of
    the packages that added some. `house_rules_sha256` stands for the newsroom's own files of rules, and is
    empty where it has none.
    """
    models = [(language.MODEL, language.WEIGHTS_SHA256)]
    if tagger.networks() is not None:
        models.append((tagger.NAME, tagger.digest()))
    if store is not None and store.count():
        for kind in (networks.FIRST, networks.CLOSE):
            if (network := networks.network(kind)) is not None:
                models.append((kind.name, network.digest))
    if store is not None and encoder is not None and store.count():
        models.append((encoder.name, encoder.sha256))
    return Manifest(
        program=PROGRAM,
        version=__version__,
        wire_schema=WIRE_SCHEMA,
        input_name="",
        input_sha256="",
        models=tuple(models),
        lexicon_sha256=lexicon.digest(config.lexicons),
        thresholds_sha256=thresholds.sha256,
        store_sha256=store.digest() if store is not None else "",
        store_head=store.head() if store is not None else "",
        rules=tuple(rule.id for rule in running(config)),
        plugins=tuple((plugin.package, plugin.version) for plugin in config.plugins),
        house_rules_sha256=lexicon.digest_of(config.rule_files) if config.rule_files else "",
        settings_sha256=_settings(config),
        baseline_sha256=_baseline(config),
        made_on=surroundings(),
    )


def digest_of_value(value: object) -> str:
    """sha256 in hexadecimal of how Python writes `value`, which holds plain and frozen values alone."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def surroundings() -> Surroundings:
    """Where this process makes its reports."""
    return Surroundings(
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        libraries=tuple((name, version(name)) for name in LIBRARIES),
    )


def _settings(config: Config) -> str:
    if not (config.severities or config.ignore):
        return ""
    return digest_of_value((config.severities, config.ignore))


def _baseline(config: Config) -> str:
    if config.baseline is None or not config.baseline.is_file():
        return ""
    return hashlib.sha256(config.baseline.read_bytes()).hexdigest()
