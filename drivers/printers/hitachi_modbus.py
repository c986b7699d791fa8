"""A Hitachi UX or RX2 coder over Modbus TCP, as a sans-IO driver: for lots and slow lines.

The conversation is `coder.py`'s; this is its dialect, with Modbus frames as its bytes. What Modbus
on this printer is worth
- Each frame has a number of its own, so an answer says what it answers; one that doesn't fit ends
  the trust in the link.
- With Modbus the printer's communication buffer is off: what was written is printed on every
  product until it is changed. So the deflection voltage is off unless an unprinted code is inside:
  on once the code was committed, off as soon as the print count has moved. A product that comes
  between gets the same code; the belt must be slower than that, and must stand while the link is
  away. See docs/devices/hitachi-modbus.md.
- A code is a batch of four writes; nothing of it is printed before the last. Between a write and
  what follows lie 10 ms.
- The printer prints no empty item, so instead of a code a neutral text stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drivers.api import Capabilities, PrintJob
from drivers.errors import Misuse, PayloadError
from drivers.printers import dialect as d
from drivers.printers import hitachi_modbus_codec as codec
from drivers.printers import hitachi_status as status
from drivers.printers.coder import Coder
from drivers.printers.dialect import Role, Step
from drivers.printers.hitachi_modbus_codec import Input, Register, Remote

ANSWER_MS_MAX = 5_000  # the manual's
WRITE_GAP_MS = 10
SETTLE_MS = 300
PROGRESS_MS = 100
IDLE_TEXT = "-"
BEGIN, COMMIT = 1, 2  # the start/stop flag
FIRST_MOVING = 0x0100  # transaction numbers below are of the steps that are always the same
REFUSED_HINT = "see the external communication error on its panel"


class HitachiModbusCoder(Coder):
    """The driver of one coder. Options, all fixed for its life:

    `idle_text`: stands in the print item while no code does. `settle_ms`: how long the printer
    takes to become ready after its deflection voltage went on.
    """

    def __init__(
        self,
        name: str,
        *,
        idle_text: str = IDLE_TEXT,
        settle_ms: int = SETTLE_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
        progress_ms: int = PROGRESS_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        try:
            codec.check_text(idle_text.encode(), name)
        except PayloadError as error:
            raise Misuse(f"{name}: idle_text = {idle_text!r}: {error}") from None
        dialect = HitachiModbusDialect(idle_text.encode(), settle_ms)
        dialect.answer_ms_max, dialect.poll_ms = answer_ms_max, poll_ms
        dialect.progress_ms = progress_ms
        super().__init__(name, dialect, depth=1)


class HitachiModbusDialect(d.Dialect):
    def __init__(self, idle: bytes, settle_ms: int) -> None:
        self.caps = _capabilities()
        self._parser = codec.ReplyParser()
        self._sent: Step | None = None
        self._transaction = 0
        self._is_offline = False
        four = (codec.READ_INPUT, Input.STATUS, 4)
        # Off line, nothing but this and going on line is allowed.
        self._look = self._reading("is it on line?", four, (d.Told,))
        self.status = self._reading("status", four, (d.State,), Role.STATUS)
        self._online = self._writing("go on line", Register.ONLINE, (1,))
        off, on = (Remote.DEFLECTION_OFF,), (Remote.DEFLECTION_ON,)
        self.hold = self._writing("deflection off", Register.REMOTE, off, Role.HOLD)
        self.release = self._writing(
            "deflection on", Register.REMOTE, on, Role.RELEASE, quiet_ms=settle_ms
        )
        self.spent = self.hold
        self._items = self._reading(
            "print items", (codec.READ_HOLDING, Register.ITEMS, 1), (d.Told,)
        )
        count = self._reading("print count", (codec.READ_INPUT, Input.PRINT_COUNT, 2), (d.Count,))
        self.progress = (count,)
        # What was printed before it was held is counted before the rest is given up.
        self.clear = (count, *self._batch(idle, Role.PREPARE, Role.CLEAR))
        self.recipe = (self._look, self._online, self.hold, self._items, self.status, *self.clear)
        self._transaction = FIRST_MOVING

    # ------------------------------------------------------------ steps

    def _next_transaction(self) -> int:
        self._transaction += 1
        if self._transaction > 0xFFFF:
            self._transaction = FIRST_MOVING
        return self._transaction

    def _reading(
        self,
        title: str,
        what: tuple[int, int, int],
        answers: tuple[type[d.Reply], ...],
        role: Role = Role.PREPARE,
    ) -> Step:
        return Step(title, codec.read(self._next_transaction(), *what), answers, role)

    def _writing(
        self,
        title: str,
        first: int,
        values: Sequence[int],
        role: Role = Role.PREPARE,
        *,
        quiet_ms: int = WRITE_GAP_MS,
    ) -> Step:
        data = codec.write(self._next_transaction(), first, values)
        return Step(title, data, role=role, quiet_ms=quiet_ms)

    def _batch(self, text: bytes, role: Role, last: Role) -> tuple[Step, ...]:
        """The writes that put `text` into the print item, all at once."""
        return (
            self._writing("begin a batch", Register.START_STOP, (BEGIN,), role),
            self._writing("number of characters", Register.ITEM_CHARACTERS, (len(text),), role),
            self._writing("characters", Register.TEXT, codec.characters(text), role),
            self._writing("commit the batch", Register.START_STOP, (COMMIT,), last),
        )

    def check(self, payload: bytes, device: str) -> None:
        codec.check_text(payload, device)

    def offer(self, job: PrintJob, index: int) -> Step:
        return d.chain(self._batch(job.data, Role.OFFER, Role.OFFER))

    def needs(self, step: Step) -> bool:
        return step is not self._online or self._is_offline

    def reset(self) -> None:
        self._parser.reset()
        self._sent = None

    def sent(self, step: Step) -> None:
        self._sent = step

    # ------------------------------------------------------------ answers

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            yield self._meaning(said)

    def _meaning(self, said: codec.Reply) -> d.Reply:
        if isinstance(said, codec.Broken):
            return d.Untrusted(said.why)
        step, self._sent = self._sent, None
        if step is None:
            return d.Untrusted("it answered what nobody had asked")
        asked = codec.asked(step.data)
        if (said.transaction, said.function) != (asked.transaction, asked.function):
            return d.Untrusted(f"it answered something else than '{step.title}'")
        match said:
            case codec.Refused():
                return d.Refused(f"{said} to '{step.title}'", REFUSED_HINT)
            case codec.Written(_, _, first, count) if (first, count) == (asked.first, asked.count):
                return d.Acknowledged()
            case codec.Values(values=values) if len(values) == asked.count:
                return self._read(step, values)
        return d.Untrusted(f"its answer to '{step.title}' is of other registers")

    def _read(self, step: Step, values: tuple[int, ...]) -> d.Reply:
        if step in self.progress:
            return d.Count(values[0] << 16 | values[1])
        if step is self._look:
            self._is_offline = values[0] != status.ONLINE
            return d.Told()
        if step is self._items:
            return d.Told() if values[0] == 1 else _other_items(values[0])
        return status.state_of(*values)


def _other_items(count: int) -> d.Refused:
    said = f"the message on it has {count} print items"
    return d.Refused(said, "put a message with one print item on line")


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="hitachi-modbus",
        manual="UX Twin Modbus manual; LAN Communication TUP-I 5th edition",
        unverified=codec.UNVERIFIED,
        queue_depth=1,
        credit="count",
        ack="processed",
        done="counter",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.CHARACTERS_MAX,
    )
