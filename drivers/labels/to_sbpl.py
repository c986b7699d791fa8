"""A label in SBPL, the language of SATO printers.

Commands begin with ESC; contents end where the next ESC begins, or after a counted number of bytes
(`DN`). Control bytes are never in a content, so none can be a command.

FNC1 and the escapes differ by command: in GS1 Data Matrix (`2D51`) ESC 1 is FNC1 and `~` is
doubled; in Code 128 (`BG`) `>F` is FNC1, `>H` and `>I` start subsets B and C. A literal `>` in a
bar code, `~` or bytes beyond ASCII in a QR Code, a GS1 QR Code and pictures are sent as dots
(`GH`). So is text, unless the printer's vector font is named (`font` "A" or "B"), which has ASCII
only: what sets Chinese differs by model and country.

Facts: SATO's S84-ex programming reference (pages 58, 59, 108 and 169), "e" series (`G` page 5-46 of
the CL4e manual, Code 128 table B-22), WS4 series (2D30, 2D50). From general knowledge, unverified:
`FW` lines, and that positions count from 1. Old models have no `2D51` and print nothing there: the
scan of the label tells. Size of the label, darkness and speed are the printer's own settings. Not
verified on hardware.
"""

from __future__ import annotations

from drivers.labels.dots import (
    Dots,
    check_resolution,
    element_dots,
    line_dots,
    may_be_set,
    module_dots,
    packed,
    place_of,
)
from drivers.labels.fit import check, is_pairs
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

ESC, GS, TILDE = b"\x1b", b"\x1d", b"~"
QR_LEVEL = "M"
FONTS = ("", "A", "B")  # none, Helvetica proportional, Helvetica fixed
FONT_DOTS_MIN, FONT_DOTS_MAX = 24, 999
CELL_DOTS_MAX = 16  # 99 on newer models
BAR_DOTS_MAX = 12  # 36 on newer models
LINE_DOTS_MAX = 99
HEIGHT_DOTS_MAX = 999
BLOCK = 8


def to_sbpl(label: Label, dots_a_mm: int = 8, font: str = "") -> bytes:
    """One item that prints the label once. Raises LabelError, LabelOverflow."""
    check_resolution(dots_a_mm)
    if font not in FONTS:
        raise LabelError(f"{font!r} is no vector font of a SATO printer; it is A or B")
    check(label)
    parts = [b"A"]
    for element in label.elements:
        parts += _element(label, element, dots_a_mm, font)
    return b"".join(ESC + part for part in [*parts, b"Q1", b"Z"])


def _element(label: Label, element: Element, dots_a_mm: int, font: str) -> list[bytes]:
    x, y = place_of(element, dots_a_mm)
    said = _said(element, dots_a_mm, font)
    if not said:
        dots = element_dots(label, element, dots_a_mm)
        x, y = place_of(element, dots_a_mm, dots.shape[1])
        said = [_graphic(dots)]
    return [f"V{y + 1:04d}".encode(), f"H{x + 1:04d}".encode(), *said]


def _said(element: Element, dots_a_mm: int, font: str) -> list[bytes]:
    """What the printer makes itself, or nothing where the language can't say it."""
    match element:
        case Line():
            return _line(*line_dots(element, dots_a_mm))
        case Text() if font and may_be_set(element):
            return _text(element, dots_a_mm, font)
        case Gs1Code128():
            return _bar_code(element, dots_a_mm)
        case DataMatrix() | Qr():
            return _symbol(element, dots_a_mm)
    return []


def _line(width: int, height: int) -> list[bytes]:
    thickness, length, way = (height, width, "H") if width >= height else (width, height, "V")
    return [f"FW{thickness:02d}{way}{length:04d}".encode()] if thickness <= LINE_DOTS_MAX else []


def _text(element: Text, dots_a_mm: int, font: str) -> list[bytes]:
    size = round(element.height_mm * dots_a_mm)
    if not (FONT_DOTS_MIN <= size <= FONT_DOTS_MAX and element.text and element.text.isascii()):
        return []
    return [f"${font},{size},{size},0".encode(), b"$=" + element.text.encode("ascii")]


def _bar_code(element: Gs1Code128, dots_a_mm: int) -> list[bytes]:
    """Subset C for digits in pairs, B for everything else (`fit.code_128_modules`)."""
    module, height = module_dots(element, dots_a_mm), round(element.height_mm * dots_a_mm)
    if module > BAR_DOTS_MAX or height > HEIGHT_DOTS_MAX or b">" in element.data:
        return []
    start = b">I" if is_pairs(element.data) else b">H"
    return [f"BG{module:02d}{height:03d}".encode() + start + b">F" + _fnc1(element.data, b">F")]


def _symbol(element: DataMatrix | Qr, dots_a_mm: int) -> list[bytes]:
    module = module_dots(element, dots_a_mm)
    if module > CELL_DOTS_MAX:
        return []
    if isinstance(element, DataMatrix):
        command = "2D51" if element.gs1 else "2D50"
        content = element.data.replace(TILDE, TILDE * 2)
        if element.gs1:
            content = ESC + b"1" + _fnc1(content, ESC + b"1")
        return [f"{command},{module:02d},{module:02d},000,000".encode(), _counted(content)]
    if element.gs1 or TILDE in element.data or not element.data.isascii():
        return []
    return [f"2D30,{QR_LEVEL},{module:02d},1,0".encode(), _counted(element.data)]


def _fnc1(data: bytes, fnc1: bytes) -> bytes:
    return data.replace(GS, fnc1)


def _counted(content: bytes) -> bytes:
    return f"DN{len(content):04d},".encode() + content


def _graphic(dots: Dots) -> bytes:
    """`GH`: blocks of 8 x 8 dots, filled up with white; rows from the top, in hex."""
    octets = packed(dots)
    rows, across = octets.shape
    down = -(-rows // BLOCK)
    data = octets.tobytes() + bytes((down * BLOCK - rows) * across)
    return f"GH{across:03d}{down:03d}".encode() + data.hex().upper().encode()
