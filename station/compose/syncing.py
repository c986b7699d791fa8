"""A push from a process of its own, beside the running station or without it.

It opens the database on a connection of its own: the outbox is made for that, each step is
guarded by the state before it. One push at a time by a lock that the system gives back.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine

from config.line import LineFile
from station.compose.all_codes import AllCodes
from station.compose.database import Database
from station.compose.minting_key import kept_ring
from station.compose.secrets import SecretStore
from station.store import outbox, queries
from station.store.engine import reading
from station.store.errors import KnownError
from station.store.lock import PushLock
from sync.platforms.registry import platform_for
from sync.push import Pusher
from sync.station_facts import StationFacts
from sync.station_outbox import StationOutbox

NO_PLATFORM = "the line file has no [platform]: name where batches go, and its token"


def upload_stand(path: Path, secrets: SecretStore) -> outbox.OutboxStatus:
    """How the queue towards the platform stands. Raises KnownError."""
    engine = _opened(path, secrets, read_only=True)
    try:
        return outbox.status(engine)
    finally:
        engine.dispose()


@contextmanager
def open_pusher(path: Path, line: LineFile, secrets: SecretStore) -> Iterator[Pusher]:
    """Ready to push what is due. Raises KnownError; `PushRuns` where another push is at work."""
    if line.platform is None:
        raise KnownError(NO_PLATFORM)
    token = token_of(line, secrets)
    engine = _opened(path, secrets)
    try:
        books = AllCodes(engine, kept_ring(secrets))
        platform = platform_for(line.platform.protocol, line.platform.url, token)
        with PushLock(path):
            yield Pusher(
                line.station,
                StationOutbox(engine),
                StationFacts(engine.connect),
                lambda codes: texts_of(engine, books, codes),
                platform,
                time.sleep,
                lambda: time.time_ns() // 1_000_000,
            )
        platform.close()
    except ValueError as error:
        raise KnownError(f"[platform] of the line file: {error}") from None
    finally:
        engine.dispose()


def token_name(line: LineFile) -> str:
    """The name of the platform's token among the secrets. Raises KnownError without a platform."""
    if line.platform is None:
        raise KnownError(NO_PLATFORM)
    return urlsplit(line.platform.token).netloc


def token_of(line: LineFile, secrets: SecretStore) -> str:
    name = token_name(line)
    token = secrets.get(name)
    if not token:
        raise KnownError(
            f"the platform's token isn't in {secrets.place} (secret {name}); store it with "
            "`packline sync token`"
        )
    return token


def texts_of(engine: Engine, books: AllCodes, codes: Sequence[int]) -> list[str]:
    """What stands in the symbols of codes of one order."""
    if not codes:
        return []
    with reading(engine) as connection:
        fact = queries.get_code(connection, codes[0])
    assert fact is not None, f"code {codes[0]} is in a batch and not in the database"
    return books.of(fact.order).texts(codes)


def _opened(path: Path, secrets: SecretStore, *, read_only: bool = False) -> Engine:
    if not path.exists():
        raise KnownError(f"{path}: there is no database; is this the station's folder?")
    return Database(path, secrets).engine(read_only=read_only)
