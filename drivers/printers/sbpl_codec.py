"""SATO's state ⇄ facts: the answer to ENQ, and labels with a number in them. Bytes in, facts out.

The answer is STX, job number (2 digits or spaces), a letter, labels left (6 digits), on most models
the job's name (16), ETX. On some network cards a length and the ENQ stand before it; an
acknowledgement of CAN or of a job may come as well. Those bytes are skipped.

Sources: M-8400RVe page 203, DR300 page 82, GL4xxe page 6-3, E series page 7-9 (fact sheet §1.3);
S84-ex pages 323 and 350 and CL6NX page 630 for the lengths. Unverified: `UNVERIFIED`.
"""

from __future__ import annotations

import re

from drivers.errors import PayloadError
from drivers.printers.label_dialect import DISPLAY, Rubbish, Status, Trouble

ENQ, CAN, HOLD, RELEASE = b"\x05", b"\x18", b"\x10", b"\x11"  # DLE and DC1 hold and release
CANCEL_QUIET_MS = 500  # 5, 100 or 500 ms by the manual of the model
NUMBERS = 100
LABEL_BYTES_MAX = 400_000
STX, ETX = 0x02, 0x03
SHORT_BYTES, LONG_BYTES = 11, 27
FRAME = re.compile(rb"([0-9]{2}| {2})([0-4A-EG-KM-QS-Wa-k])(\d{6})", re.DOTALL)
# Length bytes, ENQ, ACK and NAK: what may stand around an answer.
AROUND = frozenset((0, 1, 5, 6, 21, 28, 32))
ITEM_END = re.compile(rb"\x1bQ1\x1bZ\Z")
# Another item or quantity, and bytes that are obeyed wherever they stand.
SUSPECT = re.compile(rb"\x1bZ|\x1bA(?=\x1b)|\x1bQ|\x1bID|[\x05\x10\x11\x18]")
UNVERIFIED = (
    "that the number is told from the label's item to its coming out, one label after the other",
    "that the state is answered while a label is printed: some models answer only when it is out",
    "whether CAN lets a label finish that is moving, and forgets half an item",
    "what ENQ or CAN do within an item: they are never sent there",
)

OFFLINE: Trouble = ("off line", "Press LINE on the printer.")
LOW_RIBBON: Trouble = ("the ribbon is nearly used up", "Have a new ribbon ready.")
ERRORS: dict[str, Trouble] = {
    "a": ("receive buffer full", "Switch the printer off and on; use a smaller label."),
    "b": ("head open", "Close the print head."),
    "c": ("media out", "Put in labels and close the head."),
    "d": ("ribbon out", "Put in a new ribbon and close the head."),
    "e": ("media error", "Check labels and their sensor, then press FEED."),
    "f": ("sensor error", "Check the label sensor."),
    "g": ("head error", "Have the print head checked."),
    "h": ("cover open", "Close the cover."),
    "i": ("card error", "Check the memory card."),
    "j": ("cutter error", "Free the cutter."),
    "k": ("another error", DISPLAY),
}
# The first letter of each state; the next ones warn of ribbon, buffer, both; the last is stopped.
WAITING, PRINTING, DISPENSING, EDITING = "ABCDE", "GHIJK", "MNOPQ", "STUVW"
AT_WORK = PRINTING + DISPENSING + EDITING


def check_label(device: str, data: bytes) -> None:
    """Raises PayloadError unless `data` is one item that prints one label and has no number."""
    end = ITEM_END.search(data)
    if not data.startswith(b"\x1bA\x1b") or end is None:
        raise PayloadError(device, 0, "a label is one item, from ESC A to ESC Q1 ESC Z")
    found = SUSPECT.search(data, 2, end.start())
    if found is not None:
        what = found.group().replace(b"\x1b", b"ESC ").decode("ascii", "replace")
        raise PayloadError(device, found.start(), f"{what!r} can change how many labels come out")
    if len(data) > LABEL_BYTES_MAX:
        raise PayloadError(device, LABEL_BYTES_MAX, f"longer than {LABEL_BYTES_MAX} bytes")


def numbered(data: bytes, number: int) -> bytes:
    """The item with its job number, 0 to 99."""
    return data[:2] + b"\x1bID%02d" % number + data[2:]


def state(number: str, letter: str, left: int) -> Status:
    label = int(number) if number.isdigit() else None
    if letter in ERRORS:
        return Status(False, trouble=ERRORS[letter], label=label)
    if letter.isdigit():
        stopped = letter == "4"
        return Status(False, stopped, None if stopped else OFFLINE, label=label)
    row = next(row for row in (WAITING, PRINTING, DISPENSING, EDITING) if letter in row)
    step = row.index(letter)
    return Status(
        idle=letter in WAITING and left == 0,
        paused=step == len(row) - 1,
        works=letter in AT_WORK,
        label=label,
        warning=LOW_RIBBON if step in (1, 3) else None,
    )


class AnswerParser:
    """Never raises, keeps less than one answer."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> list[Status | Rubbish]:
        said: list[Status | Rubbish] = []
        stray = bytearray()
        buffer, at = self._pending + data, 0
        while at < len(buffer):
            length, found = _answer_at(buffer, at)
            if length == 0:
                break
            if found is not None:
                said.append(found)
            elif buffer[at] not in AROUND:
                stray.append(buffer[at])
            at += length
        self._pending = buffer[at:]
        return [*([Rubbish(bytes(stray))] if stray else []), *said]


def _answer_at(buffer: bytes, at: int) -> tuple[int, Status | None]:
    """Length and meaning of what begins there; length 0 = more is needed."""
    if buffer[at] != STX:
        return 1, None
    for length in (SHORT_BYTES, LONG_BYTES):
        if len(buffer) < at + length:
            return 0, None
        if buffer[at + length - 1] == ETX:
            found = FRAME.match(buffer, at + 1)
            if found is None:
                break
            number, letter, left = (part.decode("ascii") for part in found.groups())
            return length, state(number, letter, int(left))
    return 1, None
