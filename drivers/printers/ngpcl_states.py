"""What the state of a Markem-Imaje coder means, in words, and what a person can do about it.

The numbers are those of PackML's second edition as one user's program met them on coders. Whatever
isn't *producing* prints nothing. The words are ours.
"""

from __future__ import annotations

from drivers.printers.dialect import Level, State
from drivers.printers.ngpcl_codec import DeviceState

PRODUCING = 6
PANEL = "see the coder's panel"
START = "start it at its panel"

# Number: (what it is, what to do).
STATES: dict[int, tuple[str, str]] = {
    1: ("it is off", "switch it on"),
    2: ("it is stopped", START),
    3: ("it is starting", "wait until it prints"),
    4: ("it is ready and not started", START),
    5: ("it stands by: an interlock is open, or it asks for attention", PANEL),
    7: ("it is stopping", START),
    8: ("it is aborting", PANEL),
    9: ("it has aborted", "see the fault at the coder's panel, end it and start again"),
    10: ("it is going to hold", START),
    11: ("it is held", START),
}


def state_of(said: DeviceState) -> State:
    """Producing is well, or a warning where it asks for attention; all else is a fault."""
    if said.number == PRODUCING:
        if said.wants_attention:
            return State("06 attention", Level.WARNING, "it prints and asks for attention", PANEL)
        return State("06", Level.WELL)
    words, hint = STATES.get(said.number, (f"it is in the unknown state {said.number:02}", PANEL))
    return State(f"{said.number:02}", Level.FAULT, words, hint)
