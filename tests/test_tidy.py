"""The house rules that no linter knows: lengths, names, unfinished marks, examples that load.

Read from the files git would commit, so that a developer's own notes are left alone.
Not responsible for style (ruff), types (mypy) or who imports whom (import-linter).
"""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("station", "drivers", "config", "sync", "ui")
FUNCTION_LINES_MAX = 70
MODULE_LINES_MAX = 500
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
# Written in halves, so that this file is not its own finding.
ADDRESSES = re.compile(
    r"files\.python" + r"hosted|pypi\." + r"org|registry\.npm" + r"js|deb\.debian" + r"\.org|"
    r"--(extra-)?index" + r"-url|file:/" + r"//(home|root|opt)"
)
HOMES = re.compile(r"(?<![\w.])/(home/\w|root/\w|Users/\w|work/\w)")
TEXT_SUFFIXES = {
    "", ".cfg", ".csv", ".in", ".ini", ".json", ".lock", ".mako", ".md", ".py", ".qss",
    ".sh", ".svg", ".toml", ".ts", ".txt", ".xml", ".yaml", ".yml",
}  # fmt: skip
COMMAND = re.compile(r"(?:^|`|\$ )\./packline((?: +[a-z]+(?=[\s`]|$))*)", re.MULTILINE)
WALK_PAST = {"__pycache__", "build", "dist"}


@cache
def files() -> list[Path]:
    """Every file that is or would be committed; without git, all but what tools leave behind."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
        names = listed.decode().split("\0")
        return sorted(ROOT / name for name in names if name and (ROOT / name).is_file())
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not _is_left_behind(path.relative_to(ROOT).parts)
    )


def _is_left_behind(parts: tuple[str, ...]) -> bool:
    return any(part in WALK_PAST or part.startswith(".") for part in parts[:-1])


def python_files() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def text_files() -> list[Path]:
    return [path for path in files() if path.suffix in TEXT_SUFFIXES]


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{place(path, number)} {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_there_is_something_to_check() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in python_files()}
    assert found >= {*PACKAGES, "tests"}


def test_functions_are_at_most_70_lines() -> None:
    long = [
        f"{place(path, node.lineno)} {node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]
    assert not long, long


def test_modules_are_at_most_500_lines() -> None:
    long = [
        place(path, lines)
        for path in python_files()
        if (lines := len(path.read_text("utf-8").splitlines())) > MODULE_LINES_MAX
    ]
    assert not long, long


def test_every_module_opens_with_its_theory() -> None:
    silent = [
        place(path, 1)
        for path in python_files()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent, silent


def test_nothing_is_left_unfinished() -> None:
    marks = lines_matching(UNFINISHED, text_files())
    unwritten = list(chain.from_iterable(map(_unwritten, python_files())))
    assert not marks + unwritten, marks + unwritten


def _unwritten(path: Path) -> list[str]:
    """Where NotImplementedError is raised outside a method marked abstract."""
    tree = ast.parse(path.read_text("utf-8"))
    abstract = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any("abstract" in ast.unparse(mark) for mark in node.decorator_list)
        for inner in ast.walk(node)
    }
    return [
        f"{place(path, node.lineno)} {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and "NotImplementedError" in ast.unparse(node)
        and node not in abstract
    ]


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = [place(path, 1) for path in files() if path.stem in NAMES_THAT_SAY_NOTHING]
    assert not empty, empty


def test_no_registry_and_no_home_folder_is_named() -> None:
    named = lines_matching(ADDRESSES, text_files()) + lines_matching(HOMES, text_files())
    assert not named, named


def examples(kind: str) -> list[Path]:
    return sorted((ROOT / "config" / kind).glob("*.toml"))


@pytest.mark.parametrize(
    ("kind", "loader"),
    [("lines", "load_line"), ("products", "load_product"), ("labels", "load_label")],
)
def test_every_example_file_loads(kind: str, loader: str) -> None:
    load = getattr(importlib.import_module("config.loading"), loader)
    assert examples(kind), f"config/{kind} has no example"
    for path in examples(kind):
        assert load(path) is not None, path.name


def commands_in_readme() -> list[tuple[str, ...]]:
    """Each `./packline …` line of README.md up to its first argument that is not a plain word."""
    found = COMMAND.findall((ROOT / "README.md").read_text("utf-8"))
    commands = {tuple(words.split()) for words in found}
    return sorted(one for one in commands if one[:1] not in (("test",), ("prove",)))


def test_every_command_in_the_readme_exists() -> None:
    from typer.testing import CliRunner

    from station.cli import app

    commands = commands_in_readme()
    assert commands, "README.md names no ./packline command"
    for words in commands:
        result = CliRunner().invoke(app, [*words, "--help"])
        assert result.exit_code == 0, f"./packline {' '.join(words)}: {result.output}"


def test_every_picture_and_page_that_a_document_names_is_there() -> None:
    """A broken link is the first thing that a newcomer meets."""
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not missing, missing
