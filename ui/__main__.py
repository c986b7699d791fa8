"""`python -m ui --snapshot FILE`: the run screen of a station on this computer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from ui.run_window import RunWindow
from ui.snapshot_file import SnapshotFile
from ui.words import Language

SIZE = (1_024, 768)


def main() -> int:
    options = _options()
    application = QApplication(sys.argv[:1])
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        sys.stderr.write("packline: no Chinese font is installed; see docs/install.md\n")
    window = RunWindow(SnapshotFile(options.snapshot), cast(Language, options.lang))
    window.resize(*SIZE)
    window.show()
    if options.screenshot is not None:

        def take() -> None:
            window.grab().save(str(options.screenshot))
            application.quit()

        QTimer.singleShot(options.after, take)
    return application.exec()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="packline ui", description=__doc__)
    parser.add_argument("--snapshot", type=Path, required=True, help="the station's snapshot file")
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    parser.add_argument("--screenshot", type=Path, help="save a picture of the screen and end")
    parser.add_argument("--after", type=int, default=500, help="ms before the picture is taken")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
