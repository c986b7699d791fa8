"""Successive pictures of the PLC's registers → events; commands → writes. No socket, no clock.

This is all that `ModbusPlc` knows; its thread only fetches pictures, performs writes and waits.

- The event ring becomes `LineEvent` and `EventsLost`; what was published is acknowledged (HR 19).
- Counters that changed become `Counters`; see `counters` for wraps and resets.
- A PLC that began anew (ring or `start_id` says so) is taken as it is: nothing of its ring is
  handed on twice, waiting verdicts are given up (its product numbers began anew too, and a product
  without verdict is rejected), and all outputs are written again.
- A heartbeat that stands still for three periods becomes `HeartbeatLost`.
- Verdicts go through `VerdictMailbox`, states through `OutputState`, lasting trouble through
  `ConditionBoard`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from drivers.plc import plc_codec
from drivers.plc.conditions import ConditionBoard, Events
from drivers.plc.counters import LatchedCounter
from drivers.plc.mailbox import VerdictMailbox
from drivers.plc.outputs import OutputState
from drivers.plc.packml import STATES, PackmlState, Profile
from drivers.plc.plc_codec import Picture, RingEntry, Write, WriteRegisters
from drivers.plc.register_map import EVENT_TYPES, PLC_HEARTBEAT_MS, Hr, WordOrder
from drivers.plc.ring import Lost, Restarted, RingReader

HEARTBEAT_PERIODS_MAX = 3
EAGER_MS_MAX = 100
"""How long after a verdict was written its echo is looked for faster than the poll."""

MAILBOX_FIRST: Final = Hr.VERDICT_NUMBER
MAILBOX_WORDS: Final = Hr.RING_TAKEN - Hr.VERDICT_NUMBER + 1
"""What is read once when a link opens: the mailbox and the ring position, HR 16–19."""

_KINDS: Final[Mapping[int, LineEventKind]] = {number: kind for kind, number in EVENT_TYPES.items()}
_EXCEPTION_NAMES: Final[Mapping[int, str]] = {
    1: "illegal function",
    2: "illegal address",
    3: "illegal value",
    4: "device failure",
    5: "acknowledge",
    6: "device busy",
    10: "gateway path unavailable",
    11: "gateway target does not answer",
}
_PASSING: Final = frozenset({5, 6})  # exceptions that mean "later", not "never"


class PlcImage:
    """The PC's knowledge of one PLC. Times are milliseconds of a monotonic clock."""

    def __init__(
        self,
        name: str,
        *,
        word_order: WordOrder = "big",
        watchdog_ms: int = 2_000,
        packml: Profile = "opc30060",
    ) -> None:
        self._name = name
        self._order: WordOrder = word_order
        self._states = STATES[packml]
        self._board = ConditionBoard(name)
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
        self.state: PackmlState | None = None

    # ------------------------------------------------------------ link

    def opened(self, mailbox: Sequence[int], now_ms: int) -> Events:
        """A link is open and HR 16–19 were read from it. The ring is read on from where this
        image was; a new image goes on where the PC before it stopped (HR 19)."""
        self._mailbox.opened(mailbox[Hr.VERDICT_SEQ - MAILBOX_FIRST])
        if self._ring is None:
            self._ring = RingReader(mailbox[Hr.RING_TAKEN - MAILBOX_FIRST])
        self._outputs.rewrite_all()
        self._board.opened()
        self._published = None
        self._heartbeat, self._heartbeat_ms = -1, now_ms
        self._up = True
        return LinkUp(self._name), Ready(self._name)

    def closed(self, reason: str) -> Events:
        """The link is gone, or could not be opened: told once for each outage."""
        if self._up is False:
            return ()
        self._up = False
        return (LinkDown(self._name, reason),)

    def refused(self, doing: str, code: int) -> Events:
        """The PLC answered a request with exception `code`; `doing` says to what."""
        said = f"refused {doing}: {_EXCEPTION_NAMES.get(code, 'exception')} ({code})"
        if code in _PASSING:
            return self._board.show(doing, Warned(self._name, said, "the PLC is busy; retrying"))
        hint = "compare the PLC's Modbus map and unit number with docs/devices/modbus-plc.md"
        return self._board.show(doing, Faulted(self._name, said, hint))

    def granted(self, doing: str) -> Events:
        """The PLC answered the same request properly."""
        return self._board.show(doing, None)

    # ------------------------------------------------------------ pictures

    def inputs(self, bits: Sequence[bool]) -> Events:
        """Discrete inputs 0–15."""
        return self._board.inputs(plc_codec.inputs(bits))

    def registers(self, words: Sequence[int], now_ms: int) -> Events:
        """Input registers 0–64, in one request."""
        picture = plc_codec.picture(words, self._order)
        self.state = self._states.get(picture.packml_number)
        return (
            *self._read_ring(picture),
            *self._read_counters(picture),
            *self._read_echo(picture, now_ms),
            *self._read_heartbeat(picture, now_ms),
            *self._board.state(self.state),
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
                    events.append((EventsLost(self._name, count),))
                case Restarted():
                    events.append(self._began_anew(news))
        return tuple(event for some in events for event in some)

    def _line_event(self, entry: RingEntry) -> Events:
        kind = _KINDS.get(entry.type_number)
        if kind is None:
            said = f"ring event {entry.seq} has the unknown type {entry.type_number}"
            hint = "compare the PLC program's event types with docs/devices/modbus-plc.md"
            return (Warned(self._name, said, hint),)
        return (LineEvent(self._name, kind, entry.number, entry.encoder),)

    def _began_anew(self, news: Restarted) -> Events:
        self._outputs.rewrite_all()
        self._board.expect_pc_lost()
        self._board.show("verdict", None)
        given_up = self._mailbox.give_up()
        said = f"the PLC began anew; {given_up} verdicts were given up"
        hint = "treat what was on the belt as unknown: the PLC rejects what has no verdict"
        # What it had seen and nobody had fetched is gone too, and nobody can say how much.
        return Warned(self._name, said, hint), EventsLost(self._name, max(1, news.skipped))

    def _read_counters(self, picture: Picture) -> Events:
        raw = (picture.products, picture.prints, picture.rejects)
        forward = [count.read(value) for count, value in zip(self._counts, raw, strict=True)]
        self._restarts += not all(forward)
        products, prints, rejects = (count.total for count in self._counts)
        counters = Counters(self._name, products, prints, rejects, self._restarts)
        events: Events = () if counters == self._published else (counters,)
        self._published = counters
        if all(forward):
            return events
        said = "a counter of the PLC went backwards"
        hint = "somebody reset it, or the PLC restarted; the station's counts go on"
        return Warned(self._name, said, hint), *events

    def _read_echo(self, picture: Picture, now_ms: int) -> Events:
        taken = self._mailbox.echoed(picture.verdict_echo)
        if taken is not None:
            return VerdictTaken(self._name, taken.trigger), *self._board.show("verdict", None)
        waited_ms = self._mailbox.echo_late(now_ms)
        if waited_ms is None or self._board.lasts("verdict"):
            return ()
        said = f"no echo of a verdict for {waited_ms} ms"
        hint = "is the PLC in run? it rejects products without a verdict"
        return self._board.show("verdict", Warned(self._name, said, hint))

    def _read_heartbeat(self, picture: Picture, now_ms: int) -> Events:
        if picture.heartbeat != self._heartbeat:
            self._heartbeat, self._heartbeat_ms = picture.heartbeat, now_ms
            return self._board.show("heartbeat", None)
        waited_ms = now_ms - self._heartbeat_ms
        if waited_ms < HEARTBEAT_PERIODS_MAX * PLC_HEARTBEAT_MS or self._board.lasts("heartbeat"):
            return ()
        return self._board.show("heartbeat", HeartbeatLost(self._name, waited_ms))

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
        return (Warned(self._name, said, "the PLC will reject that product; is the link up?"),)

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
