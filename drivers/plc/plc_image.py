"""Successive pictures of the PLC → events; commands → writes. No socket, no clock.

This is all that the PLC drivers know; `polling` only fetches pictures, performs writes and waits,
and a door (Modbus, OPC UA) only carries them.

- The event ring becomes `LineEvent` and `EventsLost`; what was published is acknowledged (HR 19).
- Counters that changed become `Counters`; see `counters` for wraps and resets.
- A PLC that began anew (ring or `start_id` says so) is taken as it is: nothing of its ring is
  handed on twice, waiting verdicts are given up (its product numbers began anew too, and a product
  without verdict is rejected), and all outputs are written again.
- A PackML state that can't follow the one before, or that the profile has no number for, is told.
- A heartbeat that stands still for three periods becomes `HeartbeatLost`.
- Verdicts go through `VerdictMailbox`, states through `OutputState`, lasting trouble through
  `ConditionBoard`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from drivers.api import (
    Counters,
    EventsLost,
    Faulted,
    HeartbeatLost,
    LineEvent,
    LineEventKind,
    LineOutputs,
    LinkDown,
    LinkUp,
    Ready,
    Verdict,
    VerdictTaken,
    Warned,
)
from drivers.plc.alarms import AlarmNames
from drivers.plc.conditions import ConditionBoard, Events
from drivers.plc.counters import LatchedCounter
from drivers.plc.door import Refused
from drivers.plc.mailbox import VerdictMailbox
from drivers.plc.map_check import is_word_step
from drivers.plc.outputs import OutputState
from drivers.plc.packml import PackmlState, Profile
from drivers.plc.packml_watch import PackmlWatch
from drivers.plc.plc_codec import Picture, RingEntry, Write, WriteRegisters
from drivers.plc.register_map import EVENT_TYPES, PLC_HEARTBEAT_MS, Hr, Input
from drivers.plc.ring import Lost, Restarted, RingReader

HEARTBEAT_PERIODS_MAX = 3
EAGER_MS_MAX = 100
"""How long after a verdict was written its echo is looked for faster than the poll."""

_KINDS: Final[Mapping[int, LineEventKind]] = {number: kind for kind, number in EVENT_TYPES.items()}


class PlcImage:
    """The PC's knowledge of one PLC. Times are milliseconds of a monotonic clock."""

    def __init__(
        self,
        name: str,
        *,
        watchdog_ms: int = 2_000,
        packml: Profile = "opc30060",
        alarm_names: AlarmNames | None = None,
    ) -> None:
        self.name = name
        self._packml = PackmlWatch(name, packml)
        self._board = ConditionBoard(name, alarm_names or AlarmNames())
        self._mailbox = VerdictMailbox()
        self._outputs = OutputState(watchdog_ms)
        self._ring: RingReader | None = None
        self._counts = (LatchedCounter(), LatchedCounter(), LatchedCounter())
        self._restarts = 0  # of counters
        self._published: Counters | None = None
        self._start_id = 0
        self._heartbeat = -1
        self._heartbeat_ms = 0
        self._up: bool | None = None

    @property
    def state(self) -> PackmlState | None:
        """The machine's state at the newest picture; None if its number has no meaning."""
        return self._packml.state

    @property
    def ring_taken(self) -> int:
        """The newest event sequence that was handed on, 0 = none."""
        return 0 if self._ring is None else self._ring.taken

    # ------------------------------------------------------------ link

    def opened(self, verdict_seq: int, ring_taken: int, now_ms: int) -> Events:
        """A link is open; HR 18 and HR 19 read so. The ring is read on from where this image was;
        a new image goes on where the PC before it stopped (`ring_taken`)."""
        self._mailbox.opened(verdict_seq)
        if self._ring is None:
            self._ring = RingReader(ring_taken)
        self._outputs.rewrite_all()
        eased = self._board.opened()
        self._packml.forget()
        self._published = None
        self._heartbeat, self._heartbeat_ms = -1, now_ms
        self._up = True
        return LinkUp(self.name), *eased, Ready(self.name)

    def unfit(self, said: str, hint: str) -> Events:
        """The PLC answers, but can't be worked with: told once, until a link is open."""
        return self._board.show("unfit", Faulted(self.name, said, hint))

    def closed(self, reason: str) -> Events:
        """The link is gone, or could not be opened: told once for each outage."""
        if self._up is False:
            return ()
        self._up = False
        return (LinkDown(self.name, reason),)

    def refused(self, doing: str, refusal: Refused) -> Events:
        """The PLC refused a request; `doing` says which."""
        kind = Warned if refusal.is_passing else Faulted
        said = f"refused {doing}: {refusal.said}"
        return self._board.show(doing, kind(self.name, said, refusal.hint))

    def granted(self, doing: str) -> Events:
        """The PLC answered the same request properly."""
        return self._board.show(doing, None)

    # ------------------------------------------------------------ pictures

    def inputs(self, on: frozenset[Input]) -> Events:
        """The discrete inputs that are on now."""
        return self._board.inputs(on)

    def picture(self, picture: Picture, now_ms: int) -> Events:
        """What the PLC shows now."""
        return (
            *self._read_ring(picture),
            *self._read_counters(picture),
            *self._read_echo(picture, now_ms),
            *self._read_heartbeat(picture, now_ms),
            *self._packml.read(picture.packml_number),
            *self._board.state(self._packml.state),
            *self._board.alarms(picture.alarms),
        )

    def _read_ring(self, picture: Picture) -> Events:
        assert self._ring is not None, "a picture before the link was opened"
        known, self._start_id = self._start_id, picture.start_id
        if known and picture.start_id != known:
            return self._began_anew(self._ring.restart(picture.newest))
        events: list[Events] = []
        for news in self._ring.read(picture.ring, picture.newest):
            match news:
                case RingEntry():
                    events.append(self._line_event(news))
                case Lost(count):
                    events.append((EventsLost(self.name, count),))
                case Restarted():
                    events.append(self._began_anew(news))
        return tuple(event for some in events for event in some)

    def _line_event(self, entry: RingEntry) -> Events:
        kind = _KINDS.get(entry.type_number)
        if kind is None:
            said = f"ring event {entry.seq} has the unknown type {entry.type_number}"
            hint = "compare the PLC program's event types with docs/devices/modbus-plc.md"
            return (Warned(self.name, said, hint),)
        return (LineEvent(self.name, kind, entry.number, entry.encoder),)

    def _began_anew(self, news: Restarted) -> Events:
        self._outputs.rewrite_all()
        self._packml.forget()
        self._board.expect_pc_lost()
        self._board.show("verdict", None)
        given_up = self._mailbox.give_up()
        said = f"the PLC began anew; {given_up} verdicts were given up"
        hint = "treat what was on the belt as unknown: the PLC rejects what has no verdict"
        # What it had seen and nobody had fetched is gone too, and nobody can say how much.
        return Warned(self.name, said, hint), EventsLost(self.name, max(1, news.skipped))

    def _read_counters(self, picture: Picture) -> Events:
        raw = (picture.products, picture.prints, picture.rejects)
        totals = tuple(count.total for count in self._counts)
        forward = [count.read(value) for count, value in zip(self._counts, raw, strict=True)]
        self._restarts += not all(forward)
        products, prints, rejects = (count.total for count in self._counts)
        counters = Counters(self.name, products, prints, rejects, self._restarts)
        steps = (count.total - before for count, before in zip(self._counts, totals, strict=True))
        is_first, is_same = self._published is None, counters == self._published
        self._published = counters
        events: Events = () if is_same else (counters,)
        if not is_first and any(map(is_word_step, steps)):
            return self._words_look_exchanged(), *events
        if all(forward):
            return events
        said = "a counter of the PLC went backwards"
        hint = "somebody reset it, or the PLC restarted; the station's counts go on"
        return Warned(self.name, said, hint), *events

    def _words_look_exchanged(self) -> Warned:
        said = "a counter of the PLC jumped by a multiple of 65,536"
        hint = (
            "its 32-bit values may have their words exchanged: set word_order anew, and let the "
            "PLC write its map number by the same way as its counters"
        )
        return Warned(self.name, said, hint)

    def _read_echo(self, picture: Picture, now_ms: int) -> Events:
        taken = self._mailbox.echoed(picture.verdict_echo)
        if taken is not None:
            return VerdictTaken(self.name, taken.trigger), *self._board.show("verdict", None)
        waited_ms = self._mailbox.echo_late(now_ms)
        if waited_ms is None or self._board.lasts("verdict"):
            return ()
        said = f"no echo of a verdict for {waited_ms} ms"
        hint = "is the PLC in run? it rejects products without a verdict"
        return self._board.show("verdict", Warned(self.name, said, hint))

    def _read_heartbeat(self, picture: Picture, now_ms: int) -> Events:
        if picture.heartbeat != self._heartbeat:
            self._heartbeat, self._heartbeat_ms = picture.heartbeat, now_ms
            return self._board.show("heartbeat", None)
        waited_ms = now_ms - self._heartbeat_ms
        if waited_ms < HEARTBEAT_PERIODS_MAX * PLC_HEARTBEAT_MS or self._board.lasts("heartbeat"):
            return ()
        return self._board.show("heartbeat", HeartbeatLost(self.name, waited_ms))

    # ------------------------------------------------------------ commands and writes

    def command(self, command: Verdict | LineOutputs) -> Events:
        """Take a command. A verdict that finds no room costs the oldest waiting one its place."""
        if isinstance(command, LineOutputs):
            self._outputs.command(command)
            return ()
        dropped = self._mailbox.put(command)
        if dropped is None:
            return ()
        said = f"too many verdicts wait; that of product {dropped.trigger} was given up"
        return (Warned(self.name, said, "the PLC will reject that product; is the link up?"),)

    def writes(self, now_ms: int) -> tuple[Write, ...]:
        """What to write now, the most urgent first. Each stays due until `wrote` confirms it."""
        assert self._ring is not None, "writes before the link was opened"
        verdict = self._mailbox.to_write()
        posted = () if verdict is None else (WriteRegisters(Hr.VERDICT_NUMBER, verdict),)
        return (*self._outputs.due(self._ring.taken, now_ms), *posted)

    def wrote(self, write: Write, now_ms: int) -> None:
        """The PLC has confirmed `write`."""
        if isinstance(write, WriteRegisters) and write.address == Hr.VERDICT_NUMBER:
            self._mailbox.wrote(now_ms)
        else:
            self._outputs.wrote(write, now_ms)

    def eager(self, now_ms: int) -> bool:
        """Whether the next picture is wanted sooner than the poll: an echo is expected."""
        written_ms = self._mailbox.written_ms
        return written_ms is not None and now_ms - written_ms < EAGER_MS_MAX
