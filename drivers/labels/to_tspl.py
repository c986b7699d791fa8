"""A label in TSPL, the language of TSC printers and of most Chinese label printers.

A line is a command, its contents stand between double quotes, and there is no escape for a quote
that all these printers share. So only what needs none is ever put there: letters and digits in a
Data Matrix (all else is `~d` and the byte in three digits), pairs of digits in a bar code, `PLAIN`
elsewhere. Whatever else there is goes as bars (`BAR`) or dots (`BITMAP`).

FNC1: `~1` in DMATRIX with the escape character named (`c126`); `EAN128` sets its own and is used
where the content has one reading, pairs of digits without separators. QRCODE has none, so a GS1 QR
Code is dots. QRCODE must be told `M2`: its default is the old model that phones can't read. Text is
dots unless a font in the printer is named (`font`), then UTF-8 for any script.

Dots are binary. The status questions of these printers, `<ESC>!` and `~!`, are obeyed anywhere in
the stream, so a picture that happens to hold those bytes is cut between them into two.

Facts: Brother's FBPL command reference for TD-4420TN (the same language), pages 43, 57 and 71;
TSC's M23 manual, page 63. From general knowledge, unverified: that 0 prints in BITMAP, that font
sizes are in points, CODEPAGE. Gap, direction, speed and darkness are the printer's own settings.
Not verified on hardware.
"""

from __future__ import annotations

import string
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from drivers.labels.dots import (
    bars_of,
    check_resolution,
    element_dots,
    line_dots,
    may_be_set,
    module_dots,
    packed,
    place_of,
)
from drivers.labels.fit import check, is_pairs, matrix_of
from drivers.labels.label import (
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    Line,
    Qr,
    Text,
)

QR_LEVEL = "M"
MODULE_DOTS_MAX = 10  # of QRCODE, and what BARCODE and DMATRIX are trusted with
PLAIN = frozenset(string.ascii_letters + string.digits + " $*+-./:?=&#,_()%")
# What ends or escapes an expression, or is obeyed in it; a named font has all else.
NOT_IN_TEXT = frozenset('"\\~')
OBEYED = (b"\x1b!", b"~!")  # wherever they stand
POINTS_A_MM = 72 / 25.4
FONT_SIZE = 0.9  # of the height: room for what hangs below the line
GS = 0x1D


def to_tspl(label: Label, dots_a_mm: int = 8, font: str = "") -> bytes:
    """One job that prints the label once.

    `font` is a TrueType file in the printer for all text, e.g. "SIMHEI.TTF"; without it, text is
    drawn here. Raises LabelError, LabelOverflow."""
    check_resolution(dots_a_mm)
    if not all(char.isascii() and (char.isalnum() or char in "._-") for char in font):
        raise LabelError(f"{font!r} is no font file of a printer, like SIMHEI.TTF")
    check(label)
    lines = [f"SIZE {label.width_mm:g} mm,{label.height_mm:g} mm".encode()]
    if font:
        lines.append(b"CODEPAGE UTF-8")
    lines.append(b"CLS")
    for element in label.elements:
        lines += _element(label, element, dots_a_mm, font)
    return b"\r\n".join([*lines, b"PRINT 1,1", b""])


def _element(label: Label, element: Element, dots_a_mm: int, font: str) -> Iterator[bytes]:
    x, y = place_of(element, dots_a_mm)
    match element:
        case Line():
            width, height = line_dots(element, dots_a_mm)
            yield f"BAR {x},{y},{width},{height}".encode()
            return
        case Text(_, _, height_mm, text) if font and _may_be_set(element):
            points = max(1, round(height_mm * FONT_SIZE * POINTS_A_MM))
            yield f'TEXT {x},{y},"{font}",0,{points},{points},"{text}"'.encode()
            return
        case Gs1Code128():
            yield from _bar_code(element, x, y, dots_a_mm)
            return
        case DataMatrix() | Qr() if (module := module_dots(element, dots_a_mm)) <= MODULE_DOTS_MAX:
            command = _symbol(element, x, y, module)
            if command:
                yield command
                return
    dots = element_dots(label, element, dots_a_mm)
    yield from _bitmaps(packed(dots), *place_of(element, dots_a_mm, dots.shape[1]))


def _may_be_set(element: Text) -> bool:
    return may_be_set(element) and NOT_IN_TEXT.isdisjoint(element.text)


def _symbol(element: DataMatrix | Qr, x: int, y: int, module: int) -> bytes:
    """The printer's own symbol, or nothing where it can't be told exactly."""
    if isinstance(element, DataMatrix):
        size = matrix_of(element).shape[0] * module
        content = _data_matrix(element.data, element.gs1)
        return f'DMATRIX {x},{y},{size},{size},c126,x{module},"{content}"'.encode()
    if element.gs1 or not PLAIN.issuperset(element.data.decode("latin-1")):
        return b""
    content = element.data.decode("ascii")
    return f'QRCODE {x},{y},{QR_LEVEL},{module},A,0,M2,S7,"{content}"'.encode()


def _data_matrix(data: bytes, gs1: bool) -> str:
    content = "~1" if gs1 else ""
    for byte in data:
        char = chr(byte)
        if gs1 and byte == GS:
            content += "~1"
        else:
            content += char if char.isascii() and char.isalnum() else f"~d{byte:03d}"
    return content


def _bar_code(element: Gs1Code128, x: int, y: int, dots_a_mm: int) -> Iterator[bytes]:
    module, height = module_dots(element, dots_a_mm), round(element.height_mm * dots_a_mm)
    if module <= MODULE_DOTS_MAX and is_pairs(element.data):
        digits = element.data.decode("ascii")
        yield f'BARCODE {x},{y},"EAN128",{height},0,0,{module},{module},"{digits}"'.encode()
        return
    for start, width in bars_of(element, module):
        yield f"BAR {x + start},{y},{width},{height}".encode()


def _bitmaps(octets: NDArray[np.uint8], x: int, y: int) -> Iterator[bytes]:
    """BITMAP, 0 = dark; cut in two wherever two bytes side by side would be obeyed."""
    height, row = octets.shape
    data = (~octets).tobytes()
    ends = [at + 1 for pair in OBEYED if (at := data.find(pair)) >= 0]
    if not ends:
        yield f"BITMAP {x},{y},{row},{height},0,".encode() + data
        return
    down, across = divmod(ends[0], row)
    if across:
        yield from _bitmaps(octets[:, :across], x, y)
        yield from _bitmaps(octets[:, across:], x + 8 * across, y)
    else:
        yield from _bitmaps(octets[:down], x, y)
        yield from _bitmaps(octets[down:], x, y + down)
