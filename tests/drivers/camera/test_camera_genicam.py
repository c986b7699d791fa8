"""GenICam cameras, with a stand-in for `harvesters`: its calls, its pictures, and what goes wrong.

No camera and no producer was ever tried; the stand-in has only the calls that its documentation
names, so that a call to anything else fails here.
"""

from __future__ import annotations

import sys
from collections import deque
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from drivers.api import LinkDown, Read, Ready, Trigger
from drivers.camera.genicam import SILENT_MS, GenicamSource
from drivers.camera.reader import CameraReader
from drivers.camera.source import Address, SourceLost, parse_address
from drivers.camera.wishes import LATE, NOT_CONNECTED, TRIGGERS_MAX
from drivers.errors import Misuse
from drivers.link.api import AddressError
from tests.drivers.camera.bench import Events, cap_of, code

SERIAL = "DA1234567"


class Node:
    """A feature of the camera: a value, or a command that is executed."""

    def __init__(self, execute: Any = None) -> None:
        self.value, self.execute = "", execute


class Buffer:
    def __init__(self, hall: Hall, components: list[Any]) -> None:
        self._hall = hall
        self.payload = SimpleNamespace(components=components)

    def queue(self) -> None:
        self._hall.queued += 1


class Hall:
    """What stands behind the stand-in: one camera, its frames, and its failures."""

    def __init__(self) -> None:
        self.frames: deque[list[Any]] = deque()
        self.calls: list[str] = []
        self.queued = self.shots = 0
        self.fails = ""  # the call that raises
        self.serials = [SERIAL]
        self.on_shot: list[list[Any]] = []  # what each software trigger brings

    def did(self, call: str) -> None:
        self.calls.append(call)
        if call == self.fails:
            raise RuntimeError(f"GenTL: {call}")

    def shoot(self) -> None:
        self.did("shoot")
        self.shots += 1
        if self.on_shot:
            self.frames.append(self.on_shot.pop(0))


class Acquirer:
    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        nodes = SimpleNamespace(
            TriggerMode=Node(), TriggerSource=Node(), TriggerSoftware=Node(hall.shoot)
        )
        self.remote_device = SimpleNamespace(node_map=nodes)

    def start(self) -> None:
        self._hall.did("start")

    def stop(self) -> None:
        self._hall.did("stop")

    def destroy(self) -> None:
        self._hall.did("destroy")

    def try_fetch(self, *, timeout: float) -> Buffer | None:
        assert timeout > 0
        self._hall.did("fetch")
        return Buffer(self._hall, self._hall.frames.popleft()) if self._hall.frames else None


def harvester_of(hall: Hall) -> type:
    class Harvester:
        def add_file(self, path: str) -> None:
            hall.did("add_file")
            assert Path(path).is_file()

        def update(self) -> None:
            hall.did("update")

        @property
        def device_info_list(self) -> list[Any]:
            return [SimpleNamespace(serial_number=one) for one in hall.serials]

        def create(self, search_key: dict[str, str]) -> Acquirer:
            hall.did("create")
            assert search_key == {"serial_number": SERIAL}
            hall.acquirer = Acquirer(hall)  # type: ignore[attr-defined]
            return hall.acquirer  # type: ignore[attr-defined,no-any-return]

        def reset(self) -> None:
            hall.did("reset")

    return Harvester


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    made = Hall()
    core = ModuleType("harvesters.core")
    core.Harvester = harvester_of(made)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "harvesters", ModuleType("harvesters"))
    monkeypatch.setitem(sys.modules, "harvesters.core", core)
    return made


@pytest.fixture
def producer(tmp_path: Path) -> Path:
    path = tmp_path / "vendor.cti"
    path.write_bytes(b"")
    return path


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def source_of(producer: Path, trigger: str = "free") -> tuple[GenicamSource, Clock]:
    clock = Clock()
    return GenicamSource(Address("genicam", SERIAL, 0, str(producer), trigger), clock), clock


def frame(pixels: np.ndarray, name: str = "Mono8") -> list[Any]:
    height, width = pixels.shape[:2]
    flat = pixels.reshape(-1)
    return [SimpleNamespace(data=flat, width=width, height=height, data_format=name)]


GREY = np.arange(12, dtype=np.uint8).reshape(3, 4)


# ---------------------------------------------------------------- pictures


def test_a_trigger_gets_the_first_frame_that_comes_after_it(hall: Hall, producer: Path) -> None:
    source, _ = source_of(producer)
    source.open()
    hall.frames.append(frame(GREY))
    assert source.wait(20) == [], "nobody waited for it"
    source.trigger(7, 500)
    hall.frames.append(frame(GREY + 1))
    (picture,) = source.wait(20)
    assert picture.token == 7
    assert picture.pixels is not None
    assert np.array_equal(picture.pixels, GREY + 1)
    assert hall.queued == 2, "each buffer goes back to the camera"
    assert hall.shots == 0
    source.close()
    assert hall.calls[-3:] == ["stop", "destroy", "reset"]


RGB = np.full((2, 2, 3), (200, 100, 50), np.uint8)


@pytest.mark.parametrize(
    ("name", "pixels", "grey"),
    [
        ("Mono10", np.full((2, 2), 1_023, np.uint16), 255),
        ("Mono12", np.full((2, 2), 2_048, np.uint16), 128),
        ("Mono16", np.full((2, 2), 0x8000, np.uint16), 128),
        ("RGB8", RGB, 124),
        ("BGR8", RGB[:, :, ::-1], 124),
        ("BayerRG8", np.full((4, 4), 90, np.uint8), 90),
        ("BayerGB8", np.full((4, 4), 90, np.uint8), 90),
    ],
)
def test_pixel_formats_become_grey(
    hall: Hall, producer: Path, name: str, pixels: np.ndarray, grey: int
) -> None:
    source, _ = source_of(producer)
    source.open()
    source.trigger(1, 500)
    hall.frames.append(frame(np.ascontiguousarray(pixels), name))
    (picture,) = source.wait(20)
    assert picture.pixels is not None
    assert picture.pixels.shape == pixels.shape[:2]
    assert int(picture.pixels[1, 1]) == grey


@pytest.mark.parametrize(
    ("components", "fault"),
    [
        ([], "the picture came without content"),
        (frame(GREY, "YUV422Packed"), "pixel format YUV422Packed can't be read: set one of Mono8"),
    ],
)
def test_a_picture_that_can_not_be_read_is_a_no_read_with_its_reason(
    hall: Hall, producer: Path, components: list[Any], fault: str
) -> None:
    source, _ = source_of(producer)
    source.open()
    source.trigger(1, 500)
    hall.frames.append(components)
    (picture,) = source.wait(20)
    assert picture.fault.startswith(fault)
    assert hall.queued == 1


# ---------------------------------------------------------------- triggers by software


def test_by_software_each_trigger_takes_one_picture(hall: Hall, producer: Path) -> None:
    source, _ = source_of(producer, "software")
    source.open()
    nodes = hall.acquirer.remote_device.node_map  # type: ignore[attr-defined]
    assert (nodes.TriggerMode.value, nodes.TriggerSource.value) == ("On", "Software")
    hall.on_shot = [frame(GREY), frame(GREY + 1)]
    source.trigger(1, 500)
    source.trigger(2, 500)
    assert hall.shots == 1, "the second when the first has come"
    assert [one.token for one in source.wait(20)] == [1]
    assert hall.shots == 2
    assert [one.token for one in source.wait(20)] == [2]
    assert source.wait(20) == []
    assert hall.shots == 2


def test_a_picture_that_comes_too_late_is_never_the_next_products(
    hall: Hall, producer: Path
) -> None:
    source, clock = source_of(producer, "software")
    source.open()
    source.trigger(1, 500)
    clock.now_s = 0.6
    (late,) = source.wait(20)
    assert (late.token, late.fault) == (1, LATE)
    source.trigger(2, 500)
    assert hall.shots == 1, "the first picture is still under way"
    hall.frames.append(frame(GREY))
    hall.on_shot = [frame(GREY + 1)]
    assert source.wait(20) == [], "it was trigger 1's"
    (picture,) = source.wait(20)
    assert picture.token == 2
    assert picture.pixels is not None
    assert np.array_equal(picture.pixels, GREY + 1)


@pytest.mark.parametrize("trigger", ["free", "software"])
def test_a_camera_that_gives_nothing_is_lost(hall: Hall, producer: Path, trigger: str) -> None:
    source, clock = source_of(producer, trigger)
    source.open()
    source.trigger(1, 60_000)
    clock.now_s = SILENT_MS / 1_000
    with pytest.raises(SourceLost, match=f"no picture for {SILENT_MS} ms"):
        source.wait(20)
    assert [one.fault for one in source.abandoned()] == [NOT_CONNECTED]
    source.open()
    assert hall.calls.count("start") == 2


def test_a_camera_by_software_may_be_quiet_while_nobody_asks(hall: Hall, producer: Path) -> None:
    source, clock = source_of(producer, "software")
    source.open()
    clock.now_s = 1_000.0
    assert source.wait(20) == []


def test_triggers_have_a_bound(hall: Hall, producer: Path) -> None:
    source, _ = source_of(producer)
    for token in range(TRIGGERS_MAX):
        source.trigger(token, 500)
    with pytest.raises(Misuse, match="wait for a frame already"):
        source.trigger(TRIGGERS_MAX, 500)


# ---------------------------------------------------------------- what goes wrong


def test_without_harvesters_the_extra_is_named(
    producer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "harvesters", None)
    monkeypatch.setitem(sys.modules, "harvesters.core", None)
    with pytest.raises(SourceLost, match=r"pip install packline\[genicam\]"):
        source_of(producer)[0].open()


def test_without_its_producer_the_file_and_the_remedy_are_named(hall: Hall, tmp_path: Path) -> None:
    with pytest.raises(SourceLost, match=r"none\.cti is not there: install the camera's own"):
        source_of(tmp_path / "none.cti")[0].open()


def test_a_camera_that_is_not_seen_is_told_with_those_that_are(hall: Hall, producer: Path) -> None:
    hall.serials = ["B", "A"]
    with pytest.raises(SourceLost, match=f"serial number {SERIAL}: it sees A, B"):
        source_of(producer)[0].open()
    hall.serials = []
    with pytest.raises(SourceLost, match="no camera at all"):
        source_of(producer)[0].open()
    assert hall.calls[-1] == "reset", "the producer is let go"


@pytest.mark.parametrize("call", ["add_file", "update", "create", "start"])
def test_whatever_the_producer_raises_the_source_is_lost_and_can_be_opened_again(
    hall: Hall, producer: Path, call: str
) -> None:
    source, _ = source_of(producer)
    hall.fails = call
    with pytest.raises(SourceLost, match=f"can't be opened: RuntimeError: GenTL: {call}"):
        source.open()
    hall.fails = ""
    source.open()


def test_a_camera_that_is_pulled_out_is_lost_and_its_farewell_is_not_minded(
    hall: Hall, producer: Path
) -> None:
    source, _ = source_of(producer)
    source.open()
    hall.fails = "fetch"
    with pytest.raises(SourceLost, match="gives no more pictures"):
        source.wait(20)
    hall.fails = "stop"
    source.close()
    assert hall.calls[-3:] == ["stop", "destroy", "reset"]


# ---------------------------------------------------------------- addresses, and the reader whole


def test_addresses() -> None:
    address = parse_address("genicam:DA%201?cti=/opt/v/a.cti&trigger=software", 50)
    assert address == Address("genicam", "DA 1", 0, "/opt/v/a.cti", "software")


@pytest.mark.parametrize(
    "url",
    [
        "genicam:",
        "genicam:A",
        "genicam:?cti=/a.cti",
        "genicam:A?cti=",
        "genicam:A?cti=/a.cti&trigger=hard",
        "genicam:A?cti=/a.cti&gain=3",
    ],
)
def test_a_bad_address_is_refused_with_the_form(url: str) -> None:
    with pytest.raises(AddressError, match="write genicam:SERIAL"):
        parse_address(url, 50)


def test_the_reader_reads_what_the_camera_takes(hall: Hall, producer: Path) -> None:
    reader = CameraReader(
        "cam", f"genicam:{SERIAL}?cti={producer}&trigger=software", kinds="qr", budget_ms=5_000
    )
    hall.on_shot = [frame(cap_of(41))]
    events = Events()
    reader.start(events)
    try:
        events.wait_for(Ready)
        reader.command(Trigger(41, 5_000))
        events.wait_results(1)
    finally:
        reader.stop()
    (read,) = events.results()
    assert isinstance(read, Read)
    assert (read.token, read.symbols[0].data) == (41, code(41))


def test_the_reader_tells_what_is_missing(producer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harvesters.core", None)
    reader = CameraReader("cam", f"genicam:{SERIAL}?cti={producer}", kinds="qr")
    events = Events()
    reader.start(events)
    try:
        events.wait_for(LinkDown)
    finally:
        reader.stop()
    (down,) = (event for event in events.all if isinstance(event, LinkDown))
    assert "packline[genicam]" in down.reason
