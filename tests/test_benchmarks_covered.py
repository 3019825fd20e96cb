"""What the tests reach, counted by package."""

import json

from benchmarks import covered
from benchmarks.covered import missed, put_in, shares, too_low


def of(lines: int, of_lines: int, branches: int, of_branches: int) -> dict[str, object]:
    return {
        "summary": {
            "covered_lines": lines,
            "num_statements": of_lines,
            "missing_lines": of_lines - lines,
            "covered_branches": branches,
            "num_branches": of_branches,
            "missing_branches": of_branches - branches,
        },
        "missing_lines": list(range(of_lines - lines)),
        "missing_branches": [[7, 9]] * (of_branches - branches),
    }


FILES = {
    "claims/a.py": of(90, 100, 10, 10),
    "claims/deep/b.py": of(100, 100, 9, 10),
    "sources/c.py": of(95, 100, 9, 10),
    "verifier/d.py": of(1, 1, 0, 0),
}


def test_a_share_is_of_all_modules_of_a_package():
    found = shares(FILES)
    assert found["claims"] == {"lines": 95.0, "branches": 95.0, "of_lines": 200, "of_branches": 20}
    assert found["sources"]["branches"] == 90.0


def test_what_is_below_its_share_is_told():
    assert too_low(shares(FILES)) == []
    worse = shares(FILES | {"sources/e.py": of(0, 10, 0, 1)})
    assert too_low(worse) == [
        "sources: 86.4 % of lines, wanted 95 %",
        "sources: 81.8 % of branches, wanted 90 %",
    ]


def test_the_modules_that_miss_most_come_first_with_the_places():
    assert missed(FILES) == [
        ["claims/a.py", 10, 0, "0 1 2 3 4 5 6 7 8 9"],
        ["sources/c.py", 5, 1, "0 1 2 3 4 7"],
        ["claims/deep/b.py", 0, 1, "7"],
    ]


def test_the_page_has_the_figures_in_their_place(tmp_path, monkeypatch):
    monkeypatch.setattr(covered, "RESULTS", tmp_path)
    page = f"Before.\n{covered._BEGIN}\nold\n{covered._END}\nAfter.\n"
    assert "make coverage" in put_in(page)
    (tmp_path / "coverage.json").write_text(json.dumps({"figures": shares(FILES)}))
    told = put_in(page)
    assert "| `claims/` | 95.0 % of 200 | 95.0 % of 20 |" in told
    assert "old" not in told
    assert put_in(told) == told
    assert (told.startswith("Before.\n"), told.endswith("\nAfter.\n")) == (True, True)
