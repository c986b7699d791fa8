"""What a Leibinger printer's state means for printing, in words. Pure."""

from __future__ import annotations

from drivers.printers import dialect as d
from drivers.printers.dialect import Level
from drivers.printers.jet3_codec import Machine

JET_STOPPED, READY, PRINTING = 4, 5, 6
QUEUE_EMPTY = 5043
PANEL = "see the printer's panel"
START = "see the printer's panel, and start printing there"
AWAY = {
    1: ("it is in standby", "switch it on at its panel"),
    2: ("it is starting", "wait until it has started"),
    3: ("it is in an interval or in service", "end that at its panel"),
}
ERRORS = {
    1015: "its mailing queue is full",
    1018: "a record's number is missing or wrong",
    1019: "a record's number doesn't follow the one before",
    QUEUE_EMPTY: "its mailing queue ran empty",
}


def trouble(machine: Machine) -> d.State | None:
    """What a person has to see to, printing or not; None = nothing stands against printing."""
    mark = f"{machine.state}|{machine.error}|{machine.is_open}"
    if machine.state == PRINTING:
        said = _message(machine.error)
        return d.State(mark, Level.WARNING, said, PANEL) if machine.error else None
    if machine.is_open:
        return d.State(mark, Level.FAULT, "its head cover is open", "close it, and start the jet")
    if machine.state == JET_STOPPED:
        return d.State(mark, Level.FAULT, "its jet is not running", "start the jet at its panel")
    if machine.state != READY:
        said, hint = AWAY.get(machine.state, (f"its state is {machine.state}", PANEL))
        return d.State(mark, Level.AWAY, said, hint)
    if machine.error:
        return d.State(mark, Level.FAULT, _message(machine.error), "acknowledge it at its panel")
    return None


def _message(error: int) -> str:
    return f"it shows message {error}" + (f": {ERRORS[error]}" if error in ERRORS else "")
