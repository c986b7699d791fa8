"""A label in JScript, the language of cab printers.

A line is a command; contents stand behind a semicolon and end with the line. In them, square
brackets are functions (`[DATE]`), so only `PLAIN` characters are ever put there.

Nearly everything is sent as pictures in the language's ASCII graphic format, which packs rows that
repeat: a bar code takes little more than its command would. Pictures are right whatever the
printer's firmware; of the printer's own symbols only the plain Data Matrix is described well
enough. For GS1 symbols (`EANDATAMATRIX`, `EAN128`) the manual wants identifiers in parentheses,
which may stand in a serial number too; how a QR Code is asked for, and which code page holds
Chinese, wasn't found. Text is a picture, unless one of the printer's fonts is named (`font` "3" or
"5", plain ASCII only).

Facts: cab's A+ series programming manual, pages 14, 66, 69 and 138, and published labels. From
general knowledge, unverified: the `I` field, that a text's y is its base line, the label's pitch in
`S`. Speed, heat and the sensor's fine settings are the printer's own. Not verified on hardware.
"""

from __future__ import annotations

import string
from itertools import groupby

from drivers.labels.dots import (
    Dots,
    check_resolution,
    element_dots,
    may_be_set,
    module_dots,
    packed,
    place_of,
)
from drivers.labels.fit import check
from drivers.labels.label import DataMatrix, Element, Label, LabelError, Text

GAP_MM = 2.0
FONTS = ("", "3", "5")  # none, Swiss 721, Swiss 721 bold
BASELINE = 0.82  # of the height: where the letters stand within their line
FONT_SIZE = 0.9
PLAIN = frozenset(string.ascii_letters + string.digits + " +-./:?=&#,_()%*")
RUN_MAX = 0x7F  # bytes of one kind, or as they are
REPEATS_MAX = 0xFF  # of a row
SIDE_DOTS_MAX = 0xFFFF


def to_jscript(label: Label, dots_a_mm: int = 8, font: str = "") -> bytes:
    """One job that prints the label once. Raises LabelError, LabelOverflow."""
    check_resolution(dots_a_mm)
    if font not in FONTS:
        raise LabelError(f"{font!r} is no font of a cab printer that is used here; it is 3 or 5")
    check(label)
    width_mm, height_mm = label.width_mm, label.height_mm
    pictures: list[str] = []
    fields: list[str] = []
    for element in label.elements:
        field = _field(element, dots_a_mm, font)
        if not field:
            name = f"P{len(pictures) + 1}"
            dots = element_dots(label, element, dots_a_mm)
            pictures.append(_picture(name, dots))
            field = f"I {_at(element, dots_a_mm, dots.shape[1])},0,1,1;{name}"
        fields.append(field)
    size = f"S l1;0,0,{height_mm:g},{height_mm + GAP_MM:g},{width_mm:g}"
    lines = ["m m", *pictures, "J", size, *fields, "A 1"]
    return "".join(f"{line}\r" for line in lines).encode("ascii")


def _field(element: Element, dots_a_mm: int, font: str) -> str:
    """What the printer sets itself, or nothing where it can't be told exactly."""
    if isinstance(element, Text) and font and _may_be_set(element):
        x, y = place_of(element, dots_a_mm)
        base = y + round(element.height_mm * BASELINE * dots_a_mm)
        size_mm = element.height_mm * FONT_SIZE
        return f"T {_mm(x, dots_a_mm)},{_mm(base, dots_a_mm)},0,{font},{size_mm:.2f};{element.text}"
    if isinstance(element, DataMatrix) and not element.gs1 and _is_plain(element.data):
        module_mm = _mm(module_dots(element, dots_a_mm), dots_a_mm)
        content = element.data.decode("ascii")
        return f"B {_at(element, dots_a_mm)},0,DATAMATRIX,{module_mm};{content}"
    return ""


def _may_be_set(element: Text) -> bool:
    return may_be_set(element) and _is_exact(element.text)


def _is_plain(data: bytes) -> bool:
    return _is_exact(data.decode("latin-1"))


def _is_exact(text: str) -> bool:
    """Whether the printer takes it as it is: nobody says what becomes of spaces at a line's end."""
    return PLAIN.issuperset(text) and text == text.strip()


def _at(element: Element, dots_a_mm: int, width: int = 0) -> str:
    x, y = place_of(element, dots_a_mm, width)
    return f"{_mm(x, dots_a_mm)},{_mm(y, dots_a_mm)}"


def _mm(dots: int, dots_a_mm: int) -> str:
    """Millimetres that fall on a dot."""
    return f"{dots / dots_a_mm:.3f}".rstrip("0").rstrip(".")


def _picture(name: str, dots: Dots) -> str:
    """`d ASC`: width and height, then the rows from the top; each says how often it comes."""
    height, width = dots.shape
    if max(height, width) > SIDE_DOTS_MAX:
        raise LabelError(f"a picture of {width} x {height} dots is too large; make it smaller")
    lines = [f"d ASC;{name}", f"{width:04X}{height:04X}"]
    for row, same in groupby(bytes(row) for row in packed(dots)):
        left = len(list(same))
        while left > 0:
            times = min(left, REPEATS_MAX)
            repeat = f"0000FF{times:02X}" if times > 1 else ""
            lines.append(repeat + _row(row))
            left -= times
    return "\r".join(lines)


def _row(octets: bytes) -> str:
    """A byte up to 7F: so many white ones; from 81: so many black ones, less 80; 80 and a number:
    so many as they are."""
    said = ""
    for kind, run in groupby(octets, key=lambda byte: byte if byte in (0x00, 0xFF) else -1):
        some = bytes(run)
        for at in range(0, len(some), RUN_MAX):
            part = some[at : at + RUN_MAX]
            if kind == 0x00:
                said += f"{len(part):02X}"
            elif kind == 0xFF:
                said += f"{0x80 + len(part):02X}"
            else:
                said += f"80{len(part):02X}{part.hex().upper()}"
    return said
