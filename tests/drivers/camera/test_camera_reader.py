"""`CameraReader` whole: exactly one result a picture, whatever happens."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.api import Faulted, LinkDown, LinkUp, NoRead, Offer, Read, Ready, Trigger
from drivers.camera.ladder import Reading
from drivers.camera.reader import OVERLOAD, STOPPED, CameraReader
from drivers.camera.waiting import WAITING_MAX
from drivers.errors import Misuse
from drivers.labels.symbols import symbol_matrix
from drivers.registry import build
from drivers.sim.photo import SMEARED, photograph_case
from tests.drivers.camera.bench import Events, cap, cap_of, code, png, put

Make = Callable[..., CameraReader]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes readers that are stopped at the end, and looks for what they leave behind."""
    before = set(threading.enumerate())
    made: list[CameraReader] = []

    def one(url: str, **options: object) -> CameraReader:
        made.append(CameraReader("cam", url, **options))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for reader in made:
        reader.stop()
    assert set(threading.enumerate()) == before


def started(reader: CameraReader) -> Events:
    events = Events()
    reader.start(events)
    events.wait_for(Ready)
    return events


def test_each_picture_gets_one_result_with_its_number(make: Make, tmp_path: Path) -> None:
    events = started(make(f"folder://{tmp_path}"))
    assert [type(event) for event in events.all] == [LinkUp, Ready]
    put(tmp_path, "000041.png", png(cap_of(41)))
    put(tmp_path, "000042.png", png(cap(SMEARED)))
    put(tmp_path, "000043.png", b"\x89PNG this is no picture IEND....")
    put(tmp_path, "000044.png", png(cap_of(44, "data-matrix")))
    events.wait_results(4)
    by_token = {event.token: event for event in events.results()}
    assert list(by_token) == [41, 42, 43, 44]
    read = by_token[41]
    assert isinstance(read, Read)
    assert [(s.data, s.aim, s.decoder) for s in read.symbols] == [(code(41), "]Q1", "zxing-cpp")]
    assert read.picture == str(tmp_path / "000041.png")
    assert isinstance(by_token[42], NoRead)
    assert isinstance(by_token[43], NoRead)
    assert "no picture" in by_token[43].reason
    assert isinstance(by_token[44], Read)


def test_a_case_is_read_with_rows_and_columns(make: Make, tmp_path: Path) -> None:
    events = started(
        make(f"folder://{tmp_path}", mode="grid", rows=2, columns=3, kinds="qr", budget_ms=5_000)
    )
    cells = [symbol_matrix("qr", code(n)) for n in range(5)]
    picture = photograph_case([*cells, None], 2, 3, np.random.default_rng(1))
    put(tmp_path, "1.png", png(picture))
    events.wait_results(1)
    (read,) = events.results()
    assert isinstance(read, Read)
    seen = [(symbol.data, symbol.row, symbol.column) for symbol in read.symbols]
    assert seen == [(code(n), n // 3, n % 3) for n in range(5)]


def test_under_overload_the_oldest_are_given_up_and_all_are_answered(
    make: Make, tmp_path: Path
) -> None:
    reader = make(f"folder://{tmp_path}", keep=200)
    gate, busy = threading.Event(), threading.Event()
    events = started(reader)

    def slow(picture: object, budget_ms: float) -> Reading:
        busy.set()
        assert gate.wait(10)
        return Reading((), "slow")

    reader._read = slow
    data = png(cap_of(1))
    put(tmp_path, "0.png", data)
    assert busy.wait(10)
    count = WAITING_MAX + 5
    for number in range(1, count + 1):
        put(tmp_path, f"{number}.png", data)
    events.wait_results(5)
    gate.set()
    events.wait_results(count + 1)
    given_up = [e.token for e in events.results() if isinstance(e, NoRead) and e.reason == OVERLOAD]
    assert given_up == [1, 2, 3, 4, 5]
    assert sorted(event.token for event in events.results()) == list(range(count + 1))


def test_several_workers_answer_every_picture_once(make: Make, tmp_path: Path) -> None:
    events = started(make(f"folder://{tmp_path}", workers=3, kinds="qr"))
    for number in range(30):
        put(tmp_path, f"{number}.png", png(cap_of(number)))
    events.wait_results(30)
    read = {e.token: e.symbols[0].data for e in events.results() if isinstance(e, Read)}
    assert read == {number: code(number) for number in range(30)}


def test_a_stop_answers_what_waits(make: Make, tmp_path: Path) -> None:
    reader = make(f"folder://{tmp_path}", kinds="qr")
    gate, busy = threading.Event(), threading.Event()
    events = started(reader)

    def slow(picture: object, budget_ms: float) -> Reading:
        busy.set()
        assert gate.wait(10)
        return Reading((), "slow")

    reader._read = slow
    for number in (1, 2):
        put(tmp_path, f"{number}.png", png(cap_of(number)))
    assert busy.wait(10)
    while len(reader._waiting) < 1:
        threading.Event().wait(0.005)
    stopper = threading.Thread(target=reader.stop)
    stopper.start()
    assert reader._stopping.wait(10)
    gate.set()
    stopper.join()
    assert [(e.token, getattr(e, "reason", "")) for e in events.results()] == [
        (1, "slow"),
        (2, STOPPED),
    ]


def test_a_folder_that_goes_and_comes_back(make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    events = started(make(f"folder://{folder}"))
    shutil.rmtree(folder)
    events.wait_for(LinkDown)
    folder.mkdir()
    events.wait_for(Ready, 2)
    put(folder, "5.png", png(cap_of(5)))
    events.wait_results(1)
    kinds = [type(event) for event in events.all]
    assert kinds == [LinkUp, Ready, LinkDown, LinkUp, Ready, Read]


def test_a_folder_that_is_not_there_is_told_once_and_waited_for(make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "late"
    reader = make(f"folder://{folder}")
    events = Events()
    reader.start(events)
    events.wait_for(LinkDown)
    folder.mkdir()
    events.wait_for(Ready)
    assert [type(event) for event in events.all] == [LinkDown, LinkUp, Ready]


# ---------------------------------------------------------------- video


def write_video(file: Path, numbers: list[int]) -> None:
    fourcc = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(file), fourcc, 10, (640, 480), isColor=True)
    assert writer.isOpened()
    for number in numbers:
        writer.write(cv2.cvtColor(cap_of(number), cv2.COLOR_GRAY2BGR))
    writer.release()


def test_a_video_file_gives_a_frame_a_trigger_and_then_says_it_ended(
    make: Make, tmp_path: Path
) -> None:
    write_video(tmp_path / "line.avi", [1, 2, 3])
    reader = make(f"video://{tmp_path / 'line.avi'}")
    events = started(reader)
    for token in (11, 12, 13, 14):
        reader.command(Trigger(token))
    events.wait_results(4)
    read = [(e.token, e.symbols[0].data) for e in events.results() if isinstance(e, Read)]
    assert read == [(11, code(1)), (12, code(2)), (13, code(3))]
    (end,) = [e for e in events.results() if isinstance(e, NoRead)]
    assert (end.token, end.reason) == (14, "the video has ended")


def test_without_its_camera_every_trigger_is_answered(make: Make, tmp_path: Path) -> None:
    reader = make(f"video://{tmp_path / 'none.avi'}")
    events = Events()
    reader.start(events)
    events.wait_for(LinkDown)
    reader.command(Trigger(3))
    events.wait_results(1)
    (answer,) = events.results()
    assert isinstance(answer, NoRead)
    assert (answer.token, answer.reason) == (3, "the camera is not connected")
    assert sum(isinstance(event, LinkDown) for event in events.all) == 1


def test_a_stream_that_nobody_serves_is_told(make: Make) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        reader = make(f"rtsp://127.0.0.1:{unused.getsockname()[1]}/live")
        events = Events()
        reader.start(events)
        events.wait_for(LinkDown)


# ---------------------------------------------------------------- misuse


def test_what_a_camera_cannot_take_is_refused(make: Make, tmp_path: Path) -> None:
    reader = make(f"folder://{tmp_path}")
    with pytest.raises(Misuse, match="can't take Offer"):
        reader.command(Offer(()))
    with pytest.raises(Misuse, match="by themselves"):
        reader.command(Trigger(1))
    with pytest.raises(Misuse, match="not running"):
        make("video:0").command(Trigger(1))
    started(reader)
    with pytest.raises(Misuse, match="started twice"):
        reader.start(Events())


def test_a_bug_is_told_and_raised_at_the_end(tmp_path: Path) -> None:
    reader = CameraReader("cam", f"folder://{tmp_path}")
    events = started(reader)

    def broken(picture: object, budget_ms: float) -> Reading:
        raise ZeroDivisionError

    reader._read = broken
    put(tmp_path, "1.png", png(cap_of(1)))
    events.wait_for(Faulted)
    with pytest.raises(ZeroDivisionError):
        reader.stop()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"mode": "grid"}, "rows = 0 is not possible"),
        ({"mode": "grid", "rows": 4}, "columns = 0 is not possible"),
        ({"mode": "many"}, "mode 'many' is not known"),
        ({"kinds": "ean"}, "no kind 'ean'"),
        ({"workers": 0}, "workers = 0"),
        ({"budget_ms": 1}, "budget_ms = 1"),
    ],
)
def test_bad_options_are_told_with_the_remedy(options: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        build("cam", "camera", "folder:pictures", options)
