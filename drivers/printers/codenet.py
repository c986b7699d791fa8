"""A coder that speaks Domino Codenet (A200/A300/A200+, Ax150i/350i/550i), as a sans-IO driver.

The conversation is `coder.py`'s; this is its dialect. What Codenet's signals are worth
- ACK names no command, so one command at a time is on the wire.
- NAK for "full" is flow control; other NAKs are faults, and the job was not taken.
- *Done* names no code: it is credited to the oldest accepted job. A lost or doubled one shifts
  that until a camera says otherwise; see docs/devices/domino-codenet.md.
- The counter counts photocell edges: an upper bound of prints.
- Status 2xx says that printing is prohibited, and that is what the coder reports (by choice of
  ours, unverified) while the head is disabled by command as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from drivers.api import Capabilities, PrintJob
from drivers.printers import codenet_codec as codec
from drivers.printers import dialect as d
from drivers.printers.codenet_hints import hint_for_nak, hint_for_status
from drivers.printers.coder import Coder
from drivers.printers.dialect import Level, Role, Step

FULL_CODES = frozenset({"", "000", "050"})


class CodenetCoder(Coder):
    """The driver of one coder. Options, all fixed for its life:

    `depth`: codes that the device holds (3 for an A200+, 1 or as configured for an Ax).
    `label`: name of the label with the dynamic text, stored in the device.
    `done_char`: what the device sends after a print; never a digit.
    `queue`: which of the device's queues this link feeds, "tcp" or "serial".
    `bare_nak`: the device sends NAK without digits.
    """

    def __init__(
        self,
        name: str,
        *,
        label: str,
        depth: int = 3,
        done_char: str = "#",
        queue: codec.Queue = "tcp",
        bare_nak: bool = False,
        ack_ms_max: int = d.ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
    ) -> None:
        dialect = CodenetDialect(label, depth, done_char, queue, bare_nak)
        dialect.answer_ms_max, dialect.poll_ms = ack_ms_max, poll_ms
        super().__init__(name, dialect, depth)


class CodenetDialect(d.Dialect):
    def __init__(
        self, label: str, depth: int, done_char: str, queue: codec.Queue, bare_nak: bool
    ) -> None:
        self.caps = _capabilities(depth)
        self._parser = codec.ReplyParser(done_char, bare_nak=bare_nak)
        self.status = Step("status", codec.status(), (d.State,), Role.STATUS)
        self.hold = Step("head off", codec.head(enabled=False), role=Role.HOLD)
        self.release = Step("head on", codec.head(enabled=True), role=Role.RELEASE)
        clear = Step("clear the queue", codec.clear_queue(queue), role=Role.CLEAR)
        self.clear = (clear,)
        # Status comes first: its answer can't be mistaken for an ACK left over from before.
        self.recipe = (
            self.status,
            self.hold,
            Step("counter", codec.counter(), (d.Count,)),
            clear,
            Step("label on line", codec.label_by_name(label)),
            Step("done character", codec.set_done_char(done_char)),
        )

    def check(self, payload: bytes, device: str) -> None:
        codec.check_payload(payload, device)

    def offer(self, job: PrintJob, index: int) -> Step:
        return Step("queue a code", codec.queue_code(job.data), role=Role.OFFER)

    def reset(self) -> None:
        self._parser.reset()

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            yield _meaning(said)


def _meaning(said: codec.Reply) -> d.Reply:
    match said:
        case codec.Acked():
            return d.Acknowledged()
        case codec.Nakked(code):
            kind = d.Full if code in FULL_CODES else d.Refused
            return kind(str(said), hint_for_nak(code))
        case codec.PrintDone():
            return d.PrintDone()
        case codec.StatusAnswer(code):
            return d.State(code, _level(code), f"status {code}", hint_for_status(code))
        case codec.CounterAnswer(value):
            return d.Count(value)
        case codec.Rubbish(data):
            return d.Rubbish(data)
        case codec.OtherAnswer():
            return d.Told()


def _level(code: str) -> Level:
    if code == "100":
        return Level.FAULT
    if code.startswith("1"):
        return Level.WARNING
    return Level.HELD if code.startswith("2") else Level.WELL


def _capabilities(depth: int) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="domino-codenet",
        manual="EPT033760 issue 2 (by an integrator's notes), CS00145 rev 8 (front matter)",
        unverified=codec.UNVERIFIED,
        queue_depth=depth,
        credit="ack_nak",
        ack="processed",
        done="event",
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.PAYLOAD_BYTES_MAX,
    )
