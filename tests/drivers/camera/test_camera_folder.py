"""The folder that pictures come into, by a clock that stands still unless told."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.camera.folder import LIST_EVERY_MS, SETTLE_MS, FolderSource, is_whole
from drivers.camera.source import Picture, SourceLost, parse_address
from drivers.errors import Misuse
from drivers.link.api import AddressError
from tests.drivers.camera.bench import cap_of, png, put

PICTURE = png(cap_of(1))


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_ms(self, time_ms: int) -> None:
        self.now += time_ms / 1_000


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def source(tmp_path: Path, clock: Clock) -> FolderSource:
    return FolderSource(tmp_path, 50, clock)


def look(source: FolderSource, clock: Clock) -> list[Picture]:
    """One look, late enough that the folder is surely listed."""
    clock.pass_ms(LIST_EVERY_MS)
    return source.wait(0)


def test_pictures_come_once_each_in_the_order_of_their_numbers(
    source: FolderSource, clock: Clock, tmp_path: Path
) -> None:
    for name in ("000010.png", "cam2_9.png", "000011.PNG"):
        put(tmp_path, name, PICTURE)
    assert [picture.token for picture in look(source, clock)] == [9, 10, 11]
    assert look(source, clock) == []


def test_what_is_no_picture_is_left_alone(
    source: FolderSource, clock: Clock, tmp_path: Path
) -> None:
    for name in (".000001.png", "000002.png.part", "notes.txt", "cap.png"):
        (tmp_path / name).write_bytes(PICTURE)
    (tmp_path / "000003").mkdir()
    assert look(source, clock) == []


def test_what_was_there_before_is_nobodys(
    source: FolderSource, clock: Clock, tmp_path: Path
) -> None:
    put(tmp_path, "1.png", PICTURE)
    source.ignore_what_is_there()
    put(tmp_path, "2.png", PICTURE)
    assert [picture.token for picture in look(source, clock)] == [2]


def test_a_number_that_comes_again_is_a_new_picture(
    source: FolderSource, clock: Clock, tmp_path: Path
) -> None:
    put(tmp_path, "1.png", PICTURE)
    assert len(look(source, clock)) == 1
    put(tmp_path, "1.png", PICTURE)
    assert [picture.token for picture in look(source, clock)] == [1]


def test_a_half_written_file_is_waited_for(
    source: FolderSource, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "7.png"
    for part in (100, 2_000):
        file.write_bytes(PICTURE[:part])
        assert look(source, clock) == []
        clock.pass_ms(SETTLE_MS // 2)
    file.write_bytes(PICTURE)
    (picture,) = look(source, clock)
    assert (picture.token, picture.encoded, picture.fault) == (7, PICTURE, "")


def test_a_file_that_stays_half_is_told_once(
    source: FolderSource, clock: Clock, tmp_path: Path
) -> None:
    put(tmp_path, "7.png", PICTURE[:2_000])
    put(tmp_path, "8.png", PICTURE)
    assert [picture.token for picture in look(source, clock)] == [8]
    clock.pass_ms(SETTLE_MS)
    (picture,) = look(source, clock)
    assert (picture.token, picture.encoded) == (7, b"")
    assert "cut short" in picture.fault
    assert look(source, clock) == []


def test_only_the_newest_pictures_stay(clock: Clock, tmp_path: Path) -> None:
    source = FolderSource(tmp_path, 3, clock)
    put(tmp_path, "100.png", PICTURE)
    source.ignore_what_is_there()
    for number in range(1, 6):
        put(tmp_path, f"{number}.png", PICTURE)
        look(source, clock)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["3.png", "4.png", "5.png"]


def test_an_old_picture_that_was_written_anew_is_not_removed(clock: Clock, tmp_path: Path) -> None:
    source = FolderSource(tmp_path, 1, clock)
    put(tmp_path, "1.png", PICTURE)
    assert len(look(source, clock)) == 1
    put(tmp_path, "2.png", PICTURE)
    put(tmp_path, "1.png", PICTURE)
    assert [picture.token for picture in look(source, clock)] == [1, 2]
    assert [file.name for file in tmp_path.iterdir()] == ["2.png"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path, clock: Clock) -> None:
    source = FolderSource(tmp_path / "none", 50, clock)
    source.ignore_what_is_there()
    for ask in (source.open, lambda: source.wait(0)):
        with pytest.raises(SourceLost, match="none: No such file"):
            ask()


def test_a_folder_takes_no_triggers(source: FolderSource) -> None:
    with pytest.raises(Misuse, match="by themselves"):
        source.trigger(1, 100)


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (PICTURE, True),
        (PICTURE[:-1], False),
        (b"\xff\xd8..\xff\xd9", True),
        (b"\xff\xd8..\xff\xd9\x00\x00", True),
        (b"\xff\xd8..", False),
        (b"BM\x08\x00\x00\x00..", True),
        (b"BM\x09\x00\x00\x00..", False),
        (b"", False),
    ],
)
def test_the_end_of_a_picture_file_is_known(data: bytes, whole: bool) -> None:
    assert is_whole(data) is whole


@pytest.mark.parametrize(
    ("url", "kind", "place", "keep"),
    [
        ("folder:///var/pictures?keep=7", "folder", "/var/pictures", 7),
        ("folder:pictures/bottles", "folder", "pictures/bottles", 50),
        ("folder:///var/two%20words", "folder", "/var/two words", 50),
        ("video:0", "device", "0", 0),
        ("video:///var/line.avi", "file", "/var/line.avi", 0),
        ("rtsp://10.0.0.9/stream?x=1", "stream", "rtsp://10.0.0.9/stream?x=1", 0),
    ],
)
def test_addresses(url: str, kind: str, place: str, keep: int) -> None:
    address = parse_address(url, 50)
    assert (address.kind, address.place, address.keep) == (kind, place, keep)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("tcp://h:1", "write folder:"),
        ("folder:", "write folder:"),
        ("rtsp:x", "write folder:"),
        ("folder:///x?keep=0", "keep=0 is not allowed"),
        ("folder:///x?kep=5", "'kep' is not known"),
    ],
)
def test_bad_addresses_are_told_with_the_remedy(url: str, says: str) -> None:
    with pytest.raises(AddressError, match=says):
        parse_address(url, 50)
