"""The running station: devices, core loop, code book and store, joined.

Device events come in on the devices' own threads, are translated and posted; effects go out on the
core thread, after their records are durable. Everything concrete (drivers, label layouts, the
store) is handed in by the composition root.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from drivers import api as d
from station.core import effects as f
from station.core import events as e
from station.core.facts import Issued, Known, PresetSet, Seen
from station.core.hand_events import HandScanned
from station.core.packaging import PackMode
from station.core.printing import Done
from station.core.snapshot import Snapshot
from station.core.state import LineState
from station.core.steps.device_tests import STANDS
from station.runtime.clock import Clock
from station.runtime.device_book import DeviceBook
from station.runtime.inbox import InboxFull
from station.runtime.loop import ASKS_THE_STORE, Journal, LineStopped, Loop, Observer
from station.runtime.roles import Roles
from station.runtime.translate import Translator, word_of_trial
from station.runtime.watches import Watch
from station.store.points import unlucky

SCAN_WINDOW_MS = 1_000
READINGS = e.Sighting | e.LookDown | e.LabelSeen | e.ChildSeen | HandScanned | e.ContentScanned
NO_SCANNER = "no fixed scanner is there: scan it with a hand scanner"

log = logging.getLogger("packline.station")


class CodeBook(Protocol):
    """Codes by number and by text, for the order on the line."""

    def lease(self, level: int, count: int) -> tuple[Issued, ...]:
        """The next free codes of a level, `count` at most. Takes nothing: the record does."""
        ...

    def known(self, data: bytes, aim: str) -> Known | None:
        """What the store says of a payload that is no living code."""
        ...

    def set_of(self, code: int) -> PresetSet | None:
        """The pre-associated set that a code is of, None if it is of none."""
        ...


# A person's command with what the store says to it; the number is of the order on the line, or "".
StoreSays = Callable[[e.Event, str], e.Event]

# The bytes of a test print at a head: a text, or a label, that is no code of anybody's.
TrialMaker = Callable[[str], bytes]
TEST_TEXT = "PACKLINE TEST 0001"

# The bytes that print one label, from what is to stand on it.
LabelMaker = Callable[[f.PrintLabel], bytes]


@dataclass(frozen=True)
class DeviceShown:
    """A device's last word, for the device strip."""

    name: str
    status: str
    said: str = ""
    hint: str = ""  # what to do about it


@dataclass(frozen=True)
class Parts:
    """What the composition root hands in. The code book and the label maker serve whatever order
    is on the line."""

    roles: Roles
    code_book: CodeBook
    label_maker: LabelMaker
    store_says: StoreSays = lambda event, order: event
    watches: Sequence[Watch] = ()
    test_maker: TrialMaker = lambda head: TEST_TEXT.encode()


class Station:
    def __init__(
        self,
        state: LineState,
        journal: Journal,
        devices: Mapping[str, d.RunnableDevice],
        parts: Parts,
        clock: Clock,
        *,
        observer: Observer | None = None,
    ) -> None:
        self._devices, self._roles, self._clock = devices, parts.roles, clock
        self._code_book, self._label_maker = parts.code_book, parts.label_maker
        self._store_says, self._test_maker = parts.store_says, parts.test_maker
        self.book = DeviceBook(devices)
        heads = state.heads.values()
        counted = {head.level: head.name for head in heads if head.done is Done.COUNTED}
        self._translator = Translator(parts.roles, self._columns_of, counted)
        self._shown: dict[str, DeviceShown] = {
            name: DeviceShown(name, d.Status.OFFLINE) for name in devices
        }
        self._overrun = threading.Event()
        self.loop = Loop(
            state,
            journal,
            clock,
            self.carry_out,
            enrich=self.enrich,
            observer=observer,
            watches=parts.watches,
        )

    def _columns_of(self, level: int) -> int:
        order = self.loop.state.order
        return order.product.levels[level].columns if order is not None else 0

    @property
    def snapshot(self) -> Snapshot:
        return self.loop.snapshot

    @property
    def devices(self) -> tuple[DeviceShown, ...]:
        return tuple(self._shown.values())

    def start(self) -> None:
        self.loop.start()
        for device in self._devices.values():
            device.start(self.take)

    def stop(self) -> None:
        """Stand the line still, end the core, then the devices.

        What the devices still say then is not heard: whatever was on its way is in doubt at the
        next start, which is the truth."""
        self._tell_plc(d.LineOutputs(line_enable=False, conveyor_stop=True))
        self.loop.stop()
        for device in self._devices.values():
            device.stop()

    def ask(self, command: e.Event) -> f.Refused | None:
        """A person's command; None when it was carried out."""
        return self.loop.ask(command)

    def ship_to(self, dealer: str, region: str) -> None:
        """Where what passes the shipping scanner goes from now on; "" = to whom it belongs."""
        self._translator.destination = (dealer, region)

    # -- from the devices' threads

    def take(self, event: d.DeviceEvent) -> None:
        """One device event; never blocks a device's thread."""
        self._show(event)
        now_ms = self._clock.wall_ms()
        self.book.hear(event, now_ms)
        if self.book.takes(event, now_ms, stands=self.loop.state.phase in STANDS):
            return
        for line_event in (word_of_trial(event, now_ms), self._translator.translate(event, now_ms)):
            if line_event is not None:
                self._post(event, line_event)

    def _post(self, event: d.DeviceEvent, line_event: e.Event) -> None:
        try:
            self.loop.post(line_event)
        except InboxFull as full:
            # Events are lost from here on, so the line must not go on as if none were.
            if not self._overrun.is_set():
                self._overrun.set()
                log.critical("%s: the line is stopped", full)
                self._tell_plc(d.LineOutputs(conveyor_stop=True))
        except LineStopped:
            log.debug("%s: an event came after the line had stopped", event)

    def _show(self, event: d.DeviceEvent) -> None:
        match event:
            case d.LinkUp(name):
                shown = DeviceShown(name, d.Status.PREPARING)
            case d.Ready(name, _):
                shown = DeviceShown(name, d.Status.READY)
            case d.LinkDown(name, reason):
                shown = DeviceShown(name, d.Status.OFFLINE, reason)
            case d.Warned(name, words, hint):
                shown = DeviceShown(name, d.Status.WARNING, words, hint)
            case d.Eased(name, words):
                if self._shown[name].said != words:
                    return
                shown = DeviceShown(name, d.Status.READY)
            case d.Faulted(name, words, hint):
                shown = DeviceShown(name, d.Status.FAULT, words, hint)
            case _:
                return
        if shown.said:
            log.info("%s: %s (%s: %s)", name, shown.status, shown.said, shown.hint)
        self._shown[name] = shown

    # -- on the core thread

    def enrich(self, event: e.Event, state: LineState) -> e.Event:
        """Add what the store knows to a command, and to each symbol that is no living code, and its
        set where a read confirms sets; the event itself where there is nothing to ask."""
        if isinstance(event, ASKS_THE_STORE):
            return self._store_says(event, state.order.number if state.order else "")
        if not isinstance(event, READINGS):
            return event
        of_set = _confirms_a_set(event, state)
        if not of_set and all(symbol.data in state.by_data for symbol in event.symbols):
            return event
        symbols = tuple(
            symbol
            if symbol.data in state.by_data and not of_set
            else replace(symbol, known=self._known(symbol, of_set))
            for symbol in event.symbols
        )
        return replace(event, symbols=symbols)

    def _known(self, symbol: Seen, of_set: bool) -> Known | None:
        known = self._code_book.known(symbol.data, symbol.aim)
        if known is None or not of_set:
            return known
        return replace(known, preset=self._code_book.set_of(known.code))

    def carry_out(self, effect: f.Effect) -> Sequence[e.Event]:
        """Do it; a lease is answered at once."""
        match effect:
            case f.Lease(head, level, count):
                issued = self._code_book.lease(level, 1 if unlucky("lease.short") else count)
                return (e.CodesLeased(head, issued, self._clock.wall_ms()),)
            case f.SendCodes(head, issued):
                jobs = tuple(d.PrintJob(one.code, one.data) for one in issued)
                self._command(head, d.Offer(jobs))
            case f.PrintLabel(head, _, _, issued_label):
                job = d.PrintJob(issued_label.code, self._label_maker(effect))
                self._command(head, d.Offer((job,)))
            case f.ClearHead(head):
                self._command(head, d.Clear())
            case f.ForgetCodes(head, codes):
                self._command(head, d.Forget(codes))
            case f.PrintTest() | f.ReadOnce() | f.RejectOnce():
                self._try_out(effect)
            case f.GiveVerdict(trigger, good, place):
                self._tell_plc(d.Verdict(trigger, good, place))
            case f.TriggerScan(of, level, token):
                readers = self._roles.scanners if of is f.ScanOf.LABEL else self._roles.confirm
                if level not in readers:
                    answer = e.LabelSeen if of is f.ScanOf.LABEL else e.ChildSeen
                    return (answer("", level, token, (), self._clock.wall_ms(), NO_SCANNER),)
                self._command(readers[level], d.Trigger(token, SCAN_WINDOW_MS))
            case f.RunLine(on):
                self._tell_plc(
                    d.LineOutputs(
                        line_enable=on, conveyor_stop=not on, tower_green=on, tower_red=not on
                    )
                )
            case f.CallLamp(on):
                self._tell_plc(d.LineOutputs(tower_amber=on))
            case f.Refused(command, why):
                log.info("%s refused: %s", command, why)
        return ()

    def _try_out(self, effect: f.PrintTest | f.ReadOnce | f.RejectOnce) -> None:
        match effect:
            case f.PrintTest(head):
                self._command(head, d.Offer((d.PrintJob(d.TEST_JOB, self._test_maker(head)),)))
            case f.ReadOnce(device):
                self._read_once(device)
            case f.RejectOnce():
                self._tell_plc(d.LineOutputs(reject_test=True))

    def _read_once(self, device: str) -> None:
        """Of a scanner that is triggered by hand the next reads count, for a while."""
        self.book.listen(device, self._clock.wall_ms())
        if self._devices[device].caps.kind != "scanner":
            self._command(device, d.Trigger(d.TEST_TOKEN, SCAN_WINDOW_MS))

    def _tell_plc(self, command: d.Command) -> None:
        """A line of hand scanners has no PLC, and nothing that it could stop."""
        if self._roles.plc:
            self._command(self._roles.plc, command)

    def _command(self, device: str, command: d.Command) -> None:
        self._devices[device].command(command)


def _confirms_a_set(event: e.Event, state: LineState) -> bool:
    """Whether what was read is to say which set a container is."""
    if not isinstance(event, e.ChildSeen | e.LabelSeen):
        return False
    pack = state.packs.get(event.level)
    return pack is not None and pack.mode is PackMode.PRESET
