"""The epoch of a database: which run of minted numbers is its own."""

from __future__ import annotations

from station.compose.secrets import EPOCH, SecretStore, next_epoch
from station.store.points import reached
from station.store.store import Store


def epoch_of(store: Store, secrets: SecretStore) -> int:
    """The epoch of a database; a new one gets one that this station never had."""
    told = store.get_meta(EPOCH)
    if told is None:
        told = str(next_epoch(secrets))
        reached("epoch: drawn")
        store.set_meta({EPOCH: told})
    elif int(told) > int(secrets.get(EPOCH) or "0"):
        secrets.set(EPOCH, told)  # the secrets were lost, and the database still knows
    return int(told)
