"""A label in ZPL II. Every byte of content goes through `_field`: nothing in it can be a command.

Escapes: `^FH\\` turns each byte that is not a letter or digit into hex before anything else looks
at the field, so `^`, `~`, `_` and `>` are harmless. Data Matrix has an escape of its own (`_1` =
FNC1, `__` = underscore), given in `^BX` since its default differs by firmware. Code 128 uses the
manual subsets (`>;` C, `>:` B, `>8` FNC1, `>0` a literal `>`), since mode D drops parentheses and
spaces. Facts: Zebra's ZPL II programming guide. Not verified on hardware.
"""

from __future__ import annotations

from drivers.labels.fit import check
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

DOTS_A_MM = {8: "203 dpi", 12: "300 dpi", 24: "600 dpi"}
GS = 0x1D
QR_LEVEL = "M"
QR_MODULE_DOTS_MAX = 100
# What the coder of "MA," can't set: use the byte mode for those.
NOT_AUTOMATIC = frozenset(range(0x80, 0xA0)) | frozenset(range(0xE0, 0x100))


def to_zpl(label: Label, dots_a_mm: int = 8, cjk_font: str = "") -> bytes:
    """One format that prints the label once.

    `cjk_font` is the printer's own font file for Chinese text, e.g. "E:SIMSUN.TTF"; without it,
    text is set in font 0. Raises LabelError, LabelOverflow."""
    if dots_a_mm not in DOTS_A_MM:
        raise LabelError(f"{dots_a_mm} dots a mm is none of {sorted(DOTS_A_MM)}")
    check(label)

    def dots(mm: float) -> int:
        return round(mm * dots_a_mm)

    font = f"^A@N,{{0}},{{0}},{cjk_font}" if cjk_font else "^A0N,{0},{0}"
    parts = [f"^XA^CI28^PW{dots(label.width_mm)}^LL{dots(label.height_mm)}".encode()]
    for element in label.elements:
        place = f"^FO{dots(element.x_mm)},{dots(element.y_mm)}".encode()
        parts.append(place + _element(element, dots_a_mm, font) + b"^FS")
    return b"\n".join([*parts, b"^PQ1,0,1,Y^XZ\n"])


def _element(element: Element, dots_a_mm: int, font: str) -> bytes:
    match element:
        case Text(_, _, height_mm, text):
            height = round(height_mm * dots_a_mm)
            return font.format(height).encode() + _field(text.encode("utf-8"))
        case Line(_, _, width_mm, height_mm):
            width, height = (max(1, round(one * dots_a_mm)) for one in (width_mm, height_mm))
            return f"^GB{width},{height},{min(width, height)}".encode()
        case Qr(_, _, module_mm, data):
            module = _module(module_mm, dots_a_mm)
            return f"^BQN,2,{module},{QR_LEVEL},7".encode() + _field(_qr(data))
        case DataMatrix(_, _, module_mm, data, gs1):
            module = _module(module_mm, dots_a_mm)
            head = f"^BXN,{module},200,,,,_,1".encode()
            return head + _field(_data_matrix(data, gs1))
        case Gs1Code128(_, _, module_mm, height_mm, data):
            module, height = _module(module_mm, dots_a_mm), round(height_mm * dots_a_mm)
            head = f"^BY{module}^BCN,{height},N,N,N,N".encode()
            return head + _field(_code_128(data))


def _module(module_mm: float, dots_a_mm: int) -> int:
    """Modules are whole dots, or the symbol can't be read."""
    module = round(module_mm * dots_a_mm)
    if module < 1 or abs(module - module_mm * dots_a_mm) > 0.01 * module:
        nearest = max(1, module) / dots_a_mm
        raise LabelError(
            f"a module of {module_mm:g} mm is not a whole number of dots; take {nearest:g} mm"
        )
    return min(module, QR_MODULE_DOTS_MAX)


def _field(data: bytes) -> bytes:
    """`^FH` and `^FD` with every byte but letters and digits as hex."""
    safe = b"".join(
        bytes((byte,)) if chr(byte).isalnum() and byte < 0x80 else b"\\%02X" % byte for byte in data
    )
    return b"^FH\\^FD" + safe


def _qr(data: bytes) -> bytes:
    if any(byte in NOT_AUTOMATIC for byte in data):
        return f"{QR_LEVEL}M,B{len(data):04d}".encode() + data
    return f"{QR_LEVEL}A,".encode() + data


def _data_matrix(data: bytes, gs1: bool) -> bytes:
    escaped = data.replace(b"_", b"__").replace(bytes((GS,)), b"_1")
    return b"_1" + escaped if gs1 else escaped


def _code_128(data: bytes) -> bytes:
    """Subset C for digits in pairs, B for everything else."""
    if data.isdigit() and len(data) % 2 == 0:
        return b">;>8" + data
    return b">:>8" + data.replace(b">", b">0").replace(bytes((GS,)), b">8")
