"""Where secrets are kept: the system's own store, or a file that only its owner can read.

Never in the database, a configuration file or a log. A PC without a desktop has no system store
that works unattended; then the file is used. The epoch is kept here and
not in the database, because an old copy of the database must not bring an old epoch back.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from station.core.code_id import EPOCH_MAX
from station.store.errors import KnownError

SERVICE = "packline"
MASTER = "minting-master"
EPOCH = "epoch"
MASTER_BYTES = 32
OWNER_ONLY = 0o600


class SecretStore(Protocol):
    @property
    def place(self) -> str:
        """Where it keeps them, for people."""
        ...

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...


class FileSecrets:
    """One JSON file, mode 0600, replaced whole at each change."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def place(self) -> str:
        return f"file {self._path}"

    def get(self, name: str) -> str | None:
        return self._read().get(name)

    def set(self, name: str, value: str) -> None:
        values = {**self._read(), name: value}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        hidden = self._path.with_name(f".{self._path.name}.part")
        handle = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(values, file)
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(self._path)

    def _read(self) -> Mapping[str, str]:
        try:
            mode = self._path.stat().st_mode & 0o777
        except FileNotFoundError:
            return {}
        if os.name == "posix" and mode & 0o077:
            raise KnownError(f"{self._path}: others can read it; run: chmod 600 {self._path}")
        values: Mapping[str, str] = json.loads(self._path.read_text("utf-8"))
        return values


class SystemSecrets:
    """The operating system's store, through keyring."""

    def __init__(self) -> None:
        import keyring  # noqa: PLC0415 - slow to import, and not every command needs it

        self._keyring = keyring.get_keyring()

    @property
    def place(self) -> str:
        return f"system store ({type(self._keyring).__module__})"

    @property
    def works(self) -> bool:
        """Whether there is a store at all; without a desktop there usually is none."""
        return self._keyring.priority >= 1

    def get(self, name: str) -> str | None:
        return self._keyring.get_password(SERVICE, name)

    def set(self, name: str, value: str) -> None:
        self._keyring.set_password(SERVICE, name, value)


def secret_store(data: Path) -> SecretStore:
    """The system's store where one works, else a file in the station's data folder."""
    system = SystemSecrets()
    return system if system.works else FileSecrets(data / "secrets.json")


def secrets_beside(folder: Path) -> SecretStore:
    """Where the secrets of a station's folder are: in the folder if it has some, or in the one
    around it, as for a folder of backups; else as above."""
    for place in (folder, folder.absolute().parent):
        if (place / "secrets.json").exists():
            return FileSecrets(place / "secrets.json")
    return secret_store(folder)


def master_secret(store: SecretStore) -> bytes:
    """The company's master secret; drawn once, when there is none yet."""
    kept = store.get(MASTER)
    if kept is None:
        kept = secrets.token_hex(MASTER_BYTES)
        store.set(MASTER, kept)
    return bytes.fromhex(kept)


def next_epoch(store: SecretStore, seen: int = 0) -> int:
    """An epoch that this station never had: for a database that is made, restored or unlocked.

    `seen` is the highest that its database and its witness know of, should the secret be lost."""
    epoch = max(int(store.get(EPOCH) or "0"), seen) + 1
    if epoch > EPOCH_MAX:
        raise KnownError("all epochs of this station are used up; give it a new station number")
    store.set(EPOCH, str(epoch))
    return epoch
