"""The escrow file: a station's secrets, sealed so that two people together can open it again.

Without its keys a station's database is noise, and its minted codes can't be told from forged ones.
So two people each choose a passphrase; both together open the file (argon2id, then AES-256-GCM).
Keep it away from the PC, and the passphrases away from the file and from each other.
"""

from __future__ import annotations

import json
import os
import secrets as random
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station.compose.keys import STATION_KEY
from station.compose.secrets import EPOCH, MASTER, SecretStore
from station.store.backup import sync_folder
from station.store.errors import KnownError

FORMAT = "packline-escrow-1"
SEALED = (STATION_KEY, MASTER, EPOCH)
PASSPHRASE_MIN = 12
COST = {"time_cost": 4, "memory_cost": 256 << 10, "parallelism": 2}  # once a year: let it take 1 s
MEMORY_KIB_MAX = 1 << 20  # of a file that we are given
FILE_BYTES_MAX = 65_536
OWNER_ONLY = 0o600


def export_keys(secrets: SecretStore, file: Path, passphrases: tuple[str, str]) -> None:
    """Seal the station's secrets into `file`. Raises KnownError if there are none, a passphrase is
    too short or the file is there."""
    kept = {name: value for name in SEALED if (value := secrets.get(name)) is not None}
    if STATION_KEY not in kept:
        raise KnownError(f"there is no station key in the {secrets.place}; nothing was exported")
    _refuse_weak(passphrases)
    salt, nonce = random.token_bytes(16), random.token_bytes(12)
    sealing = AESGCM(_key(passphrases, salt, COST))
    sealed = sealing.encrypt(nonce, json.dumps(kept).encode(), FORMAT.encode())
    told = {
        "format": FORMAT,
        "cost": COST,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "sealed": sealed.hex(),
    }
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        raise KnownError(f"{file}: it is there already; name a new file") from None
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(told, out)
        out.flush()
        os.fsync(out.fileno())
    sync_folder(file.absolute().parent)


def import_keys(secrets: SecretStore, file: Path, passphrases: tuple[str, str]) -> None:
    """Bring the secrets of `file` back. Raises KnownError for a file or passphrases that don't fit,
    and where another station's key is kept already; nothing is changed then."""
    kept = _opened(file, passphrases)
    for name in (STATION_KEY, MASTER):
        there = secrets.get(name)
        if there is not None and there != kept.get(name, there):
            raise KnownError(
                f"another station's {name} is in the {secrets.place} already; nothing was "
                "imported. Take a fresh folder or user"
            )
    for name in (STATION_KEY, MASTER):
        if name in kept:
            secrets.set(name, kept[name])
    # An epoch never goes back: an old escrow file must not bring old numbers again.
    epoch = max(int(secrets.get(EPOCH) or "0"), int(kept.get(EPOCH, "0")))
    if epoch:
        secrets.set(EPOCH, str(epoch))


def _opened(file: Path, passphrases: tuple[str, str]) -> dict[str, str]:
    try:
        with file.open("rb") as given:
            told = json.loads(given.read(FILE_BYTES_MAX))
        cost = {name: int(told["cost"][name]) for name in COST}
        salt, nonce, sealed = (bytes.fromhex(told[name]) for name in ("salt", "nonce", "sealed"))
        known = told["format"] == FORMAT and cost["memory_cost"] <= MEMORY_KIB_MAX
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise KnownError(f"{file}: this is no escrow file of this version; name the right one")
    try:
        opened = AESGCM(_key(passphrases, salt, cost)).decrypt(nonce, sealed, FORMAT.encode())
    except InvalidTag:
        raise KnownError(
            f"{file}: these two passphrases don't open it, in this order; nothing was imported"
        ) from None
    kept: dict[str, str] = json.loads(opened)
    return kept


def _key(passphrases: tuple[str, str], salt: bytes, cost: dict[str, int]) -> bytes:
    # The length stands first, so that no other cut of the same letters gives the same key.
    first, second = passphrases
    both = f"{len(first)}\n{first}{second}".encode()
    return hash_secret_raw(both, salt, hash_len=32, type=Type.ID, **cost)


def _refuse_weak(passphrases: tuple[str, str]) -> None:
    if min(map(len, passphrases)) < PASSPHRASE_MIN or len(set(passphrases)) == 1:
        raise KnownError(
            f"each of the two passphrases needs {PASSPHRASE_MIN} characters, and they must differ"
        )
