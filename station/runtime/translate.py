"""Device events become line events: names of devices become roles, pictures become slots.

A pure table from `drivers.api` to `station.core.events`. Events that say nothing to the line
(link up, verdict taken) are for the device strip and the log, and translate to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from drivers import api as d
from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.device_events import PrintTestOver
from station.core.facts import Scanned, Seen
from station.core.hand_events import HandScanned
from station.core.rework_events import ShipAsked
from station.runtime.print_counter import PrintCounter
from station.runtime.roles import Roles

NO_HEADS: Mapping[int, str] = MappingProxyType({})


class Translator:
    """`columns_of` tells the columns of the grid of a look-down level. `destination` is the dealer
    and region that the shipping scanner's reads are for, "" = to whom the goods belong. `counted`
    are the heads whose prints the PLC counts, by level: a coder's by a counter, a label printer's
    one by one."""

    def __init__(
        self,
        roles: Roles,
        columns_of: Callable[[int], int],
        counted: Mapping[int, str] = NO_HEADS,
    ) -> None:
        self._roles, self._columns_of = roles, columns_of
        self.destination = ("", "")
        self._counted = counted
        self._prints = PrintCounter(roles.plc, counted.get(0, ""))

    def translate(self, event: d.DeviceEvent, at_ms: int) -> e.Event | None:
        """The line event behind a device event, None if the line need not know."""
        counted = self._prints.hear(event, at_ms)
        match event:
            case d.Counters():
                return counted
            case d.Read() | d.NoRead():
                return self._reading(event, at_ms)
            case d.LineEvent():
                return self._line_event(event, at_ms)
            case d.EventsLost():
                return e.LineEventsLost(event.count, at_ms)
            case d.HeartbeatLost():
                said = f"no heartbeat for {event.waited_ms} ms"
                return e.DeviceLost(event.device, said, "Check the PLC.", at_ms)
            case d.Warned(name, said, hint) if event.lasts and name == self._roles.plc:
                return e.TroubleFound(AlarmKind.MACHINE_WAITS, f"{name}: {said}", hint, at_ms)
            case d.Eased(name, said):
                return e.TroubleOver(AlarmKind.MACHINE_WAITS, f"{name}: {said}", at_ms)
            case d.Ready() | d.LinkDown() | d.Faulted():
                return self._condition(event, at_ms)
            case d.Printed() | d.NotSent() | d.InDoubt() | d.BufferCleared():
                return _printing(event, at_ms) if _is_of_codes(event) else None
            case _:
                return None

    def _label_printed(self, level: int, at_ms: int) -> e.Event | None:
        """Of a printer that tells it itself, it is no news."""
        head = self._counted.get(level, "") if level > 0 else ""
        return e.PrintsCounted(head, 1, "", at_ms) if head else None

    def _line_event(self, event: d.LineEvent, at_ms: int) -> e.Event | None:
        kind, trigger = event.kind, event.trigger
        match kind:
            case d.LineEventKind.AT_CODER:
                return e.AtCoder(trigger, at_ms)
            case d.LineEventKind.AT_CAMERA:
                return e.AtCamera(trigger, at_ms)
            case d.LineEventKind.REJECTED:
                return e.ItemRejected(trigger, at_ms)
            case d.LineEventKind.REJECT_FAILED:
                return e.RejectFailed(trigger, at_ms)
            case d.LineEventKind.AT_PACKER:
                return e.AtPacker(trigger, at_ms)
            case d.LineEventKind.CASE_PRESENTED:
                return e.CasePresented(1, trigger, at_ms)
            case d.LineEventKind.CASE_AT_SCANNER:
                return e.ContainerAtScanner(1, trigger, at_ms)
            case d.LineEventKind.PALLET_AT_SCANNER:
                return e.ContainerAtScanner(2, trigger, at_ms)
            case d.LineEventKind.LABEL_PRINTED:
                return self._label_printed(trigger, at_ms)

    def _condition(self, event: d.Ready | d.LinkDown | d.Faulted, at_ms: int) -> e.Event:
        name, head = event.device, self._roles.head_level(event.device) is not None
        if isinstance(event, d.Ready):
            return e.HeadReady(name, event.credit, at_ms) if head else e.DeviceBack(name, at_ms)
        if isinstance(event, d.LinkDown):
            said, hint = f"link lost ({event.reason})", "Check power and cable."
        else:
            said, hint = event.said, event.hint
        lost = e.HeadLost if head else e.DeviceLost
        return lost(name, said, hint, at_ms)

    def _reading(self, event: d.Read | d.NoRead, at_ms: int) -> e.Event | None:
        name, token = event.device, event.token
        if name == self._roles.shipping:
            return self._shipping(event, at_ms)
        symbols = event.symbols if isinstance(event, d.Read) else ()
        reason = event.reason if isinstance(event, d.NoRead) else ""
        if name and name == self._roles.camera:
            seen = tuple(_seen(s) for s in symbols)
            return e.Sighting(name, token, seen, at_ms, event.picture, reason)
        for level, device in self._roles.look_down.items():
            if device == name:
                seen = tuple(_seen(s, self._slot(level, s)) for s in symbols)
                return e.LookDown(name, level, token, seen, at_ms, event.picture)
        seen = tuple(_seen(s) for s in symbols)
        if name in self._roles.hand:
            return HandScanned(name, seen, at_ms) if seen else None
        for level, device in self._roles.scanners.items():
            if device == name:
                return e.LabelSeen(name, level, token, seen, at_ms, reason)
        for level, device in self._roles.confirm.items():
            if device == name:
                return e.ChildSeen(name, level, token, seen, at_ms, reason)
        return None

    def _shipping(self, event: d.Read | d.NoRead, at_ms: int) -> e.Event | None:
        """One label is one container; none, or several at once, ship nothing."""
        if not isinstance(event, d.Read) or len({symbol.data for symbol in event.symbols}) != 1:
            return None
        symbol, (dealer, region) = event.symbols[0], self.destination
        return ShipAsked(Scanned(symbol.data, symbol.aim), dealer, region, at_ms)

    def _slot(self, level: int, symbol: d.SymbolRead) -> int:
        if symbol.row < 0 or symbol.column < 0:
            return -1
        return symbol.row * self._columns_of(level) + symbol.column


def word_of_trial(event: d.DeviceEvent, at_ms: int) -> PrintTestOver | None:
    """What a printer says of a test print, None if it says nothing of one."""
    match event:
        case d.Printed(name, d.TEST_JOB):
            return PrintTestOver(name, "printed", at_ms)
        case d.NotSent(name, jobs, reason) if d.TEST_JOB in jobs:
            return PrintTestOver(name, f"not printed: {reason}", at_ms)
        case d.InDoubt(name, jobs, reason) if d.TEST_JOB in jobs:
            return PrintTestOver(name, f"in doubt: {reason}", at_ms)
        case d.BufferCleared(name, jobs) if d.TEST_JOB in jobs:
            return PrintTestOver(name, "taken back", at_ms)
    return None


def _is_of_codes(event: d.Printed | d.NotSent | d.InDoubt | d.BufferCleared) -> bool:
    """Whether it says more than what became of a test print. A printer that was cleared has always
    been cleared of all."""
    if isinstance(event, d.Printed):
        return event.job != d.TEST_JOB
    return isinstance(event, d.BufferCleared) or event.jobs != (d.TEST_JOB,)


def _seen(symbol: d.SymbolRead, slot: int = -1) -> Seen:
    return Seen(symbol.data, symbol.aim, slot, score=symbol.score)


def _printing(event: d.Printed | d.NotSent | d.InDoubt | d.BufferCleared, at_ms: int) -> e.Event:
    if isinstance(event, d.Printed):
        return e.PrintDone(event.device, event.job or 0, at_ms)
    codes = tuple(job for job in event.jobs if job != d.TEST_JOB)
    match event:
        case d.NotSent():
            return e.CodesUnsent(event.device, codes, event.reason, at_ms)
        case d.InDoubt():
            return e.CodesDoubted(event.device, codes, event.reason, at_ms)
        case d.BufferCleared():
            return e.HeadCleared(event.device, codes, at_ms)
