"""`packline station`: the station, without a screen, until it is told to end."""

from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from station.commands.exits import in_words, leave
from station.commands.places import secrets_of

if TYPE_CHECKING:
    from station.compose.workplace import Workplace

LOOK_S = 0.5
LINE_FILE = "line.toml"

Data = Annotated[
    Path, typer.Option("--data", "--dir", help="The station's folder; made, if it isn't there.")
]
Line = Annotated[
    str,
    typer.Option(
        help="The line file, or the name of one that comes with Packline; without, line.toml in "
        "the station's folder."
    ),
]


@in_words
def station(data: Data = Path("station-data"), line: Line = "") -> None:
    """Run the station: devices, line, database and the door for its screens.

    Ends with Ctrl-C or SIGTERM, in an orderly way: the line is stopped first. An order that is open
    is taken up at the next start."""
    from config.loading import find_line, load_line
    from drivers.registry import build
    from station.compose.workplace import Workplace, quiet_libraries
    from station.door.opening import gauge_of, open_door
    from station.runtime.station_log import log_to

    line_file = line_of(data, line)
    data = folder_of(data)
    loaded = load_line(find_line(line_file))
    quiet_libraries()
    log_to(data / "station.log")
    devices = {
        name: build(name, entry.protocol, entry.url, entry.options)
        for name, entry in loaded.devices.items()
    }
    gauge = gauge_of(loaded)
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    secrets = secrets_of(data)
    with (
        Workplace(data, loaded, devices, secrets, observer=gauge.observe) as place,
        open_door(place, loaded, line_file, gauge),
    ):
        say(f"station {loaded.station} ({loaded.name}) runs in {data}; end it with Ctrl-C")
        if place.locked is not None:
            say(f"it is locked and only shows: {place.locked}")
        watch(place, ending)
    say("the station has ended; nothing is lost")


def folder_of(data: Path) -> Path:
    data = data.absolute()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        leave(f"packline: {data}: can't be made ({error.strerror}); name another one with --data")
    return data


def line_of(data: Path, line: str) -> str:
    """The line file that was named, else the folder's own."""
    own = data / LINE_FILE
    if not line and not own.exists():
        leave(
            f"packline: {own} isn't there; put the line file there, or name one with --line "
            "(`packline config list` shows those that come with Packline)",
            2,
        )
    return line or str(own)


def watch(place: Workplace, ending: threading.Event) -> None:
    """Wait for the end; a core that fails ends the station with its reason."""
    while not ending.wait(LOOK_S):
        failure = place.station.loop.failure
        if failure is not None:
            leave(f"packline: the line has stopped: {failure}; see station.log, then start again")


def say(sentence: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {sentence}\n")
