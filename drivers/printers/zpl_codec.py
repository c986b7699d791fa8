"""Zebra's answers ⇄ facts: `~HS` status lines and `getvar` values. Bytes in, facts out.

Wire: STX … ETX CR LF for each of the three lines of `~HS`; a value in double quotes for `getvar`.
A value doesn't name its variable, so its shape tells: a number is the odometer, seven fields with
two hexadecimal groups a system status. Source: ZPL II programming guide (fact sheet §1.1). Not
responsible for group bits beyond those in `ERRORS`: they are shown, not explained.

Alerts (`^SX`) are lines of text in the language of the printer's panel, told on the line itself or
by ear (`drivers.link.beside`, between two MARKs). What they say isn't looked at: only one condition
is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drivers.errors import PayloadError
from drivers.printers.label_dialect import DISPLAY, Trouble

STX, ETX, QUOTE, MARK = 0x02, 0x03, 0x22, 0x1E
ALERT_BYTES_MIN = 8  # a shorter line of text is no alert
FRAME_BYTES_MAX = 512
LABEL_BYTES_MAX = 100_000
HS_LINES = 3
HS_FIELDS = (12, 11, 2)

HOST_STATUS = b"~HS\r\n"
CANCEL_ALL = b"~JA\r\n"
PAUSE = b"~PP\r\n"
UNPAUSE = b"~PS\r\n"
ODOMETER = b'! U1 getvar "odometer.total_label_count"\r\n'
SYSTEM_STATUS = b'! U1 getvar "zpl.system_status"\r\n'
TELL_HERE = b"^XA^SXL,A,Y,N^XZ\r\n"
TELL_NOBODY = b"^XA^SXL,A,N,N^SXL,D,N,N^XZ\r\n"

ERRORS: dict[int, Trouble] = {
    0x1: ("media out", "Put in labels and close the head."),
    0x2: ("ribbon out", "Put in a new ribbon and close the head."),
    0x4: ("head open", "Close the print head."),
    0x8: ("cutter fault", "Free the cutter."),
    0x10: ("head too hot", "Let the printer cool; lower darkness or speed."),
    0x20: ("motor too hot", "Let the printer cool."),
    0x40: ("print head element bad", "Have the print head changed."),
    0x80: ("print head not recognised", "Have the print head checked."),
}
SYSTEM = re.compile(r"([01]),([01]),([0-9A-Fa-f]{8}),([0-9A-Fa-f]{8}),[01](,[0-9A-Fa-f]{8}){2}")
# What may make a label more or other than one print: a second format or other prefix characters.
SUSPECT = re.compile(rb"~|\^X[AZ]|\^C[CDT]|\^PQ(?!1(?:\D|$))", re.IGNORECASE)


@dataclass(frozen=True)
class HostStatus:
    """What `~HS` says, as far as the driver needs it."""

    trouble: Trouble | None
    paused: bool
    formats_waiting: int
    partial_format: bool
    labels_left: int

    @property
    def idle(self) -> bool:
        """Nothing is received, waits or is being printed."""
        return not (self.formats_waiting or self.partial_format or self.labels_left)


@dataclass(frozen=True)
class SystemStatus:
    """What `zpl.system_status` says."""

    trouble: Trouble | None
    paused: bool


@dataclass(frozen=True)
class Odometer:
    """Labels printed in the printer's life."""

    labels: int


@dataclass(frozen=True)
class Value:
    """Another value; "?" is the printer's word for a variable that it doesn't know."""

    text: str


@dataclass(frozen=True)
class Alert:
    """A line that the printer told of its own accord."""

    text: str


@dataclass(frozen=True)
class Rubbish:
    """Bytes that belong to no answer."""

    data: bytes


Answer = HostStatus | SystemStatus | Odometer | Value | Alert | Rubbish


def tell_at(host: str, port: int) -> bytes:
    """Let the printer dial us for each label that is ready."""
    return b"^XA^SXL,D,Y,N,%s,%d^XZ\r\n" % (host.encode("ascii"), port)


def check_label(device: str, data: bytes) -> None:
    """Raises PayloadError unless `data` is one format that prints one label: anything else could
    print another number of labels than is counted."""
    if not data.startswith(b"^XA"):
        raise PayloadError(device, 0, "a label is exactly one format, from ^XA to ^XZ")
    end = len(data.rstrip())
    if not data[:end].endswith(b"^XZ"):
        raise PayloadError(device, end, "a label is exactly one format, from ^XA to ^XZ")
    found = SUSPECT.search(data, 3, end - 3)
    if found is not None:
        what = found.group().decode("ascii", "replace")
        raise PayloadError(device, found.start(), f"{what!r} can change how many labels come out")
    if len(data) > LABEL_BYTES_MAX:
        raise PayloadError(device, LABEL_BYTES_MAX, f"longer than {LABEL_BYTES_MAX} bytes")


class AnswerParser:
    """Feed bytes as they come; answers come out whole. Never raises, keeps FRAME_BYTES_MAX.

    `hears_alerts`: lines of text are alerts, and no rubbish."""

    def __init__(self, *, hears_alerts: bool = False) -> None:
        self._ends = {STX: ETX, QUOTE: QUOTE} | ({MARK: MARK} if hears_alerts else {})
        self._hears_alerts = hears_alerts
        self.reset()

    def reset(self) -> None:
        """A new question or link: whatever was half received is no part of its answer."""
        self._frame: bytearray | None = None
        self._end = 0
        self._text = bytearray()  # half an alert
        self._lines: list[str] = []

    def feed(self, data: bytes) -> list[Answer]:
        answers: list[Answer] = []
        stray = bytearray()
        for byte in data:
            if self._frame is None or byte == STX:
                answers += self._outside(byte, stray)
            elif byte == self._end:
                frame, self._frame = bytes(self._frame), None
                answers += self._whole(frame)
            elif len(self._frame) >= FRAME_BYTES_MAX:
                stray += self._frame
                self._frame = None
            else:
                self._frame.append(byte)
        if stray:
            answers.append(Rubbish(bytes(stray[:FRAME_BYTES_MAX])))
        return answers

    def _outside(self, byte: int, stray: bytearray) -> list[Answer]:
        if byte in self._ends:
            stray += (self._frame or b"") + self._text
            self._text.clear()
            self._frame, self._end = bytearray(), self._ends[byte]
        elif self._hears_alerts and byte in b"\r\n" and len(self._text) >= ALERT_BYTES_MIN:
            alert, self._text = Alert(self._text.decode("ascii")), bytearray()
            return [alert]
        elif self._hears_alerts and 0x20 <= byte <= 0x7E and len(self._text) < FRAME_BYTES_MAX:
            self._text.append(byte)
        elif byte not in b"\r\n \x00":
            stray.append(byte)
        return []

    def _whole(self, frame: bytes) -> list[Answer]:
        text = frame.decode("ascii", "replace")
        if self._end == MARK:
            return [Alert(text)]
        if self._end == QUOTE:
            return [_value(text.strip())]
        fields = text.split(",")
        if len(fields) != HS_FIELDS[len(self._lines)]:
            # The first line of another answer, or a torn one: begin anew with it.
            self._lines = [text] if len(fields) == HS_FIELDS[0] else []
            return [] if self._lines else [Rubbish(frame)]
        self._lines.append(text)
        if len(self._lines) < HS_LINES:
            return []
        lines, self._lines = self._lines, []
        return [_host_status(lines)]


def _value(text: str) -> Answer:
    if text.isascii() and text.isdigit():
        return Odometer(int(text))
    system = SYSTEM.fullmatch(text)
    if system is None:
        return Value(text)
    is_paused, is_error, group_2, group_1 = system.group(1, 2, 3, 4)
    trouble = _error(group_2, group_1) if is_error == "1" else None
    return SystemStatus(trouble, is_paused == "1")


def _error(group_2: str, group_1: str) -> Trouble:
    """The first known bit; all bits if none is known."""
    bits = int(group_1, 16)
    known = next((ERRORS[bit] for bit in ERRORS if bits & bit), None)
    return known or (f"error {group_2} {group_1}", DISPLAY)


def _host_status(lines: list[str]) -> Answer:
    first, second = lines[0].split(","), lines[1].split(",")
    numbers = first[4], second[8]
    if not all(number.isascii() and number.isdigit() for number in numbers):
        return Rubbish("|".join(lines).encode())
    flags = (  # in the order in which somebody has to see to them
        (second[2], ERRORS[0x4]),
        (first[1], ERRORS[0x1]),
        (second[3], ERRORS[0x2]),
        (first[11], ERRORS[0x10]),
        (first[10], ("head too cold", "Let the printer warm up.")),
        (first[9], ("memory corrupt", "Switch the printer off and on.")),
    )
    return HostStatus(
        trouble=next((words for flag, words in flags if flag == "1"), None),
        paused=first[2] == "1",
        formats_waiting=int(numbers[0]),
        partial_format=first[7] == "1",
        labels_left=int(numbers[1]),
    )
