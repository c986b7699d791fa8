"""What can go wrong with the store, by whose fault it is.

Our own bugs are assertions (`FoldError` in fold.py); everything here is somebody else's doing.
"""

from __future__ import annotations


class StoreError(Exception):
    """Base of all that the store raises on purpose."""


class KnownError(StoreError):
    """The environment's fault: one sentence with the place and the remedy."""


class WitnessAway(KnownError):
    """The witness's place can't be reached, for reading or for writing."""


class WitnessUnreadable(KnownError):
    """There is a file, and it is no witness."""


class StoreRefused(StoreError):
    """What was asked would break a rule; nothing was changed."""


class StoreCorrupt(StoreError):
    """The file can't be believed. `found` says what is wrong, one sentence each."""

    def __init__(self, path: str, found: tuple[str, ...]) -> None:
        shown = "; ".join(found[:3])
        super().__init__(f"{path}: {shown}. Run `packline check`, then restore a backup.")
        self.path, self.found = path, found


class WrongKey(StoreCorrupt):
    """An encrypted file that its key doesn't open; a damaged first page looks the same."""

    def __init__(self, path: str) -> None:
        super().__init__(path, ("its key doesn't open it",))
        self.args = (
            f"{path}: the key doesn't open it, or its first page is damaged. Bring the right key "
            "back with `packline key import FILE`, or restore a backup.",
        )


class DatabaseOlder(StoreError):
    """The database lacks what its witness has seen: a restored backup, or a copy that is run
    elsewhere too. It must not mint codes until somebody gives it a new epoch."""


class CommitUnknown(StoreError):
    """A commit raised. Whether it is on disk is not known: stop, open again, read again."""
