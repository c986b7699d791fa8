"""What the rework page asks: the whole story of what was scanned, then one act of rework.

Everything is named by what a scanner read. What may be done, in which steps and why not is the
station's word (`ActionShown`); a screen walks through it and sends the act's request, whose fields
bear the names of `ActionShown.steps`.
"""

from __future__ import annotations

import msgspec

from station.talk.message import Request

HISTORY_ROWS_MAX = 100  # of one page


class CodeShown(msgspec.Struct, frozen=True):
    """A code as the page may show it: whole for who does rework, else covered. `number` is the
    station's own name of it, which gives nobody its text."""

    number: int
    text: str
    role: str
    state: str
    reason: str = ""
    reason_zh: str = ""


class ChildShown(msgspec.Struct, frozen=True):
    slot: int  # from 0
    code: CodeShown
    here: bool = False  # it is the thing that was scanned


class BoxShown(msgspec.Struct, frozen=True):
    """A container. `reason` says why it is in quarantine, else why it is as it is. `rows` and
    `columns` are its grid, 0 where it has none; `awaited` is the label that must be read at the
    rework desk, `told` whether the platform knows of it."""

    container: int
    role: str
    state: str
    label: CodeShown | None = None
    reason: str = ""
    reason_zh: str = ""
    capacity: int = 0
    rows: int = 0
    columns: int = 0
    quarantined: bool = False
    awaited: CodeShown | None = None
    shipped_to: str = ""
    told: bool = False
    children: tuple[ChildShown, ...] = ()


class Milestone(msgspec.Struct, frozen=True):
    """When and where something first befell a code: sent, printed, verified, packed, …"""

    what: str  # a `Cause` of the core
    at_ms: int
    device: str = ""
    suspect: bool = False  # nobody trusted the clock then


class LastRead(msgspec.Struct, frozen=True):
    """The newest verdict of a reader on this very code."""

    verdict: str
    device: str
    at_ms: int
    has_picture: bool = False


class StepShown(msgspec.Struct, frozen=True):
    """A scan that an act needs. `field` is the request's; `many` = one or more."""

    field: str
    many: bool = False


class ActionShown(msgspec.Struct, frozen=True):
    """An act that this thing may be part of. `why_not` is the core's own sentence, "" = as far as
    can be said before all is scanned, it would be done. What was scanned already is `first`."""

    name: str
    why_not: str = ""
    rule: str = ""  # the precondition that forbids it
    first: str = ""  # the field that what was scanned fills
    steps: tuple[StepShown, ...] = ()  # the further scans, in their order
    fates: tuple[str, ...] = ()  # one of these is asked for, the usual one first
    reason: bool = True  # a reason is asked for
    grade: bool = False  # a grade may be given
    voids: bool = False  # what it does can't be had back: to be held


class ScanShown(msgspec.Struct, frozen=True):
    code: CodeShown
    level: int
    order: str
    product: str
    batch: str
    order_open: bool
    history: int  # entries in its story; `History` gives them
    inner: CodeShown | None = None  # the second code of the same thing
    loose: bool = False  # good, in no container
    grade: str = ""  # of the last good re-read
    milestones: tuple[Milestone, ...] = ()
    read: LastRead | None = None
    box: BoxShown | None = None  # the container that it is, or the one that it is in
    around: tuple[BoxShown, ...] = ()  # those around `box`, the innermost first; without children
    is_box: bool = False
    awaited_by: int = 0  # the container at the desk that waits for this label
    actions: tuple[ActionShown, ...] = ()  # none, where it was named and not scanned


class Told(msgspec.Struct, frozen=True):
    """One entry of a story, as a sentence."""

    entry: int  # the journal's number
    at_ms: int
    what: str
    what_zh: str
    suspect: bool = False


class Done(msgspec.Struct, frozen=True):
    """What an act put on record about what was scanned for it, oldest first."""

    told: tuple[Told, ...]


class Scan(Request[ScanShown], frozen=True, tag=True):
    """All that is known of what was scanned, or typed as people read it."""

    said: str


class Named(Request[ScanShown], frozen=True, tag=True):
    """The same for a code that the station showed, without a scan: to look at, not to change."""

    number: int


class History(Request[tuple[Told, ...]], frozen=True, tag=True):
    """The story of a code, newest first, from entry `first` on; at most `HISTORY_ROWS_MAX`."""

    number: int
    first: int = 0
    rows: int = HISTORY_ROWS_MAX


class CodePicture(Request[bytes], frozen=True, tag=True):
    """The picture behind the newest verdict on this code that has one, as a small PNG."""

    number: int


class ReworkRequest(Request[Done], frozen=True):
    """An act at the desk; signed by who is logged in, whose right it takes."""


class ReplaceItem(ReworkRequest, frozen=True, tag=True):
    out: str
    put: str
    label: str
    fate: str
    reason: str


class RemoveItems(ReworkRequest, frozen=True, tag=True):
    out: tuple[str, ...]
    label: str
    fate: str
    reason: str


class AddItems(ReworkRequest, frozen=True, tag=True):
    put: tuple[str, ...]
    label: str
    reason: str


class MoveItems(ReworkRequest, frozen=True, tag=True):
    what: tuple[str, ...]
    into: str
    reason: str


class EmptyBox(ReworkRequest, frozen=True, tag=True):
    box: str
    fate: str
    reason: str


class RelabelBox(ReworkRequest, frozen=True, tag=True):
    """A new code; the old one is void as soon as the new label was read."""

    box: str
    reason: str


class ReprintBox(ReworkRequest, frozen=True, tag=True):
    """The same label once more."""

    box: str
    reason: str


class ConfirmLabel(ReworkRequest, frozen=True, tag=True):
    """The awaited label is on the container; `inside` proves that it is this one."""

    label: str
    inside: str


class TakeSample(ReworkRequest, frozen=True, tag=True):
    what: str
    reason: str


class UndoSample(ReworkRequest, frozen=True, tag=True):
    what: str
    reason: str


class DestroyItem(ReworkRequest, frozen=True, tag=True):
    what: str
    reason: str


class AcceptItem(ReworkRequest, frozen=True, tag=True):
    """A good re-read; `grade` as the verifier says it, "" where none was measured."""

    what: str
    grade: str
    reason: str


class QuarantineBox(ReworkRequest, frozen=True, tag=True):
    box: str
    reason: str


class ReleaseBox(ReworkRequest, frozen=True, tag=True):
    box: str
    reason: str


ReworkAct = (
    ReplaceItem
    | RemoveItems
    | AddItems
    | MoveItems
    | EmptyBox
    | RelabelBox
    | ReprintBox
    | ConfirmLabel
    | TakeSample
    | UndoSample
    | DestroyItem
    | AcceptItem
    | QuarantineBox
    | ReleaseBox
)
ReworkTalk = Scan | Named | History | CodePicture | ReworkAct
