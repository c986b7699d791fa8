"""Several minting keys: mint with the current one, recognise with any, and never collide.

Under *one* key no two codes can be equal. Two keys are two unrelated permutations, so a new key may
give a text that an old key gave before (for 2^28 codes each: one chance in 256 that it happens
once). Hence the ring knows what each retired key issued, series by series, and refuses a number
whose new text is an old code: `clashes` names those numbers in advance, to be voided unprinted.
A series belongs to one key for ever: a change of key begins a new epoch.
Not responsible for where keys are kept, nor for counting the codes of the current key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station.core.code_id import SERIAL_BITS, SERIAL_MAX, CodeId
from station.core.minting.minter import Minter, MintingRefused, id_range
from station.core.minting.permutation import BadKey, Numbers

MASTER_BYTES_MIN = 32
DERIVED_BYTES = 32
KEY_NUMBER_MAX = 65_535

# What one retired key issued: series -> the last serial that may have left the house.
Issued = Mapping[int, int]


class KeyClash(MintingRefused):
    """Numbers whose text a retired key already gave to another code; void them unprinted."""

    def __init__(self, codes: Sequence[CodeId]) -> None:
        self.codes = tuple(codes)
        super().__init__(f"{len(self.codes)} of these texts are codes of an older key; void them")


@dataclass(frozen=True)
class Recognised:
    """`current` is True where the caller still has to compare the serial with what was issued."""

    code: CodeId
    key_number: int
    current: bool


def derive_key(master: bytes, number: int) -> bytes:
    """Minting key `number` of a company's master secret (HKDF, RFC 5869, with SHA-256).

    The purpose and the number are in HKDF's info field, so keys for different purposes or numbers
    are unrelated, and none leads back to the master secret.
    """
    if len(master) < MASTER_BYTES_MIN:
        raise BadKey(f"the master secret has {len(master)} bytes; {MASTER_BYTES_MIN} are needed")
    if not 0 <= number <= KEY_NUMBER_MAX:
        raise BadKey(f"key number {number} is outside 0 to {KEY_NUMBER_MAX}")
    info = b"packline minting key " + number.to_bytes(2, "big")
    return HKDF(SHA256(), DERIVED_BYTES, salt=None, info=info).derive(master)


class KeyRing:
    """Keys by number. `retired` says what each key but the current one issued."""

    def __init__(
        self,
        keys: Mapping[int, bytes],
        current: int,
        retired: Mapping[int, Issued] | None = None,
    ) -> None:
        if current not in keys:
            raise BadKey(f"the current key, number {current}, is not in the ring")
        self._current = current
        self._minters = {number: Minter(key) for number, key in keys.items()}
        self._retired = {number: dict(issued) for number, issued in (retired or {}).items()}
        self._refuse_unfit_retired()

    def __repr__(self) -> str:
        return f"KeyRing(keys {sorted(self._minters)}, current {self._current}, hidden)"

    def _refuse_unfit_retired(self) -> None:
        old = set(self._minters) - {self._current}
        if old != set(self._retired):
            raise BadKey(
                f"old keys {sorted(old)} but issues of {sorted(self._retired)}: say of every key "
                "except the current one what it issued, series by series"
            )
        if len(set(self._minters)) > 1 and self._has_equal_keys():
            raise BadKey("two keys of the ring are the same key")

    def _has_equal_keys(self) -> bool:
        probe = np.arange(1, 5, dtype=np.uint64)
        images = {tuple(minter.images(probe).tolist()) for minter in self._minters.values()}
        return len(images) < len(self._minters)

    @property
    def current(self) -> int:
        return self._current

    def mint(self, ids: Numbers) -> list[str]:
        """Codes under the current key; raises `KeyClash` or `MintingRefused`, never a double."""
        self._refuse_retired_series(ids)
        clashing = self._clashing(ids)
        if len(clashing):
            raise KeyClash(clashing.tolist())
        return self._minters[self._current].mint(ids)

    def mint_range(self, first: CodeId, count: int) -> Iterator[str]:
        """As `mint`, for `count` numbers from `first` on, in flat memory."""
        for ids in id_range(first, count):
            yield from self.mint(ids)

    def texts(self, codes: Sequence[CodeId]) -> list[str]:
        return self.mint(np.array(codes, dtype=np.uint64))

    def clashes(self, first: CodeId, count: int) -> list[CodeId]:
        """The numbers of a block that must be voided before it is used; nearly always none."""
        found = [self._clashing(ids) for ids in id_range(first, count)]
        return [code for clashing in found for code in clashing.tolist()]

    def identify(self, text: str) -> Recognised | None:
        """Whose code this is, and under which key; None if it is nobody's.

        An old key's code is sure, since the ring knows what that key issued, and it goes first: a
        current code with an old code's text was never minted.
        """
        for number, issued in self._retired.items():
            code = self._minters[number].recognise(text)
            if code is not None and code & SERIAL_MAX <= issued.get(code >> SERIAL_BITS, 0):
                return Recognised(code, number, current=False)
        code = self._minters[self._current].recognise(text)
        if code is None or self._is_retired(code >> SERIAL_BITS):
            return None
        return Recognised(code, self._current, current=True)

    def recognise(self, text: str) -> CodeId | None:
        """The identity behind a code of any key; for which key, ask `identify`."""
        found = self.identify(text)
        return found.code if found else None

    def _is_retired(self, series: int) -> bool:
        return any(series in issued for issued in self._retired.values())

    def _refuse_retired_series(self, ids: Numbers) -> None:
        for series in np.unique(ids >> np.uint64(SERIAL_BITS)).tolist():
            if self._is_retired(series):
                raise MintingRefused(
                    f"series {series} belongs to an older key; draw a new epoch for this one"
                )

    def _clashing(self, ids: Numbers) -> Numbers:
        """Those of `ids` whose text under the current key is a code of a retired key."""
        clashing = np.zeros(len(ids), dtype=np.bool_)
        if self._retired:
            images = self._minters[self._current].images(ids)
            for number, issued in self._retired.items():
                clashing |= _were_issued(self._minters[number].origins(images), issued)
        return ids[clashing]


def _were_issued(ids: Numbers, issued: Issued) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of `ids` are among the serials that `issued` names."""
    series = ids >> np.uint64(SERIAL_BITS)
    serial = ids & np.uint64(SERIAL_MAX)
    hit = np.zeros(len(ids), dtype=np.bool_)
    for its_series, last in issued.items():
        hit |= (series == np.uint64(its_series)) & (serial > 0) & (serial <= np.uint64(last))
    return hit
