"""Zebra's answers ⇄ facts: `~HS` status lines and `getvar` values. Bytes in, facts out.

Wire: STX … ETX CR LF for each of the three lines of `~HS`; a value in double quotes for `getvar`.
Source: ZPL II programming guide (fact sheet §1.1). The meaning of group bits beyond those in
`ERRORS` is not decoded, only shown.
"""

from __future__ import annotations

from dataclasses import dataclass

STX, ETX, QUOTE = 0x02, 0x03, 0x22
FRAME_BYTES_MAX = 512
HS_LINES = 3
HOST_STATUS = b"~HS\r\n"
CANCEL_ALL = b"~JA\r\n"
PAUSE = b"~PP\r\n"
UNPAUSE = b"~PS\r\n"
ODOMETER = b'! U1 getvar "odometer.total_label_count"\r\n'
SYSTEM_STATUS = b'! U1 getvar "zpl.system_status"\r\n'
HS_FIELDS = (12, 11, 2)

ERRORS = {
    0x1: ("media out", "Put in labels and close the head."),
    0x2: ("ribbon out", "Put in a new ribbon and close the head."),
    0x4: ("head open", "Close the print head."),
    0x8: ("cutter fault", "Free the cutter."),
    0x10: ("head too hot", "Let the printer cool; lower darkness or speed."),
    0x20: ("motor too hot", "Let the printer cool."),
}


@dataclass(frozen=True)
class HostStatus:
    """What `~HS` says, as far as the driver needs it."""

    paper_out: bool
    paused: bool
    formats_waiting: int
    buffer_full: bool
    head_up: bool
    ribbon_out: bool
    too_hot: bool
    labels_left: int


@dataclass(frozen=True)
class Value:
    """The answer to a `getvar`, without its quotes."""

    text: str


@dataclass(frozen=True)
class Rubbish:
    """Bytes that belong to no answer."""

    data: bytes


Answer = HostStatus | Value | Rubbish


class AnswerParser:
    """Feed bytes as they come; answers come out whole. Never raises, keeps FRAME_BYTES_MAX."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """A new link: whatever was half received is gone."""
        self._frame: bytearray | None = None
        self._end = 0
        self._lines: list[str] = []

    def feed(self, data: bytes) -> list[Answer]:
        answers: list[Answer] = []
        stray = bytearray()
        for byte in data:
            if self._frame is None:
                self._outside(byte, stray)
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

    def _outside(self, byte: int, stray: bytearray) -> None:
        if byte in (STX, QUOTE):
            self._frame, self._end = bytearray(), ETX if byte == STX else QUOTE
        elif byte not in b"\r\n \x00":
            stray.append(byte)

    def _whole(self, frame: bytes) -> list[Answer]:
        text = frame.decode("ascii", "replace")
        if self._end == QUOTE:
            return [Value(text)]
        fields = text.split(",")
        if len(fields) != HS_FIELDS[len(self._lines)]:
            # The first line of another answer, or a torn one: begin anew with it.
            self._lines = [text] if len(fields) == HS_FIELDS[0] else []
            return [] if self._lines else [Rubbish(frame)]
        self._lines.append(text)
        if len(self._lines) < HS_LINES:
            return []
        lines, self._lines = self._lines, []
        return _host_status(lines)


def _host_status(lines: list[str]) -> list[Answer]:
    first, second = lines[0].split(","), lines[1].split(",")
    try:
        return [
            HostStatus(
                paper_out=first[1] == "1",
                paused=first[2] == "1",
                formats_waiting=int(first[4]),
                buffer_full=first[5] == "1",
                head_up=second[2] == "1",
                ribbon_out=second[3] == "1",
                too_hot=first[11] == "1",
                labels_left=int(second[8]),
            )
        ]
    except ValueError:
        return [Rubbish("|".join(lines).encode())]


def system_error(text: str) -> tuple[str, str] | None:
    """(what it says, what to do) of a `zpl.system_status` value; None = no error, no pause.

    The form is `paused,error,group2,group1,warning,group2,group1`."""
    fields = [field.strip() for field in text.split(",")]
    if len(fields) < 4:
        return f"an unknown status {text!r}", "Look at the printer's display."
    if fields[1] == "1":
        bits = int(fields[3], 16) if all(c in "0123456789abcdefABCDEF" for c in fields[3]) else 0
        for bit, words in ERRORS.items():
            if bits & bit:
                return words
        return f"error {fields[2]} {fields[3]}", "Look at the printer's display."
    if fields[0] == "1":
        return "paused", "Press Pause on the printer."
    return None
