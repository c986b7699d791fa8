"""The minting key of a station as a key ring: drawn with its database, and never a second time.

A database whose key is lost must not get another one: the same number would be another text, so a
label printed again would be another code, and no bottle on the belt would be known.
"""

from __future__ import annotations

from station.compose.secrets import EPOCH, MASTER, SecretStore, master_secret
from station.core.minting import KeyRing, derive_key
from station.store.errors import KnownError
from station.store.store import Store

KEY_NUMBER = 1


def kept_ring(secrets: SecretStore) -> KeyRing:
    """The ring of a station that has codes. Raises KnownError where its key isn't here."""
    if secrets.get(MASTER) is None:
        raise KnownError(
            f"the minting key isn't in {secrets.place}; do this on the station's PC, or bring it "
            "back with `packline key import FILE`"
        )
    return ring_from(master_secret(secrets))


def ring_for(store: Store, secrets: SecretStore) -> KeyRing:
    """The ring for an open database: drawn now if it is a new one. Raises KnownError."""
    if store.get_meta(EPOCH) is None:
        master_secret(secrets)
    return kept_ring(secrets)


def ring_from(master: bytes) -> KeyRing:
    return KeyRing({KEY_NUMBER: derive_key(master, KEY_NUMBER)}, KEY_NUMBER)
