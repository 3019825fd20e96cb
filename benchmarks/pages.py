"""Writes the pages of docs/ that are made from the code: python -m benchmarks.pages."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks import batch, calibration, covered, licences, limits, structure
from benchmarks.record import ROOT
from benchmarks.soak import page as soak_page
from verifier.cli.reference import render_reference
from verifier.rules.docs import render_rules

PAGES: dict[str, Callable[[], str]] = {
    "docs/architecture.md": structure.render_page,
    "docs/cli.md": render_reference,
    "docs/rules.md": render_rules,
    "docs/calibration.md": calibration.render_page,
    "docs/calibration.svg": calibration.render_curve,
    "docs/scale.md": batch.render_page,
    "docs/reliability.md": lambda: covered.put_in(soak_page.render_page()),
    "docs/licences.md": licences.render_page,
    "docs/limits.md": limits.render_page,
}
"""Each page by its place in the project, with the function that gives its text."""


def main() -> None:
    """Write every page again."""
    for name, render in PAGES.items():
        (ROOT / name).write_text(render(), encoding="utf-8")
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
