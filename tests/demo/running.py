"""What the tests of the demonstration share: how one is run, and what must be true of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RUN_S_MAX = 100
PER_CASE = 24
QUIET_BOTTLES = 60
MANY_BOTTLES, MANY_SEED = 120, 3
KEYS = frozenset(
    "minted imported free allocated sent printed verified bound rejected sampled in_doubt void "
    "cases pallets faults upload invariants bottles_per_s seed".split(" ")
)
STATES = tuple(
    "free allocated sent printed verified bound rejected sampled in_doubt void".split(" ")
)


def packline(
    *arguments: str, typed: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with more in its environment; `typed` is its input."""
    return subprocess.run(
        [sys.executable, "-m", "station", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environment},
        capture_output=True,
        input=typed,
        text=True,
        timeout=RUN_S_MAX,
        check=False,
    )


def demo(folder: Path, *arguments: str) -> dict[str, Any]:
    done = packline("demo", "--dir", str(folder), "--json", *arguments)
    assert done.returncode == 0, done.stderr[-2_000:] + done.stdout[-2_000:]
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def assert_accounted_for(summary: dict[str, Any], bottles: int) -> None:
    assert summary.keys() >= KEYS
    assert summary["minted"] + summary["imported"] == sum(summary[state] for state in STATES)
    assert all(summary["invariants"].values()), summary["broken"]
    assert summary["upload"]["codes"] == summary["bound"] <= bottles
    assert summary["upload"]["acknowledged"] == summary["upload"]["batches"] > 0
