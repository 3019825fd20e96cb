"""A process that reads one file and tells what came of it and how much memory that took.

Takes the path as its argument and writes JSON: {"error": reason or null, "blocks": count, "own": bytes,
"children": bytes}.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from claims.errors import UnreadableInput
from claims.reading import read_path

_STATUS = Path("/proc/self/status")
_UNIT = 1 if sys.platform == "darwin" else 1024


def own_peak() -> int:
    """The most memory that this process ever held, in bytes.

    Linux counts the peak of the process that started this one as its own, so there the peak of this
    program's memory (VmHWM) is asked for.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


def main() -> None:
    """Read, tell, end."""
    error, blocks = None, 0
    try:
        blocks = len(read_path(Path(sys.argv[1])).blocks)
    except UnreadableInput as refused:
        error = refused.reason
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _UNIT
    sys.stdout.write(json.dumps({"error": error, "blocks": blocks, "own": own_peak(), "children": children}))


if __name__ == "__main__":
    main()
