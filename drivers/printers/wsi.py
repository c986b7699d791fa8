"""A Videojet or Willett coder that speaks WSI (1210 to 1710), as a sans-IO driver.

The conversation is `coder.py`'s; this is its dialect. What WSI's signals are worth
- An acknowledgement carries the checksum of what it answers: another one ends the trust in the
  link.
- There is no buffer and no print event. What stands in the user field is printed on every product
  until it is changed. So printing is off unless an unprinted code stands in it: on once the code
  was acknowledged, off as soon as the counter has moved. A product that comes between the print and
  that moment gets the same code; the belt must be slower than `progress_ms` and a few answers, and
  must stand while the link is away. See docs/devices/videojet-wsi.md.
- A 1710 (and a 1610 DH) has neither print off nor counter: the field is emptied once the caller
  knows of the print, which protects less.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drivers.api import Capabilities, PrintJob
from drivers.errors import Misuse
from drivers.printers import dialect as d
from drivers.printers import wsi_codec as codec
from drivers.printers.coder import Coder
from drivers.printers.dialect import Role, Step
from drivers.printers.wsi_faults import PANEL, state_of

Model = Literal["1000", "1710"]
Confirm = Literal["counter", "external", "none"]
ANSWER_MS_MAX = 500  # while it is waited for, a printed code isn't known to be
PROGRESS_MS = 100
HINTS = {
    "M": "store the message under this name on the coder",
    "U": "give the message on the coder a user field of this name, long enough for the code",
    "D": "give the message on the coder a user field of this name",
    "O": "is it a coder without print off, as a 1710 or 1610 DH? set model = '1710'",
    "G": "is it a coder without a counter, as a 1710 or 1610 DH? set model = '1710'",
}


class WsiCoder(Coder):
    """The driver of one coder. Options, all fixed for its life:

    `field`: name of the user field that gets the code. `message`: name of the message to select;
    "" = as it is. `model`: "1710" for a 1710 or 1610 DH, "1000" for the others of the line.
    `confirm`: who tells of prints, the coder's own counter, the PLC's ("external") or nobody.
    """

    def __init__(
        self,
        name: str,
        *,
        field: str,
        message: str = "",
        model: Model = "1000",
        confirm: Confirm = "counter",
        ack_ms_max: int = ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
        progress_ms: int = PROGRESS_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        if model not in ("1000", "1710"):
            raise Misuse(f"{name}: model is '1000' or '1710', not {model!r}")
        if confirm not in ("counter", "external", "none"):
            raise Misuse(f"{name}: confirm is counter, external or none, not {confirm!r}")
        if model == "1710" and confirm == "counter":
            raise Misuse(f"{name}: a 1710 has no counter: set confirm to external or none")
        dialect = WsiDialect(field, message, model, confirm)
        dialect.answer_ms_max, dialect.poll_ms = ack_ms_max, poll_ms
        dialect.progress_ms = progress_ms
        super().__init__(name, dialect, depth=1)


class WsiDialect(d.Dialect):
    def __init__(self, field: str, message: str, model: Model, confirm: Confirm) -> None:
        self.caps = _capabilities(confirm)
        self._field, self._message = field, message.encode()
        self._is_bare = model == "1710"
        self._parser = codec.ReplyParser(bare=self._is_bare)
        self._sent: Step | None = None
        # Its answer can't be mistaken for an acknowledgement left over from before.
        self.status = Step("error status", codec.error_status(), (d.State,), Role.STATUS)
        count = Step("print counter", codec.print_counter(), (d.Count,))
        self.progress = (count,) if confirm == "counter" else ()
        clear = Step("empty the field", codec.clear_field(field), role=Role.CLEAR)
        # What was printed before it was held is counted before the rest is given up.
        self.clear = (*self.progress, clear)
        selecting: tuple[Step, ...] = ()
        if message:
            selecting = (Step("select the message", codec.select_message(message)),)
        if self._is_bare:
            self.spent = Step("empty the printed field", codec.clear_field(field))
            self.recipe = (self.status, *selecting, clear)
            return
        self._name = Step("message on line", codec.current_message(), (d.Told,))
        self.hold = Step("print off", codec.print_off(), role=Role.HOLD)
        self.release = Step("print on", codec.print_on(), role=Role.RELEASE)
        self.spent = self.hold
        selecting += (self._name,) if message else ()
        self.recipe = (self.status, self.hold, *selecting, *self.clear)

    def check(self, payload: bytes, device: str) -> None:
        codec.check_value(payload, device)

    def offer(self, job: PrintJob, index: int) -> Step:
        return Step("update the field", codec.update_field(self._field, job.data), role=Role.OFFER)

    def reset(self) -> None:
        self._parser.reset()
        self._sent = None

    def sent(self, step: Step) -> None:
        self._sent = step

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            yield self._meaning(said)

    def _meaning(self, said: codec.Reply) -> d.Reply:
        match said:
            case codec.Acked(checksum):
                return self._distrusted(checksum) or d.Acknowledged()
            case codec.Refused(checksum):
                return self._distrusted(checksum) or self._refused()
            case codec.Frame(body):
                return self._answer(body)
            case codec.Rubbish(data):
                return d.Rubbish(data)

    def _distrusted(self, checksum: int) -> d.Untrusted | None:
        """An acknowledgement of another command than the last."""
        if self._is_bare or self._sent is None:
            return None
        sent = codec.checksum(self._sent.data)
        if checksum == sent:
            return None
        return d.Untrusted(f"it acknowledged {checksum:02X}, and {sent:02X} was sent")

    def _refused(self) -> d.Refused:
        title = self._sent.title if self._sent is not None else "nothing"
        letter = chr(self._sent.data[1]) if self._sent is not None else ""
        return d.Refused(f"it refused to '{title}'", HINTS.get(letter, PANEL))

    def _answer(self, body: bytes) -> d.Reply:
        """A frame is understood as what was asked last; one that can't be that is rubbish."""
        step = self._sent
        if step is self.status:
            return state_of(body) or d.Rubbish(body)
        if step is not None and step in self.progress and body.strip().isdigit():
            return d.Count(int(body))
        if not self._is_bare and step is self._name:
            return self._on_name(body)
        return d.Rubbish(body)

    def _on_name(self, body: bytes) -> d.Reply:
        if body.strip() == self._message.strip():
            return d.Told()
        said = f"the message on it is {body.decode('ascii', 'replace')!r}"
        return d.Refused(said, f"select {self._message.decode()!r} on the coder")


def _capabilities(confirm: Confirm) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="videojet-wsi",
        manual="1000 Line Series WSI Communications Protocol, P/N 462115-01 rev AD",
        unverified=codec.UNVERIFIED,
        queue_depth=1,
        credit="count" if confirm == "counter" else "none",
        ack="processed",
        done=confirm,
        can_clear_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.VALUE_BYTES_MAX,
    )
