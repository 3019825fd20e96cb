"""A process under the limits of a reader that takes more time or memory than it may."""

from __future__ import annotations

import sys
import time

from claims.reading import child

if __name__ == "__main__":
    child.limit_process()
    if sys.argv[1] == "sleep":
        time.sleep(60)
    sys.stdout.write(str(len(bytearray(2 * child.MEMORY))))
