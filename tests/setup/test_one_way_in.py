"""A station's database is opened in one place, which knows its keys: nobody else goes around it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AROUND = re.compile(r"(?<![\w.])(?:open_engine|Store\.open|check_store|quick_look)\(")
# The store itself; the place that joins file and keys; simulated disks, which hold no real code.
MAY = ("station/store/", "station/compose/database.py", "station/simulate/")


def test_no_part_of_the_program_opens_a_database_without_its_keys() -> None:
    around = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for package in ("station", "sync", "ui")
        for path in sorted((ROOT / package).rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(MAY)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if AROUND.search(line)
    ]
    assert not around, "take station.compose.database.database_at(path): " + "\n".join(around)
