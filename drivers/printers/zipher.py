"""A coder that speaks Videojet's Zipher text communications with serialization (DataFlex and
63xx/65xx thermal transfer, 8610, 2300), as a sans-IO driver.

The conversation is `coder.py`'s; this is its dialect. What Zipher's signals are worth
- Each record goes out with an index of ours, and the printer tells the last index that it printed:
  the only class of device of which every code is known exactly, even after a lost link. Then the
  printer is set offline, asked for its last index and for how many records it holds, emptied, and
  asked again. If the two numbers account for all that was out, each job was printed or never will
  be; if not (it was restarted, or somebody else fed it), they are in doubt.
- ACK and ERR name no command, so one is on the wire at a time. ERR says no reason: to a record it
  is taken for "full", which is flow control and becomes a fault only if it stays.
- Notifications are switched on where the printer knows them. They make answers come sooner; nothing
  relies on them, nor on what they carry.
"""

from __future__ import annotations

from collections.abc import Iterator

from drivers.api import Capabilities, PrintJob
from drivers.printers import dialect as d
from drivers.printers import zipher_codec as codec
from drivers.printers.coder import Coder
from drivers.printers.dialect import Level, Role, Step

OFFLINE, RUNNING = 4, 3
TRANSITION_MS_MAX = 10_000  # ACK of a new state or job comes after the transition
RESTART_MS_MIN = 10_000  # it starts up for some 15 s
PROGRESS_MS = 200
STATE_WORDS = {0: "shut down", 1: "starting up", 2: "shutting down", 3: "running", 4: "offline"}
SERIAL_HINT = "the printer's firmware lacks the serialization commands: ask its service"
HINTS = {
    "select the job": "store the job under the configured name on the printer",
    "declare the field": "give the job on the printer a field of the configured name",
    "set running": "see the printer's panel: it can't go to running",
    "set offline": "see the printer's panel: it can't go offline",
    "last printed": SERIAL_HINT,
    "last printed before": SERIAL_HINT,
    "last printed after": SERIAL_HINT,
    "records held": SERIAL_HINT,
    "clear the records": SERIAL_HINT,
    "next index": SERIAL_HINT,
    "send a record": "check the job's field, and whether another program fills the printer",
}
PANEL = "see the printer's panel"
START_HINT = "set the printer running on its panel"
AWAY_HINT = "wait until the printer has started; switch it on if it is off"


class ZipherCoder(Coder):
    """The driver of one printer. Options, all fixed for its life:

    `job`: name of the job with the serial field, stored in the printer; `field`: that field's name.
    `depth`: records that the printer holds at most (it is told so, by SMR).
    """

    def __init__(
        self,
        name: str,
        *,
        job: str,
        field: str = "CODE",
        depth: int = 20,
        answer_ms_max: int = d.ANSWER_MS_MAX,
        poll_ms: int = d.POLL_MS,
        progress_ms: int = PROGRESS_MS,
    ) -> None:
        dialect = ZipherDialect(job, field, depth)
        dialect.answer_ms_max, dialect.poll_ms = answer_ms_max, poll_ms
        dialect.progress_ms = progress_ms
        super().__init__(name, dialect, depth)


class ZipherDialect(d.Dialect):
    restart_ms_min = RESTART_MS_MIN

    def __init__(self, job: str, field: str, depth: int) -> None:
        self.caps = _capabilities(depth)
        self._parser = codec.ReplyParser()
        self.reset()
        self.status = Step("state", codec.get_state(), (d.State, d.Told), Role.STATUS)
        self._faults = Step("faults", codec.faults(), (d.State,))
        self._warnings = Step("warnings", codec.warnings(), (d.State,))
        self.details = (self._faults, self._warnings)
        self.hold = _set_state("set offline", OFFLINE, Role.HOLD)
        self.release = _set_state("set running", RUNNING, Role.RELEASE)
        self._last = Step("last printed", codec.last_printed(), (d.PrintedUpTo,))
        self.progress = (self._last,)
        self.clear = (
            Step("last printed before", codec.last_printed(), (d.PrintedUpTo,)),
            Step("records held", codec.records_held(), (d.Held,)),
            Step("clear the records", codec.clear_records()),
            Step("last printed after", codec.last_printed(), (d.PrintedUpTo,), Role.CLEAR),
        )
        self._optional = (
            Step("notifications", codec.notify_all()),
            Step("most records", codec.max_records(depth)),
        )
        # The state comes first: its answer can't be mistaken for an ACK left over from before.
        self.recipe = (
            self.status,
            self.hold,
            *self.clear,
            Step("select the job", codec.select_job(job), answer_ms_max=TRANSITION_MS_MAX),
            Step("declare the field", codec.serial_header((field,))),
            *self._optional,
            Step("next index", codec.next_index(), (d.NextIndex,)),
            self._last,  # what it is after all that
        )

    def check(self, payload: bytes, device: str) -> None:
        codec.check_value(payload, device)

    def offer(self, job: PrintJob, index: int) -> Step:
        return Step("send a record", codec.record(index, job.data), role=Role.OFFER)

    def reset(self) -> None:
        self._parser.reset()
        self._sent: Step | None = None
        self._state, self._error = -1, 0

    def needs(self, step: Step) -> bool:
        """Words are asked for where there are any; setting the state that it has might be ERR."""
        if step is self._faults:
            return self._error == 2
        if step is self._warnings:
            return self._error == 1
        if step.role is Role.HOLD:
            return self._state != OFFLINE
        return step.role is not Role.RELEASE or self._state != RUNNING

    def sent(self, step: Step) -> None:
        self._sent = step

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            meaning = self._meaning(said)
            if meaning is not None:
                yield meaning

    def _meaning(self, said: codec.Reply) -> d.Reply | None:
        """None for a notification that says nothing to the conversation."""
        match said:
            case codec.Acked():
                return self._acknowledged()
            case codec.Erred():
                return self._refused()
            case codec.StateAnswer(state, error):
                return self._on_state(state, error)
            case codec.Faults(troubles) | codec.Warnings(troubles):
                return self._in_words(troubles)
            case codec.LastPrinted(index):
                return d.PrintedUpTo(index)
            case codec.NextIndex(index):
                return d.NextIndex(index)
            case codec.RecordsHeld(count):
                return d.Held(count)
            case codec.PrintComplete():
                return d.PrintDone()
            case codec.Rubbish(data):
                return d.Rubbish(data)
            case _:
                return None

    def _acknowledged(self) -> d.Reply:
        if self._sent is self.hold:
            self._state = OFFLINE
        elif self._sent is self.release:
            self._state = RUNNING
        return d.Acknowledged()

    def _refused(self) -> d.Reply:
        step = self._sent
        if step in self._optional:
            return d.Acknowledged()  # this printer doesn't know it, and it goes without
        if step in self.details:
            return self._in_words(())
        title = step.title if step is not None else "nothing"
        said, hint = f"ERR to '{title}'", HINTS.get(title, PANEL)
        offered = step is not None and step.role is Role.OFFER
        return d.Full(said, hint) if offered else d.Refused(said, hint)

    def _on_state(self, state: int, error: int) -> d.Reply:
        """With warnings or faults the words are waited for, which are asked for next."""
        self._state, self._error = state, error
        return d.Told() if error else self._in_words(())

    def _in_words(self, troubles: tuple[codec.Trouble, ...]) -> d.Reply:
        state = STATE_WORDS.get(self._state, "?")
        words = "; ".join(map(str, troubles)) or {0: state, 1: "warnings", 2: "faults"}[self._error]
        mark, hint = f"{self._state}|{self._error}|{words}", PANEL
        if any(trouble.clearable for trouble in troubles):
            hint = "mend it, then clear it on the printer's panel"
        if self._state not in (OFFLINE, RUNNING):
            return d.State(mark, Level.AWAY, f"the printer is {state}", AWAY_HINT)
        if self._error == 2:
            return d.State(mark, Level.FAULT, words, hint)
        if self._state == OFFLINE:
            return d.State(mark, Level.HELD, "the printer is offline", START_HINT)
        level = Level.WARNING if self._error else Level.WELL
        return d.State(mark, level, words, hint)


def _set_state(title: str, state: int, role: Role) -> Step:
    return Step(title, codec.set_state(state), role=role, answer_ms_max=TRANSITION_MS_MAX)


def _capabilities(depth: int) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="videojet-zipher",
        manual="Zipher Text Communications 1.28 (by an integrator's code)",
        unverified=codec.UNVERIFIED,
        queue_depth=depth,
        credit="count",
        ack="processed",
        done="event_indexed",
        can_clear_queue=True,
        can_read_queue=True,
        keeps_queue_on_disconnect=True,
        max_bytes=codec.VALUE_BYTES_MAX,
    )
