"""One key's codes: a counter turned into 13 unguessable characters, and back.

A code's identity (`station.core.code_id`) goes through the keyed permutation and is written in
Crockford's base 32. So uniqueness needs no look-up, and a text is its own index: `recognise` gives
the identity back, or None for what can't be ours (not canonical, or no identity a minter may mint).
One text in some 8,000 invented ones still passes that sieve: **whoever recognises a code also
compares its station, epoch and serial with what was really issued**.
Not responsible for which serials were issued (the store) or for several keys (`keys`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from station.core import crockford
from station.core.code_id import EPOCH_BITS, SERIAL_BITS, SERIAL_MAX, STATION_BITS, CodeId
from station.core.minting.permutation import BATCH, Numbers, Permutation

# The most serials of one series under one key, and of all series under one key together (this sum
# is the key holder's to watch): docs/decisions/0003-minting.md.
CODES_PER_KEY_MAX = 1 << 28

# A list of texts takes some 62 bytes a code; more than this is taken by `mint_range`.
TEXTS_IN_ONE_LIST_MAX = 10_000_000

_SERIAL_BITS = np.uint64(SERIAL_BITS)
_SERIAL_MASK = np.uint64(SERIAL_MAX)
_SERIES_LEAST = np.uint64(1 << EPOCH_BITS)
_SERIES_END = np.uint64(1 << (STATION_BITS + EPOCH_BITS))

_CHARACTERS = np.frombuffer(crockford.ALPHABET.encode("ascii"), dtype=np.uint8)
_PAIRS = np.stack([np.repeat(_CHARACTERS, 32), np.tile(_CHARACTERS, 32)], axis=1)
_PAIR_OF = np.ascontiguousarray(_PAIRS).view(np.uint16).ravel()  # 10 bits -> 2 characters
_TEN_BITS = np.uint64(0x3FF)


class MintingRefused(ValueError):
    """A number was to be minted that no minter may mint; the text says which and why."""


def write(images: Numbers) -> NDArray[np.uint8]:
    """The canonical characters of `images`, as (n, 13) ASCII bytes."""
    out = np.empty((len(images), 7), dtype=np.uint16)
    for column in range(7):
        shift = np.uint64(60 - 10 * column)
        out[:, column] = _PAIR_OF[((images >> shift) & _TEN_BITS).astype(np.intp)]
    return out.view(np.uint8)[:, 1:]  # 14 characters for 70 bits: the first is always "0"


def may_mint(ids: Numbers) -> NDArray[np.bool_]:
    """Which numbers are identities of minted codes: a station, and a serial up to the bound."""
    series = ids >> _SERIAL_BITS
    serial = ids & _SERIAL_MASK
    right_series = (series >= _SERIES_LEAST) & (series < _SERIES_END)
    return right_series & (serial >= np.uint64(1)) & (serial <= np.uint64(CODES_PER_KEY_MAX))


def id_range(first: CodeId, count: int) -> Iterator[Numbers]:
    """The identities `first` to `first + count - 1`, a batch at a time."""
    for start in range(first, first + count, BATCH):
        yield np.arange(start, min(start + BATCH, first + count), dtype=np.uint64)


class Minter:
    """Codes under one key of 16 or 32 bytes. The key shows in no text of this object."""

    __slots__ = ("_permutation",)

    def __init__(self, key: bytes) -> None:
        self._permutation = Permutation(key)

    def __repr__(self) -> str:
        return "Minter(key hidden)"

    def mint_bytes(self, ids: Numbers) -> NDArray[np.uint8]:
        """The codes of `ids` as (n, 13) ASCII bytes; raises `MintingRefused`."""
        refuse_wrong_ids(ids)
        return write(self._permutation.forward(ids))

    def mint(self, ids: Numbers) -> list[str]:
        """The codes of `ids`, in order; raises `MintingRefused`."""
        if len(ids) > TEXTS_IN_ONE_LIST_MAX:
            raise MintingRefused(f"{len(ids)} codes at once; take them by `mint_range`")
        texts: list[str] = []
        for start in range(0, len(ids), BATCH):
            characters = self.mint_bytes(ids[start : start + BATCH])
            texts += characters.astype("<u4").view(f"<U{crockford.CHARACTERS}").ravel().tolist()
        return texts

    def mint_range(self, first: CodeId, count: int) -> Iterator[str]:
        """The codes of `count` identities from `first` on, in order, in flat memory."""
        for ids in id_range(first, count):
            yield from self.mint(ids)

    def texts(self, codes: Sequence[CodeId]) -> list[str]:
        """The codes of `codes`, in order."""
        return self.mint(np.array(codes, dtype=np.uint64))

    def recognise(self, text: str) -> CodeId | None:
        """The identity behind a code; None if it can't be one of this key's."""
        image = crockford.decode(text)
        if image is None:
            return None
        code = int(self._permutation.backward(np.array([image], dtype=np.uint64))[0])
        return code if may_mint(np.array([code], dtype=np.uint64))[0] else None

    def recognise_all(self, texts: Sequence[str]) -> list[CodeId | None]:
        """`recognise` for many texts, in order, with one pass through the permutation."""
        images = [crockford.decode(text) for text in texts]
        found = np.array([image for image in images if image is not None], dtype=np.uint64)
        ids = self._permutation.backward(found)
        codes = iter(zip(ids.tolist(), may_mint(ids).tolist(), strict=True))
        return [None if image is None else _if_ours(*next(codes)) for image in images]

    def images(self, ids: Numbers) -> Numbers:
        """The numbers that the codes of `ids` stand for, before they are written."""
        return self._permutation.forward(ids)

    def origins(self, images: Numbers) -> Numbers:
        """The inverse of `images`, unchecked: any number has an origin."""
        return self._permutation.backward(images)


def refuse_wrong_ids(ids: Numbers) -> None:
    """Raise `MintingRefused` at the first number that is no identity of a minted code."""
    allowed = may_mint(ids)
    if allowed.all():
        return
    wrong = int(ids[int(np.argmin(allowed))])
    serial = wrong & SERIAL_MAX
    if serial > CODES_PER_KEY_MAX and wrong >> SERIAL_BITS < int(_SERIES_END):
        raise MintingRefused(
            f"serial {serial} is beyond the {CODES_PER_KEY_MAX} codes of one key; "
            "change to the next minting key, which begins a new epoch"
        )
    raise MintingRefused(f"{wrong} is not a minted code's number: it needs a station and a serial")


def _if_ours(code: int, ours: bool) -> CodeId | None:
    return code if ours else None
