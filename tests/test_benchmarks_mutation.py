"""Faults put into the code: what they are put into, and what is said of those that nobody can notice."""

from __future__ import annotations

import ast
import json

import pytest

from benchmarks import mutation
from benchmarks.record import RESULTS, ROOT

SOURCE = '''
"""What it does, in words."""

@lru_cache(maxsize=2048)
def told(texts, others):
    """Words of a docstring."""
    kind = {"figures": "The claim gives no {figures}."}["figures"]
    pairs = [f"{a} of {b}" for a, b in zip(texts, others, strict=True)]
    return pairs, kind, r"\\w \\w", ", ".join(texts), "a" "b c"

@cache
def loaded():
    return "one"
'''


def test_faults_are_put_into_code_without_memory_and_not_into_messages() -> None:
    code = mutation.prepared(SOURCE)
    assert "lru_cache" not in code
    assert "@cache" in code
    assert "strict" not in code
    assert 'f"The claim gives no {{figures}}."' in code
    assert '"a" f"b c"' in code
    for kept in ('"""What it does, in words."""', 'r"\\w \\w"', '", ".join', '"figures"', '"""Words'):
        assert kept in code
    assert ast.parse(code)


def test_each_module_can_still_be_read() -> None:
    for module in mutation.modules_of(["verifier/compare", "claims/classify.py"]):
        source = (ROOT / module).read_text(encoding="utf-8")
        functions = [n.name for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
        code = ast.parse(mutation.prepared(source))
        assert [n.name for n in ast.walk(code) if isinstance(n, ast.FunctionDef)] == functions


def test_a_module_that_is_not_there_is_said() -> None:
    with pytest.raises(SystemExit, match="no such module"):
        mutation.modules_of(["verifier/compare/qoute.py"])


def test_the_tests_of_a_module_are_there() -> None:
    named = mutation.tests_of(
        ["verifier/compare/quote.py", "verifier/compare/words.py", "verifier/verdict.py"]
    )
    assert named == ["tests/verifier/compare", "tests/verifier/test_verdict.py"]
    assert all((ROOT / place).exists() for place in named)
    everything = [place for places in mutation.TESTS.values() for place in places]
    assert all((ROOT / place).exists() for place in everything)


def test_what_is_said_of_a_fault_is_of_a_function_that_is_there() -> None:
    for module, function, _ in mutation.explained():
        name = function.rpartition(".")[2]
        assert f"def {name}(" in (ROOT / module).read_text(encoding="utf-8"), (module, function)


def test_a_table_counts_what_cannot_be_noticed_apart() -> None:
    rows = {
        "a/one.py": {"mutants": 20, "tried": 10, "killed": 8, "explained": 1, "seconds": 3.0},
        "a/two.py": {"mutants": 2, "tried": 2, "killed": 2, "explained": 0, "seconds": 1.0},
    }
    *_, one, two, both = mutation.render(rows).splitlines()
    assert one == "| `a/one.py` | 20 | 10 | 8 | 2 | 1 | 80.0% | 88.9% |"
    assert two == "| `a/two.py` | 2 | 2 | 2 | 0 | 0 | 100.0% | 100.0% |"
    assert both == "| **`a/`** | 22 | 12 | 10 | 2 | 1 | 83.3% | 90.9% |"


def test_the_page_shows_what_was_measured() -> None:
    kept = json.loads((RESULTS / "mutation.json").read_text(encoding="utf-8"))["figures"]
    assert mutation.render(kept) in (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
