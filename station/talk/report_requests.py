"""What the reports page asks: batch records, the figures of a shift, the audit trail."""

from __future__ import annotations

import msgspec

from station.talk.message import Request
from station.talk.upload_requests import NEWEST


class RecordOrder(msgspec.Struct, frozen=True):
    number: str
    product: str
    batch: str
    phase: str
    opened_ms: int
    ended_ms: int = 0  # 0 = it is on the line


class RecordOrdersShown(msgspec.Struct, frozen=True):
    """Newest first; `older` is the `below` of the next page, 0 = this is the last."""

    orders: tuple[RecordOrder, ...]
    older: int


class RecordOrders(Request[RecordOrdersShown], frozen=True, tag=True):
    """Orders that a paper can be made of, open ones too."""

    below: int = NEWEST
    rows: int = 20


class RecordStand(msgspec.Struct, frozen=True):
    """How an order's record stands. `state` is none, making, ready or failed."""

    order: str
    state: str
    seconds: float = 0.0  # of making so far
    pages: int = 0
    size_bytes: int = 0
    made_ms: int = 0
    why: str = ""  # it failed


class MakeRecord(Request[RecordStand], frozen=True, tag=True):
    """Begin to make an order's batch record; how far it is says `HowRecord`. A big order takes
    many seconds, and a screen has more to ask meanwhile."""

    order: str


class HowRecord(Request[RecordStand], frozen=True, tag=True):
    order: str


class DropRecord(Request[None], frozen=True, tag=True):
    """This screen left the record: what is still being made for it ends."""


class RecordPage(Request[bytes], frozen=True, tag=True):
    """A page of the record that is ready, as PNG; pages count from 1."""

    order: str
    page: int
    width_px: int


class PaperPlaceShown(msgspec.Struct, frozen=True):
    """`name` "" is the station's own folder."""

    name: str
    folder: str
    free_bytes: int


class PaperPlaces(Request[tuple[PaperPlaceShown, ...]], frozen=True, tag=True):
    """Where a paper can be put: the station's folder, and the memory sticks that are in."""


class SaveRecord(Request[str], frozen=True, tag=True):
    """Put the record that is ready there; the file that it became. Nothing is written over."""

    order: str
    place: str = ""


class OeePart(msgspec.Struct, frozen=True):
    """A factor with what it was made of: `made` ÷ `of`, in `unit` (seconds or items). `share`
    is None where an input is lacking, and `lacking` says which."""

    name: str  # availability, performance, quality, overall
    share: float | None
    made: float = 0.0
    of: float = 0.0
    unit: str = ""
    lacking: str = ""  # nothing was planned, no speed is rated, nothing was judged


class ShiftSpan(msgspec.Struct, frozen=True):
    at_ms: int
    good: int
    rejected: int


class ShiftShown(msgspec.Struct, frozen=True):
    from_ms: int
    to_ms: int
    orders: tuple[str, ...]
    parts: tuple[OeePart, ...]  # availability, performance, quality, overall
    planned_s: float
    running_s: float
    held_s: float
    good: int
    rejected: int
    rated_per_minute: float  # 0 = the line file names none
    reasons: tuple[tuple[str, int], ...]  # why items were not good, the most frequent first
    closed: tuple[tuple[str, int, int], ...]  # role, full, partial
    span_ms: int  # of each of `course`
    expected_per_span: float  # items at rated speed, 0 = not known
    course: tuple[ShiftSpan, ...]


class AskShift(Request[ShiftShown], frozen=True, tag=True):
    """`span` is this, last (shifts), today, yesterday or week; "" = `from_ms` to `to_ms`."""

    span: str = "this"
    from_ms: int = 0
    to_ms: int = 0


class TrailLine(msgspec.Struct, frozen=True):
    """An entry of the trail. `what` is one word for the act; `reason` has its codes covered."""

    seq: int
    at_ms: int
    by: str
    category: str
    what: str
    order: str = ""
    container: int = 0
    codes: int = 0
    reason: str = ""


class TrailShown(msgspec.Struct, frozen=True):
    """Newest first. `older` is the `below` of the next page, 0 = the beginning was reached; a page
    may be short and have an older one all the same: then nothing was found as far as `back_ms`."""

    lines: tuple[TrailLine, ...]
    older: int
    back_ms: int
    people: tuple[str, ...]  # who can be asked for
    categories: tuple[str, ...]


class AskTrail(Request[TrailShown], frozen=True, tag=True):
    """Empty fields ask for whoever, whatever and whenever; `span` is one of `AskShift`."""

    below: int = NEWEST
    rows: int = 20
    person: str = ""
    category: str = ""
    order: str = ""
    span: str = ""


ReportTalk = (
    RecordOrders
    | MakeRecord
    | HowRecord
    | DropRecord
    | RecordPage
    | PaperPlaces
    | SaveRecord
    | AskShift
    | AskTrail
)
