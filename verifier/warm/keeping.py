"""The desk's side of its warm process: it is started with the desk and ended with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from verifier.warm.place import SYSTEMS

# The interpreter would put the working folder before the places where this process found its modules.
_CODE = "import sys; sys.path[:] = {path!r}; from verifier.warm.process import main; main()"


@contextmanager
def kept_warm() -> Iterator[None]:
    """Inside, there is a process that loads what a check needs, and then does the checks of this user.

    It ends with this process, however that ends. There is none where another desk of the user keeps one, or
    where the system can't have one.
    """
    if sys.platform not in SYSTEMS:
        yield
        return
    with subprocess.Popen(  # noqa: S603 - our own module, without a shell
        [sys.executable, "-c", _CODE.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        # Ctrl-C in the desk's terminal is not for the checks of others.
        start_new_session=True,
    ) as process:
        try:
            yield
        finally:
            process.terminate()
