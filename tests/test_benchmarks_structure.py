"""The picture of the architecture: which arrows it draws."""

import grimp

from benchmarks.structure import arrows, parts, plain


def test_an_arrow_to_what_another_arrow_leads_to_is_left_out() -> None:
    found = {"a": frozenset("bc"), "b": frozenset("c"), "c": frozenset()}
    assert plain(found) == {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset()}


def test_nothing_is_left_out_for_the_sake_of_a_ring() -> None:
    ring = {"a": frozenset("bc"), "b": frozenset("c"), "c": frozenset("b")}
    assert plain(ring) == ring
    back = {"a": frozenset("bc"), "b": frozenset("ac"), "c": frozenset()}
    assert plain(back) == back


def test_what_a_module_of_no_part_imports_is_drawn_from_those_that_import_it() -> None:
    graph = grimp.ImportGraph()
    graph.add_module("p")
    for importer, imported in (("p.top.one", "p.between"), ("p.between", "p.low"), ("p.alone", "p.top")):
        graph.add_import(importer=importer, imported=imported)
    graph.add_module("p.top")
    assert arrows(graph, {"p.top", "p.low"}) == {"p.low": frozenset(), "p.top": frozenset({"p.low"})}


def test_the_parts_are_those_of_the_contract_from_the_top() -> None:
    named = parts()
    assert named[0] == "verifier.start"
    assert named[-2:] == ("sources", "claims")
    assert named.index("verifier.cli") < named.index("verifier.pipeline") < named.index("verifier.types")
