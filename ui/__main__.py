"""`python -m ui`: the touchscreen of a station on this computer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ui.app import Options, run
from ui.i18n.language import CHINESE, ENGLISH
from ui.theme.palette import Theme


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="packline ui", description=__doc__)
    parser.add_argument("--connect", type=Path, required=True, help="the station's folder")
    parser.add_argument("--screen", default="", help="what this screen is called at the line")
    parser.add_argument("--lang", choices=(ENGLISH, CHINESE), default="")
    parser.add_argument("--theme", choices=[one.value for one in Theme], default="")
    parser.add_argument("--density", type=float, default=0.0, help="pixels a millimetre")
    parser.add_argument("--until-shown", action="store_true", help="end with the first picture")
    parser.add_argument("--window", action="store_true", help="a window, not the whole screen")
    asked = parser.parse_args(words)
    return run(
        Options(
            connect=asked.connect,
            screen=asked.screen,
            language=asked.lang,
            theme=asked.theme,
            px_per_mm=asked.density,
            window=asked.window,
            until_shown=asked.until_shown,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
