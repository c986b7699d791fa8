"""The page of faults is true: every row of the catalogue, each test that it names, each switch."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/faults.md").read_text("utf-8")
ROWS = {
    cells[0]: cells
    for line in PAGE.splitlines()
    if re.match(r"\| [PCLDN]\d+ \|", line)
    for cells in [[cell.strip() for cell in line.strip("|").split(" | ")]]
}
CATALOGUE = {"P": 10, "C": 10, "L": 7, "D": 19, "N": 10}
SWITCH_PLACES = ("drivers/sim", "station/simulate", "sync/sandbox", "tests/faults")


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@cache
def named_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / f"{file}.py").read_text("utf-8"))
    return frozenset(
        node.name.removeprefix("test_")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@cache
def switches() -> str:
    files = (file for place in SWITCH_PLACES for file in (ROOT / place).rglob("*.py"))
    return "\n".join(file.read_text("utf-8") for file in files)


def test_every_fault_of_the_catalogue_has_its_row() -> None:
    wanted = {f"{kind}{n}" for kind, last in CATALOGUE.items() for n in range(1, last + 1)}
    assert ROWS.keys() == wanted
    assert len(wanted) == 56


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_how_it_is_noticed_and_what_happens(row: str) -> None:
    _, fault, noticed, reaction, _, _ = ROWS[row]
    assert fault
    assert noticed
    assert reaction


@pytest.mark.parametrize("row", ROWS)
def test_the_tests_of_a_row_are_there(row: str) -> None:
    reaction, cell = ROWS[row][3], ROWS[row][5]
    if cell == "–":
        assert reaction.startswith("– "), "a row without a test says why"
        return
    named = quoted(cell)
    assert named, "name a test"
    for one in named:
        file, _, test = one.partition("::")
        assert test in named_in(file), one


@pytest.mark.parametrize("row", ROWS)
def test_the_switches_of_a_row_are_there(row: str) -> None:
    cell = ROWS[row][4]
    if cell.startswith("–"):
        return
    named = quoted(cell)
    assert named, "name a switch, or say why there is none"
    missing = [name for name in named if not re.search(rf"\b{name}\b", switches())]
    assert not missing, missing
