"""Each association mode, from an empty folder to the platform: every code accounted for."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.demo.test_demo import RUN_S_MAX, assert_accounted_for, demo, packline

pytestmark = pytest.mark.timeout(2 * RUN_S_MAX)


def traced(folder: Path, code: str) -> Any:
    told = packline("trace", code, "--data", str(folder), "--json")
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


def bought(folder: Path, role: str) -> list[str]:
    with (folder / "codes.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file) if row["role"] == role]


def test_five_codes_make_one_tree_from_whichever_is_scanned(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    summary = demo(folder, "--line", "demo-five", "--bottles", "24", "--faults", "none")
    assert_accounted_for(summary, 24)
    assert summary["by_level"]["cap_inner"]["bound"] == summary["bound"]
    assert summary["by_level"]["case_inner"]["bound"] == summary["by_level"]["case"]["bound"]
    cap = next(one for one in bought(folder, "cap_inner") if traced(folder, one)["tree"])
    tree = traced(folder, cap)["tree"]
    case = tree["children"][0]
    bottle = case["children"][0]
    codes = [tree["text"], case["text"], case["inner"], bottle["text"], bottle["inner"]]
    for code in codes:
        same = traced(folder, code)["tree"]
        assert json.dumps(same).replace("true", "false") == json.dumps(tree).replace(
            "true", "false"
        )


@pytest.mark.parametrize("line", ["demo-pairs", "demo-sets", "demo-hand"])
def test_every_mode_ends_with_every_code_accounted_for(tmp_path: Path, line: str) -> None:
    summary = demo(tmp_path / "run", "--line", line, "--bottles", "36", "--faults", "some")
    assert_accounted_for(summary, 36)
    if line == "demo-hand":
        assert summary["bound"] == summary["imported"] == 36, "hands refuse, they don't lose"
