"""Where a running station can be reached: `door.json` in its folder, for its own user alone.

It is written when the station opens its door and taken away when it closes; one that a station left
behind when it died leads nowhere, which the caller is told. The key in it opens the socket, and no
more: what somebody may do hangs on who is logged in.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

import msgspec

DOOR_FILE = "door.json"
KEY_BYTES = 32
FILE_BYTES_MAX = 4_096


class DoorAddress(msgspec.Struct, frozen=True):
    address: str  # of a local socket, or of a named pipe
    key: bytes
    process: int


class NoStation(ConnectionError):
    """No running station is there, as one sentence with the remedy."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def write_door(folder: Path, door: DoorAddress) -> Path:
    """Raises OSError when the folder can't be written."""
    path = folder / DOOR_FILE
    hidden = path.with_name(f".{DOOR_FILE}.part")
    with contextlib.suppress(FileNotFoundError):
        hidden.unlink()
    handle = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(door))
    hidden.replace(path)
    return path


def read_door(place: Path) -> DoorAddress:
    """The door of the station in this folder. Raises NoStation."""
    path = place / DOOR_FILE if place.is_dir() else place
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(FILE_BYTES_MAX), type=DoorAddress)
    except FileNotFoundError:
        raise NoStation(
            f"{place}: no station runs here; start it with `packline station`"
        ) from None
    except (OSError, msgspec.DecodeError) as error:
        raise NoStation(f"{path}: can't be read ({error}); is it this station's folder?") from None
