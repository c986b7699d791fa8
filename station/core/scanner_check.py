"""Is a scanner set as the line needs it? A known label is scanned, and the answer names each fault.

`TEST_CODES` are chosen so that every known fault shows: small and capital letters, those that
keyboard layouts exchange (y z, a q, m), their punctuation, digits, and a separator in the GS1
ones. They are nobody's codes: the GTIN is GS1's own example. Pure: who prints the label and who
waits for the read is the composition root's affair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from station.core.code_differences import Cause, Difference, difference, explain_reads
from station.core.code_errors import GS
from station.core.code_payload import Payload, Symbology, plain_aim

__all__ = ["TEST_CODES", "ScannerCheck", "check_scanner"]

_GTIN = "09506000134352"
_PLAIN = "Packline-TEST:yYzZaAqQwWmM;0123456789/_?"
_PLAIN_SHORT = "aQzY-:;_/?M07"  # a bar code must fit a label
_RICH = (("01", _GTIN), ("21", "aAqQzZyY-:;_/?mM"), ("10", "wW-1"))
_SHORT = (("01", _GTIN), ("21", "aQzY-:"), ("10", "W1"))


@dataclass(frozen=True)
class ScannerCheck:
    """`findings` in the order in which they are set right; none: the scanner is set well."""

    label: Symbology
    findings: tuple[Difference, ...]

    @property
    def good(self) -> bool:
        return not self.findings


def _plain(symbology: Symbology, text: str) -> Payload:
    return Payload(text.encode("ascii"), symbology.aim, text, symbology)


def _gs1(symbology: Symbology, elements: Sequence[tuple[str, str]]) -> Payload:
    """Of these three only the serial is of variable length with something behind it."""
    text = "".join(ai + value + (GS if ai == "21" else "") for ai, value in elements)
    human = "".join(f"({ai}){value}" for ai, value in elements)
    return Payload(text.encode("ascii"), symbology.aim, human, symbology)


TEST_CODES: Mapping[Symbology, Payload] = {
    Symbology.QR: _plain(Symbology.QR, _PLAIN),
    Symbology.DATA_MATRIX: _plain(Symbology.DATA_MATRIX, _PLAIN),
    Symbology.CODE_128: _plain(Symbology.CODE_128, _PLAIN_SHORT),
    Symbology.GS1_QR: _gs1(Symbology.GS1_QR, _RICH),
    Symbology.GS1_DATA_MATRIX: _gs1(Symbology.GS1_DATA_MATRIX, _RICH),
    Symbology.GS1_128: _gs1(Symbology.GS1_128, _SHORT),
}


def check_scanner(label: Symbology, reads: Sequence[tuple[bytes, str]]) -> ScannerCheck:
    """What `reads` (data, AIM identifier or "") say of the scanner that was held over `label`."""
    expected = TEST_CODES[label]
    main = explain_reads([expected], reads)
    findings = [] if main.cause is Cause.SAME else [main]
    if reads and _lacks_aim(main, reads):
        findings.append(difference(Cause.AIM_MISSING))
    elif reads and main.cause not in _AIM_FOLLOWS and _is_other(expected, reads):
        findings.append(difference(Cause.OTHER_SYMBOL, reads[0][1]))
    return ScannerCheck(label, tuple(findings))


# Causes after which the identifier is nobody's fault of its own.
_AIM_FOLLOWS = (Cause.OTHER_SYMBOL, Cause.OTHER_CODE, Cause.CAPS_LOCK, Cause.LETTER_CASE)


def _lacks_aim(main: Difference, reads: Sequence[tuple[bytes, str]]) -> bool:
    """Another code's identifier says nothing; one within the data was sent."""
    causes = (Cause.AIM_IN_DATA, Cause.OTHER_CODE, Cause.MERGED, Cause.KEYBOARD_LAYOUT)
    return not reads[0][1] and main.cause not in causes


def _is_other(expected: Payload, reads: Sequence[tuple[bytes, str]]) -> bool:
    aim = reads[0][1]
    return bool(aim) and plain_aim(aim) != expected.aim
