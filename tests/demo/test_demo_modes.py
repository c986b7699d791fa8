"""Each association mode, from an empty folder to the platform: every code accounted for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from station.compose.secrets import FileSecrets
from station.compose.tracing import open_tracing
from tests.demo.running import RUN_S_MAX, assert_accounted_for, demo

pytestmark = pytest.mark.timeout(2 * RUN_S_MAX)


def bought(folder: Path, role: str) -> list[str]:
    with (folder / "codes.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file) if row["role"] == role]


def test_five_codes_make_one_tree_from_whichever_is_scanned(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    summary = demo(folder, "--line", "demo-five", "--bottles", "12", "--faults", "none")
    assert_accounted_for(summary, 12)
    assert summary["by_level"]["cap_inner"]["bound"] == summary["bound"]
    assert summary["by_level"]["case_inner"]["bound"] == summary["by_level"]["case"]["bound"]
    with open_tracing(folder / "station.db", FileSecrets(folder / "secrets.json")) as tracing:
        told = (tracing.story(one) for one in bought(folder, "cap_inner"))
        tree = next(one["tree"] for one in told if one and one["tree"])
        case = tree["children"][0]
        bottle = case["children"][0]
        codes = (tree["text"], case["text"], case["inner"], bottle["text"], bottle["inner"])
        for code in codes:
            story = tracing.story(code)
            assert story is not None and bare(story["tree"]) == bare(tree)


def bare(node: dict[str, Any]) -> dict[str, Any]:
    """A tree without the mark of what was asked for."""
    inside = [bare(one) for one in node.get("children", ())]
    return {**node, "here": None, "children": inside}


@pytest.mark.parametrize("line", ["demo-pairs", "demo-sets", "demo-hand"])
def test_every_mode_ends_with_every_code_accounted_for(tmp_path: Path, line: str) -> None:
    summary = demo(tmp_path / "run", "--line", line, "--bottles", "24", "--faults", "some")
    assert_accounted_for(summary, 24)
    if line == "demo-hand":
        assert summary["bound"] == summary["imported"] == 24, "hands refuse, they don't lose"
