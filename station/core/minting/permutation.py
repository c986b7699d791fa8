"""A keyed permutation of 64-bit numbers: ten Feistel rounds with AES as the round function.

A balanced Feistel network of two 32-bit halves (Luby and Rackoff): in round r

    left, right  =  right, left XOR F(r, right)

and F(r, half) is the first four bytes of AES-ECB under the key of the block

    half (4 bytes, little-endian) | r (4 bytes, little-endian) | "PACKLINE"

AES on single, pairwise different blocks is a pseudo-random function here, not a mode of operation;
the tag keeps the blocks apart from any other use of the key. Whole batches go through AES at once,
`BATCH` numbers at a time, so memory stays flat. Why ten rounds, and how many codes one key may
give: docs/decisions/0003-minting.md. Not responsible for what the numbers mean.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Halves = NDArray[np.uint32]

KEY_BYTES = (16, 32)
ROUNDS = 10
BATCH = 65_536
TAG = b"PACKLINE"
_HALF_BITS = np.uint64(32)


class BadKey(ValueError):
    """A key of the wrong length; the text never shows the key."""


class Permutation:
    """One key's permutation. Its text shows no key."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        if not isinstance(key, bytes) or len(key) not in KEY_BYTES:
            raise BadKey("a minting key is 16 or 32 bytes")
        self._cipher = Cipher(AES(key), ECB())

    def __repr__(self) -> str:
        return f"{type(self).__name__}(key hidden)"

    def __reduce__(self) -> str:
        raise TypeError("a minting key is not pickled; derive it again where it is needed")

    def forward(self, numbers: Numbers) -> Numbers:
        """The images of `numbers`, any length, in order."""
        return self._in_batches(numbers, range(ROUNDS), backward=False)

    def backward(self, images: Numbers) -> Numbers:
        """The numbers whose images these are: the inverse of `forward`."""
        return self._in_batches(images, range(ROUNDS - 1, -1, -1), backward=True)

    def _in_batches(self, numbers: Numbers, rounds: Iterable[int], backward: bool) -> Numbers:
        out = np.empty_like(numbers)
        for start in range(0, len(numbers), BATCH):
            batch = numbers[start : start + BATCH]
            left = (batch >> _HALF_BITS).astype("<u4")
            right = batch.astype("<u4")  # keeps the low half
            if backward:  # the inverse is the same ladder, climbed with the halves exchanged
                left, right = right, left
            left, right = self._ladder(left, right, rounds)
            if backward:
                left, right = right, left
            out[start : start + BATCH] = left.astype(np.uint64) << _HALF_BITS | right
        return out

    def _ladder(self, left: Halves, right: Halves, rounds: Iterable[int]) -> tuple[Halves, Halves]:
        aes = self._cipher.encryptor()
        blocks = np.empty((len(left), 4), dtype="<u4")
        blocks[:, 2:] = np.frombuffer(TAG, dtype="<u4")
        for number in rounds:
            blocks[:, 0] = right
            blocks[:, 1] = number
            mask = np.frombuffer(aes.update(blocks.tobytes()), dtype="<u4")[::4]
            left, right = right, left ^ mask
        return left, right
