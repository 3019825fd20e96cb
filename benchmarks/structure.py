"""The picture of docs/architecture.md: the parts of the program, and which of them uses which.

The parts are those that the layers in setup.cfg name, so what import-linter holds is what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from configparser import ConfigParser

import grimp

from benchmarks.record import ROOT, put_between

_PAGE = "docs/architecture.md"
_BEGIN, _END = "<!-- structure: begin -->", "<!-- structure: end -->"
_INSIDE, _BESIDE = "importlinter:contract:inside", ("sources", "claims")
_PACKAGE = "verifier"


def parts() -> tuple[str, ...]:
    """The parts, as names of modules, from the one that all others serve to the one that serves all."""
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    inside = settings[_INSIDE]["layers"].replace(":", " ").split()
    return (*(f"{_PACKAGE}.{name}" for name in inside), *_BESIDE)


def arrows(graph: grimp.ImportGraph, named: Set[str]) -> dict[str, frozenset[str]]:
    """For each part the others that its modules import, by themselves or through modules of no part."""
    by_module = {
        module: part
        for part in named
        for module in ({part} | graph.find_descendants(part))  # a part is a module or a package
    }

    def reached(part: str) -> Iterator[str]:
        left = [module for module, its in by_module.items() if its == part]
        seen = set(left)
        while left:
            for module in graph.find_modules_directly_imported_by(left.pop()) - seen:
                seen.add(module)
                other = by_module.get(module)
                if other is None:
                    left.append(module)
                elif other != part:
                    yield other

    return {part: frozenset(reached(part)) for part in sorted(named)}


def plain(found: Mapping[str, Set[str]]) -> dict[str, frozenset[str]]:
    """`found` without the arrows to what another arrow leads to as well."""

    def leads(by: str, end: str) -> bool:
        return end in found[by] and by not in found[end]  # in a ring both stay

    return {
        start: frozenset(
            end for end in ends if not any(leads(by, end) for by in ends if start not in found[by])
        )
        for start, ends in found.items()
    }


def drawn() -> str:
    """The picture, in the language of Mermaid."""
    # Not from a cache: it can hold the imports of before.
    graph = grimp.build_graph(_PACKAGE, *_BESIDE, exclude_type_checking_imports=True, cache_dir=None)
    named = parts()
    found = plain(arrows(graph, set(named)))
    boxes = [f'    {part}["{_path(graph, part)}"]' for part in named]
    lines = [f"    {part} --> {end}" for part in named for end in sorted(found[part])]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *lines, "```"])


def _path(graph: grimp.ImportGraph, part: str) -> str:
    return part.replace(".", "/") + ("/" if graph.find_children(part) else ".py")


def render_page() -> str:
    """docs/architecture.md with the picture of the code as it is."""
    return put_between((ROOT / _PAGE).read_text(encoding="utf-8"), _BEGIN, _END, drawn())
