"""What the station tells unasked: how the line is, ten times a second, and who sits where.

`Look` is the same for every screen; `Seat` is of one. Sums, rates and reasons are the station's:
a screen only puts them where they belong.
"""

from __future__ import annotations

import msgspec

from station.core.snapshot import Snapshot


class DeviceLine(msgspec.Struct, frozen=True):
    """A device of the line file with its last word. `tried` is False until somebody tried the
    driver on the real device."""

    name: str
    role: str
    status: str
    said: str = ""
    hint: str = ""
    tried: bool = False


class Minute(msgspec.Struct, frozen=True):
    """What passed the camera in one minute, oldest first in lists."""

    at_ms: int
    good: int
    rejected: int


class Recent(msgspec.Struct, frozen=True):
    """One read of late. `code` is covered; `picture` names what `Picture` gives."""

    at_ms: int
    code: str
    verdict: str
    picture: str = ""
    score: float | None = None  # relative print score, 0 to 100; an estimate


class PoolLine(msgspec.Struct, frozen=True):
    """Codes left of a level. `minutes` at the present pace; None while nothing moves."""

    level: int
    role: str
    left: int
    minutes: float | None = None


class KeyLine(msgspec.Struct, frozen=True):
    """Whether the line would do a thing now: `why_not` is the core's sentence, "" = it would."""

    name: str  # start, stop, finish, partial-1, partial-2, reprint-1, …
    why_not: str = ""


class Uploads(msgspec.Struct, frozen=True):
    waiting: int = 0
    refused: int = 0
    last_success_ms: int = 0  # 0 = never yet
    oldest_ms: int = 0  # when the oldest that waits was ready, 0 = none waits


class FirstArticle(msgspec.Struct, frozen=True):
    """After each start or stop of a printer: awaited until one item of it is read good."""

    awaited: bool = False
    passed: Recent | None = None  # the read that passed it last


class Look(msgspec.Struct, frozen=True, tag=True):
    station: str  # the line's name
    line: Snapshot
    devices: tuple[DeviceLine, ...] = ()
    good: int = 0
    rejected: int = 0
    rejects: tuple[tuple[str, int], ...] = ()  # by reason, the most frequent first
    cases: int = 0
    pallets: int = 0
    per_minute: float = 0.0
    target_per_minute: float = 0.0  # 0 = none is set
    minutes: tuple[Minute, ...] = ()  # of the last hour
    recent: tuple[Recent, ...] = ()  # newest first
    pools: tuple[PoolLine, ...] = ()
    keys: tuple[KeyLine, ...] = ()
    uploads: Uploads = Uploads()
    first_article: FirstArticle = FirstArticle()
    screens: int = 0
    in_control: str = ""  # the screen that moves the line, "" = none
    demonstration: bool = False
    has_users: bool = True


class Seat(msgspec.Struct, frozen=True, tag=True):
    """Of this screen: its name, who is logged in there, what they have a right to."""

    screen: str
    controls: bool
    person: str = ""  # "" = nobody
    role: str = ""
    proof: str = ""
    rights: tuple[str, ...] = ()
    locked: bool = False  # the session locked itself; PIN or badge brings it back
