"""What every driver is: commands in, device events out.

A **driver** here is sans-IO: it owns no socket, thread or clock. It is told that its link
opened, closed or brought bytes, is given commands and ticks, and answers with an `Output`:
the bytes to put on the wire and the events to publish. `drivers.link.runner.Runner` is the
one thread that joins a driver to a real link; a simulation joins the same driver to memory.
Devices whose library owns the socket (Modbus, cameras) have their own runner and publish the
same events.

Drivers know nothing of bottles, orders or SQL. A `job` is the caller's number for one print,
a `token` the caller's number for one trigger; the driver only hands them back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal, Protocol

from drivers.errors import DeviceError

__all__ = [
    "TEST_JOB",
    "TEST_TOKEN",
    "Accepted",
    "BufferCleared",
    "Capabilities",
    "Clear",
    "Command",
    "Counter",
    "Counters",
    "DeviceError",
    "DeviceEvent",
    "Driver",
    "Eased",
    "EventsLost",
    "Faulted",
    "Forget",
    "HeartbeatLost",
    "InDoubt",
    "LineEvent",
    "LineEventKind",
    "LineOutputs",
    "LinkDown",
    "LinkUp",
    "NoRead",
    "NotSent",
    "Offer",
    "Output",
    "Pause",
    "PrintGrade",
    "PrintJob",
    "Printed",
    "Publish",
    "Read",
    "Ready",
    "Resume",
    "RunnableDevice",
    "Status",
    "SymbolRead",
    "Trigger",
    "Verdict",
    "VerdictTaken",
    "Warned",
]


# ---------------------------------------------------------------- what a device can do


@dataclass(frozen=True)
class Capabilities:
    """What can be believed of a device; see the class of *done* in docs/devices/."""

    kind: Literal["coder", "label", "reader", "camera", "plc", "scanner"]
    protocol: str  # e.g. "domino-codenet"
    manual: str  # the edition that the wire facts come from
    unverified: tuple[str, ...]  # what no manual confirmed
    queue_depth: int | None = None  # codes that the device holds; None = not known
    credit: Literal["ack_nak", "count", "cts", "none"] = "none"
    ack: Literal["none", "received", "processed"] = "none"
    done: Literal["event_indexed", "event", "counter", "external", "none"] = "none"
    can_clear_queue: bool = False
    can_read_queue: bool = False
    keeps_queue_on_disconnect: bool = False
    max_bytes: int | None = None  # longest payload of one print
    hardware_verified: bool = False


# ---------------------------------------------------------------- commands


TEST_JOB: Final = -1
"""The job of a test print. Its text is nobody's code; a payload refused for it is no fault."""
TEST_TOKEN: Final = -1
"""The token of a test read, that nobody judges."""


@dataclass(frozen=True)
class PrintJob:
    """One thing to print once. `data` is the exact payload (coder) or label stream (label)."""

    job: int
    data: bytes


@dataclass(frozen=True)
class Offer:
    """Print these, each once, in this order. The caller has recorded them as sent."""

    jobs: tuple[PrintJob, ...]


@dataclass(frozen=True)
class Clear:
    """Drop all that waits in driver and device; answered by `BufferCleared`."""


@dataclass(frozen=True)
class Forget:
    """The caller knows what became of these accepted jobs: they count as out no longer. For
    devices whose class of *done* is `external` or `none`; nothing answers it."""

    jobs: tuple[int, ...]


@dataclass(frozen=True)
class Pause:
    """Let the device print nothing more, keeping what it holds."""


@dataclass(frozen=True)
class Resume:
    """Undo `Pause`."""


@dataclass(frozen=True)
class Trigger:
    """Read once; the answer (`Read` or `NoRead`) carries the same token."""

    token: int
    window_ms: int = 1_000


@dataclass(frozen=True)
class Verdict:
    """Let product `trigger` pass, or reject it. `place` is 0 for a product on the belt; other
    numbers name other places where something waits for a verdict (the register map says which).
    """

    trigger: int
    good: bool
    place: int = 0


@dataclass(frozen=True)
class LineOutputs:
    """Coils that the station sets; None leaves a coil as it is."""

    line_enable: bool | None = None
    conveyor_stop: bool | None = None
    reject_test: bool | None = None  # True = one kick; it falls back by itself
    tower_red: bool | None = None
    tower_amber: bool | None = None
    tower_green: bool | None = None
    buzzer: bool | None = None


Command = Offer | Forget | Clear | Pause | Resume | Trigger | Verdict | LineOutputs


# ---------------------------------------------------------------- events of every device


class Status(StrEnum):
    """A device's state in one word; `Warned` and `Faulted` say more."""

    OFFLINE = "offline"
    PREPARING = "preparing"
    READY = "ready"
    PAUSED = "paused"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class LinkUp:
    device: str


@dataclass(frozen=True)
class LinkDown:
    device: str
    reason: str


@dataclass(frozen=True)
class Ready:
    """The device has been prepared and takes jobs or triggers; `credit` prints fit into it."""

    device: str
    credit: int = 0


@dataclass(frozen=True)
class Warned:
    """Something wants looking after. One that `lasts` is over when `Eased` says so."""

    device: str
    said: str
    hint: str
    lasts: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Eased:
    """What a lasting `Warned` said is over."""

    device: str
    said: str


@dataclass(frozen=True)
class Faulted:
    """The device can't work until somebody helps; `said` is its own word, `hint` what to do."""

    device: str
    said: str
    hint: str


# ---------------------------------------------------------------- printers


@dataclass(frozen=True)
class Accepted:
    """The device took the job (as much as its `Capabilities.ack` is worth)."""

    device: str
    job: int


@dataclass(frozen=True)
class Printed:
    """A print happened. `job` is the one that it must have been: by the device's own index, or
    the oldest accepted one where the device gives no identity; None = no job was outstanding."""

    device: str
    job: int | None


@dataclass(frozen=True)
class NotSent:
    """Not one byte of these jobs left, or the device refused them: they may be offered again."""

    device: str
    jobs: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class InDoubt:
    """These jobs may or may not be printed: never to be offered again by anybody."""

    device: str
    jobs: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class BufferCleared:
    """`Clear` was carried out; `jobs` had been accepted, were not reported as printed, and are
    gone from the device."""

    device: str
    jobs: tuple[int, ...]


@dataclass(frozen=True)
class Counter:
    """The device's own count. For most an upper bound of prints, not a proof."""

    device: str
    value: int


# ---------------------------------------------------------------- readers


@dataclass(frozen=True)
class PrintGrade:
    """How well a symbol is printed, **estimated** by a reader that is no calibrated verifier: good
    for the trend of one print head under one reader, never a grade by ISO/IEC 15415.

    Names are those of OPC UA's AutoID verifier result and of the standard; each is a part, 0..1,
    apart from `score`, the relative print score, 0 to 100, 100 is best.
    """

    score: float
    symbol_contrast: float
    r_min: float  # the darkest reflectance
    modulation: float
    fixed_pattern_damage: float
    axial_non_uniformity: float
    unused_error_correction: float


@dataclass(frozen=True)
class SymbolRead:
    """One symbol as read. `data` are the symbol's bytes, GS (0x1D) included, AIM prefix not.

    `aim` is "" where the reader doesn't give it. `x`, `y` are the symbol's centre in pixels,
    `row`, `column` its place in the grid of a look-down picture (from 0), -1 where unknown.
    `decoder` names what read it; `attempts` counts preparations tried before it succeeded. `grade`
    is an estimate of the print's quality, None where the reader makes none; `quality` what a reader
    says of it by a scale of its own, 0 to 100, 100 is best, -1 where it says nothing.
    """

    data: bytes
    aim: str = ""
    x: float = -1.0
    y: float = -1.0
    row: int = -1
    column: int = -1
    decoder: str = ""
    attempts: int = 1
    grade: PrintGrade | None = None
    quality: float = -1.0

    @property
    def score(self) -> float | None:
        """What a head's trend is made of: comparable within one reader only."""
        if self.grade is not None:
            return self.grade.score
        return self.quality if self.quality >= 0 else None


@dataclass(frozen=True)
class Read:
    """`token` is the trigger's number; `picture` is where the camera's picture lies, if it does."""

    device: str
    token: int
    symbols: tuple[SymbolRead, ...]
    picture: str = ""
    took_ms: float = 0.0


@dataclass(frozen=True)
class NoRead:
    device: str
    token: int
    reason: str
    picture: str = ""
    took_ms: float = 0.0


# ---------------------------------------------------------------- PLC


class LineEventKind(StrEnum):
    """What the PLC's event ring reports. `trigger` numbers products, or cases, or pallets; of a
    printed label it is the level, 1 for cases."""

    AT_CODER = "at_coder"
    AT_CAMERA = "at_camera"
    REJECTED = "rejected"  # confirmed by the sensor behind the rejecter
    REJECT_FAILED = "reject_failed"  # told to kick, and the product was seen behind the rejecter
    AT_PACKER = "at_packer"
    CASE_PRESENTED = "case_presented"  # under the look-down camera
    CASE_AT_SCANNER = "case_at_scanner"
    PALLET_AT_SCANNER = "pallet_at_scanner"
    LABEL_PRINTED = "label_printed"  # a label printer's END PRINT; the number is its level


@dataclass(frozen=True)
class LineEvent:
    device: str
    kind: LineEventKind
    trigger: int
    encoder: int


@dataclass(frozen=True)
class EventsLost:
    """The ring was overrun: `count` events between two polls are unknown."""

    device: str
    count: int


@dataclass(frozen=True)
class Counters:
    """The PLC's latching counters, published when one changes and after each connection.

    They never decrease. `restarts` is how often one of them went backwards in the PLC: what was
    counted around that moment is missing."""

    device: str
    products: int
    prints: int
    rejects: int
    restarts: int = 0


@dataclass(frozen=True)
class VerdictTaken:
    device: str
    trigger: int


@dataclass(frozen=True)
class HeartbeatLost:
    device: str
    waited_ms: int


DeviceEvent = (
    LinkUp
    | LinkDown
    | Ready
    | Warned
    | Eased
    | Faulted
    | Accepted
    | Printed
    | NotSent
    | InDoubt
    | BufferCleared
    | Counter
    | Read
    | NoRead
    | LineEvent
    | EventsLost
    | Counters
    | VerdictTaken
    | HeartbeatLost
)

Publish = Callable[[DeviceEvent], None]


# ---------------------------------------------------------------- the two interfaces


@dataclass(frozen=True)
class Output:
    """What a driver wants done: bytes to send, events to publish, and whether to drop the link
    (when the conversation can't be trusted any more)."""

    send: bytes = b""
    events: tuple[DeviceEvent, ...] = field(default=())
    drop_link: bool = False

    def __add__(self, other: Output) -> Output:
        return Output(
            self.send + other.send,
            self.events + other.events,
            self.drop_link or other.drop_link,
        )


class Driver(Protocol):
    """A sans-IO driver of a byte-stream device. Times are milliseconds of a monotonic clock."""

    name: str
    caps: Capabilities

    def opened(self, now_ms: int) -> Output: ...

    def closed(self, reason: str, now_ms: int) -> Output: ...

    def received(self, data: bytes, now_ms: int) -> Output: ...

    def command(self, command: Command, now_ms: int) -> Output: ...

    def tick(self, now_ms: int) -> Output: ...


class RunnableDevice(Protocol):
    """What the station holds of a device, whatever runs inside: threads are its own affair."""

    name: str
    caps: Capabilities

    def start(self, publish: Publish) -> None: ...

    def command(self, command: Command) -> None:
        """Queue a command. Raises `Misuse` when the bounded queue is full: never blocks."""
        ...

    def stop(self, timeout_s: float = 2.0) -> None: ...
