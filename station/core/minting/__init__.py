"""Minting: a counter turned into an unguessable code, and back (docs/decisions/0003-minting.md).

The only part of the core that may import numpy and cryptography, for computation only.
"""

from station.core.minting.keys import Issued, KeyClash, KeyRing, Recognised, derive_key
from station.core.minting.minter import CODES_PER_KEY_MAX, Minter, MintingRefused
from station.core.minting.permutation import BadKey, Permutation

__all__ = [
    "CODES_PER_KEY_MAX",
    "BadKey",
    "Issued",
    "KeyClash",
    "KeyRing",
    "Minter",
    "MintingRefused",
    "Permutation",
    "Recognised",
    "derive_key",
]
