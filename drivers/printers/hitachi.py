"""A Hitachi RX, RX2 or UX coder at its serial line, with the communication buffer: sans-IO.

The conversation is `coder.py`'s; this is its dialect. What the protocol's signals are worth
- ACK and NAK name nothing, so one text at a time is on the wire. NAK to a code is taken for
  "full", which is flow control; it may also mean that the print item doesn't exist, and becomes a
  fault only if it stays while nothing of ours is inside.
- Nothing on the wire tells of a print: the PLC counts the printer's *print complete* output
  (`confirm = "external"`), or only the camera knows.
- Faults aren't told either. ENQ, asked every `poll_ms`, tells whether the printer takes texts at
  all: NAK means that somebody took it off line, which empties its buffer.
- What was cleared may still come once, unless the buffer is filled again and the print restarted
  before a product passes. So the print is held (deflection voltage off) from the connection until
  that is done, and products that pass meanwhile get no code.
- An empty buffer stops the printer by a fault of its own: it never prints a code again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from drivers.api import Capabilities, PrintJob
from drivers.errors import Misuse
from drivers.printers import dialect as d
from drivers.printers import hitachi_codec as codec
from drivers.printers.coder import Coder
from drivers.printers.dialect import Level, Role, Step
from drivers.printers.hitachi_codec import Remote

Confirm = Literal["external", "none"]
SETTLE_MS = 500  # after a restart (the manual's), and before the buffer is cleared (ours)
LISTEN_MS = 100  # what is said so soon after the first bytes is left over, or their answer
DEPTH = 20
OFFLINE_SAID = "the printer takes no data: it is off line, or not ready to receive"
OFFLINE_HINT = "press Comm. On at the printer; its data reception must be overwrite-enabled"
NAK_HINT = "see the communication error on the printer's panel"
OFFER_HINT = "is the communication buffer enabled, and does the message have the print items?"


class HitachiCoder(Coder):
    """The driver of one coder. Options, all fixed for its life:

    `items`: numbers of the print items that get the code (a symbol and its text, say), at most 8.
    `depth`: codes that may be out; 100 items and 1,000 characters fit in the printer's buffer.
    `fault_at`: the printer's setting *data number at fault*. `message`: the stored message to put
    on after each connection; 0 = as it is. `enq`: ask before each code. `confirm`: who tells of
    prints.
    """

    def __init__(
        self,
        name: str,
        *,
        items: Sequence[int] = (1,),
        depth: int = DEPTH,
        fault_at: int = 1,
        message: int = 0,
        enq: bool = False,
        confirm: Confirm = "external",
        ack_ms_max: int = d.ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        codec.check_items(items)
        if confirm not in ("external", "none"):
            raise Misuse(f"{name}: confirm is external or none, not {confirm!r}")
        if depth * len(items) > codec.BUFFER_ITEMS_MAX:
            most = codec.BUFFER_ITEMS_MAX // len(items)
            raise Misuse(
                f"{name}: {most} codes of {len(items)} items fit in the buffer, not {depth}"
            )
        if not 1 <= fault_at <= depth:
            raise Misuse(f"{name}: fault_at is 1 to depth ({depth}), not {fault_at}")
        dialect = HitachiDialect(tuple(items), depth, fault_at, confirm)
        dialect.speak(message=message, enq=enq)
        dialect.answer_ms_max, dialect.poll_ms = ack_ms_max, poll_ms
        super().__init__(name, dialect, depth)


class HitachiDialect(d.Dialect):
    def __init__(self, items: tuple[int, ...], depth: int, fault_at: int, confirm: Confirm) -> None:
        self.caps = _capabilities(items, depth, confirm)
        self._items = items
        self._parser = codec.ReplyParser()
        self._sent: Step | None = None
        self.prime_jobs = fault_at

    def speak(self, *, message: int, enq: bool) -> None:
        """Make the steps."""
        listen = Step("begin again", codec.begin_again(), (), quiet_ms=LISTEN_MS)
        online = Step("online", codec.online(), (), quiet_ms=LISTEN_MS)
        self._deaf = (listen, online)
        self.status = Step("ready to receive?", codec.enquire(), (d.State,), Role.STATUS)
        clear = Step("clear the buffer", codec.clear_buffer(), (d.Acknowledged,), Role.CLEAR)
        self.clear = (clear,)
        self.prime = Step(
            "restart printing", codec.restart_printing(), role=Role.PRIME, quiet_ms=SETTLE_MS
        )
        if enq:
            self.room = Step("may a code be sent?", codec.enquire(), (d.Room,), Role.ROOM)
        off, on = codec.remote(Remote.DEFLECTION_OFF), codec.remote(Remote.DEFLECTION_ON)
        # The buffer may be cleared only while nothing is being printed.
        self.hold = Step("deflection off", off, role=Role.HOLD, quiet_ms=SETTLE_MS)
        self.release = Step("deflection on", on, role=Role.RELEASE)
        recall: tuple[Step, ...] = ()
        if message:
            put_on = codec.recall(message)
            recall = (Step("put the message on", put_on, quiet_ms=SETTLE_MS),)
        self.recipe = (listen, online, self.status, self.hold, *recall, clear)

    def check(self, payload: bytes, device: str) -> None:
        codec.check_characters(payload, len(self._items), device)

    def offer(self, job: PrintJob, index: int) -> Step:
        return Step("send a code", codec.contents(self._items, job.data), role=Role.OFFER)

    def reset(self) -> None:
        self._sent = None

    def sent(self, step: Step) -> None:
        self._sent = step

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            yield d.Rubbish(said.data) if isinstance(said, codec.Rubbish) else self._meaning(said)

    def _meaning(self, said: codec.Acked | codec.Nakked) -> d.Reply:
        """Yes and no mean what they answer. Each step is answered once."""
        step, yes = self._sent, isinstance(said, codec.Acked)
        if step in self._deaf:
            return d.Told()
        self._sent = None
        if step is not None and step.role is Role.STATUS:
            return _ready() if yes else d.State("off line", Level.AWAY, OFFLINE_SAID, OFFLINE_HINT)
        if step is not None and step.role is Role.ROOM:
            return d.Room(int(yes))
        if yes:
            return d.Acknowledged()
        title = step.title if step is not None else "nothing"
        if step is not None and step.role is Role.OFFER:
            return d.Full(f"NAK to '{title}'", OFFER_HINT)
        return d.Refused(f"NAK to '{title}'", NAK_HINT)


def _ready() -> d.State:
    return d.State("ready", Level.WELL)


def _capabilities(items: tuple[int, ...], depth: int, confirm: Confirm) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="hitachi-serial",
        manual="RX technical manual rev D; RX2 pp. 5-6, 5-51, 5-66, 5-67; UX2 pp. 40, 62, 63",
        unverified=codec.UNVERIFIED,
        queue_depth=depth,
        credit="ack_nak",
        ack="processed",
        done=confirm,
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.CHARACTERS_MAX // len(items),
    )
