"""What of the PLC's state a person must hear of, once when it begins.

A **condition** is something that lasts (a pressed emergency stop, a full bin, a refused request).
The board publishes it when it begins, `Eased` when a warning ends, and `Ready` when the last one
ends that kept the line from working. Momentary inputs (photocells) are no conditions: the event
ring reports what they saw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from drivers.api import DeviceEvent, Eased, Faulted, HeartbeatLost, Ready, Warned
from drivers.plc.alarms import AlarmNames
from drivers.plc.packml import PackmlState
from drivers.plc.register_map import Input

Events = tuple[DeviceEvent, ...]
Said = tuple[type[Warned] | type[Faulted], str, str]

_WHEN_OFF: Final[Mapping[Input, Said]] = MappingProxyType(
    {
        Input.ESTOP_OK: (Faulted, "emergency stop", "release the button and reset the machine"),
        Input.AIR_OK: (Faulted, "no air pressure", "open the air supply"),
        Input.DOOR_CLOSED: (Faulted, "guard open", "close the guards and reset the machine"),
    }
)
_WHEN_ON: Final[Mapping[Input, Said]] = MappingProxyType(
    {
        Input.REJECT_BIN_FULL: (Warned, "reject bin full", "empty the reject bin"),
        Input.INFEED_JAM: (Warned, "jam at the infeed", "clear the jam before the coder"),
        Input.OUTFEED_FULL: (Warned, "outfeed full", "make room behind the line"),
        Input.KEY_MANUAL: (Warned, "key switch on manual", "turn it to automatic to run an order"),
        Input.PC_LOST: (
            Warned,
            "the PLC's watchdog ran out and stopped the belt",
            "check the network and the load of this PC",
        ),
    }
)
_STATES: Final[Mapping[PackmlState, Said]] = MappingProxyType(
    {
        PackmlState.ABORTING: (Faulted, "machine aborting", "see the machine's own alarms"),
        PackmlState.ABORTED: (Faulted, "machine aborted", "clear its alarms, then reset it"),
        PackmlState.HELD: (Warned, "machine held", "see the machine's own panel"),
        PackmlState.SUSPENDED: (Warned, "machine suspended", "see the machines before and after"),
    }
)


class ConditionBoard:
    """Which conditions last, by key; answers with the events that a change is worth."""

    def __init__(self, device: str, alarm_names: AlarmNames) -> None:
        self._device = device
        self._alarm_names = alarm_names
        self._lasting: dict[str, DeviceEvent] = {}

    def opened(self) -> Events:
        """Begin anew with a link: what lasted is over, or told again."""
        over = tuple(event for key in list(self._lasting) for event in self.show(key, None))
        self.expect_pc_lost()
        return tuple(event for event in over if isinstance(event, Eased))

    def expect_pc_lost(self) -> None:
        """The PLC can't have our heartbeat yet, so that it misses it is no news."""
        self._lasting[Input.PC_LOST.name] = self._event(_WHEN_ON[Input.PC_LOST])

    def show(self, key: str, event: DeviceEvent | None) -> Events:
        """Condition `key` is as `event` says, or over (None)."""
        before = self._lasting.pop(key, None)
        if event is not None and event == before:
            self._lasting[key] = before
            return ()
        if isinstance(event, Warned):
            event = replace(event, lasts=True)
        if event is not None:
            self._lasting[key] = event
            return *_eased(before), event
        if isinstance(before, Warned):
            return _eased(before)
        if before is None or not _stops(before) or any(map(_stops, self._lasting.values())):
            return ()
        return (Ready(self._device),)

    def lasts(self, key: str) -> bool:
        return key in self._lasting

    def inputs(self, on: frozenset[Input]) -> Events:
        """The discrete inputs that are on now."""
        shown = (self._show_said(key, said) for key, said in _said_by(on))
        return tuple(event for events in shown for event in events)

    def state(self, state: PackmlState | None) -> Events:
        """The machine's PackML state; None if its number means nothing in the profile."""
        return self._show_said("packml", None if state is None else _STATES.get(state))

    def alarms(self, word: int) -> Events:
        """The PLC's own alarm bits."""
        if not word:
            return self.show("alarms", None)
        said = f"alarm: {', '.join(self._alarm_names.of(word))}"
        return self.show("alarms", Warned(self._device, said, "see the PLC's list of alarms"))

    def _show_said(self, key: str, said: Said | None) -> Events:
        return self.show(key, None if said is None else self._event(said))

    def _event(self, said: Said) -> DeviceEvent:
        kind, what, hint = said
        return kind(self._device, what, hint)


def _said_by(on: frozenset[Input]) -> Iterator[tuple[str, Said | None]]:
    for bit, said in _WHEN_OFF.items():
        yield bit.name, None if bit in on else said
    for bit, said in _WHEN_ON.items():
        yield bit.name, said if bit in on else None


def _eased(event: DeviceEvent | None) -> Events:
    """The end of a warning that was told; what was only expected ends in silence."""
    if isinstance(event, Warned) and event.lasts:
        return (Eased(event.device, event.said),)
    return ()


def _stops(event: DeviceEvent) -> bool:
    return isinstance(event, Faulted | HeartbeatLost)
