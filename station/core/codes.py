"""Codes: text ⇄ meaning. The one door to everything about a code but minting.

A code is a number (`code_id`); its serial has a text (`Serials`: a minter, a pool of SSCCs, an
imported file); the text stands in a symbol (`code_schemes`). A read is accepted by `same_code`
alone, byte for byte; `explain_difference` tells people what went wrong with another one.
Not responsible for making minted texts (`station.core.minting`, which alone knows keys), nor for
which codes exist (the store).
"""

from station.core.check_digits import check_digit, has_right_check_digit, is_digits
from station.core.code_differences import (
    Cause,
    Difference,
    explain_difference,
    explain_reads,
)
from station.core.code_errors import CodeError, Rule
from station.core.code_id import (
    BadCodeId,
    CodeId,
    CodeParts,
    is_code_id,
    minted_series,
    pack,
    pool_series,
    unpack,
)
from station.core.code_payload import Payload, Symbology, elements_of, same_code, split_aim
from station.core.code_schemes import (
    Content,
    GivenTexts,
    Gs1Item,
    Imported,
    MintedUrl,
    Scheme,
    Serials,
    Sscc,
    payloads,
    recognise,
    scheme_of,
)
from station.core.scanner_check import TEST_CODES, ScannerCheck, check_scanner
from station.core.sscc import SsccNumbers, make_sscc

__all__ = [
    "TEST_CODES",
    "BadCodeId",
    "Cause",
    "CodeError",
    "CodeId",
    "CodeParts",
    "Content",
    "Difference",
    "GivenTexts",
    "Gs1Item",
    "Imported",
    "MintedUrl",
    "Payload",
    "Rule",
    "ScannerCheck",
    "Scheme",
    "Serials",
    "Sscc",
    "SsccNumbers",
    "Symbology",
    "check_digit",
    "check_scanner",
    "elements_of",
    "explain_difference",
    "explain_reads",
    "has_right_check_digit",
    "is_code_id",
    "is_digits",
    "make_sscc",
    "minted_series",
    "pack",
    "payloads",
    "pool_series",
    "recognise",
    "same_code",
    "scheme_of",
    "split_aim",
    "unpack",
]
