"""What every simulated label printer does with labels, whatever language it is told them in.

Formats wait, one label moves at a time and takes `label_ms`, comes out onto the liner, and is taken
from there. With labels or ribbon out or the head open nothing moves; afterwards the label that was
stopped is printed from its beginning. A pause lets a moving label come out. In `peel` mode the next
label waits until the one before it was taken, as at an applicator.

A twin of one language has a parser (`_parse`) and answers of its own, and adds its faults to these.
Not responsible for what a label looks like: `*_render.py`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

INPUT_BYTES_MAX = 400_000
FORMATS_MAX = 64
TAPE_MAX = 1_000_000
RUBBISH = b"\xff?%"
NOTHING = re.compile(rb"(?!)")

FEED_FAULTS: Mapping[str, str] = {
    "media_out": "no labels are left: prints nothing until some are loaded",
    "ribbon_out": "the ribbon is used up: likewise",
    "head_open": "the print head is open: likewise",
    "silent": "answers nothing at all",
    "reprint_on_reload": "prints its last label once more when media are loaded",
    "blank_print": "feeds a label without printing on it",
    "format_lost": "forgets a format as soon as it has come",
    "unseen": "a label is out at once: whoever asks never sees that it is printed",
    "rubbish": "sends stray bytes before each answer",
    "ack_split": "sends each byte of an answer one tick after the other",
    "reboot_loses_buffer": "forgets its formats on a reboot (on from the start)",
}


class LabelFeed(ABC):
    """`label_ms`: how long one label takes. `tape` is all that was ever printed, `liner` what waits
    to be taken, `formats` what waits to be printed; `end_prints` counts the pulses of the
    applicator port's END PRINT, one a label, printed or blank.

    `deaf_ms`: for so long after a cancel it loses what comes, but for IMMEDIATE commands. Those are
    also all that is heard when the input is full."""

    FAULTS: ClassVar[Mapping[str, str]] = FEED_FAULTS
    STOPS: ClassVar[Mapping[str, int]] = {"media_out": 1, "ribbon_out": 2, "head_open": 4}
    IMMEDIATE: ClassVar[re.Pattern[bytes]] = NOTHING

    def __init__(self, *, label_ms: int = 100, peel: bool = False, deaf_ms: int = 0) -> None:
        self.label_ms, self.peel, self.deaf_ms = label_ms, peel, deaf_ms
        self.formats: deque[bytes] = deque()
        self.liner: deque[bytes] = deque()
        self.tape: list[bytes] = []
        self.end_prints = 0
        self.paused = False
        self._moving: bytes | None = None  # the label that is being printed
        self._out_at_ms = 0
        self._last: bytes | None = None
        self._input = bytearray()
        self._now_ms = 0
        self._deaf_until_ms = 0
        self._outgoing = Outgoing()
        self._faults = Faults(self.FAULTS)
        self._faults.set("reboot_loses_buffer", "on")

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        del now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        """Formats that came whole are printed all the same, and half a format waits."""
        del now_ms
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._now_ms = now_ms
        self._print_due(now_ms)
        if now_ms < self._deaf_until_ms:
            data = self._heard_when_deaf(data)
        room = INPUT_BYTES_MAX - len(self._input)
        self._input += data[:room] + self._heard_when_deaf(data[room:])
        self._parse()
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        self._now_ms = now_ms
        self._print_due(now_ms)
        self._look_round()
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ the physical side

    def take_label(self) -> bytes | None:
        """The applicator takes the oldest label from the liner: its format, None if there is
        none; b"" is a blank label."""
        return self.liner.popleft() if self.liner else None

    def coming(self) -> list[bytes]:
        """What is printed next, the label that is moving first; nobody has seen it yet."""
        return ([] if self._moving is None else [self._moving]) + list(self.formats)

    def load_media(self, now_ms: int) -> bytes:
        """Somebody puts in labels and ribbon and closes the head."""
        for name in self.STOPS:
            self._faults.set(name, "off")
        if self._last is not None and self._faults.hit("reprint_on_reload"):
            self._come_out(self._last)
        return self.tick(now_ms)

    def press_pause(self) -> None:
        """The button on the printer."""
        self.paused = not self.paused

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on. The caller cuts the link."""
        self.disconnected(now_ms)
        if self._faults.get("reboot_loses_buffer"):
            self.formats.clear()
        elif self._moving is not None:
            self.formats.appendleft(self._moving)
        self.paused, self._moving, self._deaf_until_ms = False, None, 0
        self._forget_half()
        return b""

    # ------------------------------------------------------------ what a language adds

    @abstractmethod
    def _parse(self) -> None:
        """Carry out what has come whole in `_input`."""

    def _forget_half(self) -> None:
        """Drop half a format, and what came after it."""
        self._input.clear()

    def _look_round(self) -> None:
        """Say what nobody asked for."""
        return

    def _may_start(self) -> bool:
        return not self.paused and not (self.peel and self.liner)

    def _pulses(self) -> bool:
        """Whether END PRINT is switched on."""
        return True

    def _came_out(self, label: bytes) -> None:
        """A label is out, printed or blank."""
        del label

    # ------------------------------------------------------------ labels

    @property
    def _stopped(self) -> bool:
        return any(self._faults.get(name) for name in self.STOPS)

    @property
    def _waits_for_hand(self) -> bool:
        """Whether a label must be taken before the next one is printed."""
        return self.peel and bool(self.liner)

    def _stop_bits(self) -> int:
        """The bits of what is wrong, as the language counts them."""
        return sum(bit for name, bit in self.STOPS.items() if self._faults.get(name))

    def _queue(self, label: bytes, copies: int) -> None:
        """A format has come whole; each copy of it is the same object."""
        if not self._faults.hit("format_lost"):
            self.formats.extend([label] * min(copies, FORMATS_MAX - len(self.formats)))

    def _print_due(self, now_ms: int) -> None:
        if self._stopped:
            self._out_at_ms = now_ms + self.label_ms
            return
        if self._moving is None:
            self._start_label(now_ms)
        while self._moving is not None and now_ms >= self._out_at_ms:
            label, self._moving = self._moving, None
            self._come_out(label)
            self._start_label(self._out_at_ms)

    def _start_label(self, at_ms: int) -> None:
        if self.formats and self._may_start():
            self._moving = self.formats.popleft()
            self._out_at_ms = at_ms + (0 if self._faults.hit("unseen") else self.label_ms)

    def _come_out(self, label: bytes) -> None:
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self._last = label
        blank = self._faults.hit("blank_print")
        self.liner.append(b"" if blank else label)
        if not blank:
            self.tape.append(label)
        self.end_prints += self._pulses()
        self._came_out(label)

    # ------------------------------------------------------------ words with the host

    def _cancel(self) -> None:
        """All that waits is forgotten, half a format too; a moving label comes out."""
        self.formats.clear()
        behind = bytes(self._input)
        self._forget_half()
        self._input += self._heard_when_deaf(behind) if self.deaf_ms else behind
        self._deaf_until_ms = self._now_ms + self.deaf_ms

    def _heard_when_deaf(self, data: bytes) -> bytes:
        return b"".join(found.group() for found in self.IMMEDIATE.finditer(data))

    def _say(self, answer: bytes) -> None:
        if self._faults.get("silent"):
            return
        if self._faults.hit("rubbish"):
            answer = RUBBISH + answer
        self._outgoing.at(answer, self._now_ms, split=self._faults.get("ack_split"))
