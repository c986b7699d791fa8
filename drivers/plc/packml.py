"""PackML unit states and commands by name, the numbers that two standards give to them, and which
state may follow which.

OPC 30060 (tobacco machines, TMC) and ISA-TR88.00.02 (PackTags) number the same seventeen states
differently, and a PLC follows the one or the other. So the station uses names only and these tables
translate, by the profile that the configuration names. Commands have numbers in PackTags only: over
OPC 30060 they are methods.

Sources: OPC 30060 §11.9 `StateEnumeration`, reference.opcfoundation.org. The ISA-TR88 numbers of
states, commands and modes, and the states in which a command is taken, were read in a PLC vendor's
published library for ANSI/ISA-TR88.00.02-2022 (simatic-ax/lpmlv2022), not in the paid standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final, Literal

Profile = Literal["opc30060", "isa-tr88"]


class PackmlState(StrEnum):
    """The state of a machine, as every PackML machine names it; in the order of ISA-TR88."""

    CLEARING = "clearing"
    STOPPED = "stopped"
    STARTING = "starting"
    IDLE = "idle"
    SUSPENDED = "suspended"
    EXECUTE = "execute"
    STOPPING = "stopping"
    ABORTING = "aborting"
    ABORTED = "aborted"
    HOLDING = "holding"
    HELD = "held"
    UNHOLDING = "unholding"
    SUSPENDING = "suspending"
    UNSUSPENDING = "unsuspending"
    RESETTING = "resetting"
    COMPLETING = "completing"
    COMPLETE = "complete"


class PackmlCommand(IntEnum):
    """What may be asked of a machine; the numbers are those of PackTags `CntrlCmd`."""

    RESET = 1
    START = 2
    STOP = 3
    HOLD = 4
    UNHOLD = 5
    SUSPEND = 6
    UNSUSPEND = 7
    ABORT = 8
    CLEAR = 9
    COMPLETE = 10


class UnitMode(IntEnum):
    """The usual numbers of IR 9; a machine may have more modes."""

    PRODUCTION = 1
    MAINTENANCE = 2
    MANUAL = 3


_S = PackmlState
_C = PackmlCommand
_OPC_30060: Final = (  # from 0
    _S.STOPPED,
    _S.RESETTING,
    _S.IDLE,
    _S.STARTING,
    _S.EXECUTE,
    _S.COMPLETING,
    _S.COMPLETE,
    _S.ABORTING,
    _S.ABORTED,
    _S.STOPPING,
    _S.CLEARING,
    _S.SUSPENDING,
    _S.SUSPENDED,
    _S.UNSUSPENDING,
    _S.HOLDING,
    _S.HELD,
    _S.UNHOLDING,
)
_ISA_TR88: Final = tuple(PackmlState)  # declared in that standard's order, from 1

STATES: Final[Mapping[Profile, Mapping[int, PackmlState]]] = MappingProxyType(
    {
        "opc30060": MappingProxyType(dict(enumerate(_OPC_30060))),
        "isa-tr88": MappingProxyType(dict(enumerate(_ISA_TR88, start=1))),
    }
)
"""Number → name, by profile."""

NUMBERS: Final[Mapping[Profile, Mapping[PackmlState, int]]] = MappingProxyType(
    {
        profile: MappingProxyType({state: number for number, state in states.items()})
        for profile, states in STATES.items()
    }
)
"""Name → number, by profile."""

DONE: Final[Mapping[PackmlState, PackmlState]] = MappingProxyType(
    {
        _S.CLEARING: _S.STOPPED,
        _S.STARTING: _S.EXECUTE,
        _S.STOPPING: _S.STOPPED,
        _S.ABORTING: _S.ABORTED,
        _S.HOLDING: _S.HELD,
        _S.UNHOLDING: _S.EXECUTE,
        _S.SUSPENDING: _S.SUSPENDED,
        _S.UNSUSPENDING: _S.EXECUTE,
        _S.RESETTING: _S.IDLE,
        _S.COMPLETING: _S.COMPLETE,
    }
)
"""Acting states, which end by themselves, and what each ends in. The others wait for a command."""

_STOPS_NOT: Final = {_S.STOPPED, _S.STOPPING, _S.CLEARING, _S.ABORTING, _S.ABORTED}
_MAY_HOLD: Final = {
    *(_S.EXECUTE, _S.SUSPENDED),
    # An option of the machine's builder:
    *(_S.STARTING, _S.IDLE, _S.UNHOLDING, _S.SUSPENDING, _S.UNSUSPENDING),
    *(_S.COMPLETING, _S.COMPLETE),
}
_TAKEN_IN: Final[Mapping[PackmlCommand, tuple[PackmlState, frozenset[PackmlState]]]] = {
    _C.RESET: (_S.RESETTING, frozenset({_S.STOPPED, _S.COMPLETE})),
    _C.START: (_S.STARTING, frozenset({_S.IDLE})),
    _C.STOP: (_S.STOPPING, frozenset(set(_S) - _STOPS_NOT)),
    _C.HOLD: (_S.HOLDING, frozenset(_MAY_HOLD)),
    _C.UNHOLD: (_S.UNHOLDING, frozenset({_S.HELD})),
    _C.SUSPEND: (_S.SUSPENDING, frozenset({_S.EXECUTE})),
    _C.UNSUSPEND: (_S.UNSUSPENDING, frozenset({_S.SUSPENDED})),
    _C.ABORT: (_S.ABORTING, frozenset(set(_S) - {_S.ABORTING, _S.ABORTED})),
    _C.CLEAR: (_S.CLEARING, frozenset({_S.ABORTED})),
    _C.COMPLETE: (_S.COMPLETING, frozenset({_S.EXECUTE, _S.SUSPENDED, _S.HELD})),
}

COMMANDED: Final[Mapping[tuple[PackmlState, PackmlCommand], PackmlState]] = MappingProxyType(
    {
        (state, command): to
        for command, (to, states) in _TAKEN_IN.items()
        for state in sorted(states)
    }
)
"""What a command leads to in a state; a missing entry: the command isn't taken there."""


def _next_of(state: PackmlState) -> frozenset[PackmlState]:
    commanded = {to for (start, _), to in COMMANDED.items() if start is state}
    return frozenset(commanded | ({DONE[state]} if state in DONE else set()))


NEXT: Final[Mapping[PackmlState, frozenset[PackmlState]]] = MappingProxyType(
    {state: _next_of(state) for state in PackmlState}
)
"""The states that may come straight after a state."""


def _seen_after(state: PackmlState) -> frozenset[PackmlState]:
    found: set[PackmlState] = set()
    edge = set(NEXT[state])
    while edge:
        found |= edge
        edge = {to for through in edge if through in DONE for to in NEXT[through]} - found
    return frozenset(found)


SEEN_AFTER: Final[Mapping[PackmlState, frozenset[PackmlState]]] = MappingProxyType(
    {state: _seen_after(state) for state in PackmlState}
)
"""The states that a poll may see after a state: it can miss acting states, and machines may leave
them out, but no machine passes a waiting state unseen without a command for it."""
