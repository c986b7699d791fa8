"""TSPL's states ⇄ facts: the byte of `<ESC>!?` and the eight of `<ESC>!S`. Bytes in, facts out.

The short answer is one byte without any frame: of several that come together, the last. The long
one (firmware from V6.29 EZ) is STX, four bytes, ETX, CR LF. Both are answered at any time, in an
error too. A label has no number and nothing counts it.

Source: TSC TTP-244 Plus manual page 97, Gprinter GP-2120T manual page 34 (fact sheet §1.2).
Unverified: `UNVERIFIED`.
"""

from __future__ import annotations

import re

from drivers.errors import PayloadError
from drivers.printers.label_dialect import Rubbish, Status, Trouble

ASK_SHORT = b"\x1b!?"
ASK_LONG = b"\x1b!S"
CANCEL_ALL = b"\x1b!."
CANCEL_QUIET_MS = 1_000  # one program for these printers found 300 ms too short
LABEL_BYTES_MAX = 400_000
STX, LONG_BYTES, LONG_END = 0x02, 8, b"\x03\r\n"
PRINT_ONE = re.compile(rb"\r\nPRINT 1,1\r\n\Z")
# What may make a label more or other than one print; the last two are obeyed wherever they stand.
SUSPECT = re.compile(rb"\n *PRINT |\x1b!|~!")
UNVERIFIED = (
    "<ESC>!. cancels all that waits (firmware from V7.00), and lets a label finish that is moving",
    "that the state says 'printing' for as long as a label takes, and for no shorter than a poll",
    "the meaning of the last bits: head open in the long state, cover and temperature in the short",
)

PAUSED_BIT, PRINTING_BIT = 0x10, 0x20
ERRORS: dict[int, Trouble] = {  # in the order in which somebody has to see to them
    0x01: ("head open", "Close the print head."),
    0x40: ("cover open", "Close the cover."),
    0x02: ("paper jam", "Open the head, free the labels and close it."),
    0x04: ("media out", "Put in labels and close the head."),
    0x08: ("ribbon out", "Put in a new ribbon and close the head."),
    0x80: ("temperature or another error", "Look at the printer's display."),
}
PAPER: dict[int, Trouble] = {0x20: ERRORS[0x01], 0x02: ERRORS[0x02], 0x01: ERRORS[0x04]}
PAPER[0x04] = ERRORS[0x08]
HEAD: dict[int, Trouble] = {
    0x01: ("head too hot", "Let the printer cool; lower darkness or speed."),
    0x02: ("motor too hot", "Let the printer cool."),
    0x08: ("cutter jam", "Free the cutter."),
    0x10: ("out of memory", "Use a smaller label or fewer pictures."),
}
NORMAL, PAUSED, ERROR = ord("@"), ord("`"), ord("E")
# Composes, prints, waits for a hand. Feeding, cutting and waiting for a key happen without a label
# of ours as well: such a printer is busy, and no label is seen by it.
AT_WORK = frozenset(b"LPW")


def check_label(device: str, data: bytes) -> None:
    """Raises PayloadError unless `data` is one job that prints one label."""
    end = PRINT_ONE.search(data)
    if not data.startswith(b"SIZE ") or end is None or b"\r\nCLS\r\n" not in data:
        raise PayloadError(device, 0, "a label is one job, from SIZE over CLS to PRINT 1,1")
    found = SUSPECT.search(data, 0, end.start() + 1)
    if found is not None:
        what = found.group().strip().decode("ascii", "replace")
        raise PayloadError(device, found.start(), f"{what!r} can change how many labels come out")
    if len(data) > LABEL_BYTES_MAX:
        raise PayloadError(device, LABEL_BYTES_MAX, f"longer than {LABEL_BYTES_MAX} bytes")


def short_state(byte: int) -> Status:
    trouble = next((words for bit, words in ERRORS.items() if byte & bit), None)
    works = bool(byte & PRINTING_BIT)
    return Status(byte == 0, bool(byte & PAUSED_BIT), trouble, works)


def long_state(four: bytes) -> Status:
    """Of message, warning, errors of the head and of the labels."""
    message, _, head, paper = four
    trouble = next((words for bit, words in PAPER.items() if paper & bit), None)
    trouble = trouble or next((words for bit, words in HEAD.items() if head & bit), None)
    if trouble is None and message == ERROR:
        trouble = ERRORS[0x80]
    return Status(message == NORMAL, message == PAUSED, trouble, message in AT_WORK)


class ShortParser:
    def reset(self) -> None:
        """It keeps nothing."""

    def feed(self, data: bytes) -> list[Status | Rubbish]:
        stray, answer = data[:-1], data[-1:]
        said: list[Status | Rubbish] = [Rubbish(stray)] if stray else []
        return [*said, *map(short_state, answer)]


class LongParser:
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
            whole = buffer[at : at + LONG_BYTES]
            end = whole[LONG_BYTES - len(LONG_END) :]
            if whole[0] != STX or not LONG_END.startswith(end):
                stray.append(whole[0])
                at += 1
            elif len(whole) < LONG_BYTES:
                break
            else:
                said.append(long_state(whole[1:5]))
                at += LONG_BYTES
        self._pending = buffer[at:]
        return [*([Rubbish(bytes(stray))] if stray else []), *said]
