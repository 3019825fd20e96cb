"""How the command starts: quickly, lazily, and with help that is complete."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest

import verifier as package
from verifier.cli import COMMANDS, cli
from verifier.cli.exit import MEANINGS, ExitStatus
from verifier.cli.reference import render_reference

HEAVY = (
    "spacy",
    "torch",
    "onnxruntime",
    "sentence_transformers",
    "sqlalchemy",
    "alembic",
    "httpx",
    "rich",
    "jinja2",
    "lxml",
    "numpy",
    "trafilatura",
    "dateparser",
    "pypdf",
    "docx",
)
DOCS = Path(__file__).parents[3] / "docs"


def commands(context=None):
    context = context or click.Context(cli, info_name="verifier", **cli.context_settings)
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            child = click.Context(context.command.get_command(context, name), parent=context, info_name=name)
            yield from commands(child)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["sources", "add", "--help"], ["--version"]]
)
def test_help_imports_nothing_heavy(arguments):
    code = (
        "import sys, json\nfrom verifier.cli import run\n"
        f"status = run({arguments!r})\n"
        "print(json.dumps([int(status), sorted(m for m in sys.modules if '.' not in m)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    status, modules = json.loads(done.stdout.splitlines()[-1])
    assert status == 0
    assert not set(HEAVY) & set(modules)


def test_a_check_without_a_store_loads_no_database(folder):
    (folder / "draft.md").write_text("The pier was shut, the mayor said.")
    code = (
        "import sys\nfrom verifier.cli import run\n"
        "run(['check', '--cold', '--fail-on', 'never', 'draft.md'])\n"
        "print('sqlalchemy' in sys.modules, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False True"


def test_help_takes_little_longer_than_loading_click():
    def seconds(*arguments):
        taken = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(taken)

    assert seconds("-m", "verifier", "--help") < 3 * seconds("-c", "import click")


def test_version(verifier):
    done = verifier("--version")
    assert done.status == 0
    assert done.out == f"verifier, version {package.__version__}\n"


@pytest.mark.parametrize("context", list(commands()), ids=lambda c: c.command_path)
def test_every_command_shows_examples_that_parse(context):
    text = context.command.get_help(context)
    examples = re.findall(rf"^ +(?:.*\| )?({context.command_path}.*)$", text.split("Examples:")[-1], re.M)
    assert "Examples:" in text
    assert examples
    if isinstance(context.command, click.Group):
        return
    import shlex

    for example in examples:
        arguments = shlex.split(example)[len(context.command_path.split()) :]
        context.command.make_context(context.info_name, arguments, parent=context.parent)


def lines_of_pages():
    """Each line of a page that begins with the command, and whether it is one to type as it stands."""
    root, found = DOCS.parent, []
    for page in (
        *DOCS.glob("*.md"),
        root / "README.md",
        *root.glob("examples/*.md"),
        root / "CONTRIBUTING.md",
    ):
        for block in re.findall(r"^```[^\n]*\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
            for line in re.findall(r"^(?:\$ )?(verifier (?![\W\d]).+)$", block, re.M):
                command, *explained = re.split(r"  +| [|>#]", line)
                whole = not explained and "..." not in command
                found.append(pytest.param(command, whole, id=f"{page.name}: {line[:50]}"))
    return found


@pytest.mark.parametrize(("line", "whole"), lines_of_pages())
def test_every_command_on_a_page_parses(line, whole, folder):
    import shlex

    for name in ("desk.pem", "desk.key"):
        (folder / name).touch()
    context = click.Context(cli, info_name="verifier", **cli.context_settings)
    arguments = shlex.split(line)[1:]
    while isinstance(context.command, click.Group) and arguments:
        child = context.command.get_command(context, arguments[0])
        if child is None:
            break
        context = click.Context(child, parent=context, info_name=arguments.pop(0))
    try:
        context.command.make_context(context.info_name, arguments, parent=context.parent)
    except click.MissingParameter:
        assert not whole


@pytest.mark.parametrize("context", list(commands()), ids=lambda c: c.command_path)
def test_every_option_is_explained(context):
    for option in context.command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_commands_are_all_there():
    assert set(COMMANDS) == {
        *("check", "batch", "review", "serve", "watch", "lsp", "baseline"),
        *("sources", "audit", "reproduce", "rule", "plugins", "annotate", "judge"),
    }
    assert {c.command_path for c in commands()} >= {
        f"verifier sources {name}"
        for name in (
            "add",
            "cited",
            "list",
            "show",
            "search",
            "quotes",
            "statements",
            "set",
            "export",
            "verify",
            "remove",
        )
    }


def test_the_reference_in_the_docs_is_up_to_date():
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == render_reference()


def test_every_status_is_explained():
    assert set(MEANINGS) == set(ExitStatus)
    assert len({*MEANINGS.values()}) == len(ExitStatus)


def test_choices_are_those_of_the_settings():
    from claims.reading import READERS
    from sources.source import SourceKind
    from verifier.cli.metadata import KINDS
    from verifier.cli.options import COLOURS, INPUT_FORMATS
    from verifier.config import COLOURS as CONFIGURED_COLOURS

    assert tuple(COLOURS) == CONFIGURED_COLOURS
    assert set(INPUT_FORMATS) == set(READERS)
    assert list(KINDS) == [kind.value for kind in SourceKind]
