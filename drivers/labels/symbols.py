"""Code symbols as matrices of modules: what labels draw, and what simulated pictures show.

`zxingcpp.create_barcode` (zint inside) does the encoding; every other encoder tried writes GS1
symbols wrongly. It wants GS1 data with marked application identifiers, so an element string is cut
into its elements first, by the AI lengths of the GS1 General Specifications (fixed lengths: figure
7.8.5-2). Not responsible for quiet zones, sizes in millimetres, or whether an AI's content makes
sense beyond what zint checks.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
import zxingcpp
from numpy.typing import NDArray

__all__ = ["GS", "Kind", "QrLevel", "SymbolError", "aim_of", "element_string", "symbol_matrix"]

Kind = Literal["qr", "data-matrix", "code-128"]
QrLevel = Literal["L", "M", "Q", "H"]

GS = b"\x1d"

_AIM = {"qr": "]Q1", "data-matrix": "]d1", "code-128": "]C0"}
_AIM_GS1 = {"qr": "]Q3", "data-matrix": "]d2", "code-128": "]C1"}
_FORMATS = {
    # Model 2 can't be asked for together with GS1; plain "QR Code" makes model 2 anyway.
    "qr": zxingcpp.BarcodeFormat.QRCode,
    "data-matrix": zxingcpp.BarcodeFormat.DataMatrix,
    "code-128": zxingcpp.BarcodeFormat.Code128,
}

# First two digits of an AI → how many digits the AI has; all others have two.
_AI_DIGITS = dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3) | dict.fromkeys(
    ("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"), 4
)
# First two digits → length of AI and value together, where it is fixed and needs no separator.
_FIXED = (
    {"00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16}
    | {str(ai): 8 for ai in range(11, 20)}
    | {str(ai): 10 for ai in range(31, 37)}
)


class SymbolError(ValueError):
    """Data that this kind of symbol can't carry; one sentence with the reason."""


def symbol_matrix(
    kind: Kind, data: bytes, gs1: bool = False, level: QrLevel | None = None
) -> NDArray[np.bool_]:
    """The symbol's modules, True = dark, **without quiet zone**; Code 128 has one row.

    With `gs1`, `data` is an element string: elements one after the other, GS (0x1D) behind each
    of variable length but the last, and no leading FNC1 (`element_string` makes one). `level` is
    a QR's error correction; None takes the highest that fits the smallest size. Who places the
    symbol leaves 4 modules free around a QR, 1 around a Data Matrix, 10 beside a Code 128.
    Raises `SymbolError`.
    """
    options: dict[str, object] = {"force_square": True} if kind == "data-matrix" else {}
    if kind == "qr" and level is not None:
        options["ec_level"] = level
    try:
        barcode = zxingcpp.create_barcode(
            _marked(data) if gs1 else _content(data), _FORMATS[kind], gs1=gs1, **options
        )
    except ValueError as reason:
        if isinstance(reason, SymbolError):
            raise
        raise SymbolError(f"{data!r} can't be a {kind} symbol: {reason}") from reason
    dark: NDArray[np.bool_] = np.asarray(barcode.to_image(scale=1, add_quiet_zones=False)) < 128
    return dark[:1].copy() if kind == "code-128" else dark


def aim_of(kind: Kind, gs1: bool = False) -> str:
    """The AIM symbology identifier that a reader gives for such a symbol (ISO/IEC 15424)."""
    return (_AIM_GS1 if gs1 else _AIM)[kind]


def element_string(marked: str) -> bytes:
    """`(01)0950…(21)A1(10)B` → the bytes `01095021A1<GS>10B`, as `symbol_matrix` wants them.

    `[01]…[21]…` is the same without ambiguity, for values that hold parentheses themselves.
    Raises `SymbolError`."""
    pattern = r"\[(\d{2,4})\]" if marked.startswith("[") else r"\((\d{2,4})\)"
    before, *parts = re.split(pattern, marked)
    if before or not parts:
        raise SymbolError(f"{marked!r} doesn't begin with an application identifier like (01)")
    elements = list(zip(parts[::2], parts[1::2], strict=True))
    out = ""
    for number, (ai, value) in enumerate(elements, 1):
        if len(ai) != _AI_DIGITS.get(ai[:2], 2):
            raise SymbolError(f"{marked!r}: there is no application identifier ({ai})")
        is_open = ai[:2] not in _FIXED and number < len(elements)
        out += ai + value + ("\x1d" if is_open else "")
    data = out.encode("utf-8")
    _marked(data)
    return data


def _content(data: bytes) -> str | bytes:
    """Text where it is ASCII: bytes would keep QR from its small alphanumeric mode."""
    return data.decode("ascii") if data.isascii() else data


def _marked(data: bytes) -> str:
    """`0104…21A<GS>10B` → `[01]04…[21]A[10]B`. Square brackets can't be in GS1 data."""
    marked = ""
    rest = _ascii(data)
    while rest:
        element, separator, rest = _first_element(data, rest)
        digits = _AI_DIGITS.get(element[:2], 2)
        if not element[:digits].isdigit() or len(element) <= digits:
            raise SymbolError(f"{data!r}: {element!r} is no application identifier with a value")
        marked += f"[{element[:digits]}]{element[digits:]}"
        if separator and (not rest or element[:2] in _FIXED):
            # zint would silently leave such a separator out: other bytes than were asked for.
            raise SymbolError(f"{data!r}: a GS stands behind ({element[:digits]}), and must not")
    return marked


def _first_element(data: bytes, rest: str) -> tuple[str, str, str]:
    """The first element, the separator behind it if there is one, and what follows."""
    length = _FIXED.get(rest[:2])
    if length is None:
        return rest.partition("\x1d")
    element, rest = rest[:length], rest[length:]
    if len(element) < length or "\x1d" in element:
        raise SymbolError(f"{data!r}: the value of AI {element[:2]} is shorter than it must be")
    return (element, "\x1d", rest[1:]) if rest.startswith("\x1d") else (element, "", rest)


def _ascii(data: bytes) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as reason:
        raise SymbolError(f"{data!r}: GS1 data is ASCII, byte {reason.start} isn't") from reason
