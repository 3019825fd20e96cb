"""The readers of single files: text, markup, mail, tables, subtitles, PDF."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from importlib import import_module
from typing import Any
from unittest.mock import patch

from claims.errors import UnreadableInput
from claims.reading import child, read_bytes

from .documents import holds, parted
from .target import Target, refused


def reader(suffix: str, format: str) -> Callable[[bytes], None]:
    """A target's `run` that reads an input as a file of this `format`."""
    name = f"a{suffix}"

    def run(data: bytes) -> None:
        with refused(UnreadableInput, about=name):
            document = read_bytes(data, name=name, format=format)
            holds(document)
            parted(document)

    return run


def unbound(suffix: str, format: str) -> Callable[[bytes], None]:
    """The same for a reader that works in a process with limits: here it works in this one."""
    read = reader(suffix, format)

    def run(data: bytes) -> None:
        with patch.object(child, "ask", _asked_here):
            read(data)

    return run


def _asked_here(module: str, data: bytes, *arguments: str, seconds: float) -> dict[str, Any]:
    """What `child.ask` gives, by the module's own `main`."""
    if module == "claims.reading.scan_child":
        raise child.NoAnswer
    answered = io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(data))
    told = import_module(module)
    with (
        patch("sys.stdin", given),
        patch("sys.stdout", answered),
        patch.object(told, "limit_process", lambda: None),
    ):
        told.main()
    if not answered.getvalue():
        raise child.NoAnswer
    answer: dict[str, Any] = json.loads(answered.getvalue())
    return answer


TARGETS = (
    Target("plain", reader(".txt", "plain")),
    Target("markdown", reader(".md", "markdown")),
    Target("html", reader(".html", "html")),
    Target("rtf", reader(".rtf", "rtf")),
    Target("eml", reader(".eml", "eml")),
    Target("csv", reader(".csv", "csv")),
    Target("subtitles", reader(".vtt", "subtitles")),
    # The process that reads a PDF for the program may take a minute, and is then killed.
    Target("pdf", unbound(".pdf", "pdf"), longest=4_000, seconds=60),
)
