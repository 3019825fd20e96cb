"""How many small faults put into the code the tests find, with mutmut.

    python -m benchmarks.mutation PLACE... [--ending DIGITS] [--tests PLACE...] [--again] [--workers N]
    python -m benchmarks.mutation --table

A PLACE is a module or a folder of modules. The work is done in `build/mutation`, a copy in which

- no pure function remembers what it gave (`@lru_cache(maxsize=...)`), as mutmut leaves decorated functions
  alone, and an answer from before the fault would hide it. What is loaded once (`@cache`) stays so;
- `zip` does not check that both sides are of one length (`strict=True`), which is never to be seen;
- texts of more than one word are f-strings, which mutmut does not change: what a message says is for its
  reader to judge. That a message is there at all, and what is put into it, is changed like all else.

The faults of a function are numbered in the order of the code; `--ending 16` tries a fifth, those whose
number ends so. Faults that survive are printed, less those of which `equivalent.toml` says why nobody could
notice them. With `--again` only those that survived the last time are tried again, after tests were added.
Figures are kept in `results/mutation.json`; `--table` prints them as `docs/reliability.md` shows them.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from configparser import ConfigParser
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.record import RESULTS, ROOT, environment, write_result

COPY = ROOT / "build" / "mutation"
PACKAGES = ("claims", "sources", "verifier")
COPIED = (*PACKAGES, "tests", "benchmarks", "setup.cfg", "pyproject.toml")
#: Which tests reach a module, or those of a folder; of others it is the file of the same name. Of these only
#: those run that call what is changed.
TESTS = {
    "verifier/compare": ("tests/verifier/compare",),
    "claims/main_clause.py": ("tests/claims/test_classify.py",),
    "sources/audit.py": ("tests/sources/test_audit.py", "tests/sources/test_verify.py"),
    "sources/netguard.py": ("tests/sources/test_netguard.py", "tests/hostile/test_addresses.py"),
}
COUNTED = ("mutants", "tried", "killed", "explained")
EQUIVALENT = Path(__file__).parent / "equivalent.toml"

_REMEMBERED = re.compile(r"^@lru_cache\(maxsize=\d{2,}\)\n", re.MULTILINE)
_CHECKED = re.compile(r",\s*strict=True\b")
_PROSE = re.compile(r"\w\W* \W*\w")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault put into a function: its name for mutmut, whether it was tried and found, the changed lines."""

    name: str
    module: str
    function: str
    tried: bool
    found: bool
    was: str
    becomes: str
    seconds: float


def prepared(source: str) -> str:
    """A module's text as faults are put into it: see above."""
    text = _CHECKED.sub("", _REMEMBERED.sub("", source))
    lines = text.splitlines(keepends=True)
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(text).readline))):
        quote = token.string[:1]
        plain = token.type == tokenize.STRING and quote in "\"'" and token.string[:3] != quote * 3
        if plain and _PROSE.search(token.string[1:-1]) and "\\N{" not in token.string:
            (row, start), (_, end) = token.start, token.end
            written = token.string.replace("{", "{{").replace("}", "}}")
            lines[row - 1] = f"{lines[row - 1][:start]}f{written}{lines[row - 1][end:]}"
    return "".join(lines)


def modules_of(places: Iterable[str]) -> list[str]:
    """The modules in `places`, by their paths in the project; exits with a message where there are none."""
    found = []
    for place in places:
        path = ROOT / place
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        if not files or not all(f.is_file() for f in files):
            raise SystemExit(
                f"{place}: no such module. Name one by its path, as in verifier/compare/quote.py."
            )
        found += [f.resolve().relative_to(ROOT).as_posix() for f in files]
    return found


def tests_of(modules: Iterable[str]) -> list[str]:
    """The tests of all of `modules`."""
    found = []
    for module in modules:
        folder, _, name = module.rpartition("/")
        found += TESTS.get(module) or TESTS.get(folder) or (f"tests/{folder}/test_{name}",)
    return list(dict.fromkeys(found))


def make_copy(modules: Sequence[str], tests: Sequence[str], *, fresh: bool) -> None:
    """The working copy, made ready for faults in `modules`; one that is not `fresh` gets its tests anew."""
    if fresh:
        shutil.rmtree(COPY, ignore_errors=True)
        COPY.mkdir(parents=True)
    for name in COPIED if fresh else ("tests", "benchmarks", "setup.cfg"):
        origin, copy = ROOT / name, COPY / name
        if origin.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(origin, copy, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy2(origin, copy)
    if fresh:
        for package in PACKAGES:
            for path in (COPY / package).rglob("*.py"):
                text = path.read_text(encoding="utf-8")
                name = path.relative_to(COPY).as_posix()
                path.write_text(
                    prepared(text) if name in modules else _REMEMBERED.sub("", text), encoding="utf-8"
                )
    settings = ConfigParser(interpolation=None)
    settings.read(COPY / "setup.cfg", encoding="utf-8")
    settings["mutmut"]["only_mutate"] = "\n".join(["", *modules])
    settings["mutmut"]["pytest_add_cli_args_test_selection"] = "\n".join(["", *tests])
    with (COPY / "setup.cfg").open("w", encoding="utf-8") as file:
        settings.write(file)


def run(names: Sequence[str], workers: int) -> None:
    """Let mutmut try the faults of these names, in which `*` and `[12]` stand for what they do in a shell."""
    given = environment() | {"OMP_NUM_THREADS": "1"}
    given.pop("PYTHONPATH", None)
    program = Path(sys.executable).parent / "mutmut"
    subprocess.run([program, "run", "--max-children", str(workers), *names], cwd=COPY, check=True, env=given)


def read(modules: Iterable[str]) -> list[Mutant]:
    """What became of each fault in `modules`."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.format_utils import orig_function_and_class_names_from_key

    found = []
    with chdir(COPY):
        for module in modules:
            kept = Path("mutants") / f"{module}.meta"
            if not kept.is_file():
                continue
            told = json.loads(kept.read_text(encoding="utf-8"))
            for name, code in told["exit_code_by_key"].items():
                status = status_by_exit_code[code]
                tried = status not in ("not checked", "check was interrupted by user")
                killed = tried and status not in ("survived", "no tests")
                lived = tried and not killed
                lines = get_diff_for_mutant(name, path=Path(module)).splitlines()[2:] if lived else []
                of = orig_function_and_class_names_from_key(name)
                function = ".".join(part for part in reversed(of) if part)
                was, becomes = (
                    "\n".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
                )
                seconds = told.get("durations_by_key", {}).get(name) or 0.0
                found.append(Mutant(name, module, function, tried, killed, was, becomes, seconds))
    return found


def explained() -> dict[tuple[str, str, str], str]:
    """By module, function and changed line, why a fault can't be noticed."""
    told = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return {
        (module, function, line): why
        for module, functions in told.items()
        for function, reasons in functions.items()
        for why, lines in reasons.items()
        for line in lines
    }


def figures(mutants: Iterable[Mutant]) -> dict[str, dict[str, Any]]:
    """By module, how many faults there are, were tried, were found, can't be noticed; and seconds taken."""
    reasons = explained()
    rows: dict[str, dict[str, Any]] = {}
    for m in mutants:
        row = rows.setdefault(m.module, dict.fromkeys((*COUNTED, "seconds"), 0))
        row["mutants"] += 1
        row["tried"] += m.tried
        row["killed"] += m.found
        row["explained"] += (m.module, m.function, m.becomes) in reasons
        row["seconds"] = round(row["seconds"] + m.seconds, 1)
    return rows


def render(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures of all modules as a table of docs/reliability.md."""
    lines = [
        "| module | mutants | tried | killed | survived | explained | killed of tried | of unexplained |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    whole: dict[str, dict[str, Any]] = {}
    for module, row in sorted(rows.items()):
        lines.append(_line(f"`{module}`", row))
        total = whole.setdefault(module.rpartition("/")[0], dict.fromkeys(COUNTED, 0))
        for name in total:
            total[name] += row[name]
    lines += [_line(f"**`{folder}/`**", row) for folder, row in whole.items()]
    return "\n".join(lines)


def _line(name: str, row: Mapping[str, Any]) -> str:
    mutants, tried, killed, even = (row[count] for count in COUNTED)
    shares = (f"{killed / n:.1%}" if n else "-" for n in (tried, tried - even))
    return (
        "| " + " | ".join([name, *map(str, (mutants, tried, killed, tried - killed, even)), *shares]) + " |"
    )


def main() -> None:
    """Try faults, print those that survive, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("places", nargs="*", metavar="PLACE")
    parser.add_argument("--tests", nargs="+", metavar="PLACE")
    parser.add_argument("--ending", default="0-9", metavar="DIGITS")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--table", action="store_true")
    given = parser.parse_args()
    kept = RESULTS / "mutation.json"
    rows = json.loads(kept.read_text(encoding="utf-8"))["figures"] if kept.is_file() else {}
    if given.table:
        print(render(rows))
        return
    modules = modules_of(given.places)
    lived = [m.name for m in read(modules) if m.tried and not m.found] if given.again else []
    make_copy(modules, given.tests or tests_of(modules), fresh=not given.again)
    if names := lived if given.again else [f"*__mutmut_*[{given.ending}]"]:
        run(names, given.workers)
    mutants = read(modules)
    reasons = explained()
    for m in mutants:
        if m.tried and not m.found and (m.module, m.function, m.becomes) not in reasons:
            print(f"{m.name}\n  - {m.was}\n  + {m.becomes}")
    rows |= figures(mutants)
    print(render({module: row for module, row in rows.items() if module in modules}))
    print(f"kept in {write_result('mutation', rows).relative_to(ROOT)}")


if __name__ == "__main__":
    main()
