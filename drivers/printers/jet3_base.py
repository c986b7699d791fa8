"""What both ways to feed a Leibinger printer share: its state, stopping it, what it says. Part of
`jet3.py`.

Nothing is acknowledged, so each thing that matters is asked for afterwards. A text or a record that
the printer didn't take is told as a fault for a while, so that codes don't run into a job that has
no place for them.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from drivers.printers import dialect as d
from drivers.printers import jet3_codec as codec
from drivers.printers.dialect import Level, Role, Step
from drivers.printers.jet3_states import PANEL, PRINTING

# From power on the jet has to be opened: users' programs look every 7.5 s whether it is.
RESTART_MS_MIN = 5_000
SETTLE_MS = 1_000
ANSWER_MS_MAX = 2_000
UNTAKEN_POLLS = 10


class Jet3Dialect(d.Dialect):
    restart_ms_min = RESTART_MS_MIN

    def __init__(self, settle_ms: int, role: Role) -> None:
        """`role` is what stopping means to the conversation."""
        self._parser = codec.FrameParser()
        self._untaken = ""  # why, while it is told
        self._untaken_polls = 0
        self._sent: Step | None = None
        self.ask = Step("state", codec.ask_state(), (d.State,), Role.STATUS)
        self.status = self.ask
        self.stop = Step("stop printing", codec.stop_printing(), (), role, quiet_ms=settle_ms)
        # Told to stop once more, for it may have been started meanwhile.
        again = codec.stop_printing() + codec.ask_state()
        self.stopped = Step("has it stopped?", again, (d.State,))

    def check(self, payload: bytes, device: str) -> None:
        codec.check_value(payload, device)

    def reset(self) -> None:
        self._parser.reset()
        self._sent = None

    def sent(self, step: Step) -> None:
        self._sent = step

    def replies(self, data: bytes) -> Iterator[d.Reply]:
        for said in self._parser.feed(data):
            yield from self._meaning(said)

    def _meaning(self, said: codec.Said) -> Iterator[d.Reply]:
        match said:
            case codec.Rubbish(data):
                yield d.Rubbish(data)
            case codec.Other():
                return
            case codec.Strange(letters, data):
                yield self._on_strange(letters, data)
            case codec.Machine():
                yield from self._on_machine(said)
            case _:
                yield from self._on_answer(said)

    def _on_strange(self, letters: str, data: bytes) -> d.Reply:
        """A refusal takes back what is on the wire, which must not be said of a code."""
        step, self._sent = self._sent, None
        shown = data[:40].decode("ascii", "replace")
        why = f"its answer to ?{letters} has other parameters: {shown!r}"
        if step is None or step.role is Role.OFFER:
            return d.Untrusted(why)
        return d.Refused(why, "its firmware may be too old or too new: ask its service")

    def _on_machine(self, machine: codec.Machine) -> Iterator[d.Reply]:
        """It tells its state unasked, too."""
        step = self._sent
        if step is not None and step.data.endswith(self.ask.data):
            self._sent = None
        if step is self.stopped and machine.state == PRINTING:
            yield d.Refused("it goes on printing after it was told to stop", PANEL)
            return
        yield from self._on_state(machine)

    @abstractmethod
    def _on_state(self, machine: codec.Machine) -> Iterator[d.Reply]: ...

    @abstractmethod
    def _on_answer(self, said: codec.Said) -> Iterator[d.Reply]: ...

    # ------------------------------------------------------------ what it didn't take

    def _not_taken(self, why: str) -> None:
        self._untaken, self._untaken_polls = why, UNTAKEN_POLLS

    def _still_untaken(self, hint: str) -> d.State | None:
        """The fault that keeps codes away for so many answers, and then one more is tried."""
        if not self._untaken_polls:
            return None
        self._untaken_polls -= 1
        return d.State(f"untaken|{self._untaken}", Level.FAULT, self._untaken, hint)
