"""Whether a pinned package has a known hole: python -m benchmarks.audit, or make audit.

pip-audit asks PyPI about each name and version in constraints.txt; with --advisories FOLDER it asks a folder
of advisories in the OSV format instead, and no network. Status 0: asked, none found. 1: some found. 3: not
asked.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.advisories import answering, read
from benchmarks.record import ROOT

PINS = ROOT / "constraints.txt"
FOUND, NOT_ASKED = 1, 3


def audit(pins: Path, *, osv: str | None = None) -> dict[str, Any] | None:
    """What pip-audit tells of the packages that `pins` names, or None where it had no answer to all of them.

    Args:
        osv: an address that answers as osv.dev does; None asks PyPI.
    """
    asked = ["-r", str(pins), "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    asked += ["--vulnerability-service", "osv", "--osv-url", osv] if osv else []
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip_audit",
                *asked,
                "--cache-dir",
                folder,
                "--output",
                f"{folder}/told.json",
            ],
            # Answers on loopback must not be asked for through a proxy.
            env={**os.environ, **({"NO_PROXY": "127.0.0.1"} if osv else {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        told = Path(folder, "told.json")
        # pip-audit ends with 1 both where it found something and where it could not ask.
        if done.returncode not in (0, FOUND) or not told.is_file():
            print(f"pip-audit: {(done.stderr.strip().splitlines() or ['no word'])[-1]}", file=sys.stderr)
            return None
        answer: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        return answer


def tell(answer: dict[str, Any] | None) -> int:
    """Prints what came of it, and gives the exit status."""
    if answer is None:
        print(
            "NOT ASKED: no answer from the service, so nothing is known of any package. "
            "Try again with a network, or give a folder of advisories: make audit ADVISORIES=FOLDER.",
            file=sys.stderr,
        )
        return NOT_ASKED
    packages = answer["dependencies"]
    skipped = [p for p in packages if "skip_reason" in p]
    holes = [(p, hole) for p in packages for hole in p.get("vulns", ())]
    for package, hole in holes:
        mended = f"; mended in {', '.join(hole['fix_versions'])}" if hole["fix_versions"] else ""
        print(f"{package['name']} {package['version']}: {hole['id']}{mended}")
    for package in skipped:
        print(f"{package['name']}: not known to the service ({package['skip_reason']})")
    asked = len(packages) - len(skipped)
    print(f"{asked} packages asked about, {len(skipped)} not known, {len(holes) or 'no'} known hole(s).")
    return FOUND if holes else NOT_ASKED if not asked else 0


def main() -> int:
    """Ask, tell, and give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pins", type=Path, default=PINS, help="packages with their versions (constraints.txt)"
    )
    parser.add_argument("--advisories", type=Path, help="ask this folder of OSV files and no network")
    options = parser.parse_args()
    with ExitStack() as open_:
        osv = open_.enter_context(answering(read(options.advisories))) if options.advisories else None
        return tell(audit(options.pins, osv=osv))


if __name__ == "__main__":
    sys.exit(main())
