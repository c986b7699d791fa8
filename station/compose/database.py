"""A station's database with the keys that open it: the one place that joins the two.

Whether a file is encrypted is told by the file; the line file only says what a new one shall be,
and that a plain one isn't taken for an encrypted one. A key is drawn for a new file, never for one
that has its own already.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine

from station.compose.anchors import remembered
from station.compose.keys import StationKeys, kept_keys, station_keys
from station.compose.secrets import SecretStore
from station.store import backup, check
from station.store.engine import is_encrypted, open_engine
from station.store.errors import KnownError
from station.store.journal import Anchor
from station.store.store import DEMO, Store


class Database:
    """The file at `path` and the secrets beside it. Raises KnownError where a key is missing."""

    def __init__(self, path: Path, secrets: SecretStore) -> None:
        self.path, self._secrets = path, secrets

    @property
    def encrypted(self) -> bool:
        """Whether the file is; False while there is none."""
        return is_encrypted(self.path)

    def store(self, *, station: int, encrypt: bool = True, demo: bool = False) -> Store:
        """Open it for a station, or make it. The caller holds its lock.

        `encrypt`: what the line file says. A demonstration's database is for demonstrations only.
        """
        fresh = not self.path.exists() or not self.path.stat().st_size
        if encrypt and not fresh and not self.encrypted:
            raise KnownError(
                f"{self.path} is not encrypted; run `packline database encrypt`, or set [store] "
                'encryption = "off" in the line file'
            )
        keys = station_keys(self._secrets) if fresh else self.keys()
        key = keys.database if encrypt or self.encrypted else None
        facts = {DEMO: "1"} if demo else {}
        store = Store.open(self.path, station=station, key=key, chain_key=keys.chain, facts=facts)
        try:
            _same_world(store, demo)
        except BaseException:
            store.close()
            raise
        return store

    def keys(self) -> StationKeys:
        """The keys of the file that is there."""
        keys = kept_keys(self._secrets)
        if keys is None and self.encrypted:
            raise KnownError(
                f"{self.path} is encrypted, and its key isn't in the {self._secrets.place}; bring "
                "it back with `packline key import FILE`, or work on the station's own PC"
            )
        # A plain database of before has no key, and gets one for what needs one from now on.
        return keys or station_keys(self._secrets)

    def engine(self, *, read_only: bool = False) -> Engine:
        """One more connection to it, e.g. for a desk or for reading."""
        return open_engine(self.path, key=self._key(), read_only=read_only)

    def quick_look(self) -> None:
        check.quick_look(self.path, self._key())

    def check(
        self,
        progress: check.Progress = lambda name: None,
        anchors: Sequence[Anchor] = (),
    ) -> check.CheckReport:
        """All checks, also against the heads of the journal that its witness and its batches
        remember, and against `anchors`."""
        keys = kept_keys(self._secrets)
        chain_key = keys.chain if keys else None

        def recall(connection: Connection) -> list[Anchor]:
            return [*remembered(connection, self.path.parent), *anchors]

        return check.check_store(
            self.path, self._key(), progress, chain_key=chain_key, recall=recall
        )

    def backup(self, engine: Engine, target: Path) -> Path:
        """A copy at `target`, encrypted under the same key if the database is."""
        return backup.backup(engine, target, self._key())

    def _key(self) -> bytes | None:
        return self.keys().database if self.encrypted else None


def _same_world(store: Store, demo: bool) -> None:
    """What was made on a simulated line never meets a real one, nor the other way round."""
    made = store.get_meta(DEMO) == "1"
    if made and not demo:
        raise KnownError(
            f"{store.path}: this is a demonstration's database (演示数据库); a real line needs "
            "its own: name another folder"
        )
    if demo and not made:
        raise KnownError(
            f"{store.path}: this is a real station's database; a demonstration needs a folder of "
            "its own"
        )
