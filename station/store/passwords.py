"""Passwords, PINs and badges: what is kept of them, and which are too easy to guess.

Kept is argon2id over the text and a pepper that isn't in the database, so that a stolen file alone
gives nobody a guess. A PIN of six digits has a million values: hashing slows a thief down by hours,
not more. What protects it is the pepper, the encrypted file and the lock after five tries. A badge
is found by what it says, so all badges share one salt, which follows from the pepper.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from station.store.errors import StoreRefused

NAME_MAX = 64
NAME_IN_PASSWORD_MIN = 4  # a shorter name stands in many a good password
PASSWORD_MIN, PASSWORD_MAX = 10, 128
PIN_MIN, PIN_MAX = 6, 12
BADGE_MIN, BADGE_MAX = 8, 128
SALT_BYTES, HASH_BYTES = 16, 32
# RFC 9106, second choice. A badge is found by its hash, so what it costs must stay as it is.
BADGE_COST: Mapping[str, int] = {"time_cost": 3, "memory_cost": 65_536, "parallelism": 4}


class Passwords:
    """`pepper` is the station's own secret. A hash takes some 0.1 s and 64 MB by default
    (RFC 9106, second choice); `hasher` and `badge_cost` set another cost."""

    def __init__(
        self,
        pepper: bytes,
        hasher: PasswordHasher | None = None,
        badge_cost: Mapping[str, int] | None = None,
    ) -> None:
        self._pepper, self._hasher = pepper, hasher or PasswordHasher()
        self._badge_cost = badge_cost or BADGE_COST

    @classmethod
    def of_demo(cls, pepper: bytes) -> Self:
        """Cheap ones: a demonstration's people have random passwords that nobody ever sees."""
        return cls(pepper, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    @cached_property
    def _nobodys(self) -> str:
        return self.hashed("nobody's password")

    def hashed(self, text: str) -> str:
        return self._hasher.hash(self._peppered("secret", text))

    def fits(self, kept: str | None, text: str) -> bool:
        """Whether `text` is what was hashed. Takes as long where nothing is kept: whether a name
        exists can't be told from the time that the answer takes."""
        nobodys = self._nobodys
        try:
            self._hasher.verify(kept or nobodys, self._peppered("secret", text))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def badge(self, text: str) -> str:
        """What is kept of a badge: the same for the same text."""
        salt = hmac.digest(self._pepper, b"salt of badges", "sha256")[:SALT_BYTES]
        secret = self._peppered("badge", text).encode()
        kept = hash_secret_raw(secret, salt, hash_len=HASH_BYTES, type=Type.ID, **self._badge_cost)
        return kept.hex()

    def _peppered(self, use: str, text: str) -> str:
        data = f"{use}\n{unicodedata.normalize('NFKC', text)}".encode()
        return hmac.digest(self._pepper, data, "sha256").hex()


def tidy_name(name: str) -> str:
    """A name as it is kept. Raises StoreRefused for one that can't be."""
    tidy = " ".join(unicodedata.normalize("NFKC", name).split())
    if not 0 < len(tidy) <= NAME_MAX or not tidy.isprintable():
        raise StoreRefused(f"a name has 1 to {NAME_MAX} printable characters")
    return tidy


def refuse_weak_password(name: str, password: str) -> None:
    """Raises StoreRefused for one that is guessed at once."""
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX:
        raise StoreRefused(f"a password has {PASSWORD_MIN} to {PASSWORD_MAX} characters")
    named = len(name) >= NAME_IN_PASSWORD_MIN and name.casefold() in password.casefold()
    if len(set(password)) < PASSWORD_MIN // 2 or named:
        raise StoreRefused("this password is too easy to guess; take a longer, more varied one")


def refuse_weak_pin(pin: str) -> None:
    """Raises StoreRefused for one that is guessed at once."""
    if not (pin.isascii() and pin.isdigit() and PIN_MIN <= len(pin) <= PIN_MAX):
        raise StoreRefused(f"a PIN has {PIN_MIN} to {PIN_MAX} digits")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1:  # 111111, 123456, 987654, 135791
        raise StoreRefused("this PIN is too easy to guess; take other digits")


def refuse_weak_badge(text: str) -> None:
    if not BADGE_MIN <= len(text) <= BADGE_MAX:
        raise StoreRefused(f"a badge's text has {BADGE_MIN} to {BADGE_MAX} characters")
