"""EPC URNs of SSCCs and of items with serials, for EPCIS events (EPC Tag Data Standard, 6.3).

The company prefix stands first and by itself, so its length must be known; the SSCC's extension
digit and the GTIN's indicator digit move behind it, and the check digit goes.
"""

from __future__ import annotations

from station.core.check_digits import has_right_check_digit
from station.core.code_errors import CodeError, Rule
from station.core.gs1_elements import Element
from station.core.gs1_elements import place as place_elements
from station.core.sscc import refuse_wrong_sscc

# The characters of a serial that a URN may not hold as they are (Tag Data Standard, table A-1).
_ESCAPES = str.maketrans({c: f"%{ord(c):02X}" for c in '"%&/<>?'})


def sscc_urn(sscc: str, company_prefix: str) -> str:
    """`urn:epc:id:sscc:PREFIX.EXTENSION+REFERENCE`; raises `CodeError`."""
    refuse_wrong_sscc(sscc)
    extension, rest = sscc[0], sscc[1:-1]
    reference = _behind_prefix(sscc, rest, company_prefix)
    return f"urn:epc:id:sscc:{company_prefix}.{extension}{reference}"


def sgtin_urn(gtin: str, serial: str, company_prefix: str) -> str:
    """`urn:epc:id:sgtin:PREFIX.INDICATOR+ITEM.SERIAL`; `gtin` has 14 digits; raises `CodeError`."""
    for fault in place_elements([Element("01", gtin), Element("21", serial)]).faults:
        raise fault
    if not has_right_check_digit(gtin):
        raise CodeError(Rule.CHECK_DIGIT, gtin, len(gtin) - 1, 1, "wrong check digit")
    indicator, rest = gtin[0], gtin[1:-1]
    item = _behind_prefix(gtin, rest, company_prefix)
    escaped = serial.translate(_ESCAPES)
    return f"urn:epc:id:sgtin:{company_prefix}.{indicator}{item}.{escaped}"


def _behind_prefix(text: str, rest: str, company_prefix: str) -> str:
    if not company_prefix or not rest.startswith(company_prefix):
        message = f"the company prefix {company_prefix} does not stand here"
        raise CodeError(Rule.VALUE, text, 1, len(company_prefix), message)
    return rest.removeprefix(company_prefix)
