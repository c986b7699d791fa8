"""PackML unit states by name, and the numbers that two standards give to them.

OPC 30060 (PackML companion specification) and ISA-TR88.00.02 (PackTags `StateCurrent`) number the
same seventeen states differently, and a PLC follows the one or the other. So the station uses
names only and this table translates, by the profile that the configuration names.

Sources: OPC 30060 `StateEnumeration`, reference.opcfoundation.org. The ISA-TR88 column and the mode
numbers are from common practice and were **not** checked against the paid standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final, Literal

Profile = Literal["opc30060", "isa-tr88"]


class PackmlState(StrEnum):
    """The state of a machine, as every PackML machine names it."""

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


class UnitMode(IntEnum):
    """The usual numbers of IR 9 (unverified); a machine may have more modes."""

    PRODUCTION = 1
    MAINTENANCE = 2
    MANUAL = 3


_S = PackmlState
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
