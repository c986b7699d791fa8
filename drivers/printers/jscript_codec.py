"""cab's state ⇄ facts: the answer to `ESC s`. Bytes in, facts out.

The answer is nine characters, on some firmware with CR behind: on line (Y or N), an error letter or
`-`, labels left to print (6 digits), whether there is a job (Y or N). At least one model says that
it isn't on line whenever it has nothing to do, so that alone is no fault.

Sources: A+ series manual pages 14, 51 and 55 (fact sheet §1.4); the letters D, E, F and P as
programs for these printers have them. Unverified: `UNVERIFIED`.
"""

from __future__ import annotations

import re

from drivers.errors import PayloadError
from drivers.printers.label_dialect import DISPLAY, Rubbish, Status, Trouble

ASK = b"\x1bs"
CANCEL_ALL = b"\x1bt"
CANCEL_QUIET_MS = 1_000
LABEL_BYTES_MAX = 400_000
ANSWER_BYTES = 9
ANSWER = re.compile(rb"([YN])([-A-Za-z])(\d{6})([YN])")
BETWEEN = b"\r\n"
PRINT_ONE = re.compile(rb"\rA 1\r\Z")
SUSPECT = re.compile(rb"[\r\n]A|\x1b|\n")
UNVERIFIED = (
    "ESC t cancels all and empties the input, with a pause of a second behind it",
    "letters of errors other than the applicator's; on line or not when the printer is idle",
    "that the state tells of a job for as long as its label takes",
)

ERRORS: dict[str, Trouble] = {
    "D": ("head open", "Close the print head."),
    "E": ("no label found", "Check labels and their sensor, then confirm at the printer."),
    "F": ("ribbon out", "Put in a new ribbon and close the head."),
    "P": ("media out", "Put in labels and close the head."),
    "m": ("its scanner could not read the label", "Look at the label; confirm at the printer."),
    "n": ("network error", DISPLAY),
    "o": ("no compressed air", "Check the air supply of the applicator."),
    "r": ("RFID error", DISPLAY),
    "s": ("system error", "Switch the printer off and on."),
}
APPLICATOR = frozenset("abcdefghijkl")
NO_ERROR = "-"


def check_label(device: str, data: bytes) -> None:
    """Raises PayloadError unless `data` is one job that prints one label."""
    end = PRINT_ONE.search(data)
    if not data.startswith(b"m m\r") or end is None or data.count(b"\rJ\r") != 1:
        raise PayloadError(device, 0, "a label is one job, from 'm m' over J to A 1")
    found = SUSPECT.search(data, 0, end.start() + 1)
    if found is not None:
        what = found.group().strip().decode("ascii", "replace")
        raise PayloadError(device, found.start(), f"{what!r} can change how many labels come out")
    if len(data) > LABEL_BYTES_MAX:
        raise PayloadError(device, LABEL_BYTES_MAX, f"longer than {LABEL_BYTES_MAX} bytes")


def state(on_line: bool, error: str, left: int, has_job: bool) -> Status:
    works = has_job or left > 0
    return Status(
        idle=not works,
        paused=works and not on_line and error == NO_ERROR,
        trouble=None if error == NO_ERROR else _trouble(error),
        works=works,
    )


def _trouble(error: str) -> Trouble:
    if error in APPLICATOR:
        return f"applicator error {error}", "Check the applicator; see the printer's display."
    return ERRORS.get(error, (f"error {error}", DISPLAY))


class AnswerParser:
    """Never raises, keeps less than one answer."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> list[Status | Rubbish]:
        said: list[Status | Rubbish] = []
        buffer, stray = self._pending + data, b""
        while (found := ANSWER.search(buffer)) is not None:
            stray += buffer[: found.start()]
            on_line, error, left, has_job = (part.decode("ascii") for part in found.groups())
            said.append(state(on_line == "Y", error, int(left), has_job == "Y"))
            buffer = buffer[found.end() :]
        keep = max(0, len(buffer) - ANSWER_BYTES + 1)
        stray, self._pending = (stray + buffer[:keep]).strip(BETWEEN), buffer[keep:]
        return [*([Rubbish(stray)] if stray else []), *said]
