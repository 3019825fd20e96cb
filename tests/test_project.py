"""The project's habits, held where a tool of its own doesn't hold them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import verifier

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("claims", "sources", "verifier")
FOLDERS = {*PACKAGES, "training", "benchmarks", "tests", "docs", "examples", ".ci"}
LONGEST_MODULE = 300

MACHINE_PATH = re.compile(r"(?<![A-Za-z0-9_.~-])/(?:work|farm|root|home|Users)/[A-Za-z0-9_.]")
PACKAGE_INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-link[s]|\"resolved\": \"http|https?://(?:[\w.-]*pypi|pythonhosted|download\.pytorch)"
)


def tracked() -> list[Path]:
    """The files of the project: what git tracks or would track. Skips outside a git checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if listed.returncode:
        pytest.skip("needs a git checkout to know which files belong to the project")
    names = {name for name in listed.stdout.split("\0") if name}
    return [ROOT / name for name in sorted(names) if (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """Name and text of each tracked file that is text."""
    found = []
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw:
            found.append((path.relative_to(ROOT).as_posix(), raw.decode("utf-8", errors="replace")))
    return found


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in texts()
        for match in pattern.finditer(text)
    ]


@pytest.mark.parametrize("folder", ["home", "work", "root", "Users"])
@pytest.mark.parametrize("line", ["see /{}/ada/x", "(/{}/.cache)", "'/{}/ada'", "/{}/x"])
def test_a_machine_path_is_known_when_seen(folder: str, line: str) -> None:
    assert MACHINE_PATH.search(line.format(folder))


@pytest.mark.parametrize("line", ["https://x.example/home/page", "docs/work/plan.md", "home/office"])
def test_other_paths_are_let_be(line: str) -> None:
    assert not MACHINE_PATH.search(line)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert places(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    assert places(PACKAGE_INDEX) == []


def test_top_level_folders_are_those_agreed() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked() if path.parent != ROOT}
    assert tops <= FOLDERS


def test_modules_are_short() -> None:
    modules = [
        path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in PACKAGES
    ]
    assert len(modules) > 20
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in modules
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    }
    assert long == {}


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError|\bfor now\b")
    code = (*PACKAGES, "benchmarks", "training", "examples")
    assert [place for place in places(left) if place.startswith(code) and ".py:" in place] == []


def test_a_skipped_test_says_why() -> None:
    bare = re.compile(r"mark\.(?:skip|xfail)(?:\(\))?$|pytest\.skip\(\)", re.MULTILINE)
    assert [place for place in places(bare) if place.startswith("tests/")] == []


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "benchmarks/README.md", "examples/README.md"]
)
def test_each_make_command_that_a_page_names_exists(page: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= make_targets()


def test_readme_names_the_demo_and_the_tests() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_each_verifier_command_that_the_readme_names_exists() -> None:
    import click

    from verifier.cli import cli

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^verifier ((?:[a-z]+ ?)+)", readme, re.MULTILINE)
    assert len(named) >= 5
    for words in named:
        command: click.Command = cli
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            context = click.Context(command)
            found = command.get_command(context, word)
            assert found is not None, f"verifier {words}: no command {word}"
            command = found


@pytest.mark.parametrize("page", ["CHANGELOG.md", "ERRATA.md"])
def test_page_has_a_section_for_this_version(page: str) -> None:
    assert f"\n## {verifier.__version__}\n" in (ROOT / page).read_text(encoding="utf-8")


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for name, text in texts():
        if name.endswith(".md") and not name.startswith(("tests/", "examples/")):
            for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
                if not ((ROOT / name).parent / target).exists():
                    broken.append(f"{name} -> {target}")
    assert broken == []


def test_every_pinned_package_is_pinned_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!]+", line)] == []


def test_every_direct_dependency_is_pinned() -> None:
    from configparser import ConfigParser

    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    wanted = setup["options"]["install_requires"].split()
    extras = setup["options.extras_require"].values()
    wanted += [name for extra in extras for name in extra.strip().splitlines()]
    pinned = {
        _plain(line.split("==")[0]) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    }
    assert sorted({_plain(name) for name in wanted} - pinned) == []


def _plain(name: str) -> str:
    """A package's name as the registries compare it, of a requirement."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[;]", name)[0]).lower()


def test_generated_pages_are_what_the_code_gives() -> None:
    from benchmarks.pages import PAGES

    stale = [
        name
        for name, render in PAGES.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != render()
    ]
    assert stale == [], "run `make docs`"


def test_each_path_that_the_architecture_names_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:claims|sources|verifier|tests|training|benchmarks|examples|docs)/[\w./*]*)`", page
    )
    assert len(named) > 30
    assert [name for name in named if not list(ROOT.glob(name))] == []


HOMES = {
    "httpx": ("sources/fetch.py", "sources/wire.py"),
    "httpcore": ("sources/wire.py",),
    "socket": (
        "claims/reading/page_metadata.py",  # makes none
        "sources/netguard.py",
        "sources/wire.py",
        "verifier/web/server.py",
        "verifier/warm/",
    ),
    "urllib.request": (),
    "requests": (),
    "alembic": ("sources/migrate.py", "sources/migrations/"),
    "sqlalchemy": ("sources/", "verifier/desk/", "verifier/batch/ledger.py"),
    "filelock": ("verifier/batch/folder.py",),
    "pyarrow": ("verifier/batch/table.py",),
    "distributed": ("verifier/batch/cluster.py",),
    "dask": (),
    "sqlite3": ("sources/", "verifier/memory.py"),
    "sentence_transformers": ("sources/encoder.py",),
    "torch": ("sources/encoder.py",),
    "onnxruntime": ("claims/runtime.py",),
    "spacy": ("claims/",),
    "openpyxl": ("claims/reading/xlsx.py",),
    "warcio": ("sources/warc.py", "sources/warc_writer.py"),
    "pluggy": ("verifier/hookspecs.py", "verifier/plugins.py"),
    "regex": ("verifier/rules/house.py",),
    "click": ("verifier/cli/",),
    "pygls": ("verifier/editor/",),
    "lsprotocol": ("verifier/editor/",),
    "docx": ("claims/reading/docx.py", "verifier/render/word.py", "verifier/render/word_places.py"),
    "rich": ("verifier/cli/", "verifier/render/"),
    "starlette": ("verifier/web/",),
    "uvicorn": ("verifier/web/server.py",),
    "argon2": ("verifier/desk/accounts.py",),
}
"""Where a library may be imported; nowhere else in the three packages."""


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


@pytest.mark.parametrize("library", sorted(HOMES))
def test_library_is_imported_only_at_home(library: str) -> None:
    strangers = [
        name
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(HOMES[library] or ("-",))
        and any(module == library or module.startswith(f"{library}.") for module in imported(path))
    ]
    assert strangers == []


def test_every_import_is_declared() -> None:
    from configparser import ConfigParser
    from importlib.metadata import packages_distributions

    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    declared = {_plain(name) for name in setup["options"]["install_requires"].split()}
    for extra in ("postgres", "cluster"):
        declared |= {_plain(name) for name in setup["options.extras_require"][extra].split()}
    modules = {
        module.split(".")[0]
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for module in imported(path)
    }
    distributions = packages_distributions()
    ours = modules - sys.stdlib_module_names - set(PACKAGES)
    stray = {m for m in ours if not declared & {_plain(d) for d in distributions.get(m, [])}}
    assert sorted(stray) == []
