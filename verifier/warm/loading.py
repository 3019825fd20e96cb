"""Loads all that a check needs, by doing one: what is loaded at the first use is loaded by that."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import redirect_stderr
from datetime import UTC, datetime
from pathlib import Path

from claims.reading import read_text
from sources.intake import add_file
from sources.store import Store
from verifier.cli import run
from verifier.cli.options import data_folder
from verifier.config import Config
from verifier.desk.store import Desk
from verifier.encoders import text_encoder
from verifier.pipeline import check
from verifier.render import FORMS, render
from verifier.types import Report
from verifier.warm import NotWarm

_DRAFT = """# Harbour closes on Monday

ALDPORT, 4 March (Wire) - The Harbour Ministry said on Tuesday that it had taken 12 ferries out of service.
“We will not wait until the boats fall apart,” said Mara Ellison, who speaks for the ministry.

Clean Water Watch, a charity, accused the ministry of hiding the state of 300 boats. The ministry denied it.
The ministryâ€™s repairs cost 2.5 million dollars, according to [the ministry](https://harbour.example/release).

- Some 40 percent of the boats were built before 1990, sources say.
"""
_SOURCE = """<html><head><title>Twelve ferries out of service</title>
<meta property="og:site_name" content="Harbour Ministry"></head><body><article>
<h1>Twelve ferries out of service</h1>
<p>Aldport, 3 March 2026. The Harbour Ministry has taken 11 ferries out of service.</p>
<p>Mara Ellison, spokesperson of the ministry, said: “We will not wait until the boats fall apart.”</p>
<p>Repairs will cost 2.4 million dollars. The ministry denied that it hides the state of its boats.</p>
</article></body></html>
"""
_WHEN = datetime(2026, 3, 4, tzinfo=UTC)


def load() -> None:
    """Check an invented draft against an invented source, and show it in each form of report.

    Works in a folder of temporary files, and goes to the root of the file system at the end. What the reports
    say goes to standard output.

    Raises:
        NotWarm: a check fails.
        VerifierError: the invented source can't be stored.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        os.chdir(name)
        try:
            _try_all()
        finally:
            os.chdir("/")


def _try_all() -> None:
    for file, text in {"draft.md": _DRAFT, "source.html": _SOURCE, "verifier.toml": ""}.items():
        Path(file).write_text(text, encoding="utf-8")
    with Store.open("sqlite:///sources.db", snapshots=Path("sources.snapshots")) as store:
        add_file(store, Path("source.html"), now=_WHEN, encoder=text_encoder(Config()))
    Desk.open(Path("desk.db")).close()
    _check("draft.md", "--format", "docx", "--output", "draft.docx")
    _check("draft.docx")
    data_folder()
    report = check_once()
    for form in FORMS:
        render(report, form)


def check_once() -> Report:
    """The report on the invented draft, against no source."""
    return check(read_text(_DRAFT, name="draft.md", format="markdown"))


def _check(*arguments: str) -> None:
    with redirect_stderr(io.StringIO()) as told:
        status = run(
            ["check", "--store", "sources.db", "--desk", "desk.db", "--fail-on", "never", *arguments]
        )
    if status:
        raise NotWarm(told.getvalue())
