"""How a level's codes look: a serial's text becomes a symbol's payload, and back.

Two halves that meet in a text. `Serials` turns a code's identity into the text of its serial and
back (a minter, a pool of SSCC numbers, an imported file); a `Scheme` turns that text into what
stands in the symbol and back. So no key lies in a scheme, and each half is tested alone.
`serial_of` and `recognise` say whose code a payload *claims* to be; a read is accepted only by
`station.core.code_payload.same_code`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from urllib.parse import quote

from station.core import crockford
from station.core.check_digits import SET_82
from station.core.code_errors import CodeError, Rule, shown
from station.core.code_id import CodeId
from station.core.code_payload import GS1_AIMS, Payload, Symbology, elements_of, plain_aim
from station.core.digital_link import build_link
from station.core.gs1 import Element, build, gs1_date, to_brackets, validate, value_of
from station.core.packaging import CodeKind, CodeRule
from station.core.sscc import refuse_wrong_sscc

_QR_ALPHANUMERIC = re.compile(r"[0-9A-Z$%*+\-./:]*")
_VISIBLE_ASCII = re.compile(r"[!-~]*")
_SERIAL = re.compile(rf"[{re.escape(SET_82)}]{{1,20}}")
# A serial that takes part in building what stands around serials; never in a symbol.
_ANY_SERIAL = "_THE_SERIAL_IS_HERE_"

_PLAIN_2D = (Symbology.QR, Symbology.DATA_MATRIX)
_GS1 = tuple(symbology for symbology in Symbology if symbology.aim in GS1_AIMS)


class Serials(Protocol):
    """Identity ⇄ text of the serial."""

    def texts(self, codes: Sequence[CodeId]) -> list[str]:
        """The serials' texts, in order."""

    def recognise(self, text: str) -> CodeId | None:
        """The code that the text claims to be; None if it can't be one of these."""


class Scheme(Protocol):
    """Text of the serial ⇄ payload of the symbol."""

    @property
    def symbology(self) -> Symbology: ...

    def payload(self, serial: str) -> Payload:
        """What stands in the symbol; raises `CodeError` if the serial can't."""

    def serial_of(self, data: bytes, aim: str) -> str | None:
        """The serial in such a payload; None for any other payload."""


def payloads(scheme: Scheme, serials: Serials, codes: Sequence[CodeId]) -> list[Payload]:
    """The payloads of `codes`, in order."""
    return [scheme.payload(text) for text in serials.texts(codes)]


def recognise(scheme: Scheme, serials: Serials, data: bytes, aim: str) -> CodeId | None:
    """The code that a payload claims to be; None if it is not of this scheme or not ours."""
    serial = scheme.serial_of(data, aim)
    return None if serial is None else serials.recognise(serial)


@dataclass(frozen=True)
class MintedUrl:
    """A prefix, usually an address, and the 13 characters of a minted code."""

    prefix: str
    symbology: Symbology

    def __post_init__(self) -> None:
        _refuse_symbology(self.symbology, _PLAIN_2D)
        is_qr = self.symbology is Symbology.QR
        allowed = _QR_ALPHANUMERIC if is_qr else _VISIBLE_ASCII
        if not allowed.fullmatch(self.prefix):
            wanted = "0-9 A-Z $%*+-./:" if is_qr else "visible ASCII characters"
            message = f"a prefix in this symbol takes only {wanted} and no space"
            raise CodeError(Rule.CHARACTER, self.prefix, 0, len(self.prefix), message)

    def payload(self, serial: str) -> Payload:
        if not crockford.CANONICAL.fullmatch(serial):
            message = f"a minted code is {crockford.CHARACTERS} characters of {crockford.ALPHABET}"
            raise CodeError(Rule.CHARACTER, serial, 0, len(serial), message)
        data = (self.prefix + serial).encode("ascii")
        return Payload(data, self.symbology.aim, serial, self.symbology)

    def serial_of(self, data: bytes, aim: str) -> str | None:
        begin = self.prefix.encode("ascii")
        if plain_aim(aim) != self.symbology.aim or not data.startswith(begin):
            return None
        serial = data[len(begin) :].decode("latin-1")
        return serial if crockford.CANONICAL.fullmatch(serial) else None


@dataclass(frozen=True)
class Gs1Item:
    """GTIN and serial, with batch and expiry when set: an element string, or with a `domain` a
    Digital Link. `expiry` is an ISO date, `YYYY-MM` for the end of a month, or "".

    The serial stands before the batch, so that only the batch hangs on the separator.
    """

    gtin: str
    symbology: Symbology
    batch: str = ""
    expiry: str = ""
    domain: str = ""

    def __post_init__(self) -> None:
        _refuse_symbology(self.symbology, _PLAIN_2D if self.domain else _GS1)
        assert self._around, "building what stands around a serial raises if it can't stand"

    @cached_property
    def _around(self) -> tuple[str, str]:
        """What stands before and behind the serial in the symbol."""
        elements = self._elements(_ANY_SERIAL)
        text = build_link(elements, self.domain) if self.domain else build(elements)
        assert text.count(_ANY_SERIAL) == 1, "the batch is no serial"
        before, _, behind = text.partition(_ANY_SERIAL)
        return before, behind

    def _elements(self, serial: str) -> list[Element]:
        expiry = gs1_date(self.expiry) if self.expiry else ""
        given = (("01", self.gtin), ("17", expiry), ("21", serial), ("10", self.batch))
        return [Element(ai, value) for ai, value in given if value]

    def payload(self, serial: str) -> Payload:
        if not _SERIAL.fullmatch(serial):
            raise _serial_fault(serial)
        before, behind = self._around
        text = before + (quote(serial, safe="") if self.domain else serial) + behind
        human = text if self.domain else to_brackets(self._elements(serial))
        return Payload(text.encode("ascii"), self.symbology.aim, human, self.symbology)

    def serial_of(self, data: bytes, aim: str) -> str | None:
        if plain_aim(aim) != self.symbology.aim:
            return None
        try:
            elements = elements_of(data, aim)
        except CodeError:  # then it is no code of this scheme, which is all that was asked
            return None
        if not elements or value_of(elements, "01") != self.gtin:
            return None
        return value_of(elements, "21") or None


@dataclass(frozen=True)
class Content:
    """What a homogeneous logistic unit holds: `count` trade items of one GTIN."""

    gtin: str
    count: int


@dataclass(frozen=True)
class Sscc:
    """A logistic unit's label: `(00)`, with `(02)` and `(37)` where its content is told."""

    symbology: Symbology
    content: Content | None = None

    def __post_init__(self) -> None:
        _refuse_symbology(self.symbology, _GS1)

    def payload(self, serial: str) -> Payload:
        refuse_wrong_sscc(serial)
        elements = [Element("00", serial)]
        if self.content:
            elements.append(Element("02", self.content.gtin))
            elements.append(Element("37", str(self.content.count)))
        data = build(elements).encode("ascii")
        return Payload(data, self.symbology.aim, to_brackets(elements), self.symbology)

    def serial_of(self, data: bytes, aim: str) -> str | None:
        if plain_aim(aim) != self.symbology.aim:
            return None
        try:
            return value_of(elements_of(data, aim) or (), "00") or None
        except CodeError:  # then it is no code of this scheme, which is all that was asked
            return None


@dataclass(frozen=True)
class Imported:
    """A text from elsewhere, printed exactly as it came, with every separator in it."""

    symbology: Symbology

    def payload(self, serial: str) -> Payload:
        if not serial:
            raise CodeError(Rule.EMPTY, serial, 0, 0, "an imported code without any character")
        return Payload(serial.encode(), self.symbology.aim, shown(serial), self.symbology)

    def serial_of(self, data: bytes, aim: str) -> str | None:
        if plain_aim(aim) != self.symbology.aim:
            return None
        try:
            return data.decode() or None
        except UnicodeDecodeError:  # every imported text is UTF-8, so this is none of them
            return None


class GivenTexts:
    """Texts that came from elsewhere, each with its code."""

    def __init__(self, texts: Mapping[CodeId, str]) -> None:
        self._texts = dict(texts)
        self._codes = {text: code for code, text in self._texts.items()}
        assert len(self._codes) == len(self._texts), "a text that belongs to two codes"

    def texts(self, codes: Sequence[CodeId]) -> list[str]:
        return [self._texts[code] for code in codes]

    def recognise(self, text: str) -> CodeId | None:
        return self._codes.get(text)


def scheme_of(rule: CodeRule, gtin: str, batch: str, expiry: str) -> Scheme:
    """The scheme of a level's rule; `gtin` is the product's, for a rule that names none.

    Raises `CodeError` where the rule, the batch or the expiry can't stand in a code.
    """
    symbology = Symbology[rule.symbology]
    if rule.kind is CodeKind.MINTED:
        return MintedUrl(rule.prefix, symbology)
    if rule.kind is CodeKind.SSCC:
        return Sscc(symbology)
    if rule.kind is CodeKind.IMPORTED:
        return Imported(symbology)
    domain = rule.domain if rule.form == "digital_link" else ""
    return Gs1Item(rule.gtin or gtin, symbology, batch, expiry, domain)


def _refuse_symbology(symbology: Symbology, allowed: Sequence[Symbology]) -> None:
    if symbology not in allowed:
        wanted = " or ".join(allowed)
        message = f"this symbol can't carry such a code; take {wanted}"
        raise CodeError(Rule.VALUE, symbology.value, 0, len(symbology.value), message)


def _serial_fault(serial: str) -> CodeError:
    """Why `serial` can't stand in AI 21."""
    faults = validate([Element("21", serial)])
    return next(fault for fault in faults if fault.rule in (Rule.LENGTH, Rule.CHARACTER))
