"""The station in a proof: the real workplace, whose devices and platform are at the end of a wire.

It runs in this process (crash disk, failing disk) or in one that will be killed. It takes messages,
one after the other: what devices say, what people ask, a run of the upload. What leaves the PC goes
through the wire at once, in the order in which it leaves; after each message it shows its state,
which is what people at the line could see of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch

from config.line import LineFile
from drivers import api as d
from station.compose.secrets import MASTER, FileSecrets
from station.compose.workplace import Workplace
from station.core import effects as f
from station.core import events as e
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.core.state import LineState
from station.runtime.clock import Clock, SystemClock
from station.store import guard, outbox
from sync.platforms.api import Answer, BoundCode
from sync.push import Pusher
from sync.station_facts import StationFacts
from sync.station_outbox import StationOutbox

PLC, CODER, CAMERA, LOOK_DOWN = "plc", "coder", "camera", "look_down"
LABELS, SCANNER = "label_printer", "label_scanner"
NAMES = (PLC, CODER, CAMERA, LOOK_DOWN, LABELS, SCANNER)
DATABASE = "station.db"
STATION = 7
PER_CASE, COLUMNS = 2, 2
BLOCK = 100
CLAIM_CODES = 8  # so that a death doesn't use up a whole block
WHO = "line leader"
NO_ALARM = -1  # clearing it changes nothing: a question that is answered in its turn
SCOPE = {0: BLOCK, 1: BLOCK}

LINE = LineFile.model_validate(
    {
        "name": "proof",
        "station": STATION,
        "devices": {name: {"protocol": "wire-zpl", "url": "tcp://127.0.0.1:1"} for name in NAMES},
        "roles": {
            "plc": PLC,
            "coder": CODER,
            "camera": CAMERA,
            "look_down": LOOK_DOWN,
            "labels": [LABELS],
            "scanners": [SCANNER],
        },
        # The crash disk's SQLite can't encrypt, and all proofs run the same station.
        "store": {"encryption": "off"},
        "limits": {"disk_reserve_mb": 50, "rejects_in_row_max": 8},
        "pool": {"block": BLOCK},
    }
)
PRODUCT = Product(
    "water",
    "06901234567892",
    (
        Level(0, "bottle", CodeRule(CodeKind.MINTED, "QR", prefix="HTTPS://X.EXAMPLE/")),
        Level(
            1,
            "case",
            CodeRule(CodeKind.SSCC, "GS1_128", company_prefix="690123"),
            PER_CASE,
            PackMode.LOOK_DOWN,
            PER_CASE // COLUMNS,
            COLUMNS,
        ),
    ),
)
ORDER = Order("WO-1", PRODUCT, "L1", "2026-11-23", "2027-11-22", 1_000)


# ---------------------------------------------------------------- what is said to it


@dataclass(frozen=True)
class Tell:
    """Devices say this, all within one turn."""

    events: tuple[d.DeviceEvent, ...]


@dataclass(frozen=True)
class Ask:
    """A person's command; its time is put in here."""

    command: type
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class OpenOrder:
    """The order, with its first codes."""


@dataclass(frozen=True)
class Grant:
    level: int


@dataclass(frozen=True)
class Push:
    """One run of the upload."""


@dataclass(frozen=True)
class Keep:
    """A backup, beside the line."""


Message = Tell | Ask | OpenOrder | Grant | Push | Keep


# ---------------------------------------------------------------- what it says


@dataclass(frozen=True)
class Shown:
    """The station after a message. `head` is that of the journal: durable, or a promise is broken.
    `to_upload` counts what waits in the outbox, None where nobody looked."""

    state: LineState
    head: tuple[int, bytes]
    refused: f.Refused | None = None
    to_upload: int | None = None


class Wire(Protocol):
    def left(self, device: str, command: d.Command) -> None:
        """This command left the PC."""
        ...

    def upload(self, content_id: str, body: bytes) -> Answer:
        """These bytes left for the platform."""
        ...


class WiredDevice:
    caps = d.Capabilities("plc", "wire", "none: a proof", (), done="event")

    def __init__(self, name: str, wire: Wire) -> None:
        self.name, self._wire = name, wire
        self.publish: d.Publish

    def start(self, publish: d.Publish) -> None:
        self.publish = publish

    def command(self, command: d.Command) -> None:
        self._wire.left(self.name, command)

    def stop(self, timeout_s: float = 2.0) -> None:
        """Nothing runs here."""


class WiredPlatform:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def send(self, content_id: str, body: bytes) -> Answer:
        return self._wire.upload(content_id, body)

    def bound_codes(self, order: str) -> Sequence[BoundCode]:
        raise AssertionError("a proof compares by itself")

    def close(self) -> None:
        """Nothing is open."""


class PlainLabels(Workplace):
    """A label is the text of its symbol: how it is drawn is not in question here."""

    def make_label(self, effect: f.PrintLabel) -> bytes:
        return effect.issued.data


class Stand:
    """Use `opened`; it carries out messages until the process ends."""

    def __init__(
        self, workplace: Workplace, devices: Mapping[str, WiredDevice], platform: WiredPlatform
    ) -> None:
        self.workplace, self._devices = workplace, devices
        self._pusher = Pusher(
            STATION,
            StationOutbox(workplace.desk),
            StationFacts(workplace.desk.connect),
            self._texts,
            platform,
            lambda seconds: None,
            workplace.now_ms,
            lambda: 0.0,
        )

    def carry(self, message: Message) -> Shown:
        """Returns when all that follows from the message is done; raises what the station raises
        when its line has stopped."""
        refused, to_upload = None, None
        match message:
            case Tell(events):
                for event in events:
                    self._devices[event.device].publish(event)
            case Ask(command, fields):
                refused = self.workplace.ask(command(at_ms=self.workplace.now_ms(), **fields))
            case OpenOrder():
                self.workplace.open_order(ORDER, SCOPE, WHO)
            case Grant(level):
                self.workplace.grant_more(level)
            case Push():
                to_upload = self._push()
            case Keep():
                name = f"kept-{time.monotonic_ns()}.db"
                self.workplace.back_up(self.workplace.data / name)
        return self.shown(refused, to_upload)

    def shown(self, refused: f.Refused | None = None, to_upload: int | None = None) -> Shown:
        self.workplace.ask(e.AlarmClearAsked(NO_ALARM, self.workplace.now_ms()))
        return Shown(self.workplace.state, self.workplace.store.head, refused, to_upload)

    def _texts(self, codes: Sequence[int]) -> Sequence[str]:
        """Also of an order that was closed before the station started again."""
        return self.workplace.all_codes.of(ORDER.number).texts(codes)

    def _push(self) -> int:
        """What waits for a later time is due at once: time is short here."""
        for row in outbox.pending(self.workplace.desk):
            if row.next_try_ms:
                outbox.reschedule(self.workplace.desk, row.id, 0)
        return self._pusher.push().left


def furnish(folder: Path) -> None:
    """What a station's folder has before its first start. One master secret for all, so that the
    same seed prints the same codes."""
    FileSecrets(folder / "secrets.json").set(MASTER, "5a" * 32)


@contextmanager
def opened(folder: Path, wire: Wire, clock: Clock | None = None) -> Iterator[Stand]:
    """The station's life: from its start to its orderly end, unless it dies in between."""
    devices = {name: WiredDevice(name, wire) for name in NAMES}
    secrets = FileSecrets(folder / "secrets.json")
    with (
        patch.multiple(guard, CLAIM_ITEMS=CLAIM_CODES, CLAIM_CONTAINERS=CLAIM_CODES),
        PlainLabels(folder, LINE, devices, secrets, clock=clock or SystemClock()) as workplace,
    ):
        assert workplace.locked is None, f"locked: {workplace.locked.kind}"
        yield Stand(workplace, devices, WiredPlatform(wire))
