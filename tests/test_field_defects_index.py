"""docs/field-defects.md names a test for each pain and public defect, and each test is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "field-defects.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PAINS, DEFECTS = 12, 9


def rows(heading: str) -> dict[int, tuple[str, list[tuple[str, str]]]]:
    """By number: what goes wrong, and the tests (file, name)."""
    section = PAGE.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return {int(no): (what, TEST.findall(where)) for no, what, where in ROW.findall(section)}


@cache
def promises_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("heading", "count"), [("Pains", PAINS), ("Public defects", DEFECTS)])
def test_every_one_has_a_test_that_exists(heading: str, count: int) -> None:
    found = rows(heading)
    assert list(found) == list(range(1, count + 1))
    for number, (what, tests) in found.items():
        assert tests, f"{heading} {number} ({what}) has no test"
        for file, name in tests:
            assert name in promises_of(file), f"{heading} {number}: {file} has no {name}"
