"""What the devices page asks: how a device is, what went over its wire, and trying it out."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from station.talk.message import Request


class PrintTestShown(msgspec.Struct, frozen=True):
    """The last test print. `over_ms` 0 = it is still out."""

    text: str
    asked_ms: int
    over_ms: int
    result: str


class ReadShown(msgspec.Struct, frozen=True):
    """What a test read saw: covered, as `text` with its symbol's identifier."""

    text: str
    aim: str


class ReadTestShown(msgspec.Struct, frozen=True):
    """`waits`: what the device reads next is the test's. `said`: why it saw nothing."""

    asked_ms: int
    waits: bool
    said: str
    reads: tuple[ReadShown, ...]


class DeviceTestKey(msgspec.Struct, frozen=True):
    """A test that this device has: print, end-print, read, reject, scanner. `why_not` "" = now."""

    name: str
    why_not: str


class DeviceShown(msgspec.Struct, frozen=True):
    """A device in full. Times are of the wall clock, ages in milliseconds, -1 = never."""

    name: str
    role: str
    status: str
    said: str
    hint: str
    kind: str
    protocol: str
    address: str
    manual: str
    done: str
    credit: str
    ack: str
    queue_depth: int | None
    max_bytes: int | None
    unverified: tuple[str, ...]
    tried: bool  # on the real device
    counts: tuple[tuple[str, int], ...]  # since the station's start
    last_event_age_ms: int
    own_count: int | None  # the device's own counter
    plc_counts: tuple[tuple[str, int], ...]
    tests: tuple[DeviceTestKey, ...]
    print_test: PrintTestShown | None
    read_test: ReadTestShown | None
    has_course: bool  # of prints


class Device(Request[DeviceShown], frozen=True, tag=True):
    name: str


class Passed(msgspec.Struct, frozen=True):
    """One line of what passed the wire, covered. `way`: sent, received, note; or event, where the
    device's library has the wire and only events are known; "" = it goes on from the line above."""

    at_ms: int
    way: str
    text: str


class LastBytesShown(msgspec.Struct, frozen=True):
    """One page of it, newest first. `has_wire` False: these are events."""

    page: int
    pages: int
    has_wire: bool
    rows: tuple[Passed, ...]


class LastBytes(Request[LastBytesShown], frozen=True, tag=True):
    """`rows` lines a page, of so many `characters` each."""

    name: str
    page: int = 0
    rows: int = 10
    characters: int = 80


class CourseShown(msgspec.Struct, frozen=True):
    """A head's print score over the last hour: (minute, mean of late, reads), oldest first, 0 to
    100. `usual` None = not learned yet, `reads` of `reads_needed` are there."""

    from_ms: int
    to_ms: int
    points: tuple[tuple[int, float, int], ...]
    usual: float | None
    warn_below: float | None
    of_late: float | None
    worsening: bool
    reads: int
    reads_needed: int


class PrintQuality(Request[CourseShown], frozen=True, tag=True):
    name: str


class DeviceCommand(Request[None], frozen=True):
    """Moves a device; of the screen in control."""

    moves_line: ClassVar[bool] = True


class PrintTest(DeviceCommand, frozen=True, tag=True):
    """Print one text, or one label, that is no code of anybody's."""

    name: str


class EndPrintTest(DeviceCommand, frozen=True, tag=True):
    """Take the test print back from the printer."""

    name: str


class ReadOnce(DeviceCommand, frozen=True, tag=True):
    """Read once, or take what is scanned next: it is shown, and judged by nobody."""

    name: str


class RejectOnce(DeviceCommand, frozen=True, tag=True):
    """One kick of the rejecter without a product."""

    name: str


class ScannerLabel(Request[bytes], frozen=True, tag=True):
    """The test label of a symbology, as PNG of so many dots a millimetre: 4 or 8, at which a module
    of the symbol is whole dots. To be shown as it is, or no scanner reads it off the screen."""

    label: str
    dots_a_mm: int = 4


class Finding(msgspec.Struct, frozen=True):
    """What is set wrongly in a scanner and how to set it right, in both languages."""

    english: str
    chinese: str
    detail: str


class SelfTestShown(msgspec.Struct, frozen=True):
    """`good` False with nothing found: nothing was read yet."""

    label: str
    good: bool
    findings: tuple[Finding, ...]


class CheckScanner(Request[SelfTestShown], frozen=True, tag=True):
    """What the last test read of `name` says of that scanner, held over the test label."""

    name: str
    label: str


class CheckTyped(Request[SelfTestShown], frozen=True, tag=True):
    """The same of a scanner that types at this screen: what it typed, one text a scan."""

    label: str
    typed: tuple[str, ...]


class ScannerLabels(Request[tuple[str, ...]], frozen=True, tag=True):
    """The symbologies that there are test labels of."""


DeviceTalk = (
    Device
    | LastBytes
    | PrintQuality
    | PrintTest
    | EndPrintTest
    | ReadOnce
    | RejectOnce
    | ScannerLabel
    | CheckScanner
    | CheckTyped
    | ScannerLabels
)
