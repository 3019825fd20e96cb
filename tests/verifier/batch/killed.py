"""A batch over SOURCE into OUTPUT, to be killed: python -m tests.verifier.batch.killed SOURCE OUTPUT.

Its processes import this module too, so it imports nothing before it has to.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    from tests.verifier.batch.checkers import open_quick
    from tests.verifier.batch.running import run_batch
    from verifier.batch.pool import Pool
    from verifier.batch.types import Settings

    with Pool(Settings("json"), jobs=2, opener=open_quick) as pool:
        run_batch(Path(sys.argv[1]), Path(sys.argv[2]), pool)
