"""`packline ui`: one more screen on a running station."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import in_words


class Lang(StrEnum):
    EN = "en"
    ZH = "zh"


class Look(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


Connect = Annotated[
    Path, typer.Option("--connect", "--data", help="The folder of the station, on this computer.")
]
Screen = Annotated[str, typer.Option(help="What this screen is called at the line.")]
Language = Annotated[Lang | None, typer.Option(help="Without: as this screen was set last.")]
Theme = Annotated[Look | None, typer.Option(help="Without: as this screen was set last.")]
Density = Annotated[
    float, typer.Option(help="Pixels a millimetre of this panel; 0 = what the panel says.")
]
Window = Annotated[bool, typer.Option("--window", help="A window, not the whole screen.")]


@in_words
def ui(
    connect: Connect = Path("station-data"),
    screen: Screen = "",
    lang: Language = None,
    theme: Theme = None,
    density: Density = 0.0,
    window: Window = False,
) -> None:
    """Open a screen on a station that runs on this computer; it may be one of several.

    It waits for the station, and comes back by itself when the station was away. Its end changes
    nothing for the line."""
    from ui.app import Options, run

    options = Options(connect, screen, lang or "", theme or "", density, window)
    raise typer.Exit(run(options))
