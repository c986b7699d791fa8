"""SSCC numbers: extension digit, company prefix, serial reference and check digit; 18 digits.

The extension digit is data: it takes part in the check digit (General Specifications 3.3.1), and
printers and decoders don't notice a wrong one, so it is computed and checked here. `SsccNumbers`
turns a pool's codes into SSCCs and back. A company that shares one prefix among several stations
gives each station its own extension digit or range; that is agreed on paper, not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from station.core.check_digits import check_digit, is_digits, with_check_digit
from station.core.code_errors import CodeError, Rule
from station.core.code_id import SERIAL_BITS, SERIAL_MAX, CodeId, pack

SSCC_DIGITS = 18
COMPANY_PREFIX_DIGITS_MIN = 4
COMPANY_PREFIX_DIGITS_MAX = 12
_REFERENCE_AND_PREFIX_DIGITS = 16


def serials_of(company_prefix: str) -> int:
    """How many serial references, from 1 on, fit behind this prefix and one extension digit."""
    _refuse_prefix(company_prefix)
    return int("9" * (_REFERENCE_AND_PREFIX_DIGITS - len(company_prefix)))


def make_sscc(company_prefix: str, extension: int, serial: int) -> str:
    """The SSCC of a serial reference; raises `CodeError` beyond the prefix's capacity."""
    most = serials_of(company_prefix)
    digits = _REFERENCE_AND_PREFIX_DIGITS - len(company_prefix)
    if not 0 <= extension <= 9:
        message = "the extension digit is one digit, 0 to 9"
        raise CodeError(Rule.VALUE, str(extension), 0, len(str(extension)), message)
    if not 0 <= serial <= most:
        message = (
            f"behind the prefix {company_prefix} there are serial references up to {most}; "
            "take the next extension digit"
        )
        raise CodeError(Rule.CAPACITY, str(serial), 0, len(str(serial)), message)
    return with_check_digit(f"{extension}{company_prefix}{serial:0{digits}}")


def refuse_wrong_sscc(sscc: str) -> None:
    """Raise `CodeError` unless `sscc` is 18 digits with a right check digit."""
    if not is_digits(sscc) or len(sscc) != SSCC_DIGITS:
        message = f"an SSCC has {SSCC_DIGITS} digits"
        raise CodeError(Rule.LENGTH, sscc, 0, len(sscc), message)
    right = check_digit(sscc[:-1])
    if sscc[-1] != right:
        message = f"check digit {sscc[-1]} should be {right}"
        raise CodeError(Rule.CHECK_DIGIT, sscc, SSCC_DIGITS - 1, 1, message)


@dataclass(frozen=True)
class SsccNumbers:
    """The SSCCs of one pool: `series` is the pool's, the code's serial is the reference."""

    company_prefix: str
    extension: int
    series: int

    def __post_init__(self) -> None:
        make_sscc(self.company_prefix, self.extension, 0)
        pack(self.series, 1)

    @property
    def capacity(self) -> int:
        """The last serial that has an SSCC."""
        return min(serials_of(self.company_prefix), SERIAL_MAX)

    def texts(self, codes: Sequence[CodeId]) -> list[str]:
        """The SSCCs of `codes`, in order; raises `CodeError` where the capacity ends."""
        assert all(code >> SERIAL_BITS == self.series for code in codes), "codes of another pool"
        return [make_sscc(self.company_prefix, self.extension, code & SERIAL_MAX) for code in codes]

    def recognise(self, text: str) -> CodeId | None:
        """The code of one of our SSCCs; None for anybody else's, or a wrong one."""
        begin = f"{self.extension}{self.company_prefix}"
        if len(text) != SSCC_DIGITS or not is_digits(text) or not text.startswith(begin):
            return None
        serial = int(text[len(begin) : -1])
        right = check_digit(text[:-1]) == text[-1] and serial > 0
        return pack(self.series, serial) if right else None


def _refuse_prefix(company_prefix: str) -> None:
    least, most = COMPANY_PREFIX_DIGITS_MIN, COMPANY_PREFIX_DIGITS_MAX
    if not is_digits(company_prefix) or not least <= len(company_prefix) <= most:
        message = f"a GS1 company prefix has {least} to {most} digits"
        raise CodeError(Rule.LENGTH, company_prefix, 0, len(company_prefix), message)
