"""`python -m ui.i18n`: gathers the texts of the screen, and makes the .qm that the screen loads.

The station's own sentences are gathered as well, into a file of their own (`station_file`).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ui.i18n import station_file

HERE = Path(__file__).resolve().parent
UI = HERE.parent
TS, QM = HERE / "packline_zh.ts", HERE / "packline_zh.qm"


def sources() -> list[str]:
    return [str(file.relative_to(UI)) for file in sorted(UI.rglob("*.py"))]


def tool(name: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(name)
    subprocess.run([str(program), *arguments], cwd=UI, check=True)


def main() -> None:
    where = str(TS.relative_to(UI))
    tool(
        "pyside6-lupdate", *sources(), "-locations", "none", "-no-obsolete",
        "-source-language", "en", "-target-language", "zh_CN", "-ts", where,
    )  # fmt: skip
    tool("pyside6-lrelease", where, "-qm", str(QM.relative_to(UI)))
    station_file.gather()


if __name__ == "__main__":
    main()
