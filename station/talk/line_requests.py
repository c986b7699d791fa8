"""What the run screen and the alarms' recovery ask: the line's own commands."""

from __future__ import annotations

from typing import ClassVar

from station.talk.message import Request


class LineRequest(Request[None], frozen=True):
    """Moves the line; of the screen in control."""

    moves_line: ClassVar[bool] = True


class Start(LineRequest, frozen=True, tag=True):
    """Start the order on the line, or go on after a stop."""


class Stop(Request[None], frozen=True, tag=True):
    """Stop the line. Everybody's, from every screen."""

    reason: str = ""


class Finish(LineRequest, frozen=True, tag=True):
    """Code nothing more; let the line run empty."""


class ClosePartial(LineRequest, frozen=True, tag=True):
    """Close the open container of this level though it isn't full."""

    level: int
    reason: str


class ReprintLabel(LineRequest, frozen=True, tag=True):
    """The same label once more, for a container that waits on the line."""

    container: int
    reason: str


class ReadLabelAgain(LineRequest, frozen=True, tag=True):
    level: int


class AcceptMissing(LineRequest, frozen=True, tag=True):
    """What the look-down picture doesn't show really is gone."""

    level: int


class ClearAlarm(LineRequest, frozen=True, tag=True):
    alarm: int
    how: str


class BeltIsClear(LineRequest, frozen=True, tag=True):
    """Somebody looked: nothing stands between coder and packer."""


class ScanContent(LineRequest, frozen=True, tag=True):
    """Every item of a container, scanned by hand."""

    container: int
    said: tuple[str, ...]


class EmptyOpen(LineRequest, frozen=True, tag=True):
    """What is in the open container was taken out again (hand packing)."""

    level: int
    reason: str


class ScanByHand(LineRequest, frozen=True, tag=True):
    """A scan at this screen, as if a hand scanner of the line had made it."""

    said: str


class MoreCodes(LineRequest, frozen=True, tag=True):
    """One more block of codes for a level of the order on the line."""

    level: int


class VoidDoubted(LineRequest, frozen=True, tag=True):
    """Codes in doubt of the order on the line were looked for and not found."""

    reason: str


class ClockIsRight(LineRequest, frozen=True, tag=True):
    """Somebody looked at the PC's clock."""


class CallHelp(Request[None], frozen=True, tag=True):
    """Light the lamp and tell every screen, until the alarm is cleared. Everybody's."""

    why: str = ""


class Picture(Request[bytes], frozen=True, tag=True):
    """The picture behind a verdict, as a small PNG; `name` as the recent reads say it."""

    name: str


LineTalk = (
    Start
    | Stop
    | Finish
    | ClosePartial
    | ReprintLabel
    | ReadLabelAgain
    | AcceptMissing
    | ClearAlarm
    | BeltIsClear
    | ScanContent
    | EmptyOpen
    | ScanByHand
    | MoreCodes
    | VoidDoubted
    | ClockIsRight
    | CallHelp
    | Picture
)
