"""A station's database with the keys that open it: the one place that joins the two.

Whether a file is encrypted is told by the file; the line file only says what a new one shall be,
and that a plain one isn't taken for an encrypted one. A key is drawn for a new file, never for one
that has its own already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from station.compose.anchors import remembered
from station.compose.keys import StationKeys, kept_keys, station_keys
from station.compose.secrets import SecretStore, secrets_beside
from station.store import backup, check, queries
from station.store.encrypt import encrypt
from station.store.engine import is_encrypted, open_engine, reading
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

    def store(self, *, station: int, encrypted: bool = True, demo: bool = False) -> Store:
        """Open it for a station, or make it. The caller holds its lock.

        `encrypted`: what the line file says. A demonstration's database is for demonstrations only.
        """
        fresh = self._is_fresh()
        if encrypted and not fresh and not self.encrypted:
            raise KnownError(
                f"{self.path} is not encrypted; run `packline database encrypt`, or set [store] "
                'encryption = "off" in the line file'
            )
        keys = station_keys(self._secrets) if fresh else self.keys()
        key = keys.database if encrypted or self.encrypted else None
        facts = {DEMO: "1"} if demo else {}
        store = Store.open(self.path, station=station, key=key, chain_key=keys.chain, facts=facts)
        try:
            _same_world(store, demo)
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def opened(self, *, station: int, encrypted: bool = True) -> Iterator[Store]:
        """Open it for work at a desk, of a real station or a demonstration's, as it is; with the
        line file's `encrypted` for one that is made."""
        fresh = self._is_fresh()
        demo = not fresh and self._is_demonstration()
        with self.store(
            station=station, encrypted=encrypted if fresh else self.encrypted, demo=demo
        ) as store:
            yield store

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
        return open_engine(self.path, key=self.key, read_only=read_only)

    def quick_look(self) -> None:
        check.quick_look(self.path, self.key)

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

        return check.check_store(self.path, self.key, progress, chain_key=chain_key, recall=recall)

    def backup(self, engine: Engine, target: Path) -> Path:
        """A copy at `target`, encrypted under the same key if the database is."""
        return backup.backup(engine, target, self.key)

    def encrypt(self) -> Path:
        """Encrypt a plain file, whose lock the caller holds; where its encrypted backup is."""
        return encrypt(self.path, self.keys().database)

    def _is_fresh(self) -> bool:
        return not self.path.exists() or not self.path.stat().st_size

    def _is_demonstration(self) -> bool:
        engine = self.engine(read_only=True)
        try:
            with reading(engine) as connection:
                return queries.database_facts(connection).get(DEMO) == "1"
        finally:
            engine.dispose()

    @property
    def key(self) -> bytes | None:
        """The key of the file that is there; None of a plain one."""
        return self.keys().database if self.encrypted else None


def database_at(path: Path) -> Database:
    """The database at `path` with the secrets that are kept for its folder."""
    return Database(path, secrets_beside(path.parent))


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
