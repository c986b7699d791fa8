"""docs/threats.md names a test for each measure: each of them exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_test_that_a_threat_names_is_there() -> None:
    page = (ROOT / "docs" / "threats.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 40
    assert not named - there


def test_every_threat_has_a_measure_and_a_test_or_says_why_not() -> None:
    page = (ROOT / "docs" / "threats.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| **")]
    assert len(rows) > 20
    for row in rows:
        _, measure, test = row
        assert measure.strip()
        assert "`test_" in test or test.startswith("none: "), row[0]
