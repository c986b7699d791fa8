"""All that can happen to the line, as frozen shapes. Time is a field, `at_ms` (wall clock, UTC).

What a reader saw arrives with `known` (see `facts.py`): for each symbol that is no living code,
what the store says of it. So the core needs no look-up, and the same events replay without a
database.
People's commands carry `by`; an unmet precondition is answered by a `Refused` effect, never by
an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from station.core.alarms import AlarmKind
from station.core.device_events import DeviceTest
from station.core.facts import BoxFact, Issued, Seen
from station.core.hand_events import HandScanned, OpenCancelled
from station.core.order_events import (
    CancelAsked,
    ChangeOverAsked,
    CloseAsked,
    OrderChangeAsked,
    OrderGiven,
    OrderLife,
    RangeVoidAsked,
    Unprinted,
    UnreadVoided,
    Unused,
)
from station.core.rework_events import Rework

__all__ = [  # of other files, and said as if they stood here; what does stand here goes without
    "CancelAsked",
    "ChangeOverAsked",
    "CloseAsked",
    "OrderChangeAsked",
    "OrderGiven",
    "RangeVoidAsked",
    "Unprinted",
    "UnreadVoided",
    "Unused",
]

# ---------------------------------------------------------------- people's commands


@dataclass(frozen=True)
class PoolGranted:
    """A block of codes was put into the pool of a level (minted, numbered or imported)."""

    level: int
    series: int
    first: int
    count: int
    source: str
    at_ms: int


@dataclass(frozen=True)
class CodesImported:
    """A file of codes came into the pools: one block for each level that it names, in one turn,
    so that a set is never half there."""

    blocks: tuple[PoolGranted, ...]
    at_ms: int


@dataclass(frozen=True)
class StartAsked:
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class StopAsked:
    at_ms: int
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class HelpAsked:
    """Somebody at `where` needs another person; `by` may be "": nobody has to log in for that."""

    where: str
    why: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class FinishAsked:
    """Code nothing more; let the line run empty."""

    at_ms: int
    by: str = ""


class Category(StrEnum):
    """Of what an audit note is (the event categories of IEC 62443-4-2, CR 2.8)."""

    ACCESS = "access"  # log in, log out, refused, locked
    USERS = "users"
    CONFIGURATION = "configuration"
    BACKUP = "backup"
    UNLOCK = "unlock"
    EXPORT = "export"
    DEVICES = "devices"  # a device was tried out
    REQUEST = "request"  # a command that was refused for want of a right


@dataclass(frozen=True)
class Noted:
    """Something that no order is about, for the audit trail."""

    category: Category
    what: str
    result: str
    at_ms: int
    by: str = ""
    second: str = ""


@dataclass(frozen=True)
class ClockJumped:
    """The wall clock went elsewhere than the steady one: it shows `at_ms`, `expected_ms` was due.
    Times are suspect from here on."""

    expected_ms: int
    at_ms: int


@dataclass(frozen=True)
class ClockTrusted:
    """A person looked at the clock: it is right."""

    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class TroubleFound:
    """Something around the station is not as it must be: its disk, its witness, its backups."""

    trouble: AlarmKind
    where: str
    detail: str
    at_ms: int


@dataclass(frozen=True)
class TroubleOver:
    trouble: AlarmKind
    where: str
    at_ms: int


@dataclass(frozen=True)
class AlarmClearAsked:
    alarm: int
    at_ms: int
    by: str = ""
    how: str = ""


@dataclass(frozen=True)
class PartialCloseAsked:
    level: int
    at_ms: int
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RescanAsked:
    """Read the label of the container that waits at this level's scanner once more."""

    level: int
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class ReprintAsked:
    """The same label once more. `box` is filled in for a container that has left the line."""

    container: int
    at_ms: int
    by: str = ""
    reason: str = ""
    box: BoxFact | None = None


@dataclass(frozen=True)
class MissingAccepted:
    """The items that a look-down picture didn't show really are gone from the container."""

    level: int
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class ContentScanned:
    """Somebody scanned every item of a container by hand: this is what is in it."""

    container: int
    symbols: tuple[Seen, ...]
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class BeltCleared:
    """Somebody looked: nothing of this order stands between coder and packer any more."""

    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class DoubtSettled:
    """A person voids codes in doubt; they were looked for and not found."""

    codes: tuple[int, ...]
    at_ms: int
    by: str = ""
    reason: str = ""


# ---------------------------------------------------------------- printers


@dataclass(frozen=True)
class CodesLeased:
    """The pool's answer to a `Lease` effect; fewer than asked for when the pool runs dry."""

    head: str
    issued: tuple[Issued, ...]
    at_ms: int


@dataclass(frozen=True)
class HeadReady:
    head: str
    credit: int
    at_ms: int


@dataclass(frozen=True)
class HeadLost:
    """The printer is away or can't print; its codes are told apart by the events that follow."""

    head: str
    said: str
    hint: str
    at_ms: int


@dataclass(frozen=True)
class PrintDone:
    head: str
    code: int  # 0 = the device printed something that nobody had sent
    at_ms: int


@dataclass(frozen=True)
class PrintsCounted:
    """The PLC counted prints of a head that doesn't tell them; `gap` says why the number may be
    wrong, "" = it isn't."""

    head: str
    count: int
    gap: str
    at_ms: int


@dataclass(frozen=True)
class CodesUnsent:
    head: str
    codes: tuple[int, ...]
    reason: str
    at_ms: int


@dataclass(frozen=True)
class CodesDoubted:
    head: str
    codes: tuple[int, ...]
    reason: str
    at_ms: int


@dataclass(frozen=True)
class HeadCleared:
    head: str
    codes: tuple[int, ...]
    at_ms: int


# ---------------------------------------------------------------- belt and packer


@dataclass(frozen=True)
class AtCoder:
    trigger: int
    at_ms: int


@dataclass(frozen=True)
class AtCamera:
    trigger: int
    at_ms: int


@dataclass(frozen=True)
class Sighting:
    """What the camera saw of one item; no symbols = no read, for `reason`."""

    device: str
    trigger: int
    symbols: tuple[Seen, ...]
    at_ms: int
    picture: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ItemRejected:
    """The sensor behind the rejecter confirms that the item was kicked off."""

    trigger: int
    at_ms: int


@dataclass(frozen=True)
class RejectFailed:
    trigger: int
    at_ms: int


@dataclass(frozen=True)
class AtPacker:
    trigger: int
    at_ms: int


@dataclass(frozen=True)
class CasePresented:
    """The packer is done with a container of this level and holds it before the camera or the
    confirming reader until it gets a verdict. `number` is the PLC's, and that of the picture; a
    container that is held and presented again gets a new one."""

    level: int
    number: int
    at_ms: int


@dataclass(frozen=True)
class LookDown:
    """The picture of an open container from above."""

    device: str
    level: int
    token: int
    symbols: tuple[Seen, ...]
    at_ms: int
    picture: str = ""


@dataclass(frozen=True)
class ContainerAtScanner:
    """A labelled container stands before the label scanner until it gets a verdict."""

    level: int
    number: int
    at_ms: int


@dataclass(frozen=True)
class LabelSeen:
    """A fixed scanner's answer at a level; no symbols = no read."""

    device: str
    level: int
    token: int
    symbols: tuple[Seen, ...]
    at_ms: int
    reason: str = ""


@dataclass(frozen=True)
class ChildSeen:
    """The confirming read of the last child in a container that is packed by queue."""

    device: str
    level: int
    token: int
    symbols: tuple[Seen, ...]
    at_ms: int
    reason: str = ""


@dataclass(frozen=True)
class DeviceLost:
    device: str
    said: str
    hint: str
    at_ms: int


@dataclass(frozen=True)
class DeviceBack:
    device: str
    at_ms: int


@dataclass(frozen=True)
class LineEventsLost:
    count: int
    at_ms: int


@dataclass(frozen=True)
class Tick:
    at_ms: int


Event = (
    OrderLife
    | PoolGranted
    | CodesImported
    | StartAsked
    | StopAsked
    | HelpAsked
    | FinishAsked
    | Noted
    | ClockJumped
    | ClockTrusted
    | TroubleFound
    | TroubleOver
    | Rework
    | AlarmClearAsked
    | PartialCloseAsked
    | RescanAsked
    | ReprintAsked
    | MissingAccepted
    | ContentScanned
    | OpenCancelled
    | BeltCleared
    | DoubtSettled
    | CodesLeased
    | HeadReady
    | HeadLost
    | PrintDone
    | PrintsCounted
    | CodesUnsent
    | CodesDoubted
    | HeadCleared
    | DeviceTest
    | AtCoder
    | AtCamera
    | Sighting
    | ItemRejected
    | RejectFailed
    | AtPacker
    | CasePresented
    | LookDown
    | ContainerAtScanner
    | LabelSeen
    | ChildSeen
    | HandScanned
    | DeviceLost
    | DeviceBack
    | LineEventsLost
    | Tick
)
