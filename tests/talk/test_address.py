"""Where the station can be reached: for its own user, while it runs, and said with the remedy."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from station.talk.address import (
    DOOR_FILE,
    DoorAddress,
    NoStation,
    new_key,
    read_door,
    write_door,
)
from station.talk.client import dial
from station.talk.server import TalkServer
from tests.talk.small_desk import SmallDesk, opened


def test_the_door_file_is_its_users_own_and_gone_after_the_end(
    tmp_path: Path, desk: SmallDesk
) -> None:
    with opened(tmp_path, desk) as server:
        file = tmp_path / DOOR_FILE
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert read_door(tmp_path) == DoorAddress(server.address, server.key, os.getpid())
        assert read_door(file) == read_door(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_each_start_has_another_key() -> None:
    assert len(new_key()) >= 32
    assert new_key() != new_key()


def test_what_a_crash_left_half_written_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / f".{DOOR_FILE}.part").write_bytes(b"half")
    door = DoorAddress("somewhere", new_key(), 1)
    write_door(tmp_path, door)
    assert read_door(tmp_path) == door


def test_a_folder_that_cannot_be_written_leaves_no_socket_behind(
    tmp_path: Path, desk: SmallDesk
) -> None:
    server = TalkServer(tmp_path / "missing", desk)
    with pytest.raises(OSError, match="missing"):
        server.__enter__()
    assert not Path(server.address).exists()


def test_where_no_station_runs_it_is_said_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(NoStation, match="no station runs here; start it with `packline station`"):
        dial(tmp_path)


def test_the_door_of_a_station_that_died_leads_nowhere(tmp_path: Path, desk: SmallDesk) -> None:
    with opened(tmp_path, desk) as server:
        door = DoorAddress(server.address, server.key, server_process())
    write_door(tmp_path, door)
    with pytest.raises(NoStation, match=r"it has stopped.*start it with `packline station`"):
        dial(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"address": 1}'])
def test_a_file_that_is_no_door_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DOOR_FILE).write_bytes(content)
    with pytest.raises(NoStation, match=r"door\.json: can't be read"):
        dial(tmp_path)


def test_a_door_with_another_key_lets_nobody_in(tmp_path: Path, desk: SmallDesk) -> None:
    with opened(tmp_path, desk) as server:
        write_door(tmp_path, DoorAddress(server.address, b"another", server_process()))
        with pytest.raises(NoStation, match="doesn't answer"):
            dial(tmp_path)


def server_process() -> int:
    return os.getpid()
