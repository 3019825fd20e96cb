"""Telling a fault in the program where the desk was started: its place, and never a draft's words."""

from __future__ import annotations

import sys
import traceback

FAULT = "A fault in the program"
FAULT_REMEDY = "Where the desk was started its place was written: report it. Nothing half-written is left."


def tell_fault(error: BaseException) -> None:
    """Write where `error` was raised to standard error; its message may hold a draft's words, and is not."""
    lines = [f"verifier: a fault in the program: {type(error).__name__}\n"]
    lines += traceback.format_tb(error.__traceback__)
    sys.stderr.write("".join(lines))
