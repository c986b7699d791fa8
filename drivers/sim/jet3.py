"""A Leibinger ink-jet coder (Jet3, JET2neo), from its own side of the wire: the twin of `jet3.py`.

Written from the fact sheet, with a parser of its own. What the sheet leaves open is a choice made
here and marked *chosen*, as a rule the harder one for a host; where printers may differ, it is an
option. Physical side: `photocell` (a print signal), `press` (somebody at the panel), `reboot`.
`tape` is every code that was ever inked, in order; whoever runs long drains it. The job's own text
(before any external text came) is printed too, and is no code.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import ClassVar, Literal

from drivers.sim.faults import Faults
from drivers.sim.outgoing import Outgoing

FRAME_BYTES_MAX = 4_096
ANSWER_LATE_MS = 5_000
TAPE_MAX = 1_000_000
RUBBISH = b"\xff7Z\x00"
JOB_TEXT = b"NO CODE"
INITIALISING, JET_OFF, READY, PRINTING = 2, 4, 5, 6
FULL, NO_NUMBER, OUT_OF_SEQUENCE, EMPTY = 1015, 1018, 1019, 5043
DOUBLE_PRINT = 5040  # the number is chosen
JAM = 12000
FLAGS = 0x58 << 24  # flags above the error's number, as in one that was taken down

Record = tuple[int, bytes]


class Jet3Twin:
    """Its job has an external text: in field 1 (`field` "mailing") or in field 0 ("text").

    `stop_clears`: a print stop empties the mailing queue, as on a JET2neo. `stop_resets`,
    `flush_resets`: it makes the last started number 0. `dry_at_once`: it stops with the queue's
    last print, not at the next print signal. `checks_double`: the job's option Check double prints.
    `starting_ms` passes from power on until somebody has opened the jet.
    """

    FAULTS: ClassVar[Mapping[str, str]] = {
        "answer_lost": "doesn't answer a question for the queue or the text",
        "answer_late": f"answers such questions {ANSWER_LATE_MS} ms late",
        "ack_split": "sends each byte of an answer one tick after the other",
        "rubbish": "sends stray bytes before each answer",
        "chatter": "tells its state unasked after each frame",
        "echo": "echoes what it is told to do (echo mode)",
        "length": "sends five digits of length after the address",
        "jam": "stops with a message; off: mended, and acknowledged at the panel",
        "battery_low": "prints, and shows a message",
        "cover_open": "stops with its head cover open; off: closed, ready to be started",
        "blank_print": "uses a record up without any ink",
        "unfinished": "never tells that a print is finished",
        "no_field": "its job has no place for records: takes none, and says nothing",
        "record_lost": "loses a record that it was sent",
        "ignores_stop": "goes on printing when it is told to stop",
        "ignores_start": "doesn't start printing when it is told to",
        "ignores_flush": "keeps its records when it is told to flush them",
        "keeps_records": "keeps its records over a reboot, though not the last number",
        "cuts_text": "takes only the first four characters of a text",
    }

    def __init__(
        self,
        *,
        field: Literal["mailing", "text"] = "mailing",
        fifo_depth: int = 256,
        stop_clears: bool = True,
        stop_resets: bool = False,
        flush_resets: bool = True,
        dry_at_once: bool = False,
        checks_double: bool = True,
        starting_ms: int = 10_000,
    ) -> None:
        self.field, self.fifo_depth, self.starting_ms = field, fifo_depth, starting_ms
        self.stop_clears, self.stop_resets = stop_clears, stop_resets
        self.flush_resets, self.dry_at_once = flush_resets, dry_at_once
        self.checks_double = checks_double
        self.state, self.error = READY, 0
        self.fifo: deque[Record] = deque()
        self.loaded: Record | None = None  # made ready to print; not counted as an entry
        self.last = 0
        self.text, self.is_fresh_text = JOB_TEXT, True
        self.total = 1_150_641
        self.tape: list[bytes] = []
        self.reprints = 0
        self._follows: int | None = None  # the number that the next record must have
        self._opened_at_ms: int | None = None
        self._faults = Faults(self.FAULTS)
        self._frame = bytearray()
        self._outgoing = Outgoing()

    # ------------------------------------------------------------ the wire

    def connected(self, now_ms: int) -> bytes:
        self._move_on(now_ms)
        return b""

    def disconnected(self, now_ms: int) -> None:
        """The link goes; the queue stays, and so does printing: chosen."""
        del now_ms
        self._frame.clear()
        self._outgoing.clear()

    def received(self, data: bytes, now_ms: int) -> bytes:
        self._move_on(now_ms)
        for byte in data:
            if byte == 0x0D:
                frame = bytes(self._frame)
                self._frame.clear()
                self._obey(frame, now_ms)
            elif len(self._frame) < FRAME_BYTES_MAX:
                self._frame.append(byte)
        return self.tick(now_ms)

    def tick(self, now_ms: int) -> bytes:
        self._move_on(now_ms)
        return self._outgoing.take(now_ms, one=self._faults.get("ack_split"))

    def fault(self, name: str, value: str = "on") -> None:
        """Values: on, off, a number of times."""
        was = self._faults.get(name)
        self._faults.set(name, value)
        is_on = self._faults.get(name)
        if was != is_on and name == "jam":
            self._jam(is_on)
        elif was != is_on and name == "cover_open":
            self._open(is_on)

    def _jam(self, is_on: bool) -> None:
        if is_on:
            self._halt(JAM)
        else:
            self.error = 0

    def _open(self, is_on: bool) -> None:
        if is_on:
            self._stop()
        self.state = JET_OFF if is_on else READY

    # ------------------------------------------------------------ the physical side

    def photocell(self, now_ms: int) -> tuple[bytes | None, bytes]:
        """A print signal: what is inked (None: nothing), and the bytes to the host."""
        self._move_on(now_ms)
        if self.state != PRINTING:
            return None, self.tick(now_ms)
        ink = self._print_record() if self.field == "mailing" else self._print_text()
        return ink, self.tick(now_ms)

    def _print_record(self) -> bytes | None:
        if self.loaded is None:
            self._halt(EMPTY)
            return None
        self.last, value = self.loaded
        is_last = not self.fifo
        self._load_next()
        self.total += 1
        if is_last and self.dry_at_once:
            self._halt(EMPTY)
        return self._inked(value)

    def _print_text(self) -> bytes | None:
        if self.checks_double and not self.is_fresh_text:
            self._halt(DOUBLE_PRINT)
            return None
        self.is_fresh_text = False
        self.total += 1
        return self.text if self.text == JOB_TEXT else self._inked(self.text)

    def _inked(self, value: bytes) -> bytes | None:
        if self._faults.hit("blank_print"):
            return None
        assert len(self.tape) < TAPE_MAX, "nobody drains the tape"
        self.reprints += bool(self.tape) and self.tape[-1] == value
        self.tape.append(value)
        return value

    def press(self, button: Literal["start", "stop", "quit"]) -> None:
        """Somebody at the panel: print start, print stop, or a message acknowledged."""
        if button == "quit":
            self.error = 0
        elif button == "stop":
            self._stop()
        elif self.state == READY and not self.error:
            self.state = PRINTING

    def reboot(self, now_ms: int) -> bytes:
        """Power off and on; somebody opens the jet. Queue, numbers and text are lost: chosen."""
        self.disconnected(now_ms)
        if not self._faults.get("keeps_records"):
            self._empty()
        self.last, self._follows = 0, None
        self.text, self.is_fresh_text = JOB_TEXT, True
        self.state, self.error = INITIALISING, 0
        self._opened_at_ms = now_ms + self.starting_ms
        return b""

    # ------------------------------------------------------------ states

    def _move_on(self, now_ms: int) -> None:
        if self._opened_at_ms is not None and now_ms >= self._opened_at_ms:
            self._opened_at_ms, self.state = None, READY

    def _halt(self, error: int) -> None:
        """It stops of itself, with a message."""
        self._stop()
        self.error = error

    def _stop(self) -> None:
        if self.state == PRINTING:
            self.state = READY
            if self.stop_clears:
                self._empty()
            if self.stop_resets:
                self.last = 0

    def _start(self) -> None:
        """Refused without a word while a message is shown: chosen."""
        if self.state == READY and not self.error and not self._faults.get("ignores_start"):
            self.state = PRINTING

    # ------------------------------------------------------------ the queue

    def _empty(self) -> None:
        self.fifo.clear()
        self.loaded, self._follows = None, None

    def _load_next(self) -> None:
        self.loaded = self.fifo.popleft() if self.fifo else None

    def _flush(self) -> None:
        """The record that is made ready goes too, but not while it prints: chosen."""
        if self._faults.get("ignores_flush"):
            return
        ready = self.loaded if self.state == PRINTING else None
        self._empty()
        self.loaded = ready
        if self.flush_resets:
            self.last = 0

    def _take_record(self, parameters: bytes) -> None:
        """A record that can't be taken is dropped with a message, and printing goes on: chosen."""
        number, _, value = parameters.partition(b"\t")
        if self.field != "mailing" or self._faults.get("no_field"):
            return
        if not number.isdigit() or not int(number):
            self.error = NO_NUMBER
        elif self._follows is not None and int(number) != self._follows:
            self.error = OUT_OF_SEQUENCE
        elif len(self.fifo) >= self.fifo_depth:
            self.error = FULL
        else:
            self._follows = int(number) + 1
            if not self._faults.hit("record_lost"):
                self.fifo.append((int(number), value))
            if self.loaded is None:
                self._load_next()

    # ------------------------------------------------------------ frames

    def _obey(self, frame: bytes, now_ms: int) -> None:
        """A caret that isn't escaped begins a frame anew, whatever was before it."""
        at = frame.replace(b"\\^", b"\0\0").rfind(b"^0")
        if at < 0 or (self.state == INITIALISING and frame[at + 2 : at + 5] != b"?RS"):
            return
        group, letters, parameters = _parts(frame[at + 2 :])
        if group in b"!=" and self._faults.get("echo"):
            self._say(frame[at + 2 :], now_ms)
        match group, letters:
            case b"?", _:
                self._answer(letters, now_ms)
            case b"!", b"GO":
                self._start()
            case b"!", b"ST" if not self._faults.get("ignores_stop"):
                self._stop()
            case b"!", b"FF":
                self._flush()
            case b"!", b"EQ":
                self.error = 0
            case b"=", b"MR":
                self._take_record(parameters)
            case b"=", b"ET":
                self.text = parameters[:4] if self._faults.get("cuts_text") else parameters
                self.is_fresh_text = True
        if self._faults.get("chatter"):
            self._answer(b"RS", now_ms)

    def _answer(self, letters: bytes, now_ms: int) -> None:
        """A question that it doesn't know stays without an answer: chosen."""
        cover = int(self._faults.get("cover_open"))
        error = self.error
        if self._faults.get("battery_low") and not error:
            error = FLAGS | 10202
        nozzle = {INITIALISING: 0, JET_OFF: 4}.get(self.state, 2)
        finished = int(not self._faults.get("unfinished"))
        values: dict[bytes, tuple[int, ...]] = {
            b"RS": (nozzle, self.state, error, cover, 200, 0),
            b"SM": (self.fifo_depth, len(self.fifo), self.last, 0, finished, 0),
            b"CC": (349, 0, self.total),
        }
        due_ms = now_ms
        if letters != b"RS":
            if self._faults.hit("answer_lost"):
                return
            due_ms += ANSWER_LATE_MS if self._faults.hit("answer_late") else 0
        if letters == b"ET":
            self._say(b"=ET" + self.text.replace(b"^", b"\\^"), due_ms)
        elif letters in values:
            numbers = b"\t".join(b"%d" % value for value in values[letters])
            self._say(b"=" + letters + numbers, due_ms)

    def _say(self, body: bytes, due_ms: int) -> None:
        """Queue a frame for the host; never before what was queued earlier."""
        length = b"%05d" % (len(body) + 1) if self._faults.get("length") else b""
        frame = b"^0" + length + body + b"\r\n"
        if self._faults.hit("rubbish"):
            frame = RUBBISH + frame
        self._outgoing.after(frame, due_ms, split=self._faults.get("ack_split"))


def _parts(body: bytes) -> tuple[bytes, bytes, bytes]:
    """Group, letters and parameters, with carets as they are meant."""
    return body[:1], body[1:3], body[3:].replace(b"\\^", b"^")
