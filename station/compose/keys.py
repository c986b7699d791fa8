"""The keys of one station, all from one secret that is drawn at first use.

One secret keeps the escrow small; HKDF gives each purpose a key of its own, so that none leads to
another or back. Losing it loses the database: keep an escrow file (`packline key export`).
"""

from __future__ import annotations

import secrets as random
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station.compose.secrets import SecretStore

STATION_KEY = "station-key"
KEY_BYTES = 32


@dataclass(frozen=True)
class StationKeys:
    database: bytes = field(repr=False)  # encrypts the file
    chain: bytes = field(repr=False)  # chains the journal
    pepper: bytes = field(repr=False)  # goes into passwords, PINs and badges
    tags: bytes = field(repr=False)  # names codes in logs


def kept_keys(secrets: SecretStore) -> StationKeys | None:
    """The station's keys; None if none were ever drawn here."""
    kept = secrets.get(STATION_KEY)
    if kept is None:
        return None
    root = bytes.fromhex(kept)
    return StationKeys(*(_derived(root, one) for one in ("database", "chain", "pepper", "tags")))


def station_keys(secrets: SecretStore) -> StationKeys:
    """The station's keys, drawn now if there are none. Not for a database that has its own."""
    if secrets.get(STATION_KEY) is None:
        secrets.set(STATION_KEY, random.token_hex(KEY_BYTES))
    keys = kept_keys(secrets)
    assert keys is not None, "a secret that was just kept"
    return keys


def _derived(root: bytes, purpose: str) -> bytes:
    info = b"packline station " + purpose.encode()
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(root)
