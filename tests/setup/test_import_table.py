"""The import table guards every package, and its contract catches what a row does not name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

from tests.setup.import_table import MayImport

ROOT = Path(__file__).resolve().parents[2]
COMPOSITION_ROOT = {
    "station.bench",
    "station.cli",
    "station.commands",
    "station.compose",
    "station.demo",
    "station.door",
    "station.simulate",
    "station.__main__",
}


def rows() -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)["tool"]["importlinter"]
    return [row for row in settings["contracts"] if row["type"] == "may_import"]


def graph_with(importer: str, imported: str) -> grimp.ImportGraph:
    graph = grimp.ImportGraph()
    for module in (importer, imported):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    return graph


def verdict(importer: str, imported: str, **options: Any) -> bool:
    contract = MayImport("a row", {}, {"package": "inner", **options})
    return contract.check(graph_with(importer, imported), verbose=False).kept


def packages_of_the_house() -> set[str]:
    top = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    parts = {f"station.{path.parent.name}" for path in ROOT.glob("station/*/__init__.py")}
    return (top | parts) - {"station"}


def test_every_package_has_a_row() -> None:
    assert packages_of_the_house() <= {row["package"] for row in rows()} | COMPOSITION_ROOT


def test_every_root_package_is_looked_at() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        roots = set(tomllib.load(file)["tool"]["importlinter"]["root_packages"])
    found = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/*.py")} - {"tests"}
    assert found == roots


@pytest.mark.parametrize(
    ("importer", "imported", "kept"),
    [
        ("inner.a", "inner.b", True),
        ("inner.a", "json", True),
        ("inner.a", "numpy", True),
        ("inner.a", "requests", False),
        ("inner.a", "time", False),
        ("inner.a", "inner.secret", False),
        ("inner.apart", "requests", True),  # has a row of its own
        ("outer.a", "requests", True),  # nor is this row about others
        ("inner.a", "numpy_not", False),  # a name that only begins alike
    ],
)
def test_a_row_allows_what_it_names_and_nothing_else(
    importer: str, imported: str, kept: bool
) -> None:
    row = {"allowed": ["numpy"], "never": ["time", "inner.secret"], "apart_from": ["inner.apart"]}
    assert verdict(importer, imported, **row) is kept


def test_a_row_about_nothing_warns() -> None:
    contract = MayImport("a row", {}, {"package": "gone"})
    assert contract.check(graph_with("inner.a", "json"), verbose=False).warnings
