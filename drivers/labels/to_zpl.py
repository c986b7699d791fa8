"""A label in ZPL II. Every byte of content goes through `_field`: nothing in it can be a command.

Escapes: `^FH\\` turns each byte that is not a letter or digit into hex before anything else looks
at the field, so `^`, `~`, `_` and `>` are harmless. Data Matrix has an escape of its own (`_1` =
FNC1, `__` = underscore), given in `^BX` since its default differs by firmware. Code 128 uses the
manual subsets (`>;` C, `>:` B, `>8` FNC1, `>0` a literal `>`), since mode D drops parentheses and
spaces.

What the language can't say is sent as dots (`^GF`): a GS1 QR Code, since `^BQ` has no FNC1,
pictures, and text that font 0 has no characters for, unless the printer has a font of its own
(`font`). Bars wider than `^BY` allows, which happens at 600 dpi, are sent as boxes.

Facts: Zebra's ZPL II programming guide; `^GF`, `>0` and `^A@` from general knowledge of the
language. Not verified on hardware.
"""

from __future__ import annotations

from drivers.labels.dots import (
    Dots,
    bars_of,
    check_resolution,
    element_dots,
    line_dots,
    may_be_set,
    module_dots,
    packed,
    place_of,
)
from drivers.labels.fit import check, is_pairs, name_of
from drivers.labels.label import (
    DataMatrix,
    Element,
    Gs1Code128,
    Label,
    LabelError,
    Line,
    Qr,
    Symbol,
    Text,
)

GS = 0x1D
QR_LEVEL = "M"
MODULE_DOTS_MAX = 100  # of ^BQ; ^BX takes more
BAR_DOTS_MAX = 10  # of ^BY
FONT_0_LAST = "\u024f"  # Latin with its extensions: what the built-in font is trusted with
# What the coder of "MA," can't set: use the byte mode for those.
NOT_AUTOMATIC = frozenset(range(0x80, 0xA0)) | frozenset(range(0xE0, 0x100))


def to_zpl(label: Label, dots_a_mm: int = 8, font: str = "") -> bytes:
    """One format that prints the label once.

    `font` is the printer's own font file for all text, e.g. "E:SIMSUN.TTF"; without it, text is
    set in font 0, and what font 0 lacks is drawn here. Raises LabelError, LabelOverflow."""
    check_resolution(dots_a_mm)
    if not all(char.isascii() and (char.isalnum() or char in ":._-") for char in font):
        raise LabelError(f"{font!r} is no font file of a printer, like E:SIMSUN.TTF")
    check(label)
    width, height = (round(mm * dots_a_mm) for mm in (label.width_mm, label.height_mm))
    parts = [f"^XA^CI28^PW{width}^LL{height}".encode()]
    for element in label.elements:
        parts.append(_element(label, element, dots_a_mm, font) + b"^FS")
    return b"\n".join([*parts, b"^PQ1,0,1,Y^XZ\n"])


def _element(label: Label, element: Element, dots_a_mm: int, font: str) -> bytes:
    """From its `^FO` on, without the last `^FS`."""
    x, y = place_of(element, dots_a_mm)
    said = _said(element, dots_a_mm, font)
    if not said:
        dots = element_dots(label, element, dots_a_mm)
        x, y = place_of(element, dots_a_mm, dots.shape[1])
        said = _graphic(dots)
    return f"^FO{x},{y}".encode() + said


def _said(element: Element, dots_a_mm: int, font: str) -> bytes:
    """What the printer makes itself, or nothing where the language can't say it."""
    match element:
        case Text():
            return _text(element, dots_a_mm, font) if may_be_set(element) else b""
        case Line():
            width, height = line_dots(element, dots_a_mm)
            return f"^GB{width},{height},{min(width, height)}".encode()
        case Qr(gs1=False):
            head = f"^BQN,2,{_module(element, dots_a_mm)},{QR_LEVEL},7"
            return head.encode() + _field(_qr(element.data))
        case DataMatrix():
            head = f"^BXN,{_module(element, dots_a_mm)},200,,,,_,1"
            return head.encode() + _field(_data_matrix(element.data, element.gs1))
        case Gs1Code128():
            return _bar_code(element, dots_a_mm)
    return b""


def _text(element: Text, dots_a_mm: int, font: str) -> bytes:
    height = round(element.height_mm * dots_a_mm)
    if font:
        return f"^A@N,{height},{height},{font}".encode() + _field(element.text.encode())
    if all(char <= FONT_0_LAST for char in element.text):
        return f"^A0N,{height},{height}".encode() + _field(element.text.encode())
    return b""


def _bar_code(element: Gs1Code128, dots_a_mm: int) -> bytes:
    module, height = _module(element, dots_a_mm), round(element.height_mm * dots_a_mm)
    if module <= BAR_DOTS_MAX:
        return f"^BY{module}^BCN,{height},N,N,N,N".encode() + _field(_code_128(element.data))
    x, y = place_of(element, dots_a_mm)
    boxes = (
        f"^FO{x + start},{y}^GB{width},{height},{min(width, height)}"
        for start, width in bars_of(element, module)
    )
    return "^FS\n".join(boxes).removeprefix(f"^FO{x},{y}").encode()


def _module(element: Symbol, dots_a_mm: int) -> int:
    module = module_dots(element, dots_a_mm)
    if module > MODULE_DOTS_MAX:
        most = MODULE_DOTS_MAX / dots_a_mm
        raise LabelError(
            f"{name_of(element)}: a module of {module} dots is too large; take at most {most:g} mm"
        )
    return module


def _field(data: bytes) -> bytes:
    """`^FH` and `^FD` with every byte but letters and digits as hex."""
    safe = b"".join(
        bytes((byte,)) if chr(byte).isalnum() and byte < 0x80 else b"\\%02X" % byte for byte in data
    )
    return b"^FH\\^FD" + safe


def _graphic(dots: Dots) -> bytes:
    """`^GF` in hex: bits from the left, each row filled up to whole bytes."""
    octets = packed(dots)
    size, row = octets.size, octets.shape[1]
    return f"^GFA,{size},{size},{row},".encode() + octets.tobytes().hex().upper().encode()


def _qr(data: bytes) -> bytes:
    if any(byte in NOT_AUTOMATIC for byte in data):
        return f"{QR_LEVEL}M,B{len(data):04d}".encode() + data
    return f"{QR_LEVEL}A,".encode() + data


def _data_matrix(data: bytes, gs1: bool) -> bytes:
    escaped = data.replace(b"_", b"__").replace(bytes((GS,)), b"_1")
    return b"_1" + escaped if gs1 else escaped


def _code_128(data: bytes) -> bytes:
    """Subset C for digits in pairs, B for everything else (`fit.code_128_modules`)."""
    if is_pairs(data):
        return b">;>8" + data
    return b">:>8" + data.replace(b">", b">0").replace(bytes((GS,)), b">8")
