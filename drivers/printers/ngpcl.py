"""A Markem-Imaje coder that speaks NGPCL (SmartDate, SmartLase and others), as a sans-IO driver.

The conversation is `coder.py`'s; this is its dialect. What NGPCL's signals are worth
- **Once**: each code is an update of the job on the coder with the allocation 001, which lets the
  coder print it once and nothing after it. That, and no quickness of ours, keeps a product that
  comes before the next code from getting the same one.
- **One deep, clear to send**: each code waits until the coder says that it takes new data, so that
  none replaces another that is still to be printed.
- Nothing that is said of prints can be trusted: clear to send may come before the print, and there
  is no counter and no event that anybody has seen. Who tells is the PLC (`external`) or the camera
  (`none`); codes that are printed and not yet told are bounded by `depth`.
- The coder can't be emptied. At a lost link the code inside is in doubt and is printed all the
  same, once, before any newer one.
- It acknowledges an update of a field that its job doesn't have, so job and field are asked for
  with every state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drivers.api import Capabilities, PrintJob
from drivers.errors import Misuse
from drivers.printers import dialect as d
from drivers.printers import ngpcl_codec as codec
from drivers.printers.coder import Coder
from drivers.printers.dialect import Level, Role, Step
from drivers.printers.ngpcl_states import PANEL, state_of

Confirm = Literal["external", "none"]
ANSWER_MS_MAX = 2_000
CTS_MS = 50
UNHEARD = d.State("unheard", Level.FAULT, "it has not told its state", PANEL)
STATUS_FIELD_HINT = "switch on the Status field in the coder's NGPCL settings"


class NgpclCoder(Coder):
    """The driver of one coder. Options, all fixed for its life:

    `field`: name of the job's field that gets the code. `job`: name of the job that must be on the
    coder, as it tells it; "" = whichever is. `confirm`: who tells of prints, the PLC's counter
    ("external") or only the camera ("none"). `depth`: codes that may be out, from the coder to
    whoever tells. `cts_ms`: time between two questions whether it takes new data.
    """

    def __init__(
        self,
        name: str,
        *,
        field: str,
        job: str = "",
        confirm: Confirm = "none",
        depth: int = 1,
        cts_ms: int = CTS_MS,
        answer_ms_max: int = ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        if confirm not in ("external", "none"):
            raise Misuse(f"{name}: confirm is external or none, not {confirm!r}")
        dialect = NgpclDialect(field, job, confirm)
        dialect.full_retry_ms, dialect.answer_ms_max = cts_ms, answer_ms_max
        dialect.poll_ms = poll_ms
        super().__init__(name, dialect, depth)


class NgpclDialect(d.Dialect):
    def __init__(self, field: str, job: str, confirm: Confirm) -> None:
        self.caps = _capabilities(confirm)
        self._field, self._job = field, job
        self._parser = codec.PacketParser()
        self._sent: Step | None = None
        self.status = Step("state", codec.ask_state(), (d.State,), Role.STATUS)
        self.room = Step("clear to send?", codec.ask_clear_to_send(), (d.Room,), Role.ROOM)
        self._ask_job = Step("the job", codec.ask_job(), (d.State,))
        self._ask_field = Step("the field", codec.ask_field(field), (d.State,))
        if job:
            codec.check_name(job, "a job")
        # Somebody may select another job at the panel, or change it.
        self.details = (self._ask_job, self._ask_field) if job else (self._ask_field,)
        self.recipe = (self.status, *self.details)
        self.reset()

    def check(self, payload: bytes, device: str) -> None:
        codec.check_value(payload, device)

    def offer(self, job: PrintJob, index: int) -> Step:
        return Step("a code", codec.update_once(self._field, job.data), role=Role.OFFER)

    def reset(self) -> None:
        self._parser.reset()
        self._sent = None
        self._device = UNHEARD
        self._other_job: d.State | None = None
        self._no_field: d.State | None = None

    def needs(self, step: Step) -> bool:
        return step is not self._ask_field or self._other_job is None

    def sent(self, step: Step) -> None:
        self._sent = step

    # ------------------------------------------------------------ answers

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            yield d.Rubbish(said.data) if isinstance(said, codec.Rubbish) else self._heard(said)

    def _heard(self, packet: codec.Packet) -> d.Reply:
        """An answer to an update that nobody waits for could be taken for the next one's."""
        step = self._sent
        if step is not None and codec.answers(packet, step.data):
            self._sent = None
            return self._answer(packet, step)
        said = f"{packet.letters}{packet.status}"
        if packet.letters in (codec.UPDATED, codec.NOT_KNOWN):
            return d.Untrusted(f"it answered {said}, which nobody had asked for")
        return d.Rubbish(said.encode())

    def _answer(self, packet: codec.Packet, step: Step) -> d.Reply:
        if packet.letters == codec.FIELD:
            return self._on_field(packet)
        if packet.letters == codec.NOT_KNOWN or packet.status != codec.DONE:
            said = f"it refused '{step.title}' with {packet.letters}{packet.status}"
            return d.Refused(said, PANEL if step.role is Role.OFFER else STATUS_FIELD_HINT)
        match packet.letters:
            case codec.UPDATED:
                return d.Acknowledged()
            case codec.CLEAR_TO_SEND:
                is_clear = codec.is_clear_to_send(packet)
                return _strange(step) if is_clear is None else d.Room(int(is_clear))
            case codec.JOB:
                return self._on_job(packet)
        state = codec.device_state(packet)
        return _strange(step) if state is None else self._on_device(state_of(state))

    # ------------------------------------------------------------ its state: device, job and field

    @property
    def _state(self) -> d.State:
        if self._device.level is Level.FAULT:
            return self._device
        return self._other_job or self._no_field or self._device

    def _on_device(self, state: d.State) -> d.State:
        self._device = state
        return self._state

    def _on_job(self, packet: codec.Packet) -> d.State:
        self._other_job = None
        if packet.fields != (self._job.encode(),):
            name = b"|".join(packet.fields).decode("ascii", "replace")
            said = f"the job on it is {name!r}"
            self._other_job = _fault(said, f"select {self._job!r} on the coder")
        return self._state

    def _on_field(self, packet: codec.Packet) -> d.State:
        """It tells name and value, or that there is none."""
        self._no_field = None
        if packet.status != codec.DONE or packet.fields[:1] != (self._field.encode(),):
            said = f"the job on it has no field {self._field!r}"
            self._no_field = _fault(said, "give it one, or select the job that has it")
        return self._state


def _fault(said: str, hint: str) -> d.State:
    return d.State(said, Level.FAULT, said, hint)


def _strange(step: Step) -> d.Refused:
    return d.Refused(f"its answer to '{step.title}' has other fields", STATUS_FIELD_HINT)


def _capabilities(confirm: Confirm) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="markem-ngpcl",
        manual="users' programs and what they quote of the NGPCL Usage Guide; SmartDate manuals",
        unverified=codec.UNVERIFIED,
        queue_depth=1,
        credit="cts",
        ack="received",
        done=confirm,
        can_clear_queue=False,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.VALUE_BYTES_MAX,
    )
